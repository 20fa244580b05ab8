import { actorOf, type RequestContext } from "../../../platform/context.js";
import { asSystemWithin, type Transaction } from "../../../platform/database.js";
import type { Counting } from "./counting.js";
import { type Counted, count, type Most } from "./counting.store.js";
import { countMoved, type MovedReports } from "./moved.store.js";

/**
 * Counts under the scope of the caller.
 *
 * SECURITY: widened sight, for the tree of then alone: tickets that a reorganisation took out of the caller's sight are
 * counted where they were when his bureau had them. Only sums come out of it, and the region was checked before.
 */
export function countInSight(
  context: RequestContext,
  tx: Transaction,
  counting: Counting,
  most: Most | null = null,
): Promise<Counted[]> {
  const read = () => count(tx, counting, most);
  return counting.tree === "NOW" ? read() : asSystemWithin(tx, actorOf(context), "count under the tree of then", read);
}

/**
 * Counts the reports by which the tree of then differs from that of today.
 *
 * SECURITY: widened sight, as to count under the tree of then: nothing of it is told, it decides what is not.
 */
export function movedInSight(
  context: RequestContext,
  tx: Transaction,
  counting: Counting,
): Promise<readonly MovedReports[]> {
  return asSystemWithin(tx, actorOf(context), "compare the tree of then with that of today", () =>
    countMoved(tx, counting),
  );
}
