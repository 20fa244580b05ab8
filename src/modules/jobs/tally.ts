import type { Database } from "../../platform/database.js";

/** How the tries of a queue ended in this process, since it began. */
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

/** Counts one try of a queue. */
export function countTry(database: Database, queue: string, outcome: keyof Tally): void {
  const ofQueues = talliesOf(database);
  const tally = ofQueues.get(queue) ?? { done: 0, failed: 0 };
  tally[outcome] += 1;
  ofQueues.set(queue, tally);
}

/** How the tries of each queue ended in this process, by the queue's name; those that were never tried are missing. */
export function jobTallies(database: Database): ReadonlyMap<string, Readonly<Tally>> {
  return talliesOf(database);
}
