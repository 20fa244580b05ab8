import { and, asc, between, eq, gt, inArray, isNull, lt, lte, sql } from "drizzle-orm";
import { leaves, people, roleHoldings, shiftAssignments } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import { listParameter } from "../../platform/list-parameter.js";
import { insertionOf, type Writing } from "../../platform/writing.store.js";

/** Somebody's place on a shift, as it stands in its table. */
export type AssignmentRow = typeof shiftAssignments.$inferSelect;

/** The key of an assignment. */
export type AssignmentKey = Pick<AssignmentRow, "province" | "id">;

const live = isNull(shiftAssignments.removedAt);

/** The assignments of bureaus whose shifts begin on days from one to another, by their start. */
export function findAssignments(
  tx: Transaction,
  bureaus: readonly string[],
  firstDay: string,
  lastDay: string,
): Promise<AssignmentRow[]> {
  const ofBureaus = inArray(shiftAssignments.bureau, [...bureaus]);
  return tx
    .select()
    .from(shiftAssignments)
    .where(and(live, ofBureaus, between(shiftAssignments.day, firstDay, lastDay)))
    .orderBy(asc(shiftAssignments.startsAt), asc(shiftAssignments.isLeader), asc(shiftAssignments.id));
}

const assignmentsByKey = (tx: Transaction, bureau: string, keys: readonly AssignmentKey[]) => {
  const ids = sql.param(listParameter(keys.map(({ id }) => id)));
  return tx
    .select()
    .from(shiftAssignments)
    .where(and(live, eq(shiftAssignments.bureau, bureau), sql`${shiftAssignments.id} = ANY (${ids}::text[]::uuid[])`))
    .orderBy(asc(shiftAssignments.id));
};

/** The assignments of a bureau by their keys; those that are gone or out of sight are left out. */
export async function findAssignmentsByKey(
  tx: Transaction,
  bureau: string,
  keys: readonly AssignmentKey[],
): Promise<AssignmentRow[]> {
  return assignmentsByKey(tx, bureau, keys);
}

/** The same, locked. */
export async function lockAssignments(
  tx: Transaction,
  bureau: string,
  keys: readonly AssignmentKey[],
): Promise<AssignmentRow[]> {
  return assignmentsByKey(tx, bureau, keys).for("update");
}

/** The assignments of people that overlap a time, wherever they are. Only as the platform: they may be at other bureaus. */
export function findTurnsOf(
  tx: Transaction,
  persons: readonly string[],
  from: Date,
  to: Date,
): Promise<AssignmentRow[]> {
  if (persons.length === 0) return Promise.resolve([]);
  return tx
    .select()
    .from(shiftAssignments)
    .where(
      and(
        ...[live, inArray(shiftAssignments.person, [...persons])],
        ...[lt(shiftAssignments.startsAt, to), gt(shiftAssignments.endsAt, from)],
      ),
    )
    .orderBy(asc(shiftAssignments.startsAt), asc(shiftAssignments.isLeader), asc(shiftAssignments.id));
}

/** The approved leave of people that touches days. Only as the platform: it may have been given at other bureaus. */
export function findLeaveOf(
  tx: Transaction,
  persons: readonly string[],
  firstDay: string,
  lastDay: string,
): Promise<{ person: string; firstDay: string; lastDay: string }[]> {
  const { firstDay: first, lastDay: last, person } = leaves;
  return tx
    .select({ person, firstDay: first, lastDay: last })
    .from(leaves)
    .where(
      and(
        inArray(person, [...persons]),
        eq(leaves.state, "APPROVED"),
        lte(first, lastDay),
        sql`${last} >= ${firstDay}`,
      ),
    );
}

