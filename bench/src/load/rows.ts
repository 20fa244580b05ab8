import type { DeadlineRow } from "../../../src/modules/deadlines/index.js";
import type { Product } from "../product.js";
import type { CopyValue } from "./copy.js";
import type { Random } from "./random.js";
import type { LoadedTicket } from "./ticket.js";
import { factsOf, requestOf } from "./words.js";

type Row = readonly CopyValue[];

/** A table that is loaded, with the columns that are given; PostgreSQL works out the others. */
export interface LoadedTable {
  table: string;
  columns: readonly string[];
}

const table = (name: string, columns: string): LoadedTable => ({ table: name, columns: columns.split(/[\s,]+/) });

/** The tables that are loaded by COPY. */
export const loadedTables = {
  tickets: table(
    "tickets",
    `province, id, number, kind, state, version, regime, city, county, holder, intake_city, intake_county, intake_bureau,
    previous_city, previous_county, previous_holder, owner_at_dispatch, channel, issue_class, goods_class, topics, line,
    contact_name_masked, contact_phone_masked, is_anonymous, respondent_name, division, division_city, division_province,
    locality, registered_by, handler, received_at, registered_at, dispatched_at, competent_received_at, signed_at,
    accepted_at, decided_at, closed_at, feedback_at, archived_at, due_on, due_limit, disputed_amount, recovered_loss,
    fine_amount, settlement_method, refusal_ground, termination_ground`,
  ),
  details: table("ticket_details", "province, ticket_id, facts, request, jurisdiction_facts, search_text, grams"),
  contacts: table("ticket_contacts", "province, ticket_id, key_id, sealed"),
  timeline: table(
    "timeline_entries",
    "province, ticket_id, sequence, at, verb, from_state, to_state, bureau, person, detail",
  ),
  dispatches: table("dispatches", "province, ticket_id, sequence, from_bureau, to_bureau, dispatched_at, competence"),
  deadlines: table(
    "ticket_deadlines",
    `province, ticket_id, sequence, "limit", rule, days, unit, started_from, started_at, bureau, due_on, statutory_due_on,
    registered_due_on, is_provisional, state, pauses, extended_days, ended_at, next_step, next_step_on`,
  ),
  audit: table(
    "audit_entries",
    "province, city, county, bureau, id, at, person, action, subject_type, subject_id, subject_version, request_id, detail",
  ),
} as const satisfies Record<string, LoadedTable>;

// Most instants of most tickets are of the same few hours, yet formatting each is what loading would spend its time on.
const instant = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

const maskedName = (name: string): string => name.slice(0, 1) + "*".repeat(name.length - 1);
const maskedPhone = (phone: string): string => `${phone.slice(0, 3)}****${phone.slice(7)}`;

/** The row of a ticket. */
export function ticketRow(ticket: LoadedTicket): Row {
  const { at, intake, previous, leaf, contact } = ticket;
  const isOut = ticket.dispatchedAt !== null;
  const place = [at.city, at.county, at.bureau, intake.city, intake.county, intake.bureau];
  const before = isOut
    ? [previous?.city ?? null, previous?.county ?? null, previous?.bureau ?? null]
    : [null, null, null];
  return [
    ...[ticket.province, ticket.id, ticket.number, ticket.kind, ticket.state, ticket.version, ticket.regime],
    ...[...place, ...before, isOut ? at.bureau : null],
    ...[ticket.channel, ticket.issueClass, ticket.goodsClass, ticket.topics, ticket.line],
    contact === null ? null : maskedName(contact.name),
    contact === null ? null : maskedPhone(contact.phone),
    ...[ticket.isAnonymous, ticket.respondent, leaf.code, leaf.city, leaf.province, ticket.locality],
    ...[ticket.registeredBy, ticket.handler],
    ...[instant(ticket.receivedAt), instant(ticket.registeredAt), instant(ticket.dispatchedAt)],
    ...[instant(ticket.dispatchedAt), instant(ticket.signedAt), instant(ticket.acceptedAt), instant(ticket.decidedAt)],
    ...[instant(ticket.closedAt), instant(ticket.feedbackAt), instant(ticket.archivedAt)],
    ...[ticket.dueOn ?? "infinity", ticket.dueLimit, ticket.disputedAmount, ticket.recoveredLoss, ticket.fineAmount],
    ...[ticket.settlementMethod, ticket.refusalGround, ticket.terminationGround],
  ];
}

