import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ANNOUNCED_CALENDAR, addWorkingDays, currentCalendar } from "../../../src/modules/calendar/index.js";
import { nationCode } from "../../../src/platform/actor.js";
import { toGlobalId } from "../../../src/platform/ids.js";
import { expectCode } from "../../api.js";
import type { PersonName } from "../../world.js";
import { announceDocument, arrangementsOf2027, type CalendarStage, setCalendarStage } from "./announcing.js";

let stage: CalendarStage;
beforeEach(async () => {
  stage = await setCalendarStage();
});
afterEach(() => stage.close());

const calendarNow = () => stage.own.database.asSystem("read the calendar for a test", currentCalendar);

describe("announceYear", () => {
  it("announces the year that follows the horizon, and limits are counted with it at once", async () => {
    expect(addWorkingDays("2026-12-24", 6, await calendarNow())).toEqual({ due: "2027-01-01", provisional: true });
    const input = arrangementsOf2027();
    expect(await stage.announce(input)).toEqual({
      ...input,
      makeUpDays: [...input.makeUpDays].sort(),
      announcedAt: stage.clock.now().toISOString(),
    });
    const calendar = await calendarNow();
    expect(addWorkingDays("2026-12-24", 6, calendar)).toEqual({ due: "2027-01-04", provisional: false });
    expect(addWorkingDays("2027-02-03", 3, calendar)).toEqual({ due: "2027-02-16", provisional: false });
    expect(addWorkingDays("2027-02-12", 6, calendar)).toEqual({ due: "2027-02-20", provisional: false });
    expect(await stage.calendar()).toMatchObject({ announcedFrom: "2004-01-01", announcedUntil: "2027-12-31" });
  });

  it("announces one year after the other", async () => {
    const input = arrangementsOf2027();
    await stage.announce(input);
    const next = JSON.parse(JSON.stringify(input).replaceAll("2027-", "2028-").replaceAll("〔2026〕", "〔2027〕"));
    await stage.announce({ ...next, year: 2028, makeUpDays: ["2028-01-29"] });
    expect((await calendarNow()).announcedUntil).toBe("2028-12-31");
  });

  for (const year of [2028, 2003, 1, 0, -2027, 2_000_000_000]) {
    it(`refuses ${year}, which does not follow the horizon`, async () => {
      const result = await stage.send("nation.administrator", announceDocument, {
        input: arrangementsOf2027({ year }),
      });
      const error = expectCode(result, "INVALID_INPUT", "year");
      expect(error.message).toContain("2027");
    });
  }

  for (const year of [2004, 2026]) {
    it(`refuses ${year}, which came with the release`, async () => {
      expect(await stage.refusedFields(arrangementsOf2027({ year }))).toContain("year");
    });
  }

  it("refuses a year that was announced before, and names the notice", async () => {
    await stage.announce(arrangementsOf2027());
    const result = await stage.send("nation.administrator", announceDocument, { input: arrangementsOf2027() });
    const error = expectCode(result, "INVALID_INPUT", "year");
    expect(error.message).toContain("国办发明电〔2026〕7号");
  });

  it("lets one of several win who announce the same year at the same time", async () => {
    const input = arrangementsOf2027();
    const send = () => stage.send("nation.administrator", announceDocument, { input });
    const results = await Promise.all([send(), send(), send(), send()]);
    expect(results.filter(({ errors }) => errors === undefined)).toHaveLength(1);
    expect(
      await stage.rows("SELECT count(*)::int AS entries FROM audit_entries WHERE action = 'calendar.announce'"),
    ).toEqual([{ entries: 1 }]);
  });

  const outsiders: PersonName[] = [
    "province.administrator",
    "cityA.administrator",
    "countyA1.administrator",
    "cityAPrice.administrator",
    "nation.supervisor",
    "nation.auditor",
    "cityA.handler",
  ];
  for (const name of outsiders) {
    it(`is FORBIDDEN to ${name}`, async () => {
      expectCode(await stage.send(name, announceDocument, { input: arrangementsOf2027() }), "FORBIDDEN");
      expect(await stage.rows("SELECT year FROM announced_years")).toEqual([]);
    });
  }

  it("is written to the audit with all its days, and told to others", async () => {
    const input = arrangementsOf2027();
    await stage.announce(input);
    const subject = toGlobalId("CalendarYear", "2027");
    const entries = await stage.rows(
      "SELECT person, bureau, subject_id, detail FROM audit_entries WHERE action = 'calendar.announce'",
    );
    expect(entries).toEqual([
      {
        person: stage.world.as("nation.administrator").id,
        bureau: nationCode,
        subject_id: subject,
        detail: { ...input, isCorrection: false },
      },
    ]);
    const events = await stage.rows(
      "SELECT type, bureau, subject_id, payload FROM outbox_events WHERE type LIKE 'calendar.%'",
    );
    expect(events).toEqual([
      {
        type: "calendar.announced",
        bureau: nationCode,
        subject_id: subject,
        payload: { year: 2027, isCorrection: false },
      },
    ]);
  });

  it("leaves nothing behind when it is refused", async () => {
    await stage.refusedFields(arrangementsOf2027({ notice: "" }));
    expect(await stage.rows("SELECT year FROM announced_years")).toEqual([]);
    expect(await stage.rows("SELECT type FROM outbox_events WHERE type LIKE 'calendar.%'")).toEqual([]);
    expect(await calendarNow()).toBe(ANNOUNCED_CALENDAR);
  });
});
