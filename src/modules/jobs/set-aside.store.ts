import { and, desc, eq, isNotNull, isNull, lt, type SQL } from "drizzle-orm";
import { setAsideJobs } from "../../../schema/index.js";
import type { Actor } from "../../platform/actor.js";
import type { Transaction } from "../../platform/database.js";
import { countLimit, type PageRequest } from "../../platform/pagination.js";
import { ownScopeOf } from "../../platform/scope.js";

/** A job that was set aside, as it stands in the table. */
export type SetAsideJobRow = typeof setAsideJobs.$inferSelect;

/** Which of them are asked for; what is null is open. */
export interface SetAsideCriteria {
  queue: string | null;
  isRetried: boolean | null;
}

/** The scope as a condition on the place columns; the row policies say the same. A job has no line. */
function inSight(actor: Actor): SQL | undefined {
  const { bureau, line, reach, region } = ownScopeOf(actor.bureau);
  if (line !== null) return eq(setAsideJobs.bureau, bureau);
  switch (reach) {
    case "NATION":
      return undefined;
    case "PROVINCE":
      return eq(setAsideJobs.province, region);
    case "CITY":
      return eq(setAsideJobs.city, region);
    case "COUNTY":
      return eq(setAsideJobs.county, region);
    case "UNIT":
      return eq(setAsideJobs.bureau, bureau);
  }
}

function matching(actor: Actor, { isRetried, queue }: SetAsideCriteria): SQL | undefined {
  const { retriedAt } = setAsideJobs;
  return and(
    inSight(actor),
    queue === null ? undefined : eq(setAsideJobs.queue, queue),
    isRetried === null ? undefined : isRetried ? isNotNull(retriedAt) : isNull(retriedAt),
  );
}

/** Jobs that were set aside, the latest first, one more than the page where more follow. */
export function searchSetAsideJobs(
  tx: Transaction,
  actor: Actor,
  criteria: SetAsideCriteria,
  page: PageRequest,
): Promise<SetAsideJobRow[]> {
  const isOlder = page.after === null ? undefined : lt(setAsideJobs.id, page.after.id);
  return tx
    .select()
    .from(setAsideJobs)
    .where(and(matching(actor, criteria), isOlder))
    .orderBy(desc(setAsideJobs.id))
    .limit(page.first + 1);
}

/** How many there are, up to one more than lists count. */
export function countSetAsideJobs(tx: Transaction, actor: Actor, criteria: SetAsideCriteria): Promise<number> {
  const found = tx.select({ id: setAsideJobs.id }).from(setAsideJobs).where(matching(actor, criteria));
  return tx.$count(found.limit(countLimit + 1).as("found"));
}

/** The key of a job that was set aside. */
export type SetAsideKey = Pick<SetAsideJobRow, "province" | "id">;

const byKey = (actor: Actor, { province, id }: SetAsideKey): SQL | undefined =>
  and(eq(setAsideJobs.province, province), eq(setAsideJobs.id, id), inSight(actor));

/** One of them; null where it is not there or not in sight. */
export async function findSetAsideJob(tx: Transaction, actor: Actor, key: SetAsideKey): Promise<SetAsideJobRow | null> {
  const [row] = await tx.select().from(setAsideJobs).where(byKey(actor, key));
  return row ?? null;
}

/** One of them for a change; others who change it wait. */
export async function findSetAsideJobForChange(
  tx: Transaction,
  actor: Actor,
  key: SetAsideKey,
): Promise<SetAsideJobRow | null> {
  const [row] = await tx.select().from(setAsideJobs).where(byKey(actor, key)).for("no key update");
  return row ?? null;
}

/** Adds jobs that were set aside. */
export async function insertSetAsideJobs(
  tx: Transaction,
  rows: readonly (typeof setAsideJobs.$inferInsert)[],
): Promise<void> {
  if (rows.length > 0) await tx.insert(setAsideJobs).values([...rows]);
}

/** Notes that a job was sent anew. */
export async function markRetried(
  tx: Transaction,
  row: SetAsideJobRow,
  changes: Pick<SetAsideJobRow, "retriedAt" | "retriedBy">,
): Promise<SetAsideJobRow> {
  await tx
    .update(setAsideJobs)
    .set(changes)
    .where(and(eq(setAsideJobs.province, row.province), eq(setAsideJobs.id, row.id)));
  return { ...row, ...changes };
}
