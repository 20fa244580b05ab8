import { getTableColumns, type SQL, sql } from "drizzle-orm";
import { supervisionOrders } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import { place, run, statementOf } from "../../platform/statement.js";
import { type OrderKey, type OrderRow, orderKeys, orderKeyValues } from "./order.store.js";

const { province, id } = supervisionOrders;

const dueOrders = (condition: SQL) =>
  statementOf(
    getTableColumns(supervisionOrders),
    (columns) => sql`SELECT ${columns} FROM ${supervisionOrders}
      WHERE ${supervisionOrders.risesOn} < 'infinity' AND ${supervisionOrders.risesOn} <= ${place("today")} AND ${condition}
      ORDER BY ${supervisionOrders.risesOn}, ${province}, ${id} LIMIT ${place("limit")} FOR UPDATE SKIP LOCKED`,
  );

const dueEverywhere = dueOrders(sql`true`);
const dueInProvince = dueOrders(sql`${province} = ${place("province")}`);

/**
 * Locks the orders that are to rise, by the index of their days, and leaves out those that somebody else has locked.
 *
 * @param today the day in China
 * @param given the code of the province whose orders are taken; null for all
 */
export function claimRisingOrders(
  tx: Transaction,
  today: string,
  limit: number,
  given: string | null,
): Promise<OrderRow[]> {
  return given === null
    ? run(tx, dueEverywhere, { today, limit })
    : run(tx, dueInProvince, { today, limit, province: given });
}

const stillIgnored = statementOf(
  getTableColumns(supervisionOrders),
  (columns) => sql`SELECT ${columns} FROM ${supervisionOrders}
    WHERE ${province} = ${place("province")} AND ${id} = ${place("id")}
      AND ${supervisionOrders.state} = ANY(${place("states")}) AND ${supervisionOrders.replyBy} < ${place("today")}
      AND NOT EXISTS (SELECT FROM supervision_orders AS risen
        WHERE risen.province = ${province} AND risen.risen_from = ${id})
    FOR UPDATE`,
);

/** Locks an order that did not rise on its day; null where it was answered or rose meanwhile. */
export async function lockIgnoredOrder(
  tx: Transaction,
  key: OrderKey,
  states: readonly string[],
  today: string,
): Promise<OrderRow | null> {
  const [order] = await run(tx, stillIgnored, { ...key, states: [...states], today });
  return order ?? null;
}

const ended = statementOf(
  { count: sql<number>`count(*)::int` },
  (count) => sql`WITH done AS (UPDATE ${supervisionOrders} SET "rises_on" = 'infinity'
    WHERE (${province}, ${id}) IN (${orderKeys}) RETURNING 1) SELECT ${count} FROM done`,
);

/** Takes orders out of what is to rise; nothing else of them changes. */
export async function endRising(tx: Transaction, given: readonly OrderKey[]): Promise<void> {
  await run(tx, ended, orderKeyValues(given));
}
