import type { Actor } from "../../platform/actor.js";
import { type Place, pathOf } from "../../platform/actor.js";
import { asActorWithin } from "../../platform/database.js";
import type { RecordedValue } from "../../platform/record.js";
import type { Seal } from "../../platform/seal.js";
import type { Transaction } from "../../platform/transaction.js";
import { type Writing, write } from "../../platform/writing.store.js";
import { currentCalendar, type WorkingCalendar } from "../calendar/index.js";
import { advance, type DeadlineRow, deadlineWritings, type RulesInForce, rulesFor } from "../deadlines/index.js";
import type { DivisionRow } from "../jurisdictions/index.js";
import { type BulkTicket, bulkFacts, bulkParts, bulkTickets } from "./ticket.bulk.store.js";
import { type Contact, sealContact } from "./ticket.contact.js";
import { deadlineFacts, withDue } from "./ticket.deadlines.js";
import { contactColumns, detailsOf, partiesOf, untouched } from "./ticket.entry.js";
import { factsOf } from "./ticket.facts.js";
import { likenessOf } from "./ticket.likeness.js";
import type { NewParts, TimelineRow } from "./ticket.parts.store.js";
import { toJurisdictionFacts } from "./ticket.registration.js";
import type { TicketRow } from "./ticket.store.js";
import { finishedStates, type TicketKind, type TicketState } from "./ticket.words.js";

/** A ticket of another system that a bureau takes over as it stands. */
export interface OldTicket {
  id: string;
  number: string;
  kind: TicketKind;
  state: TicketState;
  regime: string;
  channel: string;
  issueClass: string;
  goodsClass: string | null;
  topics: string[];
  line: string | null;
  contact: Contact;
  isAnonymous: boolean;
  respondentName: string | null;
  respondentAddress: string | null;
  respondentCreditCode: string | null;
  /** Where the respondent does business. */
  division: DivisionRow | null;
  locality: string;
  facts: string;
  request: string | null;
  answer: string | null;
  receivedAt: Date;
  registeredAt: Date;
  dispatchedAt: Date | null;
  acceptedAt: Date | null;
  decidedAt: Date | null;
  closedAt: Date | null;
  archivedAt: Date | null;
  disputedAmount: bigint | null;
  recoveredLoss: bigint | null;
  fineAmount: bigint | null;
  confiscatedAmount: bigint | null;
  settlementMethod: string | null;
  refusalGround: string | null;
  terminationGround: string | null;
  caseNumber: string | null;
  /** What its timeline tells of how it came here: codes and numbers. */
  detail: { [name: string]: RecordedValue };
}

/** What old tickets are written by: read once for all of a transaction, before anything is written. */
export interface BulkRules {
  rules: RulesInForce;
  calendar: WorkingCalendar;
}

/** Reads by what the limits of the tickets of a bureau run. In a transaction of the platform. */
export async function readBulkRules(tx: Transaction, place: Place): Promise<BulkRules> {
  return { rules: await rulesFor(tx, null, pathOf(place)), calendar: await currentCalendar(tx) };
}

/** Who takes old tickets over, and when. */
export interface Taking extends BulkRules {
  seal: Seal;
  actor: Actor;
  at: Date;
}

/** An old ticket, ready to be written. */
interface PlannedTicket {
  ticket: TicketRow;
  parts: NewParts;
  deadlines: readonly DeadlineRow[];
  entry: TimelineRow;
}

/**
 * Writes old tickets (批量写入历史工单) as full tickets of the bureau of whoever takes them over, in a transaction of the
 * platform: with contacts sealed and texts masked where they are searched, one entry in the timeline, their facts for the
 * statistics, and the limits of those that are open by the order of the day of their receipt. On finished ones no limit
 * runs or ran. Whoever takes them over notes it in the audit and tells of it; here nobody is told of any of them.
 *
 * SECURITY: the tickets are written in his role, whose row policies let nobody write for another bureau or province; their
 * parts, which have no bureau of their own, follow as the platform, and name no other tickets.
 *
 * @param olds some hundreds at a time: what is made of them is thrown away while it is young
 */
export async function writeOldTickets(tx: Transaction, olds: readonly OldTicket[], taking: Taking): Promise<void> {
  const { actor } = taking;
  const { others, tickets } = writingsOf(olds, taking);
  await asActorWithin(tx, actor, () => write(tx, [tickets]));
  await write(tx, others);
}

/**
 * What tickets are written with: texts, all of them made before the first is sent, so that nothing but the texts lives as
 * long as PostgreSQL takes.
 */
