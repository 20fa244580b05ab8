import { sql } from "drizzle-orm";
import { handovers, tickets } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import { place, run, statementOf } from "../../platform/statement.js";
import type { CallbackRuleRow } from "./callback-rules.store.js";

/** The closings that are looked at for one bureau: from an instant until one that no longer counts. */
export interface Drawing {
  rule: CallbackRuleRow;
  from: Date;
  until: Date;
}

const round = sql<number>`CASE WHEN ${tickets.reopenedAt} IS NULL THEN 1 ELSE 2 END`;

// The first 32 bits of the digest of the identifier decide, so that whoever draws again draws the same.
const bucket = sql`('x' || substr(md5(${tickets.id}::text), 1, 8))::bit(32)::bigint % 100`;

const share = sql`CASE ${tickets.kind} WHEN 'CONSULTATION' THEN rule.consultation WHEN 'COMPLAINT' THEN rule.complaint
  ELSE rule.report END`;

// How many tickets a day has is unknown to the planner. Asked of each ticket by a count, the hand-overs are looked up by their
// key; otherwise all of them would be read at once.
const drawnTickets = statementOf(
  {
    province: tickets.province,
    id: tickets.id,
    state: tickets.state,
    closedAt: sql<string>`${tickets.closedAt}::text`,
    bureau: sql<string>`rule.bureau`,
    round,
  },
  (columns) => sql`
    SELECT ${columns}
    FROM unnest(${place("bureaus")}::text[], ${place("from")}::text[]::timestamptz[], ${place("until")}::text[]::timestamptz[],
      ${place("consultation")}::int[], ${place("complaint")}::int[], ${place("report")}::int[])
      AS rule (bureau, "from", until, consultation, complaint, report)
    JOIN ${tickets} ON ${tickets.intakeBureau} = rule.bureau
      AND ${tickets.closedAt} >= rule."from" AND ${tickets.closedAt} < rule.until
    WHERE ${tickets.contactPhoneMasked} IS NOT NULL AND ${tickets.mergedInto} IS NULL
      AND (${tickets.reopenedAt} IS NOT NULL OR ${bucket} < ${share})
      AND (SELECT count(*) FROM ${handovers} WHERE ${handovers.province} = ${tickets.province}
        AND ${handovers.ticketId} = ${tickets.id} AND ${handovers.side} = 'FROM') = 0
    ORDER BY ${tickets.province}, ${tickets.id}`,
);

/** A ticket that is to be called back. */
export interface DrawnTicket {
  province: string;
  id: string;
  state: string;
  closedAt: Date;
  /** The bureau that calls. */
  bureau: string;
  round: number;
}

/**
 * The tickets that the rules of bureaus draw: of those that each registered and that were closed in its time, as many of
 * a hundred as its share, chosen by a digest of their identifiers; and all that were done again. Tickets without a telephone
 * number and those handed over to another province are left out. Some may have the callback of their round already.
 */
export async function findDrawnTickets(tx: Transaction, drawings: readonly Drawing[]): Promise<DrawnTicket[]> {
  if (drawings.length === 0) return [];
  const rows = await run(tx, drawnTickets, {
    bureaus: drawings.map(({ rule }) => rule.bureau),
    from: drawings.map(({ from }) => from.toISOString()),
    until: drawings.map(({ until }) => until.toISOString()),
    consultation: drawings.map(({ rule }) => rule.consultationShare),
    complaint: drawings.map(({ rule }) => rule.complaintShare),
    report: drawings.map(({ rule }) => rule.reportShare),
  });
  return rows.map((row) => ({ ...row, closedAt: new Date(row.closedAt), round: Number(row.round) }));
}
