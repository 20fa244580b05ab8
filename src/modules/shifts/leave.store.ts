import { and, asc, between, desc, eq, gte, inArray, isNull, lt, lte, type SQL } from "drizzle-orm";
import { leaves, shiftAssignments } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import { countLimit, type PageRequest } from "../../platform/pagination.js";
import { insertionOf, updateOf, type Writing } from "../../platform/writing.store.js";
import type { AssignmentRow } from "./assignment.store.js";

/** Leave as it stands in its table. */
export type LeaveRow = typeof leaves.$inferSelect;

/** The key of leave. */
export type LeaveKey = Pick<LeaveRow, "province" | "id">;

/** Which leave is listed: of one bureau; that of one person alone, where he is given, in some states, touching a day. */
export interface LeaveConditions {
  bureau: string;
  person: string | null;
  states: readonly string[] | null;
  on: string | null;
}

const matching = ({ bureau, on, person, states }: LeaveConditions): SQL | undefined =>
  and(
    eq(leaves.bureau, bureau),
    person === null ? undefined : eq(leaves.person, person),
    states === null ? undefined : inArray(leaves.state, [...states]),
    on === null ? undefined : and(lte(leaves.firstDay, on), gte(leaves.lastDay, on)),
  );

/** Reads leave of a bureau by identifiers. */
export function findLeaves(tx: Transaction, bureau: string, ids: readonly string[]): Promise<LeaveRow[]> {
  return tx
    .select()
    .from(leaves)
    .where(and(eq(leaves.bureau, bureau), inArray(leaves.id, [...ids])));
}

/** Finds leave of a bureau and locks it; null where there is none. */
export async function lockLeave(tx: Transaction, bureau: string, { id }: LeaveKey): Promise<LeaveRow | null> {
  const [row] = await tx
    .select()
    .from(leaves)
    .where(and(eq(leaves.bureau, bureau), eq(leaves.id, id)))
    .for("update");
  return row ?? null;
}

/** How much leave of a person at a bureau is asked for or given that touches days. */
export function countLeaveOn(
  tx: Transaction,
  { bureau, firstDay, lastDay, person }: Pick<LeaveRow, "bureau" | "firstDay" | "lastDay" | "person">,
): Promise<number> {
  return tx.$count(
    leaves,
    and(
      ...[eq(leaves.bureau, bureau), eq(leaves.person, person), inArray(leaves.state, ["ASKED", "APPROVED"])],
      ...[lte(leaves.firstDay, lastDay), gte(leaves.lastDay, firstDay)],
    ),
  );
}

/** The assignments at a bureau that leave falls on, by their start. */
export function findTornTurns(
  tx: Transaction,
  { bureau, firstDay, lastDay, person }: Pick<LeaveRow, "bureau" | "firstDay" | "lastDay" | "person">,
): Promise<AssignmentRow[]> {
  return tx
    .select()
    .from(shiftAssignments)
    .where(
      and(
        ...[eq(shiftAssignments.bureau, bureau), eq(shiftAssignments.person, person)],
        ...[isNull(shiftAssignments.removedAt), between(shiftAssignments.day, firstDay, lastDay)],
      ),
    )
    .orderBy(asc(shiftAssignments.startsAt));
}

/** The same for several leaves at once, by the identifier of each; one without any is left out. */
export async function findTornTurnsOf(
  tx: Transaction,
  ids: readonly string[],
): Promise<{ leave: string; turn: AssignmentRow }[]> {
  const rows = await tx
    .select({ leave: leaves.id, turn: shiftAssignments })
    .from(leaves)
    .innerJoin(
      shiftAssignments,
      and(
        ...[eq(shiftAssignments.bureau, leaves.bureau), eq(shiftAssignments.person, leaves.person)],
        ...[isNull(shiftAssignments.removedAt), gte(shiftAssignments.day, leaves.firstDay)],
        lte(shiftAssignments.day, leaves.lastDay),
      ),
    )
    .where(inArray(leaves.id, [...ids]))
    .orderBy(asc(shiftAssignments.startsAt));
  return rows;
}

/** The writing of new leave. */
export function leaveInsertion(row: LeaveRow): Writing | null {
  return insertionOf(leaves, [row]);
}

/** The writing of a step, which fails where somebody took another meanwhile. */
export function leaveUpdate({ id, province, version }: LeaveRow, changes: Partial<LeaveRow>): Writing {
  return updateOf(leaves, { province, id, version }, { ...changes, version: version + 1 });
}

/** A page of leave, newest first, and one row more where more follows. */
export function listLeaves(
  tx: Transaction,
  conditions: LeaveConditions,
  { after, first }: PageRequest,
): Promise<LeaveRow[]> {
  return tx
    .select()
    .from(leaves)
    .where(and(matching(conditions), after === null ? undefined : lt(leaves.id, after.id)))
    .orderBy(desc(leaves.id))
    .limit(first + 1);
}

/** How much leave there is, up to one more than lists count. */
export function countLeaves(tx: Transaction, conditions: LeaveConditions): Promise<number> {
  const found = tx.select({ id: leaves.id }).from(leaves).where(matching(conditions));
  return tx.$count(found.limit(countLimit + 1).as("found"));
}
