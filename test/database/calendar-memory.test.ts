import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  ANNOUNCED_CALENDAR,
  calendarLifetime,
  currentCalendar,
  rememberedCalendar,
} from "../../src/modules/calendar/index.js";
import { openDatabase } from "../../src/platform/database.js";
import { arrangementsOf2027, type CalendarStage, setCalendarStage } from "../api/calendar/announcing.js";

let stage: CalendarStage;
let elapsed = 0;

beforeEach(async () => {
  const start = performance.now();
  elapsed = 0;
  vi.spyOn(performance, "now").mockImplementation(() => start + elapsed);
  stage = await setCalendarStage();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await stage.close();
});

const read = () => stage.own.database.asSystem("read the calendar for a test", currentCalendar);

/** Writes a year behind the API's back, as another process would. */
const announceElsewhere = (year = 2027) =>
  stage.rows(
    `INSERT INTO announced_years (year, holidays, make_up_days, notice, announced_at)
     VALUES (${year}, '[{"name": "元旦", "first": "${year}-01-01", "last": "${year}-01-03"}]', '{}', '号', now())`,
  );

describe("the current calendar", () => {
  it("is the very calendar of the release where nothing was announced", async () => {
    expect(await read()).toBe(ANNOUNCED_CALENDAR);
  });

  it("is read once in two seconds, and not more", async () => {
    await read();
    await announceElsewhere();
    elapsed = calendarLifetime - 1;
    expect(await read()).toBe(ANNOUNCED_CALENDAR);
    elapsed = calendarLifetime + 1;
    expect((await read()).announcedUntil).toBe("2027-12-31");
  });

  it("is the same object again when nothing changed", async () => {
    await announceElsewhere();
    const first = await read();
    elapsed = 10 * calendarLifetime;
    expect(await read()).toBe(first);
  });

  it("is known without waiting where it was read", async () => {
    const { identity } = stage.own.database;
    expect(rememberedCalendar(identity)).toBeNull();
    const calendar = await read();
    expect(rememberedCalendar(identity)).toBe(calendar);
    elapsed = calendarLifetime + 1;
    expect(rememberedCalendar(identity)).toBeNull();
  });

  it("is forgotten when a year was announced in this process", async () => {
    await read();
    await stage.announce(arrangementsOf2027());
    expect((await read()).announcedUntil).toBe("2027-12-31");
  });

  it("is not what was read before an announcement and came after it", async () => {
    await stage.own.database.asSystem("read while a year is announced", async (tx) => {
      // The statement goes to the server at once; its answer is looked at after the announcement.
      const reading = currentCalendar(tx);
      await stage.announce(arrangementsOf2027());
      await reading;
    });
    expect((await read()).announcedUntil).toBe("2027-12-31");
  });

  it("is each database's own", async () => {
    await stage.announce(arrangementsOf2027());
    const other = openDatabase({ url: stage.own.url, poolSize: 1, statementTimeout: 10_000 });
    try {
      expect(rememberedCalendar(other.identity)).toBeNull();
    } finally {
      await other.close(5);
    }
  });

  it("ends before a gap: a year beyond it is not counted with", async () => {
    await announceElsewhere(2028);
    expect((await read()).announcedUntil).toBe("2026-12-31");
  });
});
