import { and, desc, eq, inArray, lt, lte, or, type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { dutyNotices, dutyWatermarks } from "../../../schema/index.js";
import { nationCode } from "../../platform/actor.js";
import type { Transaction } from "../../platform/database.js";
import { countLimit, type PageRequest } from "../../platform/pagination.js";
import type { Scope } from "../../platform/scope.js";
import { insertionOf, updateOf, type Writing } from "../../platform/writing.store.js";
import type { TicketKey } from "../tickets/index.js";
import { keyRows, type OrderKey } from "./notice.subjects.store.js";
import type { NoticeView } from "./shift.words.js";

/** A duty notice as it stands in its table. */
export type NoticeRow = typeof dutyNotices.$inferSelect;

/** The key of a duty notice. */
export type NoticeKey = Pick<NoticeRow, "province" | "id">;

/** Which notices are listed. */
export interface NoticeConditions {
  view: NoticeView;
  /** The acting person; null for a program. */
  person: string | null;
  states: readonly string[] | null;
}

/** The columns of one party of a notice. */
interface PartyColumns {
  province: AnyPgColumn;
  city: AnyPgColumn;
  county: AnyPgColumn;
  bureau: AnyPgColumn;
}

function sight({ bureau, reach, region }: Scope, columns: PartyColumns): SQL {
  if (reach === "UNIT") return sql`${columns.bureau} = ${bureau}`;
  const column = { NATION: null, PROVINCE: columns.province, CITY: columns.city, COUNTY: columns.county }[reach];
  return column === null ? sql`true` : sql`${column} = ${region}`;
}

/**
 * The one scope of duty notices as a condition: of a region what its bureaus got or caused; of a department and a street office
 * what is its own. The row policies of the table say the same.
 */
export function noticeInSight(scope: Scope): SQL {
  const own = scope.line === null ? scope : { ...scope, reach: "UNIT" as const };
  const { bureau, city, county, province, sender, senderCity, senderCounty } = dutyNotices;
  const received = sight(own, { province, city, county, bureau });
  const sent = sight(own, { province, city: senderCity, county: senderCounty, bureau: sender });
  return sql`(${received} OR ${sent})`;
}

function matching(scope: Scope, { person, states, view }: NoticeConditions): SQL | undefined {
  const { addressees, bureau, sender, state } = dutyNotices;
  const views = {
    MINE: sql`${bureau} = ${scope.bureau} AND ${person}::uuid = ANY (${addressees})`,
    BUREAU: eq(bureau, scope.bureau),
    // A centre dispatches for its authority, and answers for what went out of the region that it acts for.
    SENT: or(eq(sender, scope.bureau), sql`${sender} = ${scope.region} AND ${scope.reach !== "UNIT"}::boolean`),
  } as const;
  return and(noticeInSight(scope), views[view], states === null ? undefined : inArray(state, [...states]));
}

/** A page of notices, newest first, and one row more where more follow. */
export function listNotices(
  tx: Transaction,
  scope: Scope,
  conditions: NoticeConditions,
  { after, first }: PageRequest,
): Promise<NoticeRow[]> {
  return tx
    .select()
    .from(dutyNotices)
    .where(and(matching(scope, conditions), after === null ? undefined : lt(dutyNotices.id, after.id)))
    .orderBy(desc(dutyNotices.id))
    .limit(first + 1);
}

/** How many notices there are, up to one more than lists count. */
export function countNotices(tx: Transaction, scope: Scope, conditions: NoticeConditions): Promise<number> {
  const found = tx.select({ id: dutyNotices.id }).from(dutyNotices).where(matching(scope, conditions));
  return tx.$count(found.limit(countLimit + 1).as("found"));
}

const hasKey = ({ id, province }: NoticeKey) => and(eq(dutyNotices.province, province), eq(dutyNotices.id, id));

/** Reads notices by key, under the scope; missing and invisible ones are left out. */
export async function findNotices(tx: Transaction, scope: Scope, keys: readonly NoticeKey[]): Promise<NoticeRow[]> {
  if (keys.length === 0) return [];
  return tx
    .select()
    .from(dutyNotices)
    .where(and(or(...keys.map(hasKey)), noticeInSight(scope)));
}

/** Finds a notice under the scope, and locks it; null when it is not visible. */
export async function lockNotice(tx: Transaction, scope: Scope, key: NoticeKey): Promise<NoticeRow | null> {
  const [row] = await tx
    .select()
    .from(dutyNotices)
    .where(and(hasKey(key), noticeInSight(scope)))
    .for("update");
  return row ?? null;
}

/** The open notices about tickets and supervision orders, locked; for the platform. */
export function lockOpenNoticesOf(
  tx: Transaction,
  ofTickets: readonly TicketKey[],
  ofOrders: readonly OrderKey[],
): Promise<NoticeRow[]> {
  const { orderId, province, state, ticketId, ticketProvince } = dutyNotices;
  const about = or(
    sql`(${ticketProvince}, ${ticketId}) IN (${keyRows(ofTickets)})`,
    sql`(${province}, ${orderId}) IN (${keyRows(ofOrders)})`,
  );
  return tx
    .select()
    .from(dutyNotices)
    .where(and(about, eq(state, "OPEN")))
    .orderBy(dutyNotices.id)
    .for("update");
}

/** Locks the notices whose next stage has come, in the order in which it came; others' are left to them. */
export function claimDueNotices(
  tx: Transaction,
  { at, limit, province }: { at: Date; limit: number; province: string | null },
): Promise<NoticeRow[]> {
  return tx
    .select()
    .from(dutyNotices)
    .where(and(lte(dutyNotices.dueAt, at), province === null ? undefined : eq(dutyNotices.province, province)))
    .orderBy(dutyNotices.dueAt)
    .limit(limit)
    .for("update", { skipLocked: true });
}

/** Takes a notice that cannot be passed on out of the turn; for the platform. */
export async function parkNotice(tx: Transaction, key: NoticeKey): Promise<void> {
  await tx.update(dutyNotices).set({ dueAt: null }).where(hasKey(key));
}

/** Locks an open notice by its key, whoever's it is; for the platform. */
export async function lockParkedNotice(tx: Transaction, key: NoticeKey): Promise<NoticeRow | null> {
  const [row] = await tx
    .select()
    .from(dutyNotices)
    .where(and(hasKey(key), eq(dutyNotices.state, "OPEN")))
    .for("update");
  return row ?? null;
}

/** The writing of new notices. */
export function noticeInsertion(rows: readonly NoticeRow[]): Writing | null {
  return insertionOf(dutyNotices, rows);
}

/** The writing of a step of a notice, which fails where another came between. */
export function noticeUpdate({ id, province, version }: NoticeRow, changes: Partial<NoticeRow>): Writing {
  return updateOf(dutyNotices, { province, id, version }, { ...changes, version: version + 1 });
}

/** The positions of a list of which there is a notice already. */
export async function findNoticedPositions(tx: Transaction, positions: readonly number[]): Promise<Set<number>> {
  if (positions.length === 0) return new Set();
  const rows = await tx
    .select({ position: dutyNotices.dispatchPosition })
    .from(dutyNotices)
    .where(inArray(dutyNotices.dispatchPosition, [...positions]));
  return new Set(rows.map(({ position }) => position));
}

/**
 * How far the log was read for a region, locked until the end of the transaction; a region that is read for the first time
 * begins at a position.
 *
 * @returns null while another process reads it
 */
export async function lockDutyWatermark(tx: Transaction, region: string, first: number): Promise<number | null> {
  await tx.insert(dutyWatermarks).values({ region, position: first }).onConflictDoNothing();
  const [row] = await tx
    .select({ position: dutyWatermarks.position })
    .from(dutyWatermarks)
    .where(eq(dutyWatermarks.region, region))
    .for("update", { skipLocked: true });
  return row?.position ?? null;
}

/** Notes how far the log was read. */
export async function moveDutyWatermark(tx: Transaction, region: string, position: number): Promise<void> {
  await tx.update(dutyWatermarks).set({ position }).where(eq(dutyWatermarks.region, region));
}

/** The region of a run: a province that it keeps to, or the nation for all. */
export function regionOfRun(province: string | null): string {
  return province ?? nationCode;
}
