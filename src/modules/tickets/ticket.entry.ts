import type { Action } from "../../access/index.js";
import type { Actor } from "../../platform/actor.js";
import type { RequestContext } from "../../platform/context.js";
import type { Transaction } from "../../platform/database.js";
import type { DivisionRow } from "../jurisdictions/index.js";
import type { ContactInput, RespondentInput } from "./parties.inputs.js";
import type { Advice } from "./ticket.advice.js";
import type { Change, Detail, TakenStep } from "./ticket.change.js";
import type { Classes } from "./ticket.classes.js";
import type { JurisdictionFacts } from "./ticket.competence.js";
import { type Contact, maskedContact, sealContact } from "./ticket.contact.js";
import { likenessOf } from "./ticket.likeness.js";
import type { NewParts } from "./ticket.parts.store.js";
import type { Regime } from "./ticket.regime.js";
import { toContact, toJurisdictionFacts } from "./ticket.registration.js";
import { searchPartOf } from "./ticket.search.js";
import { type TicketKey, type TicketRow, withAwayColumns } from "./ticket.store.js";
import type { TicketKind } from "./ticket.words.js";

/** What one ticket of a registration consists of. */
export interface Entry {
  kind: TicketKind;
  channel: string;
  issueClass: string;
  goodsClass: string | null;
  topics: string[];
  contact?: ContactInput | null;
  isAnonymous: boolean;
  respondent?: RespondentInput | null;
  facts: string;
  request?: string | null;
  disputedAmount?: bigint | null;
  /** The answer to a consultation, where it is answered at once. */
  answer?: string | null;
}

/** A registration under way: what all its tickets share. */
export interface Intake {
  tx: Transaction;
  context: RequestContext;
  actor: Actor;
  at: Date;
  receivedAt: Date;
  regime: Regime;
}

/** What was looked up for one ticket of a registration. */
export interface EntryFindings {
  classes: Classes & { line: string | null };
  advice: Advice;
  /** The divisions that its respondent names. */
  divisions: readonly DivisionRow[];
}

/** What tells a new ticket from all others. */
export interface EntryIdentity {
  key: TicketKey;
  number: string;
  /** The other part of mixed material, where there is one. */
  linkedTicket: string | null;
}

/** How a ticket begins that no operator registers, because it comes from another. */
export interface Beginning {
  /** What it has from the beginning. */
  columns: Partial<Pick<TicketRow, "state" | "handler" | "competentReceivedAt" | "signedAt" | "leadFrom">>;
  /** The action by which it is made. */
  action: Action;
  /** What its first entry tells besides the channel. */
  detail: Detail;
}

const registered: Beginning = { columns: {}, action: "ticket.register", detail: {} };

/**
 * Registers one ticket: the change that its first step makes, with the parts that are written with it. Pure.
 *
 * @param beginning for a ticket that comes from another
 */
export function planEntry(
  intake: Intake,
  entry: Entry,
  findings: EntryFindings,
  identity: EntryIdentity,
  beginning: Beginning = registered,
): Change {
  const { tx, context, actor, at } = intake;
  const facts = toJurisdictionFacts(entry.respondent);
  const contact = toContact(entry.contact);
  const ticket = withAwayColumns({
    ...untouched,
    ...originOf(intake, entry, identity),
    ...findings.classes,
    ...respondentColumns(entry.respondent, findings.advice, findings.divisions),
    ...contactColumns(contact),
    ...beginning.columns,
  });
  const hasContact = Object.values(contact).some((text) => text !== null);
  const parts: NewParts = {
    details: { ...detailsOf(entry, facts, contact), answer: entry.answer ?? null },
    contact: hasContact ? sealContact(context.seal, contact, ticket.province, ticket.id) : null,
    likeness: likenessOf(context.seal, ticket, partiesOf(contact, entry.respondent), entry.facts),
  };
  return {
    tx,
    context,
    actor,
    at,
    origin: { parts },
    ticket,
    changes: {},
    steps: [registrationOf(ticket, beginning)],
    deadlines: [],
  };
}

