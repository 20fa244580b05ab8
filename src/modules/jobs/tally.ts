import type { Database } from "../../platform/database.js";

/**
 * How the tries of a queue ended in this process, since it began. What the pass of a queue did at once is done too, row by
 * row, and its batches that failed count once each.
 */
export interface Tally {
  done: number;
  failed: number;
}

const tallies = new WeakMap<object, Map<string, Tally>>();

function talliesOf(database: Database): Map<string, Tally> {
  const known = tallies.get(database.identity) ?? new Map<string, Tally>();
  tallies.set(database.identity, known);
  return known;
}

/** Counts tries of a queue. */
export function countTry(database: Database, queue: string, outcome: keyof Tally, many = 1): void {
  const ofQueues = talliesOf(database);
  const tally = ofQueues.get(queue) ?? { done: 0, failed: 0 };
  tally[outcome] += many;
  ofQueues.set(queue, tally);
}

/** How the tries of each queue ended in this process, by the queue's name; those that were never tried are missing. */
export function jobTallies(database: Database): ReadonlyMap<string, Readonly<Tally>> {
  return talliesOf(database);
}
