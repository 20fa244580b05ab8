import { type SQL, sql } from "drizzle-orm";
import { supervisedTickets, supervisionOrders } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import type { Scope } from "../../platform/scope.js";
import { inRegion, inSight } from "./order.scope.store.js";

/** Which orders are counted. */
export interface CountedOrders {
  /** The region whose bureaus the orders went to; null for all that the scope reaches. */
  region: Pick<Scope, "reach" | "region" | "bureau" | "line"> | null;
  /** The identifiers of orders grow with time: the first that counts, and the first that no longer does. */
  from: string;
  to: string;
  /** The day in China as of which an order is ignored. */
  today: string;
}

/** The counts of one receiver, or, where it is null, of all. */
export interface OrderCountRow {
  receiver: string | null;
  issued: number;
  answeredInTime: number;
  answeredLate: number;
  ignored: number;
  waiting: number;
  withdrawn: number;
  risen: number;
  tickets: number;
}

const number = (condition: SQL): SQL => sql`count(*) FILTER (WHERE ${condition})::int`;

const answered = sql`answered_at IS NOT NULL AND state <> 'SENT_BACK'`;
const unanswered = sql`state IN ('ISSUED', 'RECEIVED', 'SENT_BACK')`;

/**
 * Counts the orders of a period by receiver, most orders first, and all together in the first row. It reads the orders of
 * the region and the period alone, by the index of the region.
 *
 * @param most how many receivers are told at most
 */
export async function countByReceiver(
  tx: Transaction,
  scope: Scope,
  { region, from, to, today }: CountedOrders,
  most: number,
): Promise<OrderCountRow[]> {
  const { province, id, receiver, state, replyBy, answeredAt, wasLate } = supervisionOrders;
  const within = region ?? scope;
  return tx.execute<OrderCountRow & Record<string, unknown>>(sql`
    WITH chosen AS (
      SELECT ${province}, ${id}, ${receiver}, ${state}, ${replyBy}, ${answeredAt}, ${wasLate},
        EXISTS (SELECT FROM supervision_orders AS above
          WHERE above.province = ${province} AND above.risen_from = ${id}) AS is_risen
      FROM ${supervisionOrders}
      WHERE ${inRegion(within, within)} AND (${inSight(scope, scope)}) AND ${id} >= ${from}::uuid AND ${id} < ${to}::uuid
    ), counted AS (
      SELECT receiver, GROUPING(receiver) AS is_total, count(*)::int AS issued,
        ${number(sql`${answered} AND NOT was_late`)} AS answered_in_time,
        ${number(sql`${answered} AND was_late`)} AS answered_late,
        ${number(sql`${unanswered} AND reply_by < ${today}`)} AS ignored,
        ${number(sql`${unanswered} AND reply_by >= ${today}`)} AS waiting,
        ${number(sql`state = 'CLOSED' AND answered_at IS NULL`)} AS withdrawn,
        ${number(sql`is_risen`)} AS risen
      FROM chosen GROUP BY GROUPING SETS ((receiver), ())
    ), supervised AS (
      SELECT receiver, count(DISTINCT ${supervisedTickets.ticketId})::int AS tickets
      FROM chosen JOIN ${supervisedTickets}
        ON ${supervisedTickets.province} = chosen.province AND ${supervisedTickets.orderId} = chosen.id
      GROUP BY GROUPING SETS ((receiver), ())
    )
    SELECT counted.receiver, issued, answered_in_time AS "answeredInTime", answered_late AS "answeredLate", ignored, waiting,
      withdrawn, risen, coalesce(tickets, 0) AS tickets
    FROM counted LEFT JOIN supervised
      -- The total alone has no receiver.
      ON coalesce(supervised.receiver, '') = coalesce(counted.receiver, '')
    ORDER BY counted.is_total DESC, issued DESC, counted.receiver LIMIT ${most + 1}`);
}
