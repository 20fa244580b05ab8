import { createRandom } from "./random.js";

/** The instant at which the loaded world stands: the last ticket came in just before. */
export const worldEnd = Date.parse("2026-11-20T10:00:00Z");

const hour = 3_600_000;
const day = 24 * hour;
const years = 3;
const chinaOffset = 8 * hour;

// How busy each hour of a day in China is: telephone hours, with the web and the apps in the evening.
const hours = [1, 0.6, 0.4, 0.3, 0.3, 0.5, 1.2, 2.5, 6, 10, 10.5, 9, 6, 6.5, 9, 9.5, 9, 7.5, 5, 4.5, 4.5, 4, 3, 2];
// Sunday first.
const weekdays = [0.55, 1.15, 1.1, 1.05, 1.05, 1.0, 0.65];

/** The instants at which so many tickets came in over three years, in order: by weekday and hour, and a little more each year. */
export function* receiptTimes(count: number): Generator<number> {
  const random = createRandom(20261120);
  const slots = (years * 365 * day) / hour;
  const start = worldEnd - slots * hour;
  const weights = Array.from({ length: slots }, (_, slot) => weightOf(start + slot * hour, slot / slots));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let [sum, given] = [0, 0];
  for (const [slot, weight] of weights.entries()) {
    sum += weight;
    const upTo = slot === weights.length - 1 ? count : Math.round((sum / total) * count);
    const within = Array.from({ length: upTo - given }, () => Math.floor(random.next() * hour));
    within.sort((one, other) => one - other);
    for (const offset of within) yield start + slot * hour + offset;
    given = upTo;
  }
}

function weightOf(at: number, elapsed: number): number {
  const local = new Date(at + chinaOffset);
  return (hours[local.getUTCHours()] ?? 1) * (weekdays[local.getUTCDay()] ?? 1) * (1 + 0.25 * elapsed);
}
