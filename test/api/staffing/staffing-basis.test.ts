import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Caller } from "../../api.js";
import { type Stage, setStage } from "../../stage.js";
import type { PersonName, World } from "../../world.js";
import { type Advice, advise, assign, callsCame, halfHourAt, publish, setShift } from "./advising.js";

let stage: Stage;
let world: World;
let manager: Caller;

const today = "2026-11-16";

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
const clerks = ["operator", "dispatcher", "handler"] as const;
const clerk = (position: number): Caller => world.as(`cityACentre.${clerks[position] ?? "operator"}` as PersonName);
const codes = ({ warnings }: Advice): string[] => warnings.map(({ code }) => code);

describe("what staffingAdvice goes by", () => {
  it("goes by the plan of a day that is not published, though the night shift before it is", async () => {
    await callsCame(manager, "2026-11-13", { "02:00": 4, "10:00": 10 });
    await setShift(manager, { code: "DAY", name: "白班", startTime: "08:00", endTime: "20:00", plannedHeads: 6 });
    const night = { code: "NIGHT", name: "夜班", startTime: "20:00", endTime: "08:00", endsNextDay: true };
    await setShift(manager, { ...night, plannedHeads: 4 });
    await assign(manager, "NIGHT", today, [clerk(0)]);
    await publish(manager, today, today);
    const tomorrow = { ...eighty, day: "2026-11-17" };
    for (const [asker, more] of [
      [manager, {}],
      [world.as("cityA.analyst"), { bureau: world.code.cityACentre }],
    ] as const) {
      const advice = await advise(asker, { ...tomorrow, ...more });
      expect(advice.presence).toBe("PLAN");
      // The night before is published with one person, whatever it planned.
      expect(halfHourAt(advice, "02:00").agentsPresent).toBe(1);
      expect(halfHourAt(advice, "10:00").agentsPresent).toBe(6);
      expect(halfHourAt(advice, "22:00").agentsPresent).toBe(4);
    }
  });

  it("counts with nobody where everybody of a published roster is on leave, and not with the plan", async () => {
    await callsCame(manager, "2026-11-13", { "10:00": 10 });
    const tomorrow = "2026-11-17";
    await setShift(manager, { code: "DAY", name: "白班", startTime: "08:00", endTime: "16:00", plannedHeads: 6 });
    await assign(manager, "DAY", tomorrow, [clerk(0)]);
    await publish(manager, tomorrow, tomorrow);
    const { askLeave } = await clerk(0).ask<{ askLeave: { leave: { id: string } } }>(
      "mutation ($input: AskLeaveInput!) { askLeave(input: $input) { leave { id } } }",
      { input: { kind: "SICK", firstDay: tomorrow, lastDay: tomorrow } },
    );
    await manager.ask("mutation ($input: DecideLeaveInput!) { decideLeave(input: $input) { leave { state } } }", {
      input: { leaveId: askLeave.leave.id, version: 1, isApproved: true },
    });
    const advice = await advise(manager, { ...eighty, day: tomorrow });
    expect(advice.presence).toBe("ROSTER");
    expect(halfHourAt(advice, "10:00")).toMatchObject({ agentsPresent: 0, isOverloaded: true });
    expect(codes(advice)).not.toContain("BY_PLAN");
  });

  it("counts with nobody on a day that was published empty", async () => {
    await callsCame(manager, "2026-11-13", { "10:00": 10 });
    await setShift(manager, { code: "DAY", name: "白班", startTime: "08:00", endTime: "16:00", plannedHeads: 6 });
    await publish(manager, "2026-11-17", "2026-11-17");
    const advice = await advise(world.as("cityA.analyst"), {
      ...{ ...eighty, day: "2026-11-17", bureau: world.code.cityACentre },
    });
    expect(advice.presence).toBe("ROSTER");
    expect(halfHourAt(advice, "10:00").agentsPresent).toBe(0);
  });

  it("takes a make-up day for a working day, and holidays for days of their own", async () => {
    stage.goTo("2026-10-12");
    // 10-10 is a Saturday that is worked, 10-01 to 10-07 are the National Day, 10-11 is a plain Sunday.
    for (const day of ["2026-10-05", "2026-10-09", "2026-10-10", "2026-10-11"]) {
      await callsCame(manager, day, { "10:00": 10 });
    }
    const calls = async (likeKind: string) =>
      (await advise(manager, { day: "2026-10-12", target: "EIGHTY_IN_20S", likeKind })).history;
    expect(await calls("WORKING")).toMatchObject({ daysWithCalls: 2, calls: 20 });
    expect(await calls("HOLIDAY")).toMatchObject({ daysWithCalls: 1, calls: 10 });
    expect(await calls("WEEKEND")).toMatchObject({ daysWithCalls: 1, calls: 10 });
  });

  it("has no handling time, and so no advice, where calls came and nobody answered any", async () => {
    const offeredAt = "2026-11-13T02:00:00.000Z";
    const endedAt = "2026-11-13T02:00:40.000Z";
    await manager.ask("mutation ($input: RecordCallsInput!) { recordCalls(input: $input) { created } }", {
      input: {
        source: "exchange",
        calls: [{ callId: "lost-1", revision: 1, outcome: "ABANDONED", offeredAt, endedAt }],
      },
    });
    const advice = await advise(manager, eighty);
    expect(advice).toMatchObject({ gap: "NO_TALKING_TIME", halfHours: [], history: { daysWithCalls: 1, calls: 1 } });
    expect(advice.gapText).toContain("none that was answered and has ended");
  });
});