function writingsOf(
  olds: readonly OldTicket[],
  taking: Taking,
): { tickets: Writing | null; others: (Writing | null)[] } {
  const { actor, calendar } = taking;
  const shared = sharedColumns(actor.bureau);
  const planned = olds.map((old) => plan(old, shared, taking));
  const facts = planned.map(({ deadlines, ticket }) => factsOf(ticket, deadlines, calendar));
  return {
    tickets: bulkTickets(
      planned.map(({ ticket }) => ticket as BulkTicket),
      actor.bureau,
    ),
    others: [
      ...bulkParts(planned, actor.bureau.province),
      ...deadlineWritings(planned.map(({ deadlines, ticket }) => ({ ticket, before: none, after: deadlines }))),
      bulkFacts(facts, actor.bureau),
    ],
  };
}

const none: readonly DeadlineRow[] = [];

/** What is equal of all tickets that a bureau takes over. */
function sharedColumns({ bureau, city, county, province }: Place) {
  return {
    ...{ ...untouched, province, city, county, holder: bureau },
    ...{ intakeCity: city, intakeCounty: county, intakeBureau: bureau, linkedTicket: null, registeredBy: null },
    ...{ intakeCityAway: null, intakeCountyAway: null, previousCityAway: null, previousCountyAway: null },
  };
}

function plan(old: OldTicket, shared: ReturnType<typeof sharedColumns>, taking: Taking): PlannedTicket {
  const { actor, at, calendar, rules, seal } = taking;
  const { answer, contact, detail, division, facts, request } = old;
  const begun: TicketRow = Object.assign(Object.create(shared), ownColumns(old));
  const deadlines = isFinished(begun) ? none : advance([], deadlineFacts(begun, at), rules, calendar);
  const ticket: TicketRow = deadlines === none ? begun : Object.assign(begun, withDue(dueOf(begun), deadlines));
  const respondent = {
    ...{ kind: "OPERATOR" as const, name: old.respondentName, address: old.respondentAddress },
    ...{ creditCode: old.respondentCreditCode, businessDivision: division?.code ?? null },
    ...{ isPublishedAddressReachable: true, isInternetAdvertisement: false, isSelfPublished: false },
  };
  const hasContact = Object.values(contact).some((text) => text !== null);
  const details = detailsOf({ facts, request, respondent }, toJurisdictionFacts(respondent), contact);
  const parts: NewParts = {
    details: { ...details, answer },
    contact: hasContact ? sealContact(seal, contact, ticket.province, ticket.id) : null,
    likeness: likenessOf(seal, ticket, partiesOf(contact, respondent), facts),
  };
  return { ticket, parts, deadlines, entry: firstEntry(ticket, detail, actor, at) };
}

const isFinished = ({ state }: TicketRow): boolean => (finishedStates as readonly string[]).includes(state);

const dueOf = ({ dueLimit, dueOn }: TicketRow) => ({ dueLimit, dueOn });

function ownColumns(old: OldTicket) {
  const { contact, division } = old;
  const masked = contactColumns(contact);
  return {
    id: old.id,
    number: old.number,
    kind: old.kind,
    state: old.state,
    regime: old.regime,
    channel: old.channel,
    issueClass: old.issueClass,
    goodsClass: old.goodsClass,
    topics: old.topics,
    line: old.line,
    isAnonymous: old.isAnonymous,
    contactNameMasked: masked.contactNameMasked,
    contactPhoneMasked: masked.contactPhoneMasked,
    respondentName: old.respondentName,
    division: division?.code ?? null,
    divisionCity: division?.city ?? null,
    divisionProvince: division?.province ?? null,
    locality: old.locality,
    receivedAt: old.receivedAt,
    registeredAt: old.registeredAt,
    dispatchedAt: old.dispatchedAt,
    acceptedAt: old.acceptedAt,
    decidedAt: old.decidedAt,
    closedAt: old.closedAt,
    archivedAt: old.archivedAt,
    disputedAmount: old.disputedAmount,
    recoveredLoss: old.recoveredLoss,
    fineAmount: old.fineAmount,
    confiscatedAmount: old.confiscatedAmount,
    settlementMethod: old.settlementMethod,
    refusalGround: old.refusalGround,
    terminationGround: old.terminationGround,
    caseNumber: old.caseNumber,
  };
}

function firstEntry(ticket: TicketRow, detail: OldTicket["detail"], actor: Actor, at: Date): TimelineRow {
  const { channel, id, province, state, version } = ticket;
  return {
    ...{ province, ticketId: id, sequence: version, at, verb: "REGISTER", fromState: null, toState: state },
    ...{ bureau: actor.bureau.bureau, person: actor.person?.id ?? null, client: actor.client?.id ?? null },
    ...{ detail: { channel, ...detail }, remark: null },
  };
}
