import { describe, expect, it } from "vitest";
import { ANNOUNCED_CALENDAR } from "../../../src/modules/calendar/index.js";
import { defaultShifts } from "../../../src/modules/shifts/shift.defaults.js";
import { shiftsOfDay } from "../../../src/modules/shifts/shift.plans.js";
import {
  clockOf,
  dayFrom,
  daysFrom,
  isOnDay,
  minuteOfClock,
  presenceOn,
  type ShiftPlan,
  spanOf,
  strainedTurns,
  uncoveredOf,
  weekdayOf,
} from "../../../src/modules/shifts/shift.times.js";

const plan = (changes: Partial<ShiftPlan> = {}): ShiftPlan => ({
  ...{ code: "NIGHT", name: "夜班", startMinute: 22 * 60, lengthMinutes: 600, breakMinutes: 60, plannedHeads: 2 },
  ...{ weekdays: [], onWorkingDays: false, onHolidays: false },
  ...changes,
});

const at = (text: string): Date => new Date(`${text}:00+08:00`);

/** Numbers that look like chance and are the same at each run. */
function sequence(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state % below;
  };
}

describe("the days of a shift", () => {
  const on = (changes: Partial<ShiftPlan>, day: string) => isOnDay(plan(changes), day, ANNOUNCED_CALENDAR);

  it("are make-up days too where it is on working days, and no holidays", () => {
    const onWorkingDays = { onWorkingDays: true };
    expect(on(onWorkingDays, "2026-02-13")).toBe(true);
    // A Saturday on which people work, and the Spring Festival after it.
    expect(on(onWorkingDays, "2026-02-14")).toBe(true);
    for (const day of daysFrom("2026-02-15", "2026-02-23")) expect(on(onWorkingDays, day)).toBe(false);
    expect(on(onWorkingDays, "2026-02-24")).toBe(true);
    expect(on(onWorkingDays, "2026-02-28")).toBe(true);
    expect(on(onWorkingDays, "2026-03-01")).toBe(false);
  });

  it("are its days of the week without statutory holidays", () => {
    const weekend = { weekdays: [6, 7] };
    expect(weekdayOf("2026-02-14")).toBe(6);
    expect(on(weekend, "2026-02-14")).toBe(true);
    expect(on(weekend, "2026-02-15")).toBe(false);
    expect(on(weekend, "2026-03-01")).toBe(true);
    expect(on(weekend, "2026-03-02")).toBe(false);
  });

  it("are holidays where it says so, whatever else it says", () => {
    expect(on({ onHolidays: true }, "2026-02-18")).toBe(true);
    expect(on({ onHolidays: true }, "2026-02-24")).toBe(false);
    expect(on({ weekdays: [1, 2, 3, 4, 5, 6, 7], onWorkingDays: true }, "2026-02-18")).toBe(false);
  });

  it("are provisional in a year that is not announced", () => {
    const [known] = shiftsOfDay([], "2026-12-31", ANNOUNCED_CALENDAR);
    const [unknown] = shiftsOfDay([], "2027-01-04", ANNOUNCED_CALENDAR);
    expect([known?.isProvisional, unknown?.isProvisional]).toEqual([false, true]);
  });
});

describe("the hours of a shift", () => {
  it("cross midnight", () => {
    expect(spanOf(plan(), "2026-03-01")).toEqual({ startsAt: at("2026-03-01T22:00"), endsAt: at("2026-03-02T08:00") });
  });

  it("are read and written as times of the day", () => {
    expect(["08:30", "00:00", "23:59", "24:00", "8:30", "08:60", ""].map(minuteOfClock)).toEqual([
      ...[510, 0, 1439, null, null, null, null],
    ]);
    expect([510, 1440, 1920].map(clockOf)).toEqual(["08:30", "00:00", "08:00"]);
  });

  it("of the shipped shifts cover every hour of every day", () => {
    const around = shiftsOfDay([], "2026-02-18", ANNOUNCED_CALENDAR);
    expect(around.map(({ plan: { code } }) => code)).toEqual(["DAY", "EVENING", "NIGHT"]);
    const before = shiftsOfDay([], "2026-02-17", ANNOUNCED_CALENDAR);
    const whole = { startsAt: at("2026-02-18T00:00"), endsAt: at("2026-02-19T00:00") };
    expect(uncoveredOf(whole, [...before, ...around])).toEqual([]);
    expect(defaultShifts).toHaveLength(4);
  });
});

