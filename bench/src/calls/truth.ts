import type { CallRecord } from "./records.js";

/** What is counted of calls. */
export const counted = ["CALLS_OFFERED", "CALLS_ANSWERED", "ANSWERED_WITHIN_15S", "CALLS_ABANDONED"] as const;

/** The counts of a bureau and a day, or of all, in the order of `counted`. */
export type Counts = [offered: number, answered: number, soon: number, abandoned: number];

/** Counts by the bureau and the day in China, as "320500-12315 2026-11-02". */
export type CountsByPlace = Map<string, Counts>;

const dayOf = (instant: string): string => new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10);

/** Counts calls by hand, of each the record that stands in the end. */
export function countByHand(bureaus: ReadonlyMap<string, ReadonlyMap<string, CallRecord>>): CountsByPlace {
  const counts: CountsByPlace = new Map();
  for (const [bureau, calls] of bureaus) {
    for (const { answeredAt, offeredAt, outcome } of calls.values()) {
      if (outcome === "VOID") continue;
      const key = `${bureau} ${dayOf(offeredAt)}`;
      const at: Counts = counts.get(key) ?? [0, 0, 0, 0];
      counts.set(key, at);
      at[0] += 1;
      if (answeredAt !== null) {
        at[1] += 1;
        if (Date.parse(answeredAt) - Date.parse(offeredAt) < 16_000) at[2] += 1;
      }
      if (outcome === "ABANDONED") at[3] += 1;
    }
  }
  return counts;
}

/** How many counts differ between two sets; a place that one does not have counts nothing there. */
export function differences(one: CountsByPlace, other: CountsByPlace): number {
  const places = new Set([...one.keys(), ...other.keys()]);
  let different = 0;
  for (const place of places) {
    const [left, right] = [one.get(place) ?? [0, 0, 0, 0], other.get(place) ?? [0, 0, 0, 0]];
    different += left.filter((count, position) => count !== right[position]).length;
  }
  return different;
}
