import chineseDays from "chinese-days/dist/chinese-days.json" with { type: "json" };
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  ANNOUNCED_ARRANGEMENTS,
  ANNOUNCED_CALENDAR,
  ANNOUNCED_YEARS,
  addNaturalDays,
  addWorkingDays,
  buildCalendar,
  endOfDay,
  isLocalDate,
  isStatutoryHoliday,
  isWorkingDay,
  type LocalDate,
  workingDaysBetween,
} from "../../src/modules/calendar/index.js";
import { chinaDay } from "../../src/platform/clock.js";

const DAY = 86_400_000;
const dateAt = (day: number): LocalDate => new Date(day * DAY).toISOString().slice(0, 10);
const dayOf = (date: LocalDate): number => Date.parse(date) / DAY;
const announcedDate = fc.integer({ min: dayOf("2004-01-01"), max: dayOf("2026-12-31") }).map(dateAt);

/** The make-up day that chinese-days misses: see src/cli/derive-calendar.ts. */
const MISSED_BY_ORACLE = "2005-12-31";

/** The rule of chinese-days on its own data; its functions shift every date on machines west of Greenwich, so they are not called. */
function chineseDaysIsWorkday(date: LocalDate): boolean {
  const weekday = new Date(Date.parse(date)).getUTCDay();
  return date in chineseDays.workdays || (weekday >= 1 && weekday <= 5 && !(date in chineseDays.holidays));
}

function oracleAddWorkingDays(start: LocalDate, count: number): LocalDate {
  let date = start;
  for (let remaining = count; remaining > 0; ) {
    date = dateAt(dayOf(date) + 1);
    if (date === MISSED_BY_ORACLE || chineseDaysIsWorkday(date)) remaining -= 1;
  }
  return date;
}

function datesFromTo(first: LocalDate, last: LocalDate): LocalDate[] {
  return Array.from({ length: dayOf(last) - dayOf(first) + 1 }, (_, index) => dateAt(dayOf(first) + index));
}

describe("working days", () => {
  it.each([
    ["2026-02-12", 7, "2026-02-28"],
    ["2026-02-15", 7, "2026-03-03"],
    ["2026-04-15", 7, "2026-04-24"],
    ["2026-04-30", 7, "2026-05-13"],
    ["2026-04-30", 15, "2026-05-25"],
    ["2026-09-18", 15, "2026-10-15"],
    ["2026-09-24", 7, "2026-10-12"],
    ["2026-09-30", 45, "2026-12-08"],
  ])("count from %s, %i of them, to %s", (start, count, due) => {
    expect(addWorkingDays(start, count)).toEqual({ due, provisional: false });
    expect(workingDaysBetween(start, due)).toBe(count);
  });

  it.each([
    ["01-01", "01-03"],
    ["02-15", "02-23"],
    ["04-04", "04-06"],
    ["05-01", "05-05"],
    ["06-19", "06-21"],
    ["09-25", "09-27"],
    ["10-01", "10-07"],
  ])("of 2026 are none from %s to %s", (first, last) => {
    for (const date of datesFromTo(`2026-${first}`, `2026-${last}`)) {
      expect(isWorkingDay(date, ANNOUNCED_CALENDAR), date).toBe(false);
      expect(isStatutoryHoliday(date), date).toBe(true);
    }
  });

  it("of 2026 include the six make-up days on weekends", () => {
    for (const date of ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"]) {
      expect(isWorkingDay(date), date).toBe(true);
      expect(isStatutoryHoliday(date), date).toBe(false);
    }
  });

  it("agree with chinese-days on every day from 2004 to 2026 but the make-up day that it misses", () => {
    const different = datesFromTo("2004-01-01", "2026-12-31").filter(
      (date) => isWorkingDay(date) !== chineseDaysIsWorkday(date),
    );
    expect(different).toEqual([MISSED_BY_ORACLE]);
  });

  it("are added as a count by chinese-days adds them", () => {
    fc.assert(
      fc.property(announcedDate, fc.integer({ min: 0, max: 60 }), (start, count) => {
        expect(addWorkingDays(start, count).due).toBe(oracleAddWorkingDays(start, count));
      }),
    );
  });

  it("end every limit on a working day after its start, and counting back gives the limit", () => {
    fc.assert(
      fc.property(announcedDate, fc.integer({ min: 1, max: 60 }), (start, count) => {
        const { due } = addWorkingDays(start, count);
        expect(due > start && isWorkingDay(due)).toBe(true);
        expect(workingDaysBetween(start, due)).toBe(count);
        expect(workingDaysBetween(due, start)).toBe(-count);
      }),
    );
  });

  it("are the start itself when none is added", () => {
    expect(addWorkingDays("2026-05-02", 0).due).toBe("2026-05-02");
  });

  it("are made up for on weekend days only, and never on a holiday", () => {
    for (const date of ANNOUNCED_ARRANGEMENTS.makeUpDays) {
      expect([0, 6], `${date} is a weekend day`).toContain(new Date(dayOf(date) * DAY).getUTCDay());
      expect(isStatutoryHoliday(date), date).toBe(false);
    }
  });
});

