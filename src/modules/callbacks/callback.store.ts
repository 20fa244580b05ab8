import { and, asc, desc, eq, gt, gte, lt, not, or, type SQL, sql } from "drizzle-orm";
import { callbacks, handovers } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import { listParameter } from "../../platform/list-parameter.js";
import { countLimit, type PageRequest } from "../../platform/pagination.js";
import { updateOf, type Writing } from "../../platform/writing.store.js";
import type { TicketKey } from "../tickets/index.js";
import type { CallbackView } from "./callback.enums.js";

/** A callback as it stands in its table. */
export type CallbackRow = typeof callbacks.$inferSelect;

/** The key of a callback. */
export type CallbackKey = Pick<CallbackRow, "province" | "ticketId" | "id">;

const hasKey = ({ province, ticketId, id }: CallbackKey): SQL | undefined =>
  and(eq(callbacks.province, province), eq(callbacks.ticketId, ticketId), eq(callbacks.id, id));

/** Reads a callback; null where its ticket is not visible. */
export async function findCallback(tx: Transaction, key: CallbackKey): Promise<CallbackRow | null> {
  const [row] = await tx.select().from(callbacks).where(hasKey(key));
  return row ?? null;
}

/** Reads callbacks by key, at most 1,000; those whose ticket is not visible are left out. */
export async function findCallbacks(tx: Transaction, keys: readonly CallbackKey[]): Promise<CallbackRow[]> {
  const listed = listParameter(keys);
  const provinces = sql.param(listed.map(({ province }) => province));
  const tickets = sql.param(listed.map(({ ticketId }) => ticketId));
  const ids = sql.param(listed.map(({ id }) => id));
  return tx
    .select()
    .from(callbacks)
    .where(
      sql`(${callbacks.province}, ${callbacks.ticketId}, ${callbacks.id}) IN
        (SELECT * FROM unnest(${provinces}::text[], ${tickets}::text[]::uuid[], ${ids}::text[]::uuid[]))`,
    );
}

/** Locks a callback until the end of the transaction. Its ticket is locked before it, always in this order. */
export async function lockCallback(tx: Transaction, key: CallbackKey): Promise<CallbackRow | null> {
  const [row] = await tx.select().from(callbacks).where(hasKey(key)).for("update");
  return row ?? null;
}

/** Reads the callbacks of tickets, in the order of their rounds; the row policies decide what is visible. */
export async function findCallbacksOf(tx: Transaction, keys: readonly TicketKey[]): Promise<CallbackRow[]> {
  if (keys.length === 0) return [];
  const listed = listParameter(keys);
  const provinces = sql.param(listed.map(({ province }) => province));
  const ids = sql.param(listed.map(({ id }) => id));
  return tx
    .select()
    .from(callbacks)
    .where(
      sql`(${callbacks.province}, ${callbacks.ticketId}) IN (SELECT * FROM unnest(${provinces}::text[], ${ids}::text[]::uuid[]))`,
    )
    .orderBy(asc(callbacks.province), asc(callbacks.ticketId), asc(callbacks.round));
}

/**
 * Inserts planned callbacks. One that the ticket has in the same round already, by whoever planned it first, is left out.
 *
 * @returns those that were inserted
 */
export async function insertPlanned(
  tx: Transaction,
  planned: readonly (typeof callbacks.$inferInsert)[],
): Promise<CallbackRow[]> {
  if (planned.length === 0) return [];
  const { province, ticketId, round } = callbacks;
  return tx
    .insert(callbacks)
    .values([...planned])
    .onConflictDoNothing({ target: [province, ticketId, round] })
    .returning();
}

/** What a change of a callback may write. */
export type CallbackChanges = Partial<
  Omit<CallbackRow, "province" | "ticketId" | "id" | "bureau" | "round" | "plannedAt" | "dueOn" | "version">
>;

/** The writing of a change of a callback, which fails where it has not the version any more that was found. */
export function callbackUpdate(found: CallbackRow, changes: CallbackChanges): Writing {
  const { province, ticketId, id, version } = found;
  return updateOf(callbacks, { province, ticketId, id, version }, { ...changes, version: version + 1 });
}

/** Whether a ticket was handed over to another province. */
export async function isHandedOver(tx: Transaction, { province, id }: TicketKey): Promise<boolean> {
  const [row] = await tx
    .select({ side: handovers.side })
    .from(handovers)
    .where(and(eq(handovers.province, province), eq(handovers.ticketId, id), eq(handovers.side, "FROM")));
  return row !== undefined;
}

/** Which callbacks are listed; what is null is open. */
export interface CallbackCriteria {
  /** The bureau that calls. */
  bureau: string;
  view: CallbackView;
  state: string | null;
  grade: string | null;
  isOverdue: boolean | null;
  /** The day on which it is asked, in China. */
  today: string;
}

const isPlanned = sql`${callbacks.state} = 'PLANNED'`;

function matching({ bureau, view, state, grade, isOverdue, today }: CallbackCriteria): SQL | undefined {
  const overdue = and(isPlanned, lt(callbacks.dueOn, today));
  return and(
    eq(callbacks.bureau, bureau),
    view === "TO_CALL" ? isPlanned : undefined,
    state === null ? undefined : eq(callbacks.state, state),
    grade === null ? undefined : eq(callbacks.grade, grade),
    isOverdue === null || overdue === undefined ? undefined : isOverdue ? overdue : not(overdue),
  );
}

/** A page of the callbacks of a bureau, and one row more where more follow; the row policies decide what is visible. */
export function findCallbackPage(
  tx: Transaction,
  criteria: CallbackCriteria,
  { after, first }: PageRequest,
): Promise<CallbackRow[]> {
  const { id, dueOn } = callbacks;
  const isDueFirst = criteria.view === "TO_CALL";
  const follows = isDueFirst
    ? after && or(gt(dueOn, after.key), and(eq(dueOn, after.key), gt(id, after.id)))
    : after && lt(id, after.id);
  return tx
    .select()
    .from(callbacks)
    .where(and(matching(criteria), isDueFirst && after ? gte(dueOn, after.key) : undefined, follows ?? undefined))
    .orderBy(...(isDueFirst ? [asc(dueOn), asc(id)] : [desc(id)]))
    .limit(first + 1);
}

/** How many callbacks there are, up to one more than lists count. */
export function countCallbacks(tx: Transaction, criteria: CallbackCriteria): Promise<number> {
  const found = tx.select({ id: callbacks.id }).from(callbacks).where(matching(criteria));
  return tx.$count(found.limit(countLimit + 1).as("found"));
}
