import { and, asc, desc, eq, lt, type SQL, sql } from "drizzle-orm";
import { reorganisations } from "../../../schema/index.js";
import type { Actor, Place } from "../../platform/actor.js";
import type { Transaction } from "../../platform/database.js";
import { countLimit, type PageRequest } from "../../platform/pagination.js";
import { scopeOf } from "../../platform/scope.js";
import type { Plan, Touched } from "./plan.js";

/** The states of a reorganisation. */
export type ReorganisationState = "PLANNED" | "APPLIED" | "CANCELLED";

/** A plan as it is kept, with what it changes. */
export type KeptPlan = Plan & { touched: Touched };

/** A reorganisation as it stands in the table. */
export interface ReorganisationRow extends Place {
  id: string;
  kind: Plan["kind"];
  /** A day in China, YYYY-MM-DD. */
  effectiveOn: string;
  state: ReorganisationState;
  plan: KeptPlan;
  /** The person who asked for it; null for a program. */
  requestedBy: string | null;
  requestedAt: Date;
  appliedAt: Date | null;
}

/** What a list of reorganisations may be narrowed to. */
export interface ReorganisationFilter {
  state?: ReorganisationState | null | undefined;
}

/** Adds a reorganisation, under the actor's own scope. */
export async function insertReorganisation(tx: Transaction, row: ReorganisationRow): Promise<void> {
  await tx.insert(reorganisations).values(row);
}

// The scope of an actor as a condition; the row policies of the table say the same.
function inSight(actor: Actor): SQL {
  const { reach, region, bureau, line } = scopeOf(actor.bureau);
  const column = { PROVINCE: reorganisations.province, CITY: reorganisations.city, COUNTY: reorganisations.county };
  if (reach === "NATION" && line === null) return sql`true`;
  if (line !== null || reach === "UNIT" || reach === "NATION") return eq(reorganisations.bureau, bureau);
  return eq(column[reach], region);
}

function matching(actor: Actor, filter: ReorganisationFilter): SQL | undefined {
  return and(inSight(actor), filter.state == null ? undefined : eq(reorganisations.state, filter.state));
}

/** The reorganisations in the actor's sight, the latest first, one more than the page where more follow. */
export async function searchReorganisations(
  tx: Transaction,
  actor: Actor,
  filter: ReorganisationFilter,
  page: PageRequest,
): Promise<ReorganisationRow[]> {
  const rows = await tx
    .select()
    .from(reorganisations)
    .where(and(matching(actor, filter), page.after === null ? undefined : lt(reorganisations.id, page.after.id)))
    .orderBy(desc(reorganisations.id))
    .limit(page.first + 1);
  return rows as ReorganisationRow[];
}

/** How many reorganisations a list holds, up to one more than the limit of exact counts. */
export async function countReorganisations(
  tx: Transaction,
  actor: Actor,
  filter: ReorganisationFilter,
): Promise<number> {
  const found = tx.select({ id: reorganisations.id }).from(reorganisations).where(matching(actor, filter));
  return tx.$count(found.limit(countLimit + 1).as("found"));
}

/** A reorganisation in the actor's sight; null when there is none for him. */
export async function findReorganisation(tx: Transaction, actor: Actor, id: string): Promise<ReorganisationRow | null> {
  const [row] = await tx
    .select()
    .from(reorganisations)
    .where(and(eq(reorganisations.id, id), inSight(actor)));
  return (row as ReorganisationRow | undefined) ?? null;
}

/** The codes of the bureaus of a province for which a change is planned. Needs the sight of the platform. */
export async function findPlannedBureaus(tx: Transaction, province: string): Promise<Set<string>> {
  const rows = await tx
    .select({ plan: reorganisations.plan })
    .from(reorganisations)
    .where(and(eq(reorganisations.province, province), eq(reorganisations.state, "PLANNED")));
  return new Set(rows.flatMap(({ plan }) => (plan as KeptPlan).touched.bureaus));
}

/**
 * Takes one planned reorganisation whose day has come, the earliest first, which no other process is working on; null
 * when there is none.
 *
 * @param except the ids that were tried in this run
 */
export async function takeDueReorganisation(
  tx: Transaction,
  today: string,
  except: readonly string[],
): Promise<ReorganisationRow | null> {
  const [row] = await tx
    .select()
    .from(reorganisations)
    .where(
      and(
        sql`${reorganisations.state} = 'PLANNED' AND ${reorganisations.effectiveOn} <= ${today}`,
        sql`NOT (${reorganisations.id} = ANY(${sql.param(except)}::uuid[]))`,
      ),
    )
    .orderBy(asc(reorganisations.effectiveOn), asc(reorganisations.id))
    .limit(1)
    .for("update", { skipLocked: true });
  return (row as ReorganisationRow | undefined) ?? null;
}

/** The reorganisations that were applied since an instant, the earliest first. */
export async function findAppliedSince(tx: Transaction, since: Date): Promise<ReorganisationRow[]> {
  const rows = await tx
    .select()
    .from(reorganisations)
    .where(sql`${reorganisations.state} = 'APPLIED' AND ${reorganisations.appliedAt} > ${since.toISOString()}`)
    .orderBy(asc(reorganisations.appliedAt), asc(reorganisations.id));
  return rows as ReorganisationRow[];
}

/** Notes that a reorganisation was applied. Needs the rights of the platform. */
export async function markApplied(tx: Transaction, id: string, at: Date): Promise<void> {
  await tx.update(reorganisations).set({ state: "APPLIED", appliedAt: at }).where(eq(reorganisations.id, id));
}

/** Notes that a reorganisation will not take place. Needs the rights of the platform. */
export async function markCancelled(tx: Transaction, id: string): Promise<void> {
  await tx.update(reorganisations).set({ state: "CANCELLED" }).where(eq(reorganisations.id, id));
}
