import type { DayKinds } from "../../src/modules/surges/detection/index.js";
import type { Chance } from "./random.js";

const [hour, day] = [3_600_000, 86_400_000];
const eastOfGreenwich = 8 * hour;

/** How tickets come in where nothing is the matter. */
export interface Ordinary {
  /** Tickets on an ordinary working day, about, at the beginning. */
  perDay: number;
  /** The variance of a factor that whole days have in common: busy days, weather, news. 0 is Poisson's. */
  dayVariance: number;
  /** Which part of the tickets comes with two more about the same thing within three hours. */
  grouped: number;
  /** Growth over a year: 0.2 is a fifth. */
  growth: number;
  /** How much more in the summer than on average: 0.15 is as much less in the winter. */
  season: number;
}

/** Time in which more comes in than is usual. */
export interface Surge {
  from: number;
  until: number;
  /** So many times what is usual. */
  times: number;
}

/** Monday to Sunday. */
const weekdayFactors = [1.1, 1, 1, 0.98, 1.02, 0.55, 0.45];
const holidayFactor = 0.4;
const makeUpFactor = 0.9;

/** The course of a day, from midnight: two humps about a pause at noon, and a little in the night. */
const worked = [3, 2, 1, 1, 1, 2, 5, 15, 60, 100, 110, 90, 50, 70, 95, 100, 90, 60, 35, 30, 28, 22, 14, 7];
const off = [4, 3, 2, 1, 1, 2, 5, 12, 35, 70, 85, 80, 65, 65, 75, 75, 70, 60, 50, 45, 40, 30, 18, 9];
const shares = [worked, off].map((course) => course.map((part) => part / course.reduce((sum, each) => sum + each, 0)));

/** What is usual in an hour that begins at an instant (milliseconds), before chance; `start` is where growth begins. */
export function usualOf(ordinary: Ordinary, kinds: DayKinds, at: number, start: number): number {
  const chinaDay = Math.floor((at + eastOfGreenwich) / day);
  const kind = kinds.kinds[chinaDay - kinds.firstDay];
  const weekday = (chinaDay + 3) % 7;
  const factor =
    kind === "HOLIDAY" ? holidayFactor : kind === "MAKE_UP" ? makeUpFactor : (weekdayFactors[weekday] ?? 1);
  const course = shares[kind === "HOLIDAY" || kind === "WEEKEND" ? 1 : 0];
  const share = course?.[Math.floor((at + eastOfGreenwich) / hour) % 24] ?? 0;
  const years = (at - start) / (365.25 * day);
  // The height of summer is about 200 days after the turn of the year.
  const season = 1 + ordinary.season * Math.cos(2 * Math.PI * ((at / day - 200) / 365.25));
  return ordinary.perDay * factor * share * season * (1 + ordinary.growth) ** years;
}

/** The instants of tickets, ascending, in milliseconds. */
export function ticketsOf(
  ordinary: Ordinary,
  kinds: DayKinds,
  period: { from: number; until: number },
  chance: Chance,
  surges: readonly Surge[] = [],
): number[] {
  const instants: number[] = [];
  let [today, factor] = [Number.NaN, 1];
  for (let at = period.from; at < period.until; at += hour) {
    const chinaDay = Math.floor((at + eastOfGreenwich) / day);
    if (chinaDay !== today) [today, factor] = [chinaDay, chance.factor(ordinary.dayVariance)];
    const usual = usualOf(ordinary, kinds, at, period.from);
    // Those that come in groups of three are a third as many groups.
    addTo(instants, at, chance.poisson(usual * factor * (1 - ordinary.grouped)), chance);
    const groups = chance.poisson((usual * factor * ordinary.grouped) / 3);
    for (let group = 0; group < groups; group += 1) {
      const first = at + chance.next() * hour;
      instants.push(first, first + chance.next() * 3 * hour, first + chance.next() * 3 * hour);
    }
    for (const { from, until, times } of surges) {
      const part = Math.max(0, Math.min(until, at + hour) - Math.max(from, at)) / hour;
      if (part > 0) addTo(instants, Math.max(from, at), chance.poisson(usual * (times - 1) * part), chance, part);
    }
  }
  return instants.filter((instant) => instant < period.until).sort((one, other) => one - other);
}

function addTo(instants: number[], from: number, count: number, chance: Chance, part = 1): void {
  for (let ticket = 0; ticket < count; ticket += 1) instants.push(from + chance.next() * hour * part);
}

/** Instants as the counts of hours, as a store would give them. */
export function hourCountsOf(instants: readonly number[]): { hour: Date; count: number }[] {
  const counts = new Map<number, number>();
  for (const instant of instants) {
    const begin = Math.floor(instant / hour) * hour;
    counts.set(begin, (counts.get(begin) ?? 0) + 1);
  }
  return [...counts].map(([begin, count]) => ({ hour: new Date(begin), count }));
}