/** The row of what the citizen tells. */
export function detailsRow(product: Product, random: Random, ticket: LoadedTicket): Row {
  const facts = factsOf(random, ticket.respondent ?? `${ticket.leaf.name}某商店`);
  const request = ticket.kind === "COMPLAINT" ? requestOf(random) : null;
  const searchText = product.normalise([ticket.respondent, facts, request].filter((text) => text !== null).join("\n"));
  const jurisdiction = JSON.stringify({ ...product.unknownJurisdiction, businessDivision: ticket.leaf.code });
  return [ticket.province, ticket.id, facts, request, jurisdiction, searchText, product.gramsOf(searchText)];
}

type Seal = ReturnType<Product["createSeal"]>;

/** The row of a sealed contact; null for an anonymous report. */
export function contactRow(product: Product, seal: Seal, { province, id, contact }: LoadedTicket): Row | null {
  if (contact === null) return null;
  const whole = { ...contact, address: null, identityNumber: null };
  const { keyId, sealed } = product.sealContact(seal, whole, province, id);
  return [province, id, keyId, `\\x${sealed.toString("hex")}`];
}

/** The rows of the dispatches on the way of a ticket. */
export function dispatchRows({ province, id, way, dispatchedAt }: LoadedTicket): Row[] {
  if (dispatchedAt === null) return [];
  return way.slice(1).map((to, hop) => {
    const from = way[hop]?.bureau ?? "";
    return [province, id, hop + 1, from, to.bureau, instant(dispatchedAt + hop * 60_000), "NAMED_BY_LAW"];
  });
}

/** The rows of the deadlines of a ticket. */
export function deadlineRows({ province, id }: LoadedTicket, deadlines: readonly DeadlineRow[]): Row[] {
  return deadlines.map((row) => [
    ...[
      province,
      id,
      row.sequence,
      row.limit,
      row.rule,
      row.days,
      row.unit,
      row.startedFrom,
      row.startedAt,
      row.bureau,
    ],
    ...[row.dueOn, row.statutoryDueOn, row.registeredDueOn, row.isProvisional, row.state, JSON.stringify(row.pauses)],
    ...[row.extendedDays, row.endedAt, row.nextStep, row.nextStepOn],
  ]);
}

interface Step {
  at: number | null;
  verb: string;
  to: string;
}

const steps = (ticket: LoadedTicket): Step[] => [
  { at: ticket.registeredAt, verb: "REGISTER", to: "REGISTERED" },
  { at: ticket.dispatchedAt, verb: "DISPATCH", to: "DISPATCHED" },
  { at: ticket.signedAt, verb: "SIGN", to: "SIGNED" },
  { at: ticket.acceptedAt, verb: "ACCEPT", to: "ACCEPTED" },
  { at: ticket.acceptedAt, verb: "START_MEDIATION", to: "MEDIATING" },
  { at: ticket.closedAt, verb: "CLOSE", to: "CLOSED" },
  { at: ticket.feedbackAt, verb: "GIVE_FEEDBACK", to: "CLOSED" },
  { at: ticket.archivedAt, verb: "ARCHIVE", to: "ARCHIVED" },
];

/** The rows of what happened to a ticket, in order. */
export function timelineRows(ticket: LoadedTicket): Row[] {
  const taken = steps(ticket).filter(({ at }) => at !== null);
  return taken.map(({ at, verb, to }, position) => {
    const isIntake = position === 0;
    const detail = isIntake
      ? { channel: ticket.channel }
      : verb === "DISPATCH"
        ? { fromBureau: ticket.intake.bureau, toBureau: ticket.at.bureau }
        : {};
    const person = isIntake ? ticket.registeredBy : ticket.handler;
    const from = taken[position - 1]?.to ?? null;
    const bureau = isIntake ? ticket.intake.bureau : ticket.at.bureau;
    return [
      ticket.province,
      ticket.id,
      position + 1,
      instant(at),
      verb,
      from,
      to,
      bureau,
      person,
      JSON.stringify(detail),
    ];
  });
}

/** The rows of the audit: one for each change. */
export function auditRows(product: Product, random: Random, ticket: LoadedTicket): Row[] {
  const subject = product.toGlobalId("Ticket", ticket.province, ticket.id);
  return steps(ticket).flatMap(({ at, verb, to }, version): Row[] => {
    if (at === null) return [];
    const { city, county, bureau } = version === 0 ? ticket.intake : ticket.at;
    const detail = JSON.stringify({ verb, to });
    const action = `ticket.${verb.toLowerCase()}`;
    const person = version === 0 ? ticket.registeredBy : ticket.handler;
    const id = `${ticket.id.slice(0, 23)}-${random.hex(8)}${random.hex(4)}`;
    const what = [action, "Ticket", subject, version + 1, `bench-${random.hex(8)}`, detail];
    return [[ticket.province, city, county, bureau, id, instant(at), person, ...what]];
  });
}