/** Makes others wait who assign any of these people, at whatever bureau; in one order, so that nobody waits in a circle. */
export async function lockTurnsOf(tx: Transaction, persons: readonly string[]): Promise<void> {
  const names = sql.param([...new Set(persons)].sort().map((person) => `turns of ${person}`));
  await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(name, 0)) FROM unnest(${names}::text[]) AS name`);
}

/** A role that somebody holds at a bureau. */
export interface Holding {
  person: string;
  role: string;
  validFrom: string;
  validTo: string | null;
}

/** The roles held at a bureau, now or later, by people who are not locked out. */
export function findHoldings(
  tx: Transaction,
  bureaus: readonly string[],
  role?: string,
): Promise<(Holding & { bureau: string })[]> {
  const { bureau, person, role: held, validFrom, validTo } = roleHoldings;
  return tx
    .select({ bureau, person, role: held, validFrom, validTo })
    .from(roleHoldings)
    .leftJoin(people, eq(people.id, person))
    .where(
      and(
        ...[inArray(bureau, [...bureaus]), isNull(roleHoldings.withdrawnAt), isNull(people.lockedAt)],
        role === undefined ? undefined : eq(held, role),
      ),
    )
    .orderBy(asc(person));
}

/** The writing of new assignments. */
export function assignmentInsertion(rows: readonly AssignmentRow[]): Writing | null {
  return insertionOf(shiftAssignments, rows);
}

/** Takes assignments off the roster; those of another version than was seen are left. Answers how many were taken off. */
export async function removeAssignments(
  tx: Transaction,
  rows: readonly AssignmentRow[],
  at: Date,
  by: string | null,
): Promise<number> {
  return (await changeRows(tx, rows, { removedAt: at, removedBy: by })).length;
}

/** Publishes the drafts of a bureau whose shifts begin on days; answers how many they were. */
export async function publishDrafts(
  tx: Transaction,
  bureau: string,
  { firstDay, lastDay }: { firstDay: string; lastDay: string },
  at: Date,
): Promise<number> {
  const published = await tx
    .update(shiftAssignments)
    .set({ publishedAt: at, version: sql`${shiftAssignments.version} + 1` })
    .where(
      and(
        ...[live, eq(shiftAssignments.bureau, bureau), between(shiftAssignments.day, firstDay, lastDay)],
        isNull(shiftAssignments.publishedAt),
      ),
    )
    .returning({ id: shiftAssignments.id });
  return published.length;
}

/** Notes on which leave assignments fall, or that they fall on none any more. */
export async function setLeaveOf(tx: Transaction, rows: readonly AssignmentRow[], leave: string | null): Promise<void> {
  await changeRows(tx, rows, { leave });
}

async function changeRows(
  tx: Transaction,
  rows: readonly AssignmentRow[],
  changes: Partial<AssignmentRow>,
): Promise<{ id: string }[]> {
  if (rows.length === 0) return [];
  const keys = sql.param(rows.map(({ id, version }) => `${id} ${version}`));
  return tx
    .update(shiftAssignments)
    .set({ ...changes, version: sql`${shiftAssignments.version} + 1` })
    .where(
      and(
        ...[
          live,
          inArray(
            shiftAssignments.id,
            rows.map(({ id }) => id),
          ),
        ],
        sql`${shiftAssignments.id}::text || ' ' || ${shiftAssignments.version}::text = ANY (${keys}::text[])`,
      ),
    )
    .returning({ id: shiftAssignments.id });
}

/** Gives one assignment to another person, or two to each other, in one statement; answers how many were given. */
export async function exchangePeople(
  tx: Transaction,
  given: readonly { row: AssignmentRow; to: string }[],
): Promise<number> {
  const ids = sql.param(listParameter(given.map(({ row }) => row.id)));
  const persons = sql.param(listParameter(given.map(({ to }) => to)));
  const versions = sql.param(listParameter(given.map(({ row }) => row.version)));
  const changed = await tx.execute(sql`
    UPDATE shift_assignments AS turn SET person = given.person, version = turn.version + 1
    FROM (SELECT DISTINCT id, person, version FROM unnest(${ids}::text[]::uuid[], ${persons}::text[]::uuid[],
      ${versions}::int[]) AS listed (id, person, version)) AS given
    WHERE turn.id = given.id AND turn.version = given.version AND turn.removed_at IS NULL RETURNING 1`);
  return changed.length;
}

/** The published assignments of one person that overlap a time, wherever they are. Only as the platform, for oneself. */
export async function findOwnTurns(tx: Transaction, person: string, from: Date, to: Date): Promise<AssignmentRow[]> {
  const rows = await findTurnsOf(tx, [person], from, to);
  return rows.filter(({ publishedAt }) => publishedAt !== null);
}

/**
 * How many assignments of a shift of a bureau begin on a day or later.
 *
 * @param hours only those of other hours than these are counted; all of them where it is null
 */
export function countOtherHours(
  tx: Transaction,
  { bureau, code, fromDay }: { bureau: string; code: string; fromDay: string },
  hours: { startMinute: number; lengthMinutes: number; breakMinutes: number } | null,
): Promise<number> {
  const { breakMinutes, endsAt, startsAt } = shiftAssignments;
  const isOther =
    hours === null
      ? undefined
      : sql`(${breakMinutes} <> ${hours.breakMinutes}
          OR ${endsAt} - ${startsAt} <> ${hours.lengthMinutes}::int * interval '1 minute'
          OR (${startsAt} AT TIME ZONE 'Asia/Shanghai')::time <> time '00:00' + ${hours.startMinute}::int * interval '1 minute')`;
  return tx.$count(
    shiftAssignments,
    and(
      ...[live, eq(shiftAssignments.bureau, bureau), eq(shiftAssignments.shiftCode, code)],
      ...[sql`${shiftAssignments.day} >= ${fromDay}`, isOther],
    ),
  );
}
