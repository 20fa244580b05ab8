import type postgres from "postgres";
import { addByOracle, dateAt, dayOf, isWorkdayByOracle } from "../../../unit/deadline-tickets.js";

/** Where something stands in the tree. */
export interface PlainPlace {
  province: string;
  city: string | null;
  county: string | null;
  bureau: string;
}

/** The last day of a limit, and whether it was met. */
export interface PlainLimit {
  dueOn: string;
  isMet: boolean;
}

/** A ticket as the brute force counts it: read from the tickets, their deadlines, timelines, orders and callbacks alone. */
export interface PlainTicket {
  id: string;
  version: number;
  place: PlainPlace;
  /** Where its holder stood on the day on which the ticket came to it. */
  before: PlainPlace;
  kind: string;
  line: string;
  channel: string;
  issueClass: string;
  goodsClass: string;
  topics: string[];
  state: string;
  respondent: string;
  hour: string;
  registeredOn: string;
  dispatchedOn: string | null;
  acceptedOn: string | null;
  closedOn: string | null;
  check: PlainLimit | null;
  verification: PlainLimit | null;
  closing: PlainLimit | null;
  /** The day on which an order is due. */
  orderDueOn: string | null;
  isSupervised: boolean;
  isToDispatch: boolean;
  /** The last verb that decided on it, by its timeline; null where it was not decided since it was last opened. */
  decision: string | null;
  /** Whether a case was ever filed on it. */
  isFiled: boolean;
  isTurnedIntoCase: boolean;
  isReturned: boolean;
  grade: string | null;
  disputedAmount: bigint;
  recoveredLoss: bigint;
  fineAmount: bigint;
  confiscatedAmount: bigint;
  hoursTo: { dispatch: number | null; acceptance: number | null; closing: number | null };
  workingDaysTo: { dispatch: number | null; acceptance: number | null; closing: number | null };
}

const chinaOffset = 8 * 3_600_000;
const inChina = (instant: Date): string => new Date(instant.getTime() + chinaOffset).toISOString();
const chinaDayOf = (instant: Date | null): string | null => (instant === null ? null : inChina(instant).slice(0, 10));

/** How many working days lie after one day, up to another, counted one by one. */
function workingDaysTo(from: string, to: string): number {
  let count = 0;
  for (let day = dayOf(from) + 1; day <= dayOf(to); day += 1) if (isWorkdayByOracle(dateAt(day))) count += 1;
  return count;
}

interface TicketRow {
  id: string;
  version: number;
  province: string;
  city: string | null;
  county: string | null;
  holder: string;
  kind: string;
  line: string | null;
  channel: string;
  issue_class: string;
  goods_class: string | null;
  topics: string[];
  state: string;
  respondent_name: string | null;
  registered_at: Date;
  dispatched_at: Date | null;
  accepted_at: Date | null;
  closed_at: Date | null;
  lead_from: string | null;
  merged_into: string | null;
  disputed_amount: string | null;
  recovered_loss: string | null;
  fine_amount: string | null;
  confiscated_amount: string | null;
}

interface DeadlineRow {
  ticket_id: string;
  limit: string;
  due_on: string;
  statutory_due_on: string | null;
  state: string;
  ended_at: Date | null;
}

const decidedBy: readonly string[] = [
  "SETTLE",
  "TERMINATE",
  "REFUSE",
  "FILE_CASE",
  "DECLINE_CASE",
  "MARK_DUPLICATE",
  "REFER",
  "ANSWER",
  "HAND_OVER",
];

/** Collects what belongs to each ticket, in the order in which it was read. */
function byTicket<Row extends { ticket_id: string }>(rows: readonly Row[]): (id: string) => readonly Row[] {
  const found = new Map<string, Row[]>();
  for (const row of rows) found.set(row.ticket_id, [...(found.get(row.ticket_id) ?? []), row]);
  return (id) => found.get(id) ?? [];
}

/** A limit is that of the bureau which had it last; what was cancelled never ran. */
function lastLimit(rows: readonly DeadlineRow[], limit: string): PlainLimit | null {
  const last = rows.filter((row) => row.limit === limit && row.state !== "CANCELLED").at(-1);
  return last === undefined || last.due_on === "infinity" ? null : { dueOn: last.due_on, isMet: last.state === "MET" };
}

/** An order is due on the day after five working days since the last day by the law, if nothing was done before. */
function orderDay(rows: readonly DeadlineRow[]): string | null {
  const days = rows.flatMap(({ ended_at, state, statutory_due_on }) => {
    if (state === "CANCELLED" || statutory_due_on === null || statutory_due_on === "infinity") return [];
    const day = dateAt(dayOf(addByOracle(statutory_due_on, 5)) + 1);
    return ended_at === null || inChina(ended_at).slice(0, 10) >= day ? [day] : [];
  });
  return days.sort()[0] ?? null;
}

