import { describe, expect, it } from "vitest";
import { makeProvince } from "../../world.js";
import { type CalendarAnswer, calendarDocument } from "./announcing.js";

describe("workingCalendar", () => {
  it("shows everybody the years that came with the release", async () => {
    const world = await makeProvince();
    const { workingCalendar } = await world
      .as("streetA1.operator")
      .ask<{ workingCalendar: CalendarAnswer }>(calendarDocument);
    const { announcedFrom, announcedUntil, years } = workingCalendar;
    expect({ announcedFrom, announcedUntil }).toEqual({ announcedFrom: "2004-01-01", announcedUntil: "2026-12-31" });
    expect(years.map(({ year }) => year)).toEqual(Array.from({ length: 23 }, (_, index) => 2004 + index));
    expect(years.at(-1)).toEqual({
      year: 2026,
      notice: null,
      announcedAt: null,
      makeUpDays: ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"],
      holidays: expect.arrayContaining([{ name: "国庆节", first: "2026-10-01", last: "2026-10-07" }]),
    });
  });

  it("counts the last days of December to the year whose notice arranged them", async () => {
    const world = await makeProvince();
    const { workingCalendar } = await world
      .as("countyA1.handler")
      .ask<{ workingCalendar: CalendarAnswer }>(calendarDocument);
    const yearOf = (day: string) => workingCalendar.years.find(({ makeUpDays }) => makeUpDays.includes(day))?.year;
    expect(["2005-12-31", "2006-12-30", "2018-12-29"].map(yearOf)).toEqual([2006, 2007, 2019]);
    const newYear = workingCalendar.years.find(({ year }) => year === 2008)?.holidays[0];
    expect(newYear).toEqual({ name: "元旦", first: "2007-12-30", last: "2008-01-01" });
  });
});
