import type { DayRange } from "../../../src/modules/statistics/index.js";
import { type Random, weighted } from "../load/random.js";
import { worldEnd } from "../load/times.js";

const dayMilliseconds = 86_400_000;
const chinaOffset = 8 * 3_600_000;

/** The day of China on which the loaded world stands: "this month" is the month of this day, whenever the bench runs. */
export const worldToday = new Date(worldEnd + chinaOffset).toISOString().slice(0, 10);

/** The first day of which tickets are asked: the loaded world begins some weeks before. */
const firstAsked = "2024-01-01";

/** A day so many days after another. */
export const dayLater = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * dayMilliseconds).toISOString().slice(0, 10);

/** How many days lie from one day to another, both included. */
export const daysOf = ({ from, to }: DayRange): number => (Date.parse(to) - Date.parse(from)) / dayMilliseconds + 1;

const names = ["this week", "this month", "last month", "this quarter", "this year", "all years", "some days"] as const;

/** What kind of period is asked for. */
export type PeriodName = (typeof names)[number];

const drawn = weighted<PeriodName>([
  ["this week", 20],
  ["this month", 30],
  ["last month", 10],
  ["this quarter", 12],
  ["this year", 13],
  ["all years", 5],
  ["some days", 10],
]);

/** A period that is asked for. */
export interface DrawnPeriod extends DayRange {
  name: PeriodName;
  days: number;
  /** Whether it is from the first day on, and nothing lies before it. */
  isCumulative: boolean;
}

/** Draws a period. */
export function drawPeriod(random: Random): DrawnPeriod {
  const name = drawn.draw(random);
  const range = rangeOf(name, random);
  return { ...range, name, days: daysOf(range), isCumulative: name === "all years" };
}

function rangeOf(name: PeriodName, random: Random): DayRange {
  const to = worldToday;
  const [year, month] = [Number(to.slice(0, 4)), Number(to.slice(5, 7))];
  const first = (ofMonth: number): string => new Date(Date.UTC(year, ofMonth - 1, 1)).toISOString().slice(0, 10);
  switch (name) {
    case "this week":
      return { from: dayLater(to, -((new Date(to).getUTCDay() + 6) % 7)), to };
    case "this month":
      return { from: first(month), to };
    case "last month":
      return { from: first(month - 1), to: dayLater(first(month), -1) };
    case "this quarter":
      return { from: first(month - ((month - 1) % 3)), to };
    case "this year":
      return { from: first(1), to };
    case "all years":
      return { from: firstAsked, to };
    case "some days": {
      const days = 1 + random.below(90);
      const from = dayLater(firstAsked, random.below(daysOf({ from: firstAsked, to }) - days));
      return { from, to: dayLater(from, days - 1) };
    }
  }
}
