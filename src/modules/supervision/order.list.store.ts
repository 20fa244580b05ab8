import { and, desc, eq, inArray, lt, not, type SQL, sql } from "drizzle-orm";
import { supervisedTickets, supervisionOrders } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import { countLimit, type PageRequest } from "../../platform/pagination.js";
import type { Scope } from "../../platform/scope.js";
import { inSight, inView, type OrderView } from "./order.scope.store.js";
import { unansweredStates } from "./order.states.js";
import type { OrderKey, OrderRow } from "./order.store.js";

/** Which orders are asked for; everything that is null is open. */
export interface OrderConditions {
  view: OrderView;
  states: readonly string[] | null;
  kind: string | null;
  origin: string | null;
  ground: string | null;
  receiver: string | null;
  /** Whether the day is past without an answer, as of a day in China. */
  overdue: { is: boolean; on: string } | null;
  ticket: OrderKey | null;
}

const columns = supervisionOrders;

function isOverdueOn(day: string): SQL {
  const states = inArray(columns.state, [...unansweredStates]);
  return and(states, lt(columns.replyBy, day)) ?? sql`false`;
}

function isAbout({ province, id }: OrderKey): SQL {
  return sql`(${columns.province}, ${columns.id}) IN (SELECT ${supervisedTickets.province}, ${supervisedTickets.orderId}
    FROM ${supervisedTickets} WHERE ${supervisedTickets.province} = ${province} AND ${supervisedTickets.ticketId} = ${id})`;
}

function matching(scope: Scope, conditions: OrderConditions): SQL | undefined {
  const { states, kind, origin, ground, receiver, overdue, ticket, view } = conditions;
  const overdueOn = overdue === null ? undefined : isOverdueOn(overdue.on);
  return and(
    inView(scope, view, scope),
    inSight(scope, scope),
    states === null ? undefined : inArray(columns.state, [...states]),
    kind === null ? undefined : eq(columns.kind, kind),
    origin === null ? undefined : eq(columns.origin, origin),
    ground === null ? undefined : eq(columns.ground, ground),
    receiver === null ? undefined : eq(columns.receiver, receiver),
    overdueOn === undefined || overdue?.is === true ? overdueOn : not(overdueOn),
    ticket === null ? undefined : isAbout(ticket),
  );
}

/** A page of orders, newest first, and one row more where more follow; to be run with `preferOrder`. */
export function listOrders(
  tx: Transaction,
  scope: Scope,
  conditions: OrderConditions,
  page: PageRequest,
): Promise<OrderRow[]> {
  const { after } = page;
  return tx
    .select()
    .from(columns)
    .where(and(matching(scope, conditions), after === null ? undefined : lt(columns.id, after.id)))
    .orderBy(desc(columns.id))
    .limit(page.first + 1);
}

/** How many orders there are, up to one more than lists count. */
export function countOrders(tx: Transaction, scope: Scope, conditions: OrderConditions): Promise<number> {
  const found = tx.select({ id: columns.id }).from(columns).where(matching(scope, conditions));
  return tx.$count(found.limit(countLimit + 1).as("found"));
}
