import { and, desc, eq, inArray, lt, or, type SQL } from "drizzle-orm";
import { shiftAssignments, shiftSwaps } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import { countLimit, type PageRequest } from "../../platform/pagination.js";
import { insertionOf, updateOf, type Writing } from "../../platform/writing.store.js";
import type { AssignmentRow } from "./assignment.store.js";

/** A swap as it stands in its table. */
export type SwapRow = typeof shiftSwaps.$inferSelect;

/** The key of a swap. */
export type SwapKey = Pick<SwapRow, "province" | "id">;

/** Which swaps are listed: of one bureau; those of one person alone, where he is given, and in some states. */
export interface SwapConditions {
  bureau: string;
  person: string | null;
  states: readonly string[] | null;
}

const matching = ({ bureau, person, states }: SwapConditions): SQL | undefined =>
  and(
    eq(shiftSwaps.bureau, bureau),
    person === null ? undefined : or(eq(shiftSwaps.asker, person), eq(shiftSwaps.asked, person)),
    states === null ? undefined : inArray(shiftSwaps.state, [...states]),
  );

/** Reads swaps of a bureau by their identifiers. */
export function findSwaps(tx: Transaction, bureau: string, ids: readonly string[]): Promise<SwapRow[]> {
  return tx
    .select()
    .from(shiftSwaps)
    .where(and(eq(shiftSwaps.bureau, bureau), inArray(shiftSwaps.id, [...ids])));
}

/** Finds a swap of a bureau and locks it; null where there is none. */
export async function lockSwap(tx: Transaction, bureau: string, { id }: SwapKey): Promise<SwapRow | null> {
  const [row] = await tx
    .select()
    .from(shiftSwaps)
    .where(and(eq(shiftSwaps.bureau, bureau), eq(shiftSwaps.id, id)))
    .for("update");
  return row ?? null;
}

/** How many swaps are open that give an assignment away. */
export function countOpenSwapsOf(tx: Transaction, assignment: string): Promise<number> {
  return tx.$count(shiftSwaps, and(eq(shiftSwaps.given, assignment), inArray(shiftSwaps.state, ["ASKED", "AGREED"])));
}

/** The assignments that swaps are about, also those that are off the roster by now. */
export function findSwappedTurns(tx: Transaction, ids: readonly string[]): Promise<AssignmentRow[]> {
  return tx
    .select()
    .from(shiftAssignments)
    .where(inArray(shiftAssignments.id, [...ids]));
}

/** The writing of a new swap. */
export function swapInsertion(row: SwapRow): Writing | null {
  return insertionOf(shiftSwaps, [row]);
}

/** The writing of a step of a swap, which fails where somebody took another meanwhile. */
export function swapUpdate({ id, province, version }: SwapRow, changes: Partial<SwapRow>): Writing {
  return updateOf(shiftSwaps, { province, id, version }, { ...changes, version: version + 1 });
}

/** A page of swaps, newest first, and one row more where more follow. */
export function listSwaps(
  tx: Transaction,
  conditions: SwapConditions,
  { after, first }: PageRequest,
): Promise<SwapRow[]> {
  return tx
    .select()
    .from(shiftSwaps)
    .where(and(matching(conditions), after === null ? undefined : lt(shiftSwaps.id, after.id)))
    .orderBy(desc(shiftSwaps.id))
    .limit(first + 1);
}

/** How many swaps there are, up to one more than lists count. */
export function countSwaps(tx: Transaction, conditions: SwapConditions): Promise<number> {
  const found = tx.select({ id: shiftSwaps.id }).from(shiftSwaps).where(matching(conditions));
  return tx.$count(found.limit(countLimit + 1).as("found"));
}
