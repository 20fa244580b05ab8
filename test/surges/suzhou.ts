import type { DayKinds, TicketFact } from "../../src/modules/surges/detection/index.js";
import { type Ordinary, ticketsOf } from "./generate.js";
import { type Chance, chanceOf } from "./random.js";

const [hour, day] = [3_600_000, 86_400_000];

/** Price reports of Suzhou on ordinary days: about four, all year. */
export const suzhouOrdinary: Ordinary = { perDay: 4, dayVariance: 0.03, grouped: 0.05, growth: 0.1, season: 0.1 };

/** Since when the price reports of Suzhou are generated: sixty weeks before January 2020. */
export const suzhouStart = Date.parse("2018-11-05T00:00:00+08:00");

/** The end of what is generated of Suzhou's January 2020. */
export const suzhouEnd = Date.parse("2020-01-30T00:00:00+08:00");

/**
 * Price reports by day. Published are 88, 66 and 60 of 27 to 29 January 2020, the 25th as the day on which the surge was
 * noticed, and 457 of 658 reports on the epidemic since the 24th; the 25th and the 26th are ours, between the ordinary days
 * and the 27th.
 */
export const suzhouDays = { "2020-01-25": 34, "2020-01-26": 71, "2020-01-27": 88, "2020-01-28": 66, "2020-01-29": 60 };

/** On 25 January, the first day of the year of the Rat, the pharmacies have run out of masks by nine. */
export const suzhouSurgeBegins = Date.parse("2020-01-25T09:00:00+08:00");

/** The nine counties of Suzhou, from the most tickets to the least. */
const counties = ["320508", "320583", "320509", "320506", "320505", "320582", "320581", "320507", "320585"];

const ordinaryProducts = ["FOOD", "CATERING", "PARKING", "PROPERTY", "CLOTHING", "TRANSPORT", "MEDICINE", "VEGETABLES"];
const surgeProducts = ["MASKS", "MASKS", "MASKS", "MASKS", "VEGETABLES", "DISINFECTANT"];

/** How much of a day's calls in the surge comes in each hour, from midnight. */
const surgeCourse = [1, 0, 0, 0, 0, 0, 1, 3, 6, 10, 11, 10, 8, 8, 9, 9, 8, 7, 6, 6, 5, 4, 3, 2];

/** The price reports of Suzhou from November 2018 to 29 January 2020, ascending. */
export function suzhouReports(kinds: DayKinds, seed: number): TicketFact[] {
  const chance = chanceOf(seed);
  const surge = Object.entries(suzhouDays).flatMap(([date, count]) => surgeDay(date, count, chance));
  // From the 25th on the surge is all that there is: the published counts are of the whole day.
  const ordinary = ticketsOf(suzhouOrdinary, kinds, { from: suzhouStart, until: suzhouSurgeBegins - 9 * hour }, chance);
  const facts = [
    ...ordinary.map((at) => factOf(at, pick(ordinaryProducts, chance), chance)),
    ...surge.map((at) => factOf(at, pick(surgeProducts, chance), chance)),
  ].sort((one, other) => one.at.getTime() - other.at.getTime());
  return facts.map((fact, place) => ({ ...fact, id: `ticket-${String(place).padStart(6, "0")}` }));
}

function surgeDay(date: string, count: number, chance: Chance): number[] {
  const begin = Date.parse(`${date}T00:00:00+08:00`);
  const first = Math.max(begin, suzhouSurgeBegins);
  const course = surgeCourse.map((part, at) => (begin + at * hour < first ? 0 : part));
  const total = course.reduce((sum, part) => sum + part, 0);
  // As many as were published, no more and no less: each at its share of the day, with a little chance about it.
  return Array.from({ length: count }, (_, place) => {
    const share = ((place + chance.next()) / count) * total;
    let [sum, at] = [0, 0];
    while (sum + (course[at] ?? 0) <= share) {
      sum += course[at] ?? 0;
      at += 1;
    }
    return Math.min(begin + at * hour + ((share - sum) / (course[at] ?? 1)) * hour, begin + day - 1);
  });
}

function factOf(at: number, product: string, chance: Chance): TicketFact {
  // A county further down the list has half as many as the one before the one before it, about.
  const county = counties[Math.floor(chance.next() ** 1.7 * counties.length)] ?? "";
  const respondent = `shop-${county}-${Math.floor(chance.next() ** 2 * 40)}`;
  return { id: "", at: new Date(Math.floor(at)), county, product, respondent };
}

const pick = (values: readonly string[], chance: Chance): string =>
  values[Math.floor(chance.next() * values.length)] ?? "";
