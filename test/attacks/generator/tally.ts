import type { Examined } from "./findings.js";
import type { Answered, Sent } from "./sending.js";

/** What a run has seen, in numbers. */
export interface Tally {
  requests: number;
  executed: number;
  /** The slowest answer, in milliseconds. */
  slowest: number;
  statuses: Map<string, number>;
  codes: Map<string, number>;
  actors: Map<string, number>;
  /** How often each root field was executed, and how often it was answered without an error. */
  executedFields: Map<string, number>;
  succeededFields: Map<string, number>;
  /** The fields that were answered with a value at least once. */
  reached: Set<string>;
  /** The identifiers of the requests that were refused before they ran. */
  refused: string[];
}

/** A tally of nothing. */
export function newTally(): Tally {
  return {
    requests: 0,
    executed: 0,
    slowest: 0,
    statuses: new Map(),
    codes: new Map(),
    actors: new Map(),
    executedFields: new Map(),
    succeededFields: new Map(),
    reached: new Set(),
    refused: [],
  };
}

const count = (counts: Map<string, number>, name: string): void => {
  counts.set(name, (counts.get(name) ?? 0) + 1);
};

/** Counts one answer. */
export function note(tally: Tally, sent: Sent, answered: Answered, examined: Examined): void {
  tally.requests += 1;
  tally.slowest = Math.max(tally.slowest, answered.milliseconds);
  count(tally.statuses, String(answered.status));
  count(tally.actors, sent.actor);
  for (const code of new Set(examined.codes)) count(tally.codes, code);
  if (examined.isExecuted) tally.executed += 1;
  else if (examined.requestId !== null) tally.refused.push(examined.requestId);
  for (const name of examined.executed) count(tally.executedFields, name);
  for (const name of examined.succeeded) count(tally.succeededFields, name);
  for (const name of examined.reached) tally.reached.add(name);
}

const listed = (counts: ReadonlyMap<string, number>): string =>
  [...counts]
    .sort((one, other) => other[1] - one[1])
    .map(([name, times]) => `${name} ${times}`)
    .join(", ");

/** The tally in words, for whoever runs the generator. */
export function tallyText(tally: Tally): string {
  const { requests, executed, slowest, reached } = tally;
  return [
    `${requests} requests, ${executed} executed (${Math.round((100 * executed) / Math.max(requests, 1))} %), slowest ${Math.round(slowest)} ms`,
    `status: ${listed(tally.statuses)}`,
    `codes: ${listed(tally.codes)}`,
    `asked by: ${listed(tally.actors)}`,
    `executed: ${listed(tally.executedFields)}`,
    `without an error: ${listed(tally.succeededFields)}`,
    `fields reached: ${reached.size}`,
  ].join("\n");
}
