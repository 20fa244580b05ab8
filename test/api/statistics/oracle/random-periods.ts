import { dateAt, dayOf } from "../../../unit/deadline-tickets.js";

/** The numbers that the periods of a random question are made of. */
export interface RoughPeriod {
  from: number;
  days: number;
  isOfMonths: boolean;
  comparison: "YEAR_BEFORE" | "PERIOD_BEFORE" | number | null;
}

const firstOfMonth = (day: string): string => `${day.slice(0, 7)}-01`;
const lastOfMonth = (day: string): string =>
  new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 0)).toISOString().slice(0, 10);

/** The days of the question and of the one that it is compared with. */
export function periodsOf(rough: RoughPeriod, first: string, today: string): { from: string; to: string }[] {
  const span = Math.max(dayOf(today) - dayOf(first) + 10, 1);
  // Most questions are of all days, since there are few tickets on one.
  const isOfAll = rough.from % 3 > 0;
  const start = dateAt(dayOf(first) - 3 + (isOfAll ? 0 : rough.from % span));
  const end = dateAt(dayOf(start) + (isOfAll ? Math.max(span, rough.days) : rough.days));
  const period = rough.isOfMonths ? { from: firstOfMonth(start), to: lastOfMonth(end) } : { from: start, to: end };
  if (rough.comparison === null) return [period];
  if (typeof rough.comparison === "number") {
    const from = dateAt(dayOf(first) - 3 + ((rough.comparison * 7) % span));
    return [period, { from, to: dateAt(dayOf(from) + rough.comparison) }];
  }
  return [period, rough.comparison === "YEAR_BEFORE" ? yearBefore(period) : before(period)];
}

function yearBefore({ from, to }: { from: string; to: string }): { from: string; to: string } {
  const back = (day: string): string =>
    `${Number(day.slice(0, 4)) - 1}${day.endsWith("-02-29") ? "-02-28" : day.slice(4)}`;
  return { from: back(from), to: back(to) };
}

/** As many whole months before whole months, else as many days. */
function before({ from, to }: { from: string; to: string }): { from: string; to: string } {
  const last = dateAt(dayOf(from) - 1);
  if (from !== firstOfMonth(from) || to !== lastOfMonth(to)) {
    return { from: dateAt(2 * dayOf(from) - dayOf(to) - 1), to: last };
  }
  let start = from;
  for (let month = from.slice(0, 7); month <= to.slice(0, 7); month = nextMonth(month)) {
    start = firstOfMonth(dateAt(dayOf(start) - 1));
  }
  return { from: start, to: last };
}

const nextMonth = (month: string): string => dateAt(dayOf(lastOfMonth(`${month}-01`)) + 1).slice(0, 7);
