import { and, eq, getTableColumns, gte, inArray, isNotNull, lt, type SQL, sql } from "drizzle-orm";
import { calls } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import { listParameter } from "../../platform/list-parameter.js";
import { countLimit, type PageRequest } from "../../platform/pagination.js";
import type { Scope } from "../../platform/scope.js";
import type { Sealed } from "../../platform/seal.js";

/** The key of a call. */
export interface CallKey {
  province: string;
  id: string;
}

// The sealed number and the key that opens it are read by those alone who may know it.
const { keyId, sealed, ...columns } = getTableColumns(calls);

/** A call as it stands in its table, without the sealed number. */
export type CallRow = Omit<typeof calls.$inferSelect, "keyId" | "sealed">;

/**
 * The one scope of calls as a condition: those that bureaus of the region took; a department of a line has its own alone,
 * for a call is of no line. The row policies say the same.
 */
export function callInSight({ bureau, line, reach, region }: Scope): SQL | undefined {
  if (reach === "UNIT" || line !== null) return eq(calls.bureau, bureau);
  const column = { NATION: null, PROVINCE: calls.province, CITY: calls.city, COUNTY: calls.county }[reach];
  return column === null ? undefined : eq(column, region);
}

/** Reads calls in scope, in any order. */
export function findCalls(tx: Transaction, scope: Scope, keys: readonly CallKey[]): Promise<CallRow[]> {
  const [provinces, ids] = [keys.map(({ province }) => province), keys.map(({ id }) => id)];
  const isAsked = sql`(${calls.province}, ${calls.id}) IN (
    SELECT * FROM unnest(${sql.param(listParameter(provinces))}::text[], ${sql.param(listParameter(ids))}::uuid[]))`;
  return tx
    .select(columns)
    .from(calls)
    .where(and(isAsked, callInSight(scope)));
}

/** Reads the call of a bureau that its telephone system calls so; null where there is none. */
export async function findCallOfSource(
  tx: Transaction,
  bureau: string,
  source: string,
  callId: string,
): Promise<CallRow | null> {
  const [row] = await tx
    .select(columns)
    .from(calls)
    .where(and(eq(calls.bureau, bureau), eq(calls.source, source), eq(calls.callId, callId)));
  return row ?? null;
}

/** Reads the sealed number of a caller; null where he hid it, or it was dropped. */
export async function findSealedCaller(tx: Transaction, { id, province }: CallKey): Promise<Sealed | null> {
  const [row] = await tx
    .select({ keyId, sealed })
    .from(calls)
    .where(and(eq(calls.province, province), eq(calls.id, id)));
  if (row === undefined || row.keyId === null || row.sealed === null) return null;
  return { keyId: row.keyId, sealed: row.sealed };
}

/** Which calls are listed; what is null is open. */
export interface CallConditions {
  bureau: string | null;
  /** The first instant, and the first one after the last. */
  from: Date | null;
  before: Date | null;
  outcomes: readonly string[] | null;
  operatorNumber: string | null;
  queue: string | null;
  minimumTalkingSeconds: number | null;
  minimumWaitingSeconds: number | null;
  /** Those of a caller. */
  callerDigest: string | null;
}

const when = <Value>(value: Value | null, condition: (value: Value) => SQL): SQL | undefined =>
  value === null ? undefined : condition(value);

function matching(scope: Scope, wanted: CallConditions): SQL | undefined {
  return and(
    callInSight(scope),
    when(wanted.bureau, (bureau) => eq(calls.bureau, bureau)),
    when(wanted.from, (from) => gte(calls.offeredAt, from)),
    when(wanted.before, (before) => lt(calls.offeredAt, before)),
    wanted.outcomes === null ? sql`${calls.outcome} <> 'VOID'` : inArray(calls.outcome, [...wanted.outcomes]),
    when(wanted.operatorNumber, (number) => eq(calls.operatorNumber, number)),
    when(wanted.queue, (queue) => eq(calls.queue, queue)),
    when(wanted.minimumTalkingSeconds, (seconds) => gte(calls.talkingSeconds, seconds)),
    when(wanted.minimumWaitingSeconds, (seconds) => gte(calls.waitingSeconds, seconds)),
    when(wanted.callerDigest, (digest) => and(isNotNull(calls.callerDigest), eq(calls.callerDigest, digest)) as SQL),
  );
}

/** Calls in scope, the newest first, one more than the page where more follow. */
export function listCalls(
  tx: Transaction,
  scope: Scope,
  wanted: CallConditions,
  { after, first }: PageRequest,
): Promise<CallRow[]> {
  const further = when(
    after,
    ({ id, key }) => sql`(${calls.offeredAt}, ${calls.id}) < (${key}::timestamptz, ${id}::uuid)`,
  );
  return tx
    .select(columns)
    .from(calls)
    .where(and(matching(scope, wanted), further))
    .orderBy(sql`${calls.offeredAt} DESC NULLS FIRST, ${calls.id} DESC NULLS FIRST`)
    .limit(first + 1);
}

/** How many calls there are in scope, up to one more than lists count. */
export function countCalls(tx: Transaction, scope: Scope, wanted: CallConditions): Promise<number> {
  const found = tx.select({ id: calls.id }).from(calls).where(matching(scope, wanted));
  return tx.$count(found.limit(countLimit + 1).as("found"));
}
