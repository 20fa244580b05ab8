import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ANNOUNCED_CALENDAR, addWorkingDays, currentCalendar } from "../../../src/modules/calendar/index.js";
import { expectCode } from "../../api.js";
import {
  announceDocument,
  arrangementsOf2027,
  type CalendarStage,
  setCalendarStage,
  type YearInput,
} from "./announcing.js";

let stage: CalendarStage;
beforeEach(async () => {
  stage = await setCalendarStage();
});
afterEach(() => stage.close());

const calendarNow = () => stage.own.database.asSystem("read the calendar for a test", currentCalendar);
const correction = (changes: Partial<YearInput>): YearInput =>
  arrangementsOf2027({ isCorrection: true, notice: "国办发明电〔2027〕1号", ...changes });

/** The Spring Festival of 2027, prolonged by two days as that of 2020 was by three. */
const prolonged = (changes: Partial<YearInput> = {}): YearInput => {
  const year = correction(changes);
  const holidays = year.holidays.map((one) => (one.name === "春节" ? { ...one, last: "2027-02-16" } : one));
  return { ...year, holidays };
};

/** The arrangements of a year that came with the release, as its notice named the holidays that fell together. */
async function shipped(year: number): Promise<YearInput> {
  const found = (await stage.calendar()).years.find((one) => one.year === year);
  if (found === undefined) throw new Error(`${year} was not shipped`);
  const { makeUpDays } = found;
  const october = found.holidays.filter(({ last, name }) => name === "国庆节" || last.slice(5, 7) === "10");
  const isMidAutumnApart = found.holidays.some(({ name }) => name === "中秋节") && october.length < 3;
  if (isMidAutumnApart) return correction({ year, holidays: found.holidays, makeUpDays });
  const joined = { name: "国庆节、中秋节", first: october[0]?.first ?? "", last: october.at(-1)?.last ?? "" };
  const others = found.holidays.filter((one) => !october.includes(one));
  return correction({ year, holidays: [...others, joined], makeUpDays });
}

describe("a correction of an announced year", () => {
  it("replaces it while it lies ahead, whichever of its days are others", async () => {
    await stage.announce(arrangementsOf2027());
    await stage.announce(prolonged({ makeUpDays: ["2026-12-26"] }));
    const calendar = await calendarNow();
    expect(addWorkingDays("2027-02-04", 1, calendar).due).toBe("2027-02-17");
    expect(addWorkingDays("2026-12-25", 1, calendar).due).toBe("2026-12-26");
    const { years } = await stage.calendar();
    expect(years.at(-1)).toMatchObject({ year: 2027, notice: "国办发明电〔2027〕1号", makeUpDays: ["2026-12-26"] });
    expect(years).toHaveLength(24);
  });

  it("replaces the rest of a year that has begun, as in 2020", async () => {
    await stage.announce(arrangementsOf2027());
    stage.clock.set(new Date("2027-02-11T16:00:00Z"));
    await stage.announce(prolonged());
    expect(addWorkingDays("2027-02-04", 1, await calendarNow()).due).toBe("2027-02-17");
  });

  it("never changes a day that has passed", async () => {
    await stage.announce(arrangementsOf2027());
    stage.clock.set(new Date("2027-02-15T16:00:00Z"));
    const result = await stage.send("nation.administrator", announceDocument, { input: prolonged() });
    const error = expectCode(result, "INVALID_INPUT", "holidays");
    expect(error.message).toContain("2027-02-14");
  });

  it("is refused where nothing is different", async () => {
    await stage.announce(arrangementsOf2027());
    expect(await stage.refusedFields(arrangementsOf2027({ isCorrection: true }))).toEqual(["year"]);
  });

  it("may be of the notice alone", async () => {
    await stage.announce(arrangementsOf2027());
    expect((await stage.announce(correction({}))).notice).toBe("国办发明电〔2027〕1号");
  });

  it("is refused for a year that was not announced", async () => {
    expect(await stage.refusedFields(correction({}))).toEqual(["isCorrection"]);
  });

  it("is kept beside what came with the release", async () => {
    stage.clock.set(new Date("2026-09-01T00:00:00Z"));
    const year = await shipped(2026);
    const holidays = year.holidays.map((one) => (one.name === "国庆节" ? { ...one, last: "2026-10-08" } : one));
    await stage.announce({ ...year, holidays });
    const calendar = await calendarNow();
    expect(addWorkingDays("2026-09-30", 1, calendar)).toEqual({ due: "2026-10-09", provisional: false });
    expect(calendar.announcedUntil).toBe("2026-12-31");
    expect((await stage.calendar()).years).toHaveLength(23);
    await stage.announce(arrangementsOf2027());
    expect(addWorkingDays("2026-09-30", 1, await calendarNow()).due).toBe("2026-10-09");
  });

  it("leaves years alone that are over", async () => {
    const year = await shipped(2020);
    const holidays = year.holidays.map((one) => (one.name === "劳动节" ? { ...one, last: "2020-05-04" } : one));
    expect(await stage.refusedFields({ ...year, holidays })).toEqual(["holidays"]);
  });

  it("that says what the notice of a year said passes, for every year since the law has seven holidays", async () => {
    for (let year = 2008; year <= 2026; year += 1) await stage.announce(await shipped(year));
    const calendar = await calendarNow();
    const { holidayDays, makeUpDays } = ANNOUNCED_CALENDAR;
    expect([...calendar.holidayDays.keys()].sort()).toEqual([...holidayDays.keys()].sort());
    expect([...calendar.makeUpDays].sort()).toEqual([...makeUpDays].sort());
  });

  it("is written to the audit as one", async () => {
    await stage.announce(arrangementsOf2027());
    stage.clock.set(new Date("2026-12-01T02:00:00Z"));
    await stage.announce(prolonged());
    const entries = await stage.rows(
      "SELECT detail->'isCorrection' AS correction FROM audit_entries WHERE action = 'calendar.announce' ORDER BY at, id",
    );
    expect(entries).toEqual([{ correction: false }, { correction: true }]);
  });
});
