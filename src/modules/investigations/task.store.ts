import { getTableColumns, sql } from "drizzle-orm";
import { investigationTasks } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import { sightOf, sightValues } from "../../platform/party-sight.store.js";
import type { Scope } from "../../platform/scope.js";
import { keepStatements, place, run, statementOf } from "../../platform/statement.js";
import { insertionOf, updateOf, type Writing } from "../../platform/writing.store.js";
import { taskInSight } from "./investigation.scope.store.js";
import { givenKeys, keyValues, type MatterKey } from "./investigation.store.js";

/** A task as it stands in its table. */
export type TaskRow = typeof investigationTasks.$inferSelect;

const { province, id, investigationId, remindsOn } = investigationTasks;

/** The day of a task about which nobody is reminded any more. */
export const never = "infinity";

const forms = {
  KEYS: { condition: sql`(${province}, ${id}) IN (${givenKeys})`, ending: "" },
  INVESTIGATIONS: {
    condition: sql`(${province}, ${investigationId}) IN (${givenKeys})`,
    ending: `ORDER BY investigation_id, id`,
  },
  LOCKED: { condition: sql`${province} = ${place("province")} AND ${id} = ${place("id")}`, ending: "FOR UPDATE" },
  UNFINISHED: {
    condition: sql`${province} = ${place("province")} AND ${investigationId} = ${place("id")}
      AND ${investigationTasks.state} IN ('OPEN', 'ANSWERED')`,
    ending: "ORDER BY id FOR UPDATE",
  },
} as const;

const selections = keepStatements<TaskRow>(40);

function select(tx: Transaction, scope: Scope, form: keyof typeof forms, values: Record<string, unknown>) {
  const { condition, ending } = forms[form];
  const statement = selections(`${form} ${sightOf(scope)}`, () =>
    statementOf(
      getTableColumns(investigationTasks),
      (columns) => sql`SELECT ${columns} FROM ${investigationTasks}
        WHERE ${condition} AND (${taskInSight(scope)}) ${sql.raw(ending)}`,
    ),
  );
  return run(tx, statement, { ...sightValues(scope), ...values });
}

/** Reads tasks by key, under the scope; missing and invisible ones are left out. */
export async function findTasks(tx: Transaction, scope: Scope, given: readonly MatterKey[]): Promise<TaskRow[]> {
  return given.length === 0 ? [] : select(tx, scope, "KEYS", keyValues(given));
}

/** The tasks of joint investigations, by the keys of these, oldest first, under the scope. */
export async function findTasksOf(tx: Transaction, scope: Scope, given: readonly MatterKey[]): Promise<TaskRow[]> {
  return given.length === 0 ? [] : select(tx, scope, "INVESTIGATIONS", keyValues(given));
}

/** Finds a task under the scope and locks it until the end of the transaction; null when it is not visible. */
export async function lockTask(tx: Transaction, scope: Scope, key: MatterKey): Promise<TaskRow | null> {
  const [task] = await select(tx, scope, "LOCKED", { ...key });
  return task ?? null;
}

/** Locks the tasks of a joint investigation that are open or answered, in one order, so that nobody waits for another. */
export function lockUnfinishedTasks(tx: Transaction, scope: Scope, investigation: MatterKey): Promise<TaskRow[]> {
  const { province, id } = investigation;
  return select(tx, scope, "UNFINISHED", { province, id });
}

const counted = statementOf(
  { count: sql<number>`count(*)::int` },
  (count) => sql`SELECT ${count} FROM ${investigationTasks}
    WHERE ${province} = ${place("province")} AND ${investigationId} = ${place("id")}`,
);

/** How many tasks a joint investigation has, in whatever state. Its lock is held, so that no other comes meanwhile. */
export async function countTasksOf(tx: Transaction, { province, id }: MatterKey): Promise<number> {
  const [row] = await run(tx, counted, { province, id });
  return row?.count ?? 0;
}

