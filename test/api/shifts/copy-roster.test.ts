import { describe, expect, it } from "vitest";
import type { Caller, GraphqlResult, Variables } from "../../api.js";
import { expectCode } from "../../api.js";
import { testDatabase } from "../../database.js";
import { toldEvents } from "../../events.js";
import { entryOf, night, personId, type RosterAnswer, rosterFields, rosterOf, run, setShiftStage } from "./shifting.js";

interface CopyAnswer {
  count: number;
  skipped: { day: string; shift: string; name: string; isLeader: boolean; obstacle: string }[];
  roster: RosterAnswer & {
    loads: { name: string; shifts: number; hours: number; nightShifts: number; holidayShifts: number }[];
  };
}

const document = `mutation ($input: CopyRosterInput!) { copyRoster(input: $input) {
  count skipped { day shift name isLeader obstacle }
  roster { ${rosterFields} loads { name shifts hours nightShifts holidayShifts } } } }`;

const send = (caller: Caller, input: Variables): Promise<GraphqlResult<{ copyRoster: CopyAnswer }>> =>
  caller.gql(document, { input });

const copy = async (caller: Caller, input: Variables): Promise<CopyAnswer> => {
  const { data, errors } = await send(caller, input);
  expect(errors).toBeUndefined();
  return data.copyRoster;
};