const amountOf = (text: string | null): bigint => BigInt(text ?? 0);

function durationsOf({ accepted_at, closed_at, dispatched_at, registered_at }: TicketRow) {
  const registeredOn = inChina(registered_at).slice(0, 10);
  const hours = (end: Date | null): number | null =>
    end === null ? null : Math.floor((end.getTime() - registered_at.getTime()) / 3_600_000);
  const days = (end: Date | null): number | null =>
    end === null ? null : workingDaysTo(registeredOn, inChina(end).slice(0, 10));
  return {
    hoursTo: { dispatch: hours(dispatched_at), acceptance: hours(accepted_at), closing: hours(closed_at) },
    workingDaysTo: { dispatch: days(dispatched_at), acceptance: days(accepted_at), closing: days(closed_at) },
  };
}

/** What of a ticket stands in its own row. */
function ownOf(row: TicketRow, before: PlainPlace | undefined) {
  const place = { province: row.province, city: row.city, county: row.county, bureau: row.holder };
  return {
    id: row.id,
    version: row.version,
    place,
    before: before ?? place,
    kind: row.kind,
    line: row.line ?? "",
    channel: row.channel,
    issueClass: row.issue_class,
    goodsClass: row.goods_class ?? "",
    topics: row.topics,
    state: row.state,
    respondent: row.respondent_name ?? "",
    hour: inChina(row.registered_at).slice(11, 13),
    registeredOn: inChina(row.registered_at).slice(0, 10),
    dispatchedOn: chinaDayOf(row.dispatched_at),
    acceptedOn: chinaDayOf(row.accepted_at),
    closedOn: chinaDayOf(row.closed_at),
    disputedAmount: amountOf(row.disputed_amount),
    recoveredLoss: amountOf(row.recovered_loss),
    fineAmount: amountOf(row.fine_amount),
    confiscatedAmount: amountOf(row.confiscated_amount),
    ...durationsOf(row),
  };
}

/** What of a ticket its deadlines say. */
function limitsOf(deadlines: readonly DeadlineRow[]) {
  const check = lastLimit(deadlines, "ACCEPTANCE");
  const verification = lastLimit(deadlines, "VERIFICATION");
  const hasRun = (limit: string): boolean => deadlines.some((row) => row.limit === limit && row.state !== "CANCELLED");
  const closing = hasRun("REWORK")
    ? lastLimit(deadlines, "REWORK")
    : hasRun("MEDIATION")
      ? lastLimit(deadlines, "MEDIATION")
      : hasRun("VERIFICATION")
        ? verification
        : check;
  return { check, verification, closing, orderDueOn: orderDay(deadlines) };
}

/**
 * Reads all tickets, by the superuser.
 *
 * @param before where the holders stood, by the ticket; where it stands now for those that are not in it
 */
export async function readTickets(
  sql: postgres.Sql,
  before: ReadonlyMap<string, PlainPlace> = new Map(),
): Promise<PlainTicket[]> {
  const rows = await sql<TicketRow[]>`SELECT * FROM tickets ORDER BY id`;
  const deadlines = byTicket(
    await sql<DeadlineRow[]>`SELECT ticket_id, "limit", due_on::text, statutory_due_on::text, state, ended_at
      FROM ticket_deadlines ORDER BY ticket_id, sequence`,
  );
  const verbs = byTicket(
    await sql<{ ticket_id: string; verb: string }[]>`
      SELECT ticket_id, verb FROM timeline_entries ORDER BY ticket_id, sequence`,
  );
  const orders = byTicket(await sql<{ ticket_id: string }[]>`SELECT ticket_id FROM supervised_tickets`);
  const grades = byTicket(
    await sql<{ ticket_id: string; grade: string }[]>`
      SELECT ticket_id, grade FROM callbacks WHERE grade IS NOT NULL ORDER BY ticket_id, called_at`,
  );
  return rows.map((row) => {
    const taken = verbs(row.id).map(({ verb }) => verb);
    const last = taken.slice(taken.lastIndexOf("REOPEN") + 1).filter((verb) => decidedBy.includes(verb));
    // A consultation waits for a bureau while nobody could answer it; a report that a lead was turned into stays where it is.
    const isToDispatch = row.kind === "CONSULTATION" ? row.state === "ESCALATED" : row.lead_from === null;
    return {
      ...ownOf(row, before.get(row.id)),
      ...limitsOf(deadlines(row.id)),
      isSupervised: orders(row.id).length > 0,
      // What was merged before its dispatch goes with another.
      isToDispatch: row.dispatched_at !== null || (isToDispatch && row.merged_into === null),
      decision: last.at(-1) ?? null,
      isFiled: taken.includes("FILE_CASE"),
      isTurnedIntoCase: taken.includes("TURN_INTO_CASE"),
      isReturned: taken.includes("RETURN_TO_CENTRE"),
      grade: grades(row.id).at(-1)?.grade ?? null,
    };
  });
}