/** The writing of a new task. */
export function taskInsertion(row: TaskRow): Writing | null {
  return insertionOf(investigationTasks, [row]);
}

/** The columns that a step on a task may write. */
export type TaskChanges = Partial<
  Pick<TaskRow, "state" | "answer" | "answeredAt" | "answeredBy" | "closedAt" | "closedBy" | "remindsOn">
>;

/** The writing of a step on a task, which fails where it has not the version any more that was found. */
export function taskUpdate(found: TaskRow, changes: TaskChanges): Writing {
  const key = { province: found.province, id: found.id, version: found.version };
  return updateOf(investigationTasks, key, { ...changes, version: found.version + 1 });
}

const finishing = statementOf(
  { count: sql<number>`count(*)::int` },
  (count) => sql`WITH done AS (UPDATE ${investigationTasks}
    SET "state" = ${place("state")}, "closed_at" = ${place("at")}::timestamptz, "closed_by" = ${place("person")}::uuid,
      "reminds_on" = 'infinity', "version" = "version" + 1
    WHERE (${province}, ${id}) IN (${givenKeys}) RETURNING 1) SELECT ${count} FROM done`,
);

/** Brings tasks that are locked to the state in which they end, with their investigation. */
export async function finishTasks(
  tx: Transaction,
  given: readonly MatterKey[],
  { state, at, person }: { state: string; at: Date; person: string | null },
): Promise<void> {
  if (given.length > 0) await run(tx, finishing, { ...keyValues(given), state, at: at.toISOString(), person });
}

const dueTasks = (condition: ReturnType<typeof sql>) =>
  statementOf(
    getTableColumns(investigationTasks),
    (columns) => sql`SELECT ${columns} FROM ${investigationTasks}
      WHERE ${remindsOn} <= ${place("today")} AND ${remindsOn} < 'infinity' AND ${condition}
      ORDER BY ${remindsOn}, ${province}, ${id} LIMIT ${place("limit")} FOR UPDATE SKIP LOCKED`,
  );

const dueEverywhere = dueTasks(sql`true`);
const dueInProvince = dueTasks(sql`${province} = ${place("province")}`);

/**
 * Locks the tasks about which somebody is to be reminded, by the index of their days, and leaves out those that somebody
 * else has locked. Only inside `asSystem`.
 *
 * @param today the day in China
 * @param given the code of the province whose tasks are taken; null for all
 */
export function claimDueTasks(tx: Transaction, today: string, limit: number, given: string | null): Promise<TaskRow[]> {
  return given === null
    ? run(tx, dueEverywhere, { today, limit })
    : run(tx, dueInProvince, { today, limit, province: given });
}

const stillOpen = statementOf(
  getTableColumns(investigationTasks),
  (columns) => sql`SELECT ${columns} FROM ${investigationTasks}
    WHERE ${province} = ${place("province")} AND ${id} = ${place("id")} AND ${investigationTasks.state} = 'OPEN'
      AND ${investigationTasks.dueOn} < ${place("today")} FOR UPDATE`,
);

/** Locks a task whose reminder failed; null where it is over meanwhile. Only inside `asSystem`. */
export async function lockOverdueTask(tx: Transaction, key: MatterKey, today: string): Promise<TaskRow | null> {
  const [task] = await run(tx, stillOpen, { province: key.province, id: key.id, today });
  return task ?? null;
}

const reminded = statementOf(
  { count: sql<number>`count(*)::int` },
  (count) => sql`WITH done AS (UPDATE ${investigationTasks} SET "reminds_on" = 'infinity'
    WHERE (${province}, ${id}) IN (${givenKeys}) RETURNING 1) SELECT ${count} FROM done`,
);

/** Takes tasks out of what somebody is reminded of; nothing else of them changes. Only inside `asSystem`. */
export async function endReminding(tx: Transaction, given: readonly MatterKey[]): Promise<void> {
  if (given.length > 0) await run(tx, reminded, keyValues(given));
}
