import { and, desc, eq, lt, not, or, type SQL, sql } from "drizzle-orm";
import { unionAll } from "drizzle-orm/pg-core";
import { investigations, investigationTasks } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import { countLimit, type PageRequest } from "../../platform/pagination.js";
import type { Scope } from "../../platform/scope.js";
import {
  type InvestigationView,
  investigationInSight,
  investigationInView,
  type TaskView,
  taskBranches,
  taskInView,
} from "./investigation.scope.store.js";
import type { InvestigationState, TaskState } from "./investigation.states.js";
import type { InvestigationRow } from "./investigation.store.js";
import type { TaskRow } from "./task.store.js";

/** Which joint investigations a list has. */
export interface InvestigationConditions {
  view: InvestigationView;
  state: InvestigationState | null;
}

/** Which tasks a list has. */
export interface TaskConditions {
  view: TaskView;
  state: TaskState | null;
  /** Whether the day is past without an answer, as of a day in China; null for both. */
  overdue: { is: boolean; on: string } | null;
}

function wantedInvestigations(scope: Scope, { view, state }: InvestigationConditions): SQL | undefined {
  return and(
    investigationInView(view, scope),
    investigationInSight(scope, scope),
    state === null ? undefined : eq(investigations.state, state),
  );
}

function wantedTasks({ state, overdue }: TaskConditions): SQL | undefined {
  return and(
    state === null ? undefined : eq(investigationTasks.state, state),
    overdue === null ? undefined : overdue.is ? isOverdueOn(overdue.on) : not(isOverdueOn(overdue.on)),
  );
}

function isOverdueOn(day: string): SQL {
  return and(eq(investigationTasks.state, "OPEN"), lt(investigationTasks.dueOn, day)) ?? sql`false`;
}

/** A page of joint investigations, the newest first, and one more where more follow; to be run with `preferOrder`. */
export function listInvestigations(
  tx: Transaction,
  scope: Scope,
  conditions: InvestigationConditions,
  { first, after }: PageRequest,
): Promise<InvestigationRow[]> {
  const isLater = after === null ? undefined : lt(investigations.id, after.id);
  return tx
    .select()
    .from(investigations)
    .where(and(wantedInvestigations(scope, conditions), isLater))
    .orderBy(desc(investigations.id))
    .limit(first + 1);
}

/** How many joint investigations a list has, up to one more than lists count. */
export function countInvestigations(
  tx: Transaction,
  scope: Scope,
  conditions: InvestigationConditions,
): Promise<number> {
  const found = tx
    .select({ id: investigations.id })
    .from(investigations)
    .where(wantedInvestigations(scope, conditions));
  return tx.$count(found.limit(countLimit + 1).as("found"));
}

/** What a list of tasks is read by: a view of one's own, which is one equality, or each branch of the scope. */
function partsOf(scope: Scope, { view }: TaskConditions): readonly SQL[] {
  const own = taskInView(view, scope);
  return own === undefined ? taskBranches(scope, scope) : [own];
}

/**
 * A page of tasks, the newest first, and one more where more follow; to be run with `preferOrder`. Each branch of the scope
 * is read by its own index; a task may be in two.
 */
export async function listTasks(
  tx: Transaction,
  scope: Scope,
  conditions: TaskConditions,
  { first, after }: PageRequest,
): Promise<TaskRow[]> {
  const isLater = after === null ? undefined : lt(investigationTasks.id, after.id);
  const pageOf = (part: SQL) =>
    tx
      .select()
      .from(investigationTasks)
      .where(and(part, wantedTasks(conditions), isLater))
      .orderBy(desc(investigationTasks.id))
      .limit(first + 1);
  const [one, other] = partsOf(scope, conditions).map(pageOf);
  if (one === undefined) throw new Error("a scope has a branch at least");
  const rows = other === undefined ? await one : await unionAll(one, other);
  const once = [...new Map(rows.map((row) => [row.id, row])).values()];
  return once.sort((task, next) => (task.id < next.id ? 1 : -1)).slice(0, first + 1);
}

/** How many tasks a list has, up to one more than lists count. */
export function countTasks(tx: Transaction, scope: Scope, conditions: TaskConditions): Promise<number> {
  const found = tx
    .select({ id: investigationTasks.id })
    .from(investigationTasks)
    .where(and(or(...partsOf(scope, conditions)), wantedTasks(conditions)));
  return tx.$count(found.limit(countLimit + 1).as("found"));
}
