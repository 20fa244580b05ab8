import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Caller, expectCode } from "../../api.js";
import { type Stage, setStage } from "../../stage.js";
import type { PersonName, World } from "../../world.js";
import { masks, run as runEmergency } from "../emergencies/declaring.js";
import { type Advice, advise, assign, callsCame, halfHourAt, publish, send, setShift } from "./advising.js";

let stage: Stage;
let world: World;
let manager: Caller;

// A Monday; the ten working days before it are two plain weeks.
const today = "2026-11-16";
const workingDays = ["2026-11-09", "2026-11-10", "2026-11-11", "2026-11-12", "2026-11-13"];

beforeAll(async () => {
  stage = await setStage(today);
});

beforeEach(async () => {
  stage.goTo(today);
  world = await stage.makeProvince();
  manager = world.as("cityACentre.shiftManager");
});

afterAll(() => stage.close());

const eighty = { day: today, target: "EIGHTY_IN_20S", shrinkagePercent: 0 };
const clerks = ["operator", "dispatcher", "handler", "head", "supervisor", "analyst", "auditor"] as const;
const clerk = (position: number): Caller => world.as(`cityACentre.${clerks[position] ?? "operator"}` as PersonName);
const codes = ({ warnings }: Advice): string[] => warnings.map(({ code }) => code);

