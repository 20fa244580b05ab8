import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  ANNOUNCED_CALENDAR,
  addWorkingDays,
  buildCalendar,
  isWorkingDay,
  type LocalDate,
  type WorkingCalendar,
  workingDaysBetween,
} from "../../src/modules/calendar/index.js";

const DAY = 86_400_000;
const dateAt = (day: number): LocalDate => new Date(day * DAY).toISOString().slice(0, 10);
const dayOf = (date: LocalDate): number => Date.parse(date) / DAY;
const dateBetween = (first: LocalDate, last: LocalDate) =>
  fc.integer({ min: dayOf(first), max: dayOf(last) }).map(dateAt);

/** Counts day by day, as a clerk does with a calendar on the wall. */
function countedByHand(start: LocalDate, count: number, calendar: WorkingCalendar): LocalDate {
  let day = dayOf(start);
  for (let remaining = count; remaining > 0; ) {
    day += 1;
    if (isWorkingDay(dateAt(day), calendar)) remaining -= 1;
  }
  return dateAt(day);
}

function countBetweenByHand(from: LocalDate, to: LocalDate, calendar: WorkingCalendar): number {
  let count = 0;
  for (let day = dayOf(from) + 1; day <= dayOf(to); day += 1) if (isWorkingDay(dateAt(day), calendar)) count += 1;
  return count;
}

/** Any arrangements of two years, also such as nobody would announce, and such as reach out of the two years. */
const anyCalendar = fc
  .record({
    holidays: fc.array(fc.tuple(dateBetween("2029-12-01", "2032-01-31"), fc.integer({ min: 0, max: 15 })), {
      maxLength: 20,
    }),
    makeUpDays: fc.array(dateBetween("2029-12-01", "2032-01-31"), { maxLength: 20 }),
  })
  .map(({ holidays, makeUpDays }) =>
    buildCalendar({
      firstYear: 2030,
      lastYear: 2031,
      holidays: holidays.map(([first, days]) => ({ name: "节", first, last: dateAt(dayOf(first) + days) })),
      makeUpDays,
    }),
  );

describe("working days counted beforehand", () => {
  it.each([
    ["in the announced years", "2004-01-01", "2026-12-31"],
    ["across both ends of the announced years", "2003-06-01", "2004-06-30"],
    ["across the announced horizon", "2026-06-01", "2027-12-31"],
    ["before the epoch", "1950-01-01", "1970-12-31"],
    ["far beyond the horizon", "2090-01-01", "2099-12-31"],
  ])("are those that are counted by hand %s", (_, first, last) => {
    const dates = fc.tuple(dateBetween(first, last), dateBetween(first, last), fc.integer({ min: 0, max: 120 }));
    fc.assert(
      fc.property(dates, ([start, other, count]) => {
        expect(addWorkingDays(start, count).due).toBe(countedByHand(start, count, ANNOUNCED_CALENDAR));
        const [from, to] = [start, other].sort() as [LocalDate, LocalDate];
        expect(workingDaysBetween(from, to)).toBe(countBetweenByHand(from, to, ANNOUNCED_CALENDAR));
      }),
    );
  });

  it("are those that are counted by hand in any calendar", () => {
    const start = dateBetween("2029-10-01", "2032-03-31");
    fc.assert(
      fc.property(anyCalendar, start, fc.integer({ min: 0, max: 120 }), (calendar, from, count) => {
        const { due } = addWorkingDays(from, count, calendar);
        expect(due).toBe(countedByHand(from, count, calendar));
        expect(workingDaysBetween(from, due, calendar)).toBe(countBetweenByHand(from, due, calendar));
      }),
    );
  });
});