describe("copyRoster", () => {
  const stage = setShiftStage();
  const manager = () => stage.as("cityACentre.shiftManager");
  const [operator, dispatcher, leader] = [
    () => stage.as("cityACentre.operator"),
    () => stage.as("cityACentre.dispatcher"),
    () => stage.as("cityACentre.head"),
  ];
  const named = (name: string) => `${stage.world.mark}cityACentre.${name}`;
  const day = {
    ...{ code: "DAY", name: "白班", startTime: "08:00", endTime: "16:00", breakMinutes: 60 },
    ...{ weekdays: [1, 2, 3, 4, 5, 6, 7], onHolidays: true, plannedHeads: 1 },
  };
  const week = { from: "2026-09-07", to: "2026-09-13" };
  const next = { ...week, target: "2026-09-14" };

  it("puts everybody where he was a week before, leaders and drafts included, as a draft", async () => {
    await run(manager(), "setShift", day);
    await run(manager(), "setShift", night());
    await run(manager(), "assignShift", { shift: "DAY", period: week, people: [personId(operator())] });
    await run(manager(), "assignShift", { shift: "NIGHT", days: ["2026-09-08"], people: [personId(dispatcher())] });
    await run(manager(), "assignShift", {
      ...{ shift: "NIGHT", days: ["2026-09-08"], people: [personId(leader())], isLeader: true },
    });
    const { count, roster, skipped } = await copy(manager(), next);
    expect({ count, skipped }).toEqual({ count: 9, skipped: [] });
    expect(roster).toMatchObject({ from: "2026-09-14", to: "2026-09-20" });
    expect(entryOf(roster, "2026-09-15", "NIGHT").people).toMatchObject([
      { name: named("dispatcher"), isLeader: false, isPublished: false },
      { name: named("head"), isLeader: true, isPublished: false },
    ]);
    expect(entryOf(roster, "2026-09-20", "DAY").people).toMatchObject([{ name: named("operator") }]);
    const [most, ...others] = roster.loads;
    expect(most).toEqual({ name: named("operator"), shifts: 7, hours: 49, nightShifts: 0, holidayShifts: 0 });
    const one = { shifts: 1, hours: 11, nightShifts: 1, holidayShifts: 0 };
    expect(new Map(others.map(({ name, ...counts }) => [name, counts]))).toEqual(
      new Map([named("dispatcher"), named("head")].map((name) => [name, one])),
    );
  });

  it("made again makes nothing, and says that they are on it already", async () => {
    const { count, skipped } = await copy(manager(), next);
    expect(count).toBe(0);
    expect(skipped).toHaveLength(9);
    expect(new Set(skipped.map(({ obstacle }) => obstacle))).toEqual(new Set(["ALREADY_ON"]));
  });

  it("leaves out who is on leave or elsewhere, and a second leader, and says so", async () => {
    const target = "2026-09-21";
    const { leave } = await run(operator(), "askLeave", { kind: "ANNUAL", firstDay: target, lastDay: target });
    await run(manager(), "decideLeave", { leaveId: leave.id, version: 1, isApproved: true });
    const supervisor = [personId(stage.as("cityACentre.supervisor"))];
    await run(manager(), "assignShift", { shift: "NIGHT", days: ["2026-09-22"], people: supervisor, isLeader: true });
    await run(manager(), "assignShift", { shift: "DAY", days: ["2026-09-23"], people: [personId(dispatcher())] });
    await run(manager(), "setShift", {
      ...night(),
      code: "DUSK",
      name: "夜间值守",
      startTime: "18:00",
      endTime: "23:00",
      endsNextDay: false,
    });
    await run(manager(), "assignShift", { shift: "DUSK", days: ["2026-09-22"], people: [personId(dispatcher())] });
    const { count, skipped } = await copy(manager(), { ...week, target });
    expect(count).toBe(6);
    expect(skipped).toEqual([
      { day: "2026-09-22", shift: "NIGHT", name: named("head"), isLeader: true, obstacle: "LED_ALREADY" },
      { day: target, shift: "DAY", name: named("operator"), isLeader: false, obstacle: "NOT_FREE" },
      { day: "2026-09-22", shift: "NIGHT", name: named("dispatcher"), isLeader: false, obstacle: "NOT_FREE" },
    ]);
  });

  it("goes by the hours that the shift has then, and leaves out days on which it is not on", async () => {
    await run(manager(), "setShift", {
      ...day,
      code: "WEEKDAYS",
      name: "工作日班",
      startTime: "07:00",
      endTime: "07:30",
      breakMinutes: 0,
      weekdays: [],
      onWorkingDays: true,
      onHolidays: false,
    });
    await run(manager(), "assignShift", {
      shift: "WEEKDAYS",
      days: ["2026-09-24", "2026-09-28"],
      people: [personId(leader())],
    });
    // 10-01 is the National Day; 10-05 lies in the holidays too.
    const { count, skipped } = await copy(manager(), { from: "2026-09-24", to: "2026-09-28", target: "2026-10-01" });
    expect(skipped.filter(({ shift }) => shift === "WEEKDAYS")).toMatchObject([
      { day: "2026-10-01", obstacle: "NOT_ON" },
      { day: "2026-10-05", obstacle: "NOT_ON" },
    ]);
    expect(count).toBe(4);
    const { roster } = await copy(manager(), { from: "2026-09-24", to: "2026-09-28", target: "2026-10-01" });
    expect(roster.loads).toMatchObject([{ name: named("operator"), shifts: 4, holidayShifts: 4, nightShifts: 0 }]);
  });

  it("is published at once, with a reason, on days whose roster people were shown", async () => {
    const onto = { from: "2026-09-07", to: "2026-09-07", target: "2026-11-02" };
    await run(manager(), "publishRoster", { from: "2026-11-02", to: "2026-11-02" });
    expectCode(await send(manager(), onto), "INVALID_INPUT", "reason");
    const { roster } = await copy(manager(), { ...onto, reason: "补排" });
    expect(entryOf(roster, "2026-11-02", "DAY").people).toMatchObject([{ isPublished: true }]);
    const { rosterChanges } = await manager().ask<{ rosterChanges: { nodes: { verb: string; reason: string }[] } }>(
      '{ rosterChanges(from: "2026-11-02", to: "2026-11-02") { nodes { verb reason } } }',
    );
    expect(rosterChanges.nodes).toEqual([{ verb: "ASSIGNED", reason: "补排" }]);
  });

  it("leaves out whom it would strain, where the bureau refuses that", async () => {
    const rules = { leastRestMinutes: 600, mostWeekHours: 20, isRefused: true, acknowledgeMinutes: 15 };
    await run(manager(), "setRosterRules", rules);
    const { count, skipped } = await copy(manager(), { ...week, target: "2026-11-09" });
    // Two days of seven hours are within twenty hours of any seven days, a third is not.
    expect(skipped.filter(({ name }) => name === named("operator")).map(({ day: on }) => on)).toEqual([
      ...["2026-11-11", "2026-11-12", "2026-11-13", "2026-11-14", "2026-11-15"],
    ]);
    expect(new Set(skipped.map(({ obstacle }) => obstacle))).toEqual(new Set(["STRAINED"]));
    expect(count).toBe(4);
  });

  it("is told in one event by counts, and never by names", async () => {
    await copy(manager(), { from: "2026-09-07", to: "2026-09-07", target: "2026-12-07" });
    const { code } = stage.world;
    const told = await testDatabase().asSystem("a test reads events", (tx) => tx.select().from(toldEvents));
    const copied = told
      .filter(({ bureau, type }) => bureau === code.cityACentre && type === "roster.copied")
      .map(({ payload }) => payload);
    // Events are read in no order: that of this copy is known by its day.
    expect(copied.filter((payload) => JSON.stringify(payload).includes("2026-12-07"))).toEqual([
      { firstDay: "2026-12-07", lastDay: "2026-12-07", copiedFrom: "2026-09-07", count: 1, skipped: 0 },
    ]);
  });

  it("refuses what is not sound, and is for whoever leads the shifts", async () => {
    const refused = async (input: object, code: "INVALID_INPUT", field: string) =>
      expectCode(await send(manager(), { ...next, ...input }), code, field);
    await refused({ target: "2026-09-13" }, "INVALID_INPUT", "target");
    await refused({ target: "2026-09-01" }, "INVALID_INPUT", "target");
    await refused({ target: "2028-01-01" }, "INVALID_INPUT", "target");
    await refused({ from: "2026-09-13", to: "2026-09-07" }, "INVALID_INPUT", "to");
    await refused({ from: "2026-12-20", to: "2026-12-21", target: "2027-01-04" }, "INVALID_INPUT", "from");
    expectCode(await send(operator(), next), "FORBIDDEN");
    // One's own roster alone is copied.
    expectCode(await send(stage.as("countyA1.head"), next), "INVALID_INPUT", "from");
    expect((await rosterOf(stage.as("countyA1.head"), "2026-09-14")).entries.flatMap(({ people }) => people)).toEqual(
      [],
    );
  });
});
