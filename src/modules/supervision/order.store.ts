import { getTableColumns, type SQL, sql } from "drizzle-orm";
import { supervisedTickets, supervisionOrders, tickets } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import { listParameter } from "../../platform/list-parameter.js";
import { sightOf, sightValues } from "../../platform/party-sight.store.js";
import type { Scope } from "../../platform/scope.js";
import { keepStatements, place, run, statementOf } from "../../platform/statement.js";
import { insertionOf, updateOf, type Writing } from "../../platform/writing.store.js";
import { inSight } from "./order.scope.store.js";

/** An order as it stands in its table. */
export type OrderRow = typeof supervisionOrders.$inferSelect;

/** The key of an order: the province of its receiver, and its id. */
export interface OrderKey {
  province: string;
  id: string;
}

/** The key of an order as one text, for loaders. */
export function orderKeyText({ province, id }: OrderKey): string {
  return `${province}:${id}`;
}

/** Reads the key back from its text. */
export function orderKeyFromText(text: string): OrderKey {
  const [province = "", id = ""] = text.split(":");
  return { province, id };
}

/** The keys that come with each run, as rows. */
export const orderKeys = sql`SELECT * FROM unnest(${place("provinces")}::text[], ${place("ids")}::text[]::uuid[])`;

/** The values for the places of `orderKeys`. */
export const orderKeyValues = (given: readonly OrderKey[]): { provinces: string[]; ids: string[] } => {
  const listed = listParameter(given);
  return { provinces: listed.map(({ province }) => province), ids: listed.map(({ id }) => id) };
};

const { province, id } = supervisionOrders;

const forms = {
  KEYS: { condition: sql`(${province}, ${id}) IN (${orderKeys})`, ending: "" },
  RISEN: { condition: sql`(${province}, ${supervisionOrders.risenFrom}) IN (${orderKeys})`, ending: "" },
  LOCKED: { condition: sql`${province} = ${place("province")} AND ${id} = ${place("id")}`, ending: "FOR UPDATE" },
} as const;

const selections = keepStatements<OrderRow>(50);

function selectOrders(tx: Transaction, scope: Scope, form: keyof typeof forms, values: Record<string, unknown>) {
  const { condition, ending } = forms[form];
  const statement = selections(`${form} ${sightOf(scope)}`, () =>
    statementOf(
      getTableColumns(supervisionOrders),
      (columns) => sql`SELECT ${columns} FROM ${supervisionOrders}
        WHERE ${condition} AND (${inSight(scope)}) ${sql.raw(ending)}`,
    ),
  );
  return run(tx, statement, { ...sightValues(scope), ...values });
}

/** Reads orders by key, under the scope; missing and invisible ones are left out. */
export async function findOrders(tx: Transaction, scope: Scope, given: readonly OrderKey[]): Promise<OrderRow[]> {
  return given.length === 0 ? [] : selectOrders(tx, scope, "KEYS", orderKeyValues(given));
}

/** Reads the orders that others rose to, by the keys of those others, under the scope. */
export async function findRisenOrders(tx: Transaction, scope: Scope, given: readonly OrderKey[]): Promise<OrderRow[]> {
  return given.length === 0 ? [] : selectOrders(tx, scope, "RISEN", orderKeyValues(given));
}

/** Finds an order under the scope and locks it until the end of the transaction; null when it is not visible. */
export async function lockOrder(tx: Transaction, scope: Scope, key: OrderKey): Promise<OrderRow | null> {
  const [order] = await selectOrders(tx, scope, "LOCKED", { ...key });
  return order ?? null;
}

/** The writing of new orders. */
export function orderInsertion(rows: readonly OrderRow[]): Writing | null {
  return insertionOf(supervisionOrders, rows);
}

/** A ticket and the order that it stands in. */
export interface SupervisedTicketRow {
  province: string;
  orderId: string;
  ticketId: string;
}

/** The writing of the tickets of orders; an actor writes them after the orders, for they are seen only with them. */
export function supervisedTicketInsertion(rows: readonly SupervisedTicketRow[]): Writing | null {
  return insertionOf(supervisedTickets, rows);
}

/** The columns that a step on an order may write. */
export type OrderChanges = Partial<
  Pick<
    OrderRow,
    | "state"
    | "receivedAt"
    | "receivedBy"
    | "answer"
    | "answeredAt"
    | "answeredBy"
    | "wasLate"
    | "decision"
    | "decidedAt"
    | "decidedBy"
    | "closedAt"
    | "replyBy"
    | "risesOn"
  >