/** Who a ticket is about, as far as others are found by it that are like it. */
export const partiesOf = (contact: Contact, respondent: RespondentInput | null | undefined) => ({
  contact,
  respondentName: respondent?.name ?? null,
  respondentCreditCode: respondent?.creditCode ?? null,
});

function registrationOf(ticket: TicketRow, { action, detail }: Beginning): TakenStep {
  const { kind, issueClass, channel, locality, state } = ticket;
  return {
    verb: "REGISTER",
    action,
    from: null,
    after: ticket,
    timeline: { detail: { channel, ...detail }, remark: null },
    deadlines: null,
    audit: { kind, issueClass, channel, locality, ...detail },
    event: { kind, issueClass, to: state },
  };
}

function originOf(intake: Intake, entry: Entry, { key, number, linkedTicket }: EntryIdentity) {
  const { actor, at } = intake;
  const { bureau, city, county } = actor.bureau;
  return {
    ...key,
    number,
    kind: entry.kind,
    regime: intake.regime,
    city,
    county,
    holder: bureau,
    intakeCity: city,
    intakeCounty: county,
    intakeBureau: bureau,
    channel: entry.channel,
    isAnonymous: entry.isAnonymous,
    linkedTicket,
    registeredBy: actor.person?.id ?? null,
    receivedAt: intake.receivedAt,
    registeredAt: at,
    disputedAmount: entry.disputedAmount ?? null,
  };
}

/** What later steps give to a ticket, and a new one has not. */
export const untouched = {
  state: "REGISTERED",
  version: 1,
  previousCity: null,
  previousCounty: null,
  previousHolder: null,
  ownerAtDispatch: null,
  isForTracing: false,
  duplicateOf: null,
  handler: null,
  dispatchedAt: null,
  competentReceivedAt: null,
  signedAt: null,
  acceptedAt: null,
  decidedAt: null,
  closedAt: null,
  feedbackAt: null,
  archivedAt: null,
  dueOn: "infinity",
  dueLimit: null,
  recoveredLoss: null,
  fineAmount: null,
  confiscatedAmount: null,
  settlementMethod: null,
  refusalGround: null,
  terminationGround: null,
  caseNumber: null,
  returns: 0,
  designated: null,
  reopenedAt: null,
  leadFrom: null,
  turnedInto: null,
  mergedInto: null,
} as const satisfies Partial<TicketRow>;

/**
 * The columns of a ticket that tell of its respondent and the place of it.
 *
 * @param divisions the divisions that the respondent names
 */
export function respondentColumns(
  respondent: RespondentInput | null | undefined,
  advice: Advice,
  divisions: readonly DivisionRow[],
) {
  const division = advice.candidates[0]?.division ?? null;
  const row = divisions.find(({ code }) => code === division);
  return {
    respondentName: respondent?.name ?? null,
    division,
    divisionCity: row?.city ?? null,
    divisionProvince: row?.province ?? null,
    locality: advice.locality,
  };
}

/** The columns of a ticket that show its contact masked. */
export function contactColumns(contact: Contact) {
  const masked = maskedContact(contact);
  return { contactNameMasked: masked.name, contactPhoneMasked: masked.phone };
}

/** The texts of a ticket, with what a search looks through. */
export function detailsOf(
  entry: Pick<Entry, "facts" | "request" | "respondent">,
  facts: JurisdictionFacts,
  contact: Contact,
) {
  const texts = {
    facts: entry.facts,
    request: entry.request ?? null,
    respondentAddress: entry.respondent?.address ?? null,
    respondentCreditCode: entry.respondent?.creditCode ?? null,
  };
  return {
    ...texts,
    jurisdictionFacts: facts,
    ...searchPartOf([entry.respondent?.name ?? null, texts.facts, texts.request, texts.respondentAddress], contact),
  };
}
