import type { Grain } from "../rollups/rollups.js";

/** What calls are sorted by besides place and day: the column of deltas and cells, and its value where a rollup has none. */
export const callAttributes = {
  WEEKDAY: { column: "weekday", none: "0" },
  HOUR: { column: "hour", none: "-1" },
  QUEUE: { column: "queue", none: "''" },
  OPERATOR: { column: "operator_number", none: "''" },
} as const;

/** What calls are sorted by. */
export type CallAttribute = keyof typeof callAttributes;

/** The names of what calls are sorted by. */
export const callAttributeNames = Object.keys(callAttributes) as CallAttribute[];

/** A rollup of calls: counts of one bureau on one day or in one month, by some attributes. */
export interface CallRollup {
  /** In the table of cells; it never changes. */
  readonly number: number;
  readonly grain: Grain;
  readonly attributes: readonly CallAttribute[];
}

/**
 * All rollups of calls that are kept. The weekday follows from a day, so that only months are kept by it. What none of them
 * holds, as operators by hours, is counted from the calls themselves.
 */
export const callRollups: readonly CallRollup[] = [
  { number: 10, grain: "DAY", attributes: [] },
  { number: 11, grain: "MONTH", attributes: [] },
  { number: 20, grain: "DAY", attributes: ["HOUR", "QUEUE"] },
  { number: 21, grain: "MONTH", attributes: ["HOUR", "QUEUE"] },
  { number: 22, grain: "MONTH", attributes: ["WEEKDAY", "HOUR", "QUEUE"] },
  { number: 30, grain: "DAY", attributes: ["QUEUE", "OPERATOR"] },
  { number: 31, grain: "MONTH", attributes: ["QUEUE", "OPERATOR"] },
];

/**
 * The rollup with the fewest cells from which calls can be counted by some attributes; null where there is none.
 *
 * @param grain of what the cells are; by days the weekday is known anyway
 */
export function findCallRollup(grain: Grain, needed: ReadonlySet<CallAttribute>): CallRollup | null {
  const sought = [...needed].filter((attribute) => grain === "MONTH" || attribute !== "WEEKDAY");
  const fitting = callRollups.filter(
    (rollup) => rollup.grain === grain && sought.every((attribute) => rollup.attributes.includes(attribute)),
  );
  const [smallest] = [...fitting].sort((one, other) => one.attributes.length - other.attributes.length);
  return smallest ?? null;
}
