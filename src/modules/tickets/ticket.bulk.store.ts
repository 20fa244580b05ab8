import {
  ticketContacts,
  ticketDetails,
  ticketFacts,
  ticketLikeness,
  tickets,
  timelineEntries,
} from "../../../schema/index.js";
import type { Place } from "../../platform/actor.js";
import { bulkInsertionOf } from "../../platform/bulk-writing.store.js";
import { sendText, type Transaction } from "../../platform/transaction.js";
import type { Writing } from "../../platform/writing.store.js";
import type { DerivedFacts } from "./ticket.facts.js";
import type { NewParts, TimelineRow } from "./ticket.parts.store.js";
import type { TicketKey } from "./ticket.store.js";

const ticketRows = bulkInsertionOf(
  tickets,
  [
    ...(["id", "number", "kind", "state", "regime", "channel", "issueClass", "goodsClass", "topics", "line"] as const),
    ...(["isAnonymous", "contactNameMasked", "contactPhoneMasked", "respondentName", "division"] as const),
    ...(["divisionCity", "divisionProvince", "locality", "receivedAt", "registeredAt", "dispatchedAt"] as const),
    ...(["acceptedAt", "decidedAt", "closedAt", "archivedAt", "dueOn", "dueLimit", "disputedAmount"] as const),
    ...(["recoveredLoss", "fineAmount", "confiscatedAmount", "settlementMethod", "refusalGround"] as const),
    ...(["terminationGround", "caseNumber"] as const),
  ],
  ["province", "city", "county", "holder", "intakeCity", "intakeCounty", "intakeBureau"],
);

/** A ticket as many are written at once: all else is equal of all, or as it is of a new one. */
export type BulkTicket = Parameters<typeof ticketRows.of>[0][number];

/** The writing of many tickets that a bureau registers and holds. */
export function bulkTickets(rows: readonly BulkTicket[], { bureau, city, county, province }: Place): Writing | null {
  const intake = { intakeCity: city, intakeCounty: county, intakeBureau: bureau };
  return ticketRows.of(rows, { province, city, county, holder: bureau, ...intake });
}

const detailRows = bulkInsertionOf(
  ticketDetails,
  [
    ...(["ticketId", "facts", "request", "respondentAddress", "respondentCreditCode", "jurisdictionFacts"] as const),
    ...(["answer", "searchText", "grams"] as const),
  ],
  ["province"],
);
const contactRows = bulkInsertionOf(ticketContacts, ["ticketId", "keyId", "sealed"], ["province"]);
const entryRows = bulkInsertionOf(
  timelineEntries,
  ["ticketId", "sequence", "at", "verb", "toState", "bureau", "person", "client", "detail"],
  ["province"],
);
const likenessRows = bulkInsertionOf(
  ticketLikeness,
  [
    ...(["ticketId", "receivedAt", "kind", "goodsClass", "division", "band1", "band2", "band3", "band4"] as const),
    ...(["band5", "phone", "identity", "person", "address", "respondentCode", "respondentName"] as const),
  ],
  ["province"],
);

/** What many tickets are written with, of one province. */
export interface BulkParts {
  ticket: TicketKey;
  parts: NewParts;
  entry: TimelineRow;
}

/** The writings of the parts of many new tickets, their first entries in the timeline among them. */
export function bulkParts(added: readonly BulkParts[], province: string): (Writing | null)[] {
  const shared = { province };
  const contacts = added.flatMap(({ parts: { contact }, ticket }) =>
    contact === null ? [] : [{ ticketId: ticket.id, keyId: contact.keyId, sealed: contact.sealed }],
  );
  return [
    detailRows.of(
      added.map(({ parts, ticket }) => Object.assign(parts.details, { ticketId: ticket.id })),
      shared,
    ),
    contactRows.of(contacts, shared),
    likenessRows.of(
      added.map(({ parts, ticket }) => Object.assign(parts.likeness, { ticketId: ticket.id })),
      shared,
    ),
    entryRows.of(
      added.map(({ entry }) => entry),
      shared,
    ),
  ];
}

