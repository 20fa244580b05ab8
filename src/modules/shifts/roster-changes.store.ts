import { and, between, desc, eq, lt } from "drizzle-orm";
import { rosterChanges } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import { countLimit, type PageRequest } from "../../platform/pagination.js";
import { insertionOf, type Writing } from "../../platform/writing.store.js";

/** A change of a published roster, as it stands in its table. */
export type RosterChangeRow = typeof rosterChanges.$inferSelect;

/** Which changes are listed: of one bureau, of shifts that begin on days. */
export interface ChangeConditions {
  bureau: string;
  firstDay: string;
  lastDay: string;
}

const matching = ({ bureau, firstDay, lastDay }: ChangeConditions) =>
  and(eq(rosterChanges.bureau, bureau), between(rosterChanges.day, firstDay, lastDay));

/** The writing of changes. */
export function changeInsertion(rows: readonly RosterChangeRow[]): Writing | null {
  return insertionOf(rosterChanges, rows);
}

/** A page of changes, newest first, and one row more where more follow. */
export function listRosterChanges(
  tx: Transaction,
  conditions: ChangeConditions,
  { after, first }: PageRequest,
): Promise<RosterChangeRow[]> {
  return tx
    .select()
    .from(rosterChanges)
    .where(and(matching(conditions), after === null ? undefined : lt(rosterChanges.id, after.id)))
    .orderBy(desc(rosterChanges.id))
    .limit(first + 1);
}

/** How many changes there are, up to one more than lists count. */
export function countRosterChanges(tx: Transaction, conditions: ChangeConditions): Promise<number> {
  const found = tx.select({ id: rosterChanges.id }).from(rosterChanges).where(matching(conditions));
  return tx.$count(found.limit(countLimit + 1).as("found"));
}