describe("the announced horizon", () => {
  it("spans the years 2004 to 2026", () => {
    expect(ANNOUNCED_YEARS).toEqual(Array.from({ length: 23 }, (_, index) => 2004 + index));
    expect(ANNOUNCED_CALENDAR).toMatchObject({ announcedFrom: "2004-01-01", announcedUntil: "2026-12-31" });
  });

  it("leaves a limit final that ends on its last day", () => {
    expect(addWorkingDays("2026-12-24", 5)).toEqual({ due: "2026-12-31", provisional: false });
    expect(addNaturalDays("2026-12-01", 30)).toEqual({ due: "2026-12-31", provisional: false });
  });

  it("makes a limit provisional that ends one working day later", () => {
    expect(addWorkingDays("2026-12-24", 6)).toEqual({ due: "2027-01-01", provisional: true });
    expect(addNaturalDays("2026-12-01", 31)).toEqual({ due: "2027-01-01", provisional: true });
  });

  it("makes a limit provisional that starts after it", () => {
    expect(addWorkingDays("2027-03-01", 7)).toEqual({ due: "2027-03-10", provisional: true });
  });

  it("makes a limit provisional that is counted before 2004", () => {
    expect(addWorkingDays("2003-12-15", 7)).toEqual({ due: "2003-12-24", provisional: true });
    expect(addWorkingDays("2003-12-15", 40).provisional).toBe(true);
    expect(addNaturalDays("2003-11-01", 20)).toEqual({ due: "2003-11-21", provisional: true });
  });

  it("leaves a limit final whose start alone lies before 2004, as the first day is not counted", () => {
    expect(addWorkingDays("2003-12-31", 1)).toEqual({ due: "2004-01-02", provisional: false });
  });

  it("moves when a year is announced, and the due date with it", () => {
    const calendar = buildCalendar({
      ...ANNOUNCED_ARRANGEMENTS,
      lastYear: 2027,
      holidays: [...ANNOUNCED_ARRANGEMENTS.holidays, { name: "元旦", first: "2027-01-01", last: "2027-01-03" }],
    });
    expect(addWorkingDays("2026-12-24", 6, calendar)).toEqual({ due: "2027-01-04", provisional: false });
  });
});

describe("natural days", () => {
  it("do not count the first day", () => {
    expect(addNaturalDays("2026-04-15", 60)).toEqual({ due: "2026-06-14", provisional: false });
  });

  it("move a last day on a statutory holiday to the first day after it", () => {
    expect(addNaturalDays("2026-08-02", 60).due).toBe("2026-10-08");
    expect(addNaturalDays("2026-02-10", 5).due).toBe("2026-02-24");
    expect(addNaturalDays("2026-02-10", 13).due).toBe("2026-02-24");
  });

  it("keep a last day on a plain Sunday unless weekends move it", () => {
    expect(addNaturalDays("2026-06-01", 6).due).toBe("2026-06-07");
    expect(addNaturalDays("2026-06-01", 6, true).due).toBe("2026-06-08");
    expect(addNaturalDays("2026-06-01", 5, true).due).toBe("2026-06-08");
  });

  it("keep a last day on a make-up day, whichever way weekends count", () => {
    expect(addNaturalDays("2026-09-01", 19).due).toBe("2026-09-20");
    expect(addNaturalDays("2026-09-01", 19, true).due).toBe("2026-09-20");
  });

  it("never end on a statutory holiday, and move past nothing but holidays", () => {
    fc.assert(
      fc.property(announcedDate, fc.integer({ min: 0, max: 90 }), (start, count) => {
        const { due } = addNaturalDays(start, count);
        const last = dateAt(dayOf(start) + count);
        expect(isStatutoryHoliday(due)).toBe(false);
        expect(
          datesFromTo(last, due)
            .slice(0, -1)
            .every((date) => isStatutoryHoliday(date)),
        ).toBe(true);
      }),
    );
  });

  it("end on a working day when weekends move them", () => {
    fc.assert(
      fc.property(announcedDate, fc.integer({ min: 0, max: 90 }), (start, count) =>
        isWorkingDay(addNaturalDays(start, count, true).due),
      ),
    );
  });
});

describe("a statutory holiday", () => {
  it.each(["2011-06-05", "2012-06-23", "2015-06-21"])("includes the weekend day %s inside its period", (date) => {
    expect(isStatutoryHoliday(date)).toBe(true);
  });

  it("includes the three days by which the Spring Festival of 2020 was prolonged", () => {
    expect(datesFromTo("2020-01-31", "2020-02-02").every((date) => isStatutoryHoliday(date))).toBe(true);
    expect(isStatutoryHoliday("2020-02-03")).toBe(false);
  });

  it.each(["2018-06-16", "2018-06-17", "2024-06-09"])(
    "does not include the weekend day %s that only adjoins it",
    (date) => {
      expect(isStatutoryHoliday(date)).toBe(false);
      expect(isWorkingDay(date)).toBe(false);
    },
  );
});

describe("local dates", () => {
  it("change at 16:00 UTC", () => {
    expect(chinaDay(new Date("2026-04-14T15:59:59.999Z"))).toBe("2026-04-14");
    expect(chinaDay(new Date("2026-04-14T16:00:00.000Z"))).toBe("2026-04-15");
  });

  it("end one millisecond before the next date begins", () => {
    expect(endOfDay("2026-12-31").toISOString()).toBe("2026-12-31T15:59:59.999Z");
    expect(chinaDay(endOfDay("2026-12-31"))).toBe("2026-12-31");
  });

  it("agree with the time zone database on any instant since 1992", () => {
    const wallCalendar = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" });
    const instants = fc.date({ min: new Date("1992-01-01"), max: new Date("2100-01-01"), noInvalidDate: true });
    fc.assert(fc.property(instants, (instant) => chinaDay(instant) === wallCalendar.format(instant)));
  });

  it("are checked for their form and for being in the calendar", () => {
    for (const text of ["2024-02-29", "2026-12-31"]) expect(isLocalDate(text), text).toBe(true);
    for (const text of ["2026-02-29", "2026-13-01", "2026-1-1", "2026-01-01T00:00:00Z", "", "today"]) {
      expect(isLocalDate(text), text).toBe(false);
    }
  });
});