describe("staffingAdvice", () => {
  it("needs 10 agents for 100 calls an hour of 240 seconds, at 80 % within 20 seconds", async () => {
    for (const day of workingDays) await callsCame(manager, day, { "10:00": 50, "10:30": 50 });
    const advice = await advise(manager, eighty);
    expect(advice).toMatchObject({
      ...{ dayKind: "WORKING", targetPercent: 80, targetSeconds: 20, afterCallSeconds: 30, gap: null, gapText: null },
      history: { kind: "WORKING", from: "2026-09-21", to: "2026-11-15", daysWithCalls: 5, calls: 500 },
      plannedCalls: 100,
      presence: "NONE",
      bureau: { code: world.code.cityACentre },
      emergency: null,
    });
    expect(advice.halfHours).toHaveLength(48);
    expect(halfHourAt(advice, "10:00")).toMatchObject({
      startsAt: "2026-11-16T02:00:00.000Z",
      ...{ expectedCalls: 50, busyCalls: 50, plannedCalls: 50, handlingSeconds: 240, load: 6.667 },
      ...{ agentsNeeded: 10, agentsToRoster: 10, agentsPresent: 0, shortfall: 10 },
      ...{ serviceLevelPercent: 0, meanWaitSeconds: null, isOverloaded: true },
    });
    expect(halfHourAt(advice, "11:00")).toMatchObject({ agentsNeeded: 0, shortfall: 0, serviceLevelPercent: 100 });
    expect(codes(advice)).toEqual(["SHORT", "OVERLOADED", "NO_ROSTER"]);
  });

  it("says what the present roster brings, and what one person more would", async () => {
    for (const day of workingDays) await callsCame(manager, day, { "10:00": 20 });
    await setShift(manager, { code: "DAY", name: "白班", startTime: "08:00", endTime: "16:00" });
    await assign(manager, "DAY", today, [0, 1, 2, 3].map(clerk));
    expect((await advise(manager, eighty)).presence).toBe("NONE");
    await publish(manager, today, today);
    const advice = await advise(manager, eighty);
    expect(advice.presence).toBe("ROSTER");
    // 40 calls an hour of 240 seconds are 2.667 erlangs.
    const at = halfHourAt(advice, "10:00");
    expect(at).toMatchObject({ agentsNeeded: 5, agentsPresent: 4, shortfall: 1, isOverloaded: false });
    expect(at.serviceLevelPercent).toBe(66.1);
    expect(at.serviceLevelPercentWithOneMore).toBeGreaterThan(80);
    const more = (20 * (at.serviceLevelPercentWithOneMore - at.serviceLevelPercent)) / 100;
    expect(at.callsInTimeWithOneMore).toBeCloseTo(more, 1);
    expect(at.meanWaitSeconds).toBeGreaterThan(0);
    const [shift] = advice.shifts.filter(({ code }) => code === "DAY");
    expect(shift).toMatchObject({ heads: 4, isShort: true, missing: 1, shortHalfHours: 1, name: "白班" });
    expect(shift?.explanation).toContain("白班 is short of 1 in 1 of its half-hours");
    expect(shift?.explanation).toContain("needs 5 agents on the line");
    expect(codes(advice)).toEqual(["SHORT"]);
    const { data } = await manager.gql<{ staffingAdvice: { shifts: { code: string; explanation: string }[] } }>(
      `{ staffingAdvice(input: { day: "${today}", target: EIGHTY_IN_20S, shrinkagePercent: 0 }) {
        shifts { code explanation } } }`,
      {},
      { "Accept-Language": "zh" },
    );
    expect(data.staffingAdvice.shifts.find(({ code }) => code === "DAY")?.explanation).toMatch(
      /^白班缺 1 人，共 1 个半小时人手不足：最紧张的 10:00–10:30 预计来电 20 通，平均处理 240 秒，话务量 2.7 爱尔兰，须 5 人在线，按损耗 0% 应排 5 人，实有 4 人/,
    );
  });

  it("counts with shrinkage on both sides: more on the roster, and less of those who are there", async () => {
    for (const day of workingDays) await callsCame(manager, day, { "10:00": 50, "10:30": 50 });
    const advice = await advise(manager, { ...eighty, shrinkagePercent: 20 });
    expect(halfHourAt(advice, "10:00")).toMatchObject({ agentsNeeded: 10, agentsToRoster: 13 });
  });

  it("plans by a busy day among the like days, or by their mean", async () => {
    for (const [position, day] of workingDays.entries())
      await callsCame(manager, day, { "09:30": 10 * (position + 1) });
    const busy = halfHourAt(await advise(manager, eighty), "09:30");
    expect(busy).toMatchObject({ expectedCalls: 30, busyCalls: 40, plannedCalls: 40 });
    const mean = halfHourAt(await advise(manager, { ...eighty, basis: "MEAN" }), "09:30");
    expect(mean).toMatchObject({ plannedCalls: 30 });
    expect(mean.agentsNeeded).toBeLessThan(busy.agentsNeeded);
  });

  it("says what a surge of six times would need", async () => {
    for (const day of workingDays) await callsCame(manager, day, { "10:00": 20, "10:30": 20 });
    const usual = halfHourAt(await advise(manager, eighty), "10:00");
    const surge = halfHourAt(await advise(manager, { ...eighty, surgeFactor: 6 }), "10:00");
    expect(surge).toMatchObject({ expectedCalls: 20, plannedCalls: 120, load: 16 });
    expect(surge.agentsNeeded).toBeGreaterThan(3 * usual.agentsNeeded);
    expect(surge.agentsNeeded).toBeLessThan(6 * usual.agentsNeeded);
  });

  it("looks back upon days of the same kind alone", async () => {
    await callsCame(manager, "2026-11-13", { "10:00": 10 });
    await callsCame(manager, "2026-11-14", { "10:00": 4 });
    const weekend = await advise(manager, { ...eighty, day: "2026-11-21" });
    expect(weekend).toMatchObject({ dayKind: "WEEKEND", history: { daysWithCalls: 1, calls: 4 } });
    expect(codes(weekend)).toContain("FEW_LIKE_DAYS");
    const asWorking = await advise(manager, { ...eighty, day: "2026-11-21", likeKind: "WORKING" });
    expect(asWorking.history).toMatchObject({ kind: "WORKING", calls: 10 });
  });

  it("takes no call that was taken back, and none of another bureau", async () => {
    await callsCame(manager, "2026-11-13", { "10:00": 10 });
    await callsCame(world.as("cityBCentre.shiftManager"), "2026-11-13", { "10:00": 10 });
    const offeredAt = "2026-11-13T02:00:00.000Z";
    await manager.ask("mutation ($input: RecordCallsInput!) { recordCalls(input: $input) { created } }", {
      input: { source: "exchange", calls: [{ callId: "void-1", revision: 1, outcome: "VOID", offeredAt }] },
    });
    expect((await advise(manager, eighty)).history.calls).toBe(10);
  });

  it("invents nothing where no call is known, or no like day", async () => {
    const silent = await advise(manager, eighty);
    expect(silent).toMatchObject({ gap: "NO_CALLS", halfHours: [], shifts: [], serviceLevelPercent: null });
    expect(silent.gapText).toContain("No call of this bureau is known from 2026-09-21 to 2026-11-15");
    await callsCame(manager, "2026-11-13", { "10:00": 10 });
    const holiday = await advise(manager, { ...eighty, day: "2026-11-21" });
    expect(holiday).toMatchObject({ gap: "NO_LIKE_DAYS", dayKind: "WEEKEND", halfHours: [] });
    expect(holiday.history).toMatchObject({ daysWithCalls: 0, calls: 0 });
  });

  it("works the part of a shift after midnight out from the next day", async () => {
    // Friday night into Saturday: what is usual on Saturdays counts after midnight.
    for (const day of ["2026-11-05", "2026-11-12"]) await callsCame(manager, day, { "22:00": 10, "00:30": 40 });
    await callsCame(manager, "2026-11-07", { "00:30": 30 });
    await setShift(manager, { code: "NIGHT", name: "夜班", startTime: "20:00", endTime: "08:00", endsNextDay: true });
    await assign(manager, "NIGHT", "2026-11-20", [clerk(0), clerk(1)]);
    await publish(manager, "2026-11-20", "2026-11-20");
    const advice = await advise(manager, { ...eighty, day: "2026-11-20" });
    const night = advice.shifts.find(({ code }) => code === "NIGHT");
    expect(night).toMatchObject({ isShort: true, shortest: { startsAt: "2026-11-20T16:30:00.000Z" } });
    expect(night?.explanation).toContain("00:30–01:00 of the next day: 30 calls");
  });

  it("says so where nothing is known of the next day", async () => {
    await callsCame(manager, "2026-11-12", { "22:00": 10 });
    await setShift(manager, { code: "NIGHT", name: "夜班", startTime: "20:00", endTime: "08:00", endsNextDay: true });
    const advice = await advise(manager, { ...eighty, day: "2026-11-20" });
    expect(codes(advice)).toContain("NEXT_DAY_UNKNOWN");
  });

  it("counts with the plan where no roster is published", async () => {
    await callsCame(manager, "2026-11-13", { "10:00": 10 });
    await setShift(manager, { code: "DAY", name: "白班", startTime: "08:00", endTime: "16:00", plannedHeads: 6 });
    const advice = await advise(manager, eighty);
    expect(advice.presence).toBe("PLAN");
    expect(halfHourAt(advice, "10:00").agentsPresent).toBe(6);
    expect(codes(advice)).toContain("BY_PLAN");
  });

  it("counts with all seats while an emergency opens them, and asks how many there are", async () => {
    for (const day of workingDays) await callsCame(manager, day, { "10:00": 20 });
    const { id } = await runEmergency(world.as("cityA.head"), "declareEmergency", masks());
    const unknown = await advise(manager, eighty);
    expect(unknown).toMatchObject({ emergency: { id }, presence: "NONE", seats: null });
    expect(codes(unknown)).toContain("SEATS_UNKNOWN");
    await manager.ask(
      "mutation ($input: SetStaffingRuleInput!) { setStaffingRule(input: $input) { rule { version } } }",
      {
        input: { targetPercent: 80, targetSeconds: 20, afterCallSeconds: 30, shrinkagePercent: 0, seats: 8 },
      },
    );
    const open = await advise(manager, { day: today });
    expect(open).toMatchObject({ presence: "ALL_SEATS", seats: 8 });
    expect(halfHourAt(open, "10:00")).toMatchObject({ agentsPresent: 8, shortfall: 0 });
    const surge = await advise(manager, { day: today, surgeFactor: 6 });
    expect(codes(surge)).toEqual(["SHORT", "OVERLOADED", "SEATS_TOO_FEW"]);
    const asRostered = await advise(manager, { day: today, isAllSeats: false });
    expect(halfHourAt(asRostered, "10:00")).toMatchObject({ agentsPresent: 0, serviceLevelPercent: 0 });
    expect(halfHourAt(asRostered, "10:00").serviceLevelPercentWithAllSeats).toBeGreaterThan(80);
  });

  it("is for those who lead and watch the region, and names no bureau out of it", async () => {
    await callsCame(manager, "2026-11-13", { "10:00": 10 });
    const centre = { day: today, bureau: world.code.cityACentre };
    for (const name of ["cityA.analyst", "province.supervisor", "cityACentre.head"] as const) {
      expect((await advise(world.as(name), centre)).history.calls).toBe(10);
    }
    expectCode(await send(world.as("cityB.head"), centre), "NOT_FOUND", "bureau");
    expectCode(await send(world.as("countyA1.head"), centre), "NOT_FOUND", "bureau");
    expectCode(await send(manager, { day: today, bureau: "没有" }), "NOT_FOUND", "bureau");
    expectCode(await send(world.as("cityACentre.operator"), { day: today }), "FORBIDDEN");
  });

  it.each([
    ["day", { day: "2028-01-01" }],
    ["customTarget", { target: "EIGHTY_IN_20S", customTarget: { percent: 90, seconds: 30 } }],
    ["customTarget.percent", { customTarget: { percent: 100, seconds: 30 } }],
    ["customTarget.seconds", { customTarget: { percent: 90, seconds: 0 } }],
    ["shrinkagePercent", { shrinkagePercent: 81 }],
    ["afterCallSeconds", { afterCallSeconds: -1 }],
    ["weeks", { weeks: 27 }],
    ["surgeFactor", { surgeFactor: 0.5 }],
    ["surgeFactor", { surgeFactor: 21 }],
  ])("refuses a %s that is not sound", async (field, more) => {
    expectCode(await send(manager, { day: today, ...more }), "INVALID_INPUT", field);
  });
});
