import { and, desc, eq, lt, not, type SQL, sql } from "drizzle-orm";
import { investigations, investigationTasks } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import { countLimit, type PageRequest } from "../../platform/pagination.js";
import type { Scope } from "../../platform/scope.js";
import {
  type InvestigationView,
  investigationInSight,
  investigationInView,
  type TaskView,
  taskInSight,
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

function wantedTasks(scope: Scope, { view, state, overdue }: TaskConditions): SQL | undefined {
  return and(
    taskInView(view, scope),
    taskInSight(scope, scope),
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

/** A page of tasks, the newest first, and one more where more follow; to be run with `preferOrder`. */
export function listTasks(
  tx: Transaction,
  scope: Scope,
  conditions: TaskConditions,
  { first, after }: PageRequest,
): Promise<TaskRow[]> {
  const isLater = after === null ? undefined : lt(investigationTasks.id, after.id);
  return tx
    .select()
    .from(investigationTasks)
    .where(and(wantedTasks(scope, conditions), isLater))
    .orderBy(desc(investigationTasks.id))
    .limit(first + 1);
}

/** How many tasks a list has, up to one more than lists count. */
export function countTasks(tx: Transaction, scope: Scope, conditions: TaskConditions): Promise<number> {
  const found = tx.select({ id: investigationTasks.id }).from(investigationTasks).where(wantedTasks(scope, conditions));
  return tx.$count(found.limit(countLimit + 1).as("found"));
}