describe("presence by half-hour", () => {
  it("is the net time of all turns, whatever they are, summed over the days that they touch", () => {
    const next = sequence(7);
    for (let round = 0; round < 200; round += 1) {
      const turns = Array.from({ length: 1 + next(6) }, () => {
        const shift = plan({ startMinute: next(1440), lengthMinutes: 1 + next(1440) });
        const breakMinutes = next(shift.lengthMinutes);
        return { ...spanOf(shift, "2026-03-01"), breakMinutes, heads: next(5) };
      });
      const there = daysFrom("2026-02-28", "2026-03-03").flatMap((day) => presenceOn(day, turns));
      const hours = there.reduce((sum, heads) => sum + heads / 2, 0);
      const expected = turns.reduce((sum, { breakMinutes, endsAt, heads, startsAt }) => {
        return sum + (heads * ((endsAt.getTime() - startsAt.getTime()) / 60_000 - breakMinutes)) / 60;
      }, 0);
      expect(hours).toBeCloseTo(expected, 6);
    }
  });

  it("spreads the breaks, and counts the part of a half-hour that somebody is there", () => {
    const turn = { startsAt: at("2026-03-01T22:00"), endsAt: at("2026-03-02T08:00"), breakMinutes: 60, heads: 2 };
    expect(presenceOn("2026-03-01", [turn]).slice(43, 48)).toEqual([0, 1.8, 1.8, 1.8, 1.8]);
    expect(presenceOn("2026-03-02", [turn]).slice(14, 17)).toEqual([1.8, 1.8, 0]);
    const odd = { startsAt: at("2026-03-01T09:10"), endsAt: at("2026-03-01T09:40"), breakMinutes: 0, heads: 3 };
    const halves = presenceOn("2026-03-01", [odd]);
    expect(halves).toHaveLength(48);
    expect(halves[18]).toBeCloseTo(2, 9);
    expect(halves[19]).toBeCloseTo(1, 9);
  });
});

describe("the hours that nobody covers", () => {
  it("lie between turns, before the first and after the last", () => {
    const whole = { startsAt: at("2026-03-01T00:00"), endsAt: at("2026-03-02T00:00") };
    const turn = (from: string, to: string) => ({ startsAt: at(from), endsAt: at(to) });
    const turns = [
      turn("2026-03-01T16:00", "2026-03-01T20:00"),
      turn("2026-02-28T22:00", "2026-03-01T08:00"),
      turn("2026-03-01T07:00", "2026-03-01T09:00"),
    ];
    expect(uncoveredOf(whole, turns)).toEqual([
      turn("2026-03-01T09:00", "2026-03-01T16:00"),
      turn("2026-03-01T20:00", "2026-03-02T00:00"),
    ]);
    expect(uncoveredOf(whole, [])).toEqual([whole]);
  });
});

describe("a strain", () => {
  const rules = { leastRestMinutes: 480, mostWeekHours: 40 };
  const turn = (day: string, startMinute: number, hours: number) => ({
    ...spanOf(plan({ startMinute, lengthMinutes: hours * 60 }), day),
    breakMinutes: 0,
  });

  it("is a shift after less rest than is asked for", () => {
    const [first, second, third] = [
      turn("2026-03-01", 8 * 60, 8),
      turn("2026-03-01", 23 * 60, 8),
      turn("2026-03-02", 15 * 60, 4),
    ];
    expect(strainedTurns([third, second, first], rules)).toEqual(new Set([second]));
  });

  it("is a shift with which the hours of seven days become too many", () => {
    const week = daysFrom("2026-03-02", "2026-03-08").map((day) => turn(day, 8 * 60, 8));
    expect([...strainedTurns(week, rules)].map(({ startsAt }) => startsAt)).toEqual([
      at("2026-03-07T08:00"),
      at("2026-03-08T08:00"),
    ]);
    expect(dayFrom("2026-03-01", -1)).toBe("2026-02-28");
  });
});