const factRows = bulkInsertionOf(
  ticketFacts,
  [
    ...(["ticketId", "kind", "line", "channel", "issueClass", "goodsClass", "topics", "state", "respondent"] as const),
    ...(["registeredOn", "registeredHour", "dispatchedOn", "acceptedOn", "closedOn", "checkDueOn"] as const),
    ...(["isCheckMet", "verificationDueOn", "isVerificationMet", "closingDueOn", "isClosingMet"] as const),
    ...(["supervisionDueOn", "isToDispatch", "outcome", "isTurnedIntoCase", "isReturned"] as const),
    ...(["disputedAmount", "recoveredLoss", "fineAmount", "confiscatedAmount", "hoursToDispatch"] as const),
    ...(["hoursToAcceptance", "hoursToClosing", "workingDaysToDispatch", "workingDaysToAcceptance"] as const),
    "workingDaysToClosing",
  ],
  [
    ...(["province", "city", "county", "holder", "cityThen", "countyThen", "holderThen"] as const),
    ...(["intakeCity", "intakeCounty", "intakeBureau"] as const),
  ],
);

/** The writing of the facts of many new tickets of a bureau; the deltas of the statistics follow by themselves. */
export function bulkFacts(
  rows: readonly DerivedFacts[],
  { bureau: holder, city, county, province }: Place,
): Writing | null {
  const then = { cityThen: city, countyThen: county, holderThen: holder };
  const intake = { intakeCity: city, intakeCounty: county, intakeBureau: holder };
  return factRows.of(rows, { province, city, county, holder, ...then, ...intake });
}

const arrayOf = (texts: readonly string[]): string =>
  `{${texts.map((text) => `"${text.replace(/[\\"]/g, "\\$&")}"`).join(",")}}`;

// Each number is looked up by itself, and by nothing else: where PostgreSQL knows little of the table yet, it may think that the
// bureau has few tickets, and read all of them for each number.
const taken = `SELECT wanted.number FROM unnest($1::text::text[]) AS wanted (number)
  CROSS JOIN LATERAL (SELECT intake_bureau FROM tickets WHERE tickets.number = wanted.number COLLATE "C" OFFSET 0) AS found
  WHERE found.intake_bureau = $2`;

/** Which of some numbers tickets of a bureau have already. At most some thousands. */
export async function findTakenNumbers(
  tx: Transaction,
  bureau: string,
  numbers: readonly string[],
): Promise<ReadonlySet<string>> {
  if (numbers.length === 0) return new Set();
  const rows = await sendText<{ number: string }>(tx, taken, [arrayOf(numbers), bureau]);
  return new Set(rows.map(({ number }) => number));
}

// Whoever takes a step on one of them just now has it locked, and is waited for; it has another version then.
const untouched = `DELETE FROM tickets
  WHERE (province, id) IN (SELECT * FROM unnest($1::text::text[], $2::text::uuid[])) AND version = 1
  RETURNING id`;

/**
 * Deletes tickets with all their parts on which nobody has taken a step since they were written; the deltas of the
 * statistics follow by themselves. As the platform, for what was written by mistake and is taken back.
 *
 * @returns the ids of those that were deleted
 */
export async function deleteUntouchedTickets(
  tx: Transaction,
  keys: readonly TicketKey[],
): Promise<ReadonlySet<string>> {
  if (keys.length === 0) return new Set();
  const parameters = [arrayOf(keys.map(({ province }) => province)), arrayOf(keys.map(({ id }) => id))];
  const rows = await sendText<{ id: string }>(tx, untouched, parameters);
  return new Set(rows.map(({ id }) => id));
}

/**
 * Lets PostgreSQL look at how many tickets there are, where it knows of none yet: without it each foreign key to a ticket may be
 * checked by reading all tickets of the province. As the platform, after the first tickets were written.
 */
export async function refreshTicketEstimates(tx: Transaction): Promise<void> {
  await sendText(tx, "SELECT refresh_ticket_estimates()", []);
}
