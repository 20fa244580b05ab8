import type { TicketKind } from "../../dictionaries/index.js";
import type { DivisionRow } from "../../jurisdictions/index.js";
import { type Contact, isValidCreditCode } from "../../tickets/index.js";
import type { RawRow } from "../reading/raw-rows.js";
import {
  amountIn,
  type Cells,
  divisionIn,
  entryIn,
  knownText,
  missing,
  openCells,
  openRow,
  ownWordIn,
  problemsOf,
  textOf,
  topicsIn,
  wrong,
} from "./cells.js";
import type { RowProblem } from "./problems.js";
import type { RowSettings } from "./row-settings.js";
import { readTimes, type TicketTimes } from "./times.js";
import { type ImportOutcome, outcomesOfKind } from "./words.js";

/** An old ticket as its row says it. */
export interface OldRow extends TicketTimes {
  row: number;
  number: string | null;
  kind: TicketKind;
  isFinished: boolean;
  channel: string;
  issueClass: string;
  line: string | null;
  goodsClass: string | null;
  topics: string[];
  contact: Contact;
  respondentName: string | null;
  respondentAddress: string | null;
  respondentCreditCode: string | null;
  division: DivisionRow | null;
  facts: string;
  request: string | null;
  answer: string | null;
  outcome: ImportOutcome | null;
  settlementMethod: string | null;
  caseNumber: string | null;
  disputedAmount: bigint | null;
  recoveredLoss: bigint | null;
  fineAmount: bigint | null;
  confiscatedAmount: bigint | null;
}

/** What was made of a row: an old ticket, or all that is wrong with it. */
export type RowReading = { ticket: OldRow; problems: null } | { ticket: null; problems: readonly RowProblem[] };

const phone = /^\+?\d[\d -]{4,24}$/;
const identityNumber = /^[0-9A-Za-z()-]{5,30}$/;

/**
 * Makes the function that reads the rows of one file by a mapping. It is pure, and remembers what each word means, so that
 * a million rows ask the dictionaries a few hundred times.
 */
export function rowReader(settings: RowSettings): (raw: RawRow) => RowReading {
  const cells = openCells(settings);
  return ({ cells: given, number }) => {
    if (given === null) return { ticket: null, problems: [{ ...nowhere, code: "MALFORMED_ROW" }] };
    openRow(cells, given);
    const kind = ownWordIn(cells, "KIND") as TicketKind | null;
    if (kind === null) missing(cells, "KIND");
    const ticket = kind === null ? null : readTicket(cells, kind, number, settings);
    const problems = problemsOf(cells);
    return ticket === null || problems.length > 0 ? { ticket: null, problems } : { ticket, problems: null };
  };
}

const nowhere = { field: null, column: null, value: null } as const;

function readTicket(cells: Cells, kind: TicketKind, row: number, settings: RowSettings): OldRow | null {
  const outcome = readOutcome(cells, kind);
  const times = readTimes(cells, settings, outcome !== null);
  const issue = entryIn(cells, "ISSUE_CLASS", kind);
  if (issue === null) missing(cells, "ISSUE_CLASS");
  const channel = entryIn(cells, "CHANNEL", null);
  if (channel === null) missing(cells, "CHANNEL");
  const facts = textOf(cells, "FACTS");
  if (facts === null) missing(cells, "FACTS");
  else if (facts.length < 2) wrong(cells, "FACTS", "TOO_SHORT");
  const goodsClass = entryIn(cells, "GOODS_CLASS", kind)?.code ?? null;
  const settlementMethod = entryIn(cells, "SETTLEMENT_METHOD", kind)?.code ?? null;
  const [topics, contact, respondent] = [topicsIn(cells, kind), readContact(cells), readRespondent(cells)];
  const [number, request, answer] = [textOf(cells, "NUMBER"), textOf(cells, "REQUEST"), textOf(cells, "ANSWER")];
  const [caseNumber, amounts] = [textOf(cells, "CASE_NUMBER"), readAmounts(cells)];
  if (times === null || issue === null || channel === null || facts === null) return null;
  if (times.isFinished && outcome === null && kind !== "CONSULTATION") wrong(cells, "OUTCOME", "OUTCOME_MISSING");
  return {
    ...times,
    ...respondent,
    ...amounts,
    ...{ row, number, kind, channel: channel.code, issueClass: issue.code, line: issue.line, goodsClass, topics },
    ...{ contact, facts, request, answer, settlementMethod, caseNumber },
    outcome: times.isFinished ? (outcome ?? "ANSWERED") : null,
  };
}

function readOutcome(cells: Cells, kind: TicketKind): ImportOutcome | null {
  const outcome = ownWordIn(cells, "OUTCOME") as ImportOutcome | null;
  if (outcome !== null && !outcomesOfKind[kind].includes(outcome)) wrong(cells, "OUTCOME", "OUTCOME_OF_OTHER_KIND");
  return outcome;
}

function readContact(cells: Cells): Contact {
  const contact = {
    name: knownText(cells, "CONTACT_NAME"),
    phone: knownText(cells, "CONTACT_PHONE")?.normalize("NFKC") ?? null,
    address: knownText(cells, "CONTACT_ADDRESS"),
    identityNumber: knownText(cells, "CONTACT_IDENTITY")?.normalize("NFKC") ?? null,
  };
  if (contact.phone !== null && !phone.test(contact.phone)) wrong(cells, "CONTACT_PHONE", "NOT_A_PHONE");
  if (contact.identityNumber !== null && !identityNumber.test(contact.identityNumber)) {
    wrong(cells, "CONTACT_IDENTITY", "NOT_AN_IDENTITY_NUMBER");
  }
  return contact;
}

function readRespondent(cells: Cells) {
  const respondentCreditCode = knownText(cells, "RESPONDENT_CREDIT_CODE")?.normalize("NFKC").toUpperCase() ?? null;
  if (respondentCreditCode !== null && !isValidCreditCode(respondentCreditCode)) {
    wrong(cells, "RESPONDENT_CREDIT_CODE", "NOT_A_CREDIT_CODE");
  }
  return {
    respondentName: textOf(cells, "RESPONDENT_NAME"),
    respondentAddress: textOf(cells, "RESPONDENT_ADDRESS"),
    respondentCreditCode,
    division: divisionIn(cells),
  };
}

function readAmounts(cells: Cells) {
  return {
    disputedAmount: amountIn(cells, "DISPUTED_AMOUNT"),
    recoveredLoss: amountIn(cells, "RECOVERED_LOSS"),
    fineAmount: amountIn(cells, "FINE_AMOUNT"),
    confiscatedAmount: amountIn(cells, "CONFISCATED_AMOUNT"),
  };
}
