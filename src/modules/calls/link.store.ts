import { and, eq, isNull, sql } from "drizzle-orm";
import { calls, callTickets } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import { listParameter } from "../../platform/list-parameter.js";
import type { Scope } from "../../platform/scope.js";
import { insertionOf, type Writing } from "../../platform/writing.store.js";
import { type CallKey, callInSight } from "./call.store.js";

/** That a ticket came of a call. */
export interface CallLink {
  /** That of the ticket. */
  province: string;
  ticketId: string;
  /** That of the call: the same, or the nation's. */
  callProvince: string;
  call: string;
}

/** When something was done to a link, and by whom; null for a program that acts for nobody. */
export interface LinkedBy {
  at: Date;
  by: string | null;
}

/** The writing of a link; the call must be in sight. */
export function linkInsertion(link: CallLink, { at, by }: LinkedBy): Writing | null {
  return insertionOf(callTickets, [{ ...link, linkedAt: at, linkedBy: by, removedAt: null, removedBy: null }]);
}

/** Links a ticket that is there already, also one whose link was taken away; false where it is linked. */
export async function insertLink(tx: Transaction, link: CallLink, { at, by }: LinkedBy): Promise<boolean> {
  const linked = { linkedAt: at, linkedBy: by, removedAt: null, removedBy: null };
  const rows = await tx
    .insert(callTickets)
    .values({ ...link, ...linked })
    .onConflictDoUpdate({
      target: [callTickets.province, callTickets.ticketId, callTickets.call],
      set: linked,
      setWhere: sql`${callTickets.removedAt} IS NOT NULL`,
    })
    .returning({ call: callTickets.call });
  return rows.length > 0;
}

/** What became of a link that was to be taken away. */
export type LinkRemoval = "REMOVED" | "REMOVED_BEFORE" | "NEVER_LINKED";

/** Takes a link away; its row stays, for what it made secret stays so. */
export async function removeLink(tx: Transaction, link: CallLink, { at, by }: LinkedBy): Promise<LinkRemoval> {
  const isLink = and(
    eq(callTickets.province, link.province),
    eq(callTickets.ticketId, link.ticketId),
    eq(callTickets.callProvince, link.callProvince),
    eq(callTickets.call, link.call),
  );
  const removed = await tx
    .update(callTickets)
    .set({ removedAt: at, removedBy: by })
    .where(and(isLink, isNull(callTickets.removedAt)))
    .returning({ call: callTickets.call });
  if (removed.length > 0) return "REMOVED";
  return (await tx.$count(callTickets, isLink)) > 0 ? "REMOVED_BEFORE" : "NEVER_LINKED";
}

/** The most links of one call or ticket that are told of. */
export const mostLinks = 20;

const side = {
  call: [callTickets.callProvince, callTickets.call],
  ticket: [callTickets.province, callTickets.ticketId],
} as const;

// The oldest first; a page of calls or tickets asks for all of its links in one statement.
function findLinks(
  tx: Transaction,
  scope: Scope,
  { keys, of, withRemoved }: { of: keyof typeof side; keys: readonly CallKey[]; withRemoved: boolean },
): Promise<CallLink[]> {
  const [provinces, ids] = [keys.map(({ province }) => province), keys.map(({ id }) => id)];
  const { call, callProvince, linkedAt, province, removedAt, ticketId } = callTickets;
  const isAsked = sql`(${side[of][0]}, ${side[of][1]}) IN (
    SELECT * FROM unnest(${sql.param(listParameter(provinces))}::text[], ${sql.param(listParameter(ids))}::uuid[]))`;
  return tx
    .select({ province, ticketId, callProvince, call })
    .from(callTickets)
    .innerJoin(calls, sql`${calls.province} = ${callProvince} AND ${calls.id} = ${call}`)
    .where(and(isAsked, withRemoved ? undefined : isNull(removedAt), callInSight(scope)))
    .orderBy(linkedAt, ticketId, call);
}

/** The tickets of calls in scope, by their links. */
export function findLinksOfCalls(tx: Transaction, scope: Scope, keys: readonly CallKey[]): Promise<CallLink[]> {
  return findLinks(tx, scope, { of: "call", keys, withRemoved: false });
}

/** The same with the links that were taken away: whom they kept secret stays so. */
export function findAllLinksOfCall(tx: Transaction, scope: Scope, key: CallKey): Promise<CallLink[]> {
  return findLinks(tx, scope, { of: "call", keys: [key], withRemoved: true });
}

/** The calls in scope of which tickets came, by their links. */
export function findLinksOfTickets(tx: Transaction, scope: Scope, keys: readonly CallKey[]): Promise<CallLink[]> {
  return findLinks(tx, scope, { of: "ticket", keys, withRemoved: false });
}
