import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { advise, assign, callsCame, halfHourAt, publish, setShift } from "../api/staffing/advising.js";
import type { Caller } from "../api.js";
import { type Stage, setStage } from "../stage.js";
import type { PersonName, World } from "../world.js";

/** A Thursday in a week without holidays. */
const tonight = "2026-11-19";
const wednesdayAndBefore = ["2026-11-12", "2026-11-13", "2026-11-16", "2026-11-17", "2026-11-18"];

/** The four shifts that Chuzhou set by its load by hour in January 2020. */
const shifts = [
  { code: "MORNING", name: "早班", startTime: "08:00", endTime: "14:00" },
  { code: "AFTERNOON", name: "午班", startTime: "14:00", endTime: "20:00" },
  { code: "EVENING", name: "晚班", startTime: "20:00", endTime: "02:00", endsNextDay: true },
  { code: "SMALL_HOURS", name: "夜班", startTime: "02:00", endTime: "08:00" },
] as const;

/** How many calls came in half-hours of each of the last days: most of them in the evening. */
const load = { "09:00": 8, "10:30": 9, "15:00": 8, "20:30": 18, "21:00": 24, "21:30": 20, "00:30": 6, "03:00": 1 };

describe("a shift manager of Chuzhou", () => {
  let stage: Stage;
  let world: World;
  let manager: Caller;

  const person = (role: string): Caller => world.as(`cityACentre.${role}` as PersonName);

  beforeAll(async () => {
    stage = await setStage("2026-11-18");
    stage.goTo("2026-11-18", 18);
    world = await stage.makeProvince();
    manager = world.as("cityACentre.shiftManager");
    for (const shift of shifts) await setShift(manager, shift);
    // Those of the evening before are there until two o'clock.
    const before = ["priceSupervisor", "auditor", "administrator"].map(person);
    await assign(manager, "EVENING", "2026-11-18", before);
    await assign(manager, "MORNING", tonight, ["operator", "dispatcher", "handler", "analyst"].map(person));
    await assign(manager, "AFTERNOON", tonight, ["head", "supervisor", "auditor", "administrator"].map(person));
    await assign(manager, "EVENING", tonight, [person("priceSupervisor")]);
    await assign(manager, "SMALL_HOURS", tonight, [person("shiftManager")]);
    await assign(manager, "SMALL_HOURS", "2026-11-20", [person("operator")]);
    await publish(manager, "2026-11-18", "2026-11-20");
    stage.goTo(tonight, 16);
    for (const day of wednesdayAndBefore) await callsCame(manager, day, load);
  }, 60_000);

  afterAll(() => stage.close());

  const ask = () => advise(manager, { day: tonight, target: "EIGHTY_IN_20S", shrinkagePercent: 0 });

  it("sees tonight's shortfall and why, calls people in, and sees that it is gone", async () => {
    const advice = await ask();
    expect(advice).toMatchObject({ presence: "ROSTER", gap: null, history: { daysWithCalls: 5 } });
    const state = (code: string) => advice.shifts.find((shift) => shift.code === code);
    expect(shifts.map(({ code }) => [code, state(code)?.isShort])).toEqual([
      ["MORNING", false],
      ["AFTERNOON", false],
      ["EVENING", true],
      ["SMALL_HOURS", false],
    ]);

    // 48 calls an hour of 240 seconds keep 3.2 agents busy: six answer four of five within 20 seconds, and one is there.
    const nine = halfHourAt(advice, "21:00");
    expect(nine).toMatchObject({ plannedCalls: 24, load: 3.2, agentsNeeded: 6, agentsPresent: 1, shortfall: 5 });
    expect(nine).toMatchObject({ isOverloaded: true, meanWaitSeconds: null });
    const evening = state("EVENING");
    expect(evening).toMatchObject({ missing: 5, heads: 1 });
    expect(evening?.explanation).toContain(
      "晚班 is short of 5 in 4 of its half-hours. The shortest is 21:00–21:30: 24 calls",
    );
    expect(evening?.explanation).toContain("more comes in than can be answered");
    expect(advice.warnings.map(({ code }) => code)).toEqual(["SHORT", "OVERLOADED"]);

    const called = ["operator", "dispatcher", "handler", "analyst", "head"].map(person);
    await assign(manager, "EVENING", tonight, called.slice(1), { reason: "晚间来电激增，临时加派" });
    const better = (await ask()).shifts.find(({ code }) => code === "EVENING");
    expect(better).toMatchObject({ missing: 1, isShort: true });
    expect(better?.callsInTimeWithOneMore).toBeGreaterThan(1);
    await assign(manager, "EVENING", tonight, called.slice(0, 1), { reason: "晚间来电激增，临时加派" });
    const enough = await ask();
    expect(enough.shifts.map(({ isShort }) => isShort)).not.toContain(true);
    expect(enough.warnings).toEqual([]);
  });

  it("sees what a surge of six times would ask of the centre", async () => {
    const surge = await advise(manager, { day: tonight, target: "EIGHTY_IN_20S", shrinkagePercent: 0, surgeFactor: 6 });
    expect(halfHourAt(surge, "21:00")).toMatchObject({ plannedCalls: 144, load: 19.2, agentsNeeded: 24 });
    expect(surge.shifts.filter(({ isShort }) => isShort).length).toBeGreaterThan(2);
  });
});