>;

/** The writing of a step on an order, which fails where the order has not the version any more that was found. */
export function orderUpdate(found: OrderRow, version: number, changes: OrderChanges): Writing {
  const key = { province: found.province, id: found.id, version: found.version };
  return updateOf(supervisionOrders, key, { ...changes, version });
}

const ticketsOfOrders = statementOf(
  { province: supervisedTickets.province, orderId: supervisedTickets.orderId, ticketId: supervisedTickets.ticketId },
  (columns) => sql`SELECT ${columns} FROM ${supervisedTickets}
    WHERE (${supervisedTickets.province}, ${supervisedTickets.orderId}) IN (${orderKeys})
    ORDER BY ${supervisedTickets.orderId}, ${supervisedTickets.ticketId}`,
);

/** The tickets of orders, at most 100 of each; those of an order that is not visible are not either. */
export function findTicketsOfOrders(tx: Transaction, given: readonly OrderKey[]): Promise<SupervisedTicketRow[]> {
  return run(tx, ticketsOfOrders, orderKeyValues(given));
}

/** A ticket of an order as it stands now. */
export interface SupervisedTicket {
  orderId: string;
  province: string;
  id: string;
  state: string;
  city: string | null;
  county: string | null;
  holder: string;
}

const standing = {
  orderId: supervisedTickets.orderId,
  province: tickets.province,
  id: tickets.id,
  state: tickets.state,
  city: tickets.city,
  county: tickets.county,
  holder: tickets.holder,
};

const standingTicketsOf = (ending: SQL) =>
  statementOf(
    standing,
    (columns) => sql`SELECT ${columns} FROM ${supervisedTickets} JOIN ${tickets}
      ON ${tickets.province} = ${supervisedTickets.province} AND ${tickets.id} = ${supervisedTickets.ticketId}
      WHERE (${supervisedTickets.province}, ${supervisedTickets.orderId}) IN (${orderKeys}) ${ending}`,
  );

const standingTickets = standingTicketsOf(sql`ORDER BY ${supervisedTickets.orderId}, ${supervisedTickets.ticketId}`);
const heldTickets = standingTicketsOf(
  sql`ORDER BY ${supervisedTickets.province}, ${supervisedTickets.ticketId}, ${supervisedTickets.orderId}
    FOR KEY SHARE OF ${tickets}`,
);

/** How the tickets of orders stand now: for the platform, which sees all of them. */
export function findStandingTickets(tx: Transaction, given: readonly OrderKey[]): Promise<SupervisedTicket[]> {
  return run(tx, standingTickets, orderKeyValues(given));
}

/** The same, and holds the tickets in the order of their keys, as `holdTickets` does: for other orders over them. */
export function holdStandingTickets(tx: Transaction, given: readonly OrderKey[]): Promise<SupervisedTicket[]> {
  return run(tx, heldTickets, orderKeyValues(given));
}

/** The most orders of one ticket that are shown. */
export const mostOrdersOfTicket = 50;

const ofTicket = keepStatements<OrderRow & { ticketId: string }>(20);

const ordersOfTickets = (scope: Scope) =>
  ofTicket(sightOf(scope), () =>
    statementOf(
      { ...getTableColumns(supervisionOrders), ticketId: sql<string>`asked.ticket_id` },
      (columns) => sql`SELECT ${columns}
        FROM (${orderKeys}) AS asked (province, ticket_id)
        CROSS JOIN LATERAL (SELECT ${supervisionOrders}.* FROM ${supervisedTickets} JOIN ${supervisionOrders}
          ON ${province} = ${supervisedTickets.province} AND ${id} = ${supervisedTickets.orderId}
          WHERE ${supervisedTickets.province} = asked.province AND ${supervisedTickets.ticketId} = asked.ticket_id
            AND (${inSight(scope)})
          ORDER BY ${id} DESC LIMIT ${sql.raw(String(mostOrdersOfTicket))}) AS supervision_orders`,
    ),
  );

/** The newest orders of tickets, by the keys of the tickets, under the scope. */
export function findOrdersOfTickets(
  tx: Transaction,
  scope: Scope,
  given: readonly OrderKey[],
): Promise<(OrderRow & { ticketId: string })[]> {
  // The keys are rows of their own here, so a repeated one would bring its orders twice.
  const once = { provinces: given.map((key) => key.province), ids: given.map((key) => key.id) };
  return run(tx, ordersOfTickets(scope), { ...sightValues(scope), ...once });
}
