import { and, eq, getTableColumns, isNotNull, ne, sql } from "drizzle-orm";
import { calls } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import type { Scope } from "../../platform/scope.js";
import { type CallRow, callInSight } from "./call.store.js";

const { keyId: _keyId, sealed: _sealed, ...columns } = getTableColumns(calls);

/** How far the earlier calls of a number are counted. */
export const mostCounted = 1000;

/** How many of them are told. */
export const mostTold = 10;

// The digest is the condition that its own index answers.
// SECURITY: those of the bureau that took the call alone: which number called another bureau stays there, for its tickets may
// be reports, and whoever knows the number would know their reporter (art. 37 of Order 121).
const earlier = (scope: Scope, call: CallRow, digest: string) =>
  and(
    isNotNull(calls.callerDigest),
    eq(calls.callerDigest, digest),
    sql`(${calls.offeredAt}, ${calls.id}) < (${call.offeredAt.toISOString()}::timestamptz, ${call.id}::uuid)`,
    ne(calls.outcome, "VOID"),
    eq(calls.bureau, call.bureau),
    callInSight(scope),
  );

/** The last calls to the same bureau that came from a number before a call, newest first. */
export function findEarlierCalls(tx: Transaction, scope: Scope, call: CallRow, digest: string): Promise<CallRow[]> {
  return tx
    .select(columns)
    .from(calls)
    .where(earlier(scope, call, digest))
    .orderBy(sql`${calls.offeredAt} DESC NULLS FIRST, ${calls.id} DESC NULLS FIRST`)
    .limit(mostTold);
}

/** How many there were, as far as they are counted. */
export function countEarlierCalls(tx: Transaction, scope: Scope, call: CallRow, digest: string): Promise<number> {
  const found = tx
    .select({ id: calls.id })
    .from(calls)
    .where(earlier(scope, call, digest));
  return tx.$count(found.limit(mostCounted).as("found"));
}
