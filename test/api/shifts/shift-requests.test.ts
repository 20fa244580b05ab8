import { describe, expect, it } from "vitest";
import type { Caller } from "../../api.js";
import { expectCode } from "../../api.js";
import {
  entryOf,
  night,
  personId,
  type RequestAnswer,
  rosterOf,
  run,
  send,
  setShiftStage,
  turnOf,
} from "./shifting.js";

describe("swaps and leave", () => {
  const stage = setShiftStage();
  const manager = () => stage.as("cityACentre.shiftManager");
  const operator = () => stage.as("cityACentre.operator");
  const dispatcher = () => stage.as("cityACentre.dispatcher");

  const assign = async (person: Caller, day: string, shift = "NIGHT") => {
    const { roster } = await run(manager(), "assignShift", {
      ...{ shift, days: [day], people: [personId(person)], reason: "排班" },
    });
    return turnOf(roster, day, shift, person).assignmentId;
  };

  const listed = async (caller: Caller, list: "shiftSwaps" | "leaves", view: "MINE" | "BUREAU") => {
    const data = await caller.ask<Record<string, { nodes: RequestAnswer[] }>>(
      `query ($view: ShiftRequestView!) { ${list}(view: $view) { totalCount nodes { id state } } }`,
      { view },
    );
    return data[list]?.nodes.map(({ state }) => state);
  };

  it("exchange the people of two shifts once both and the shift manager agree", async () => {
    await run(manager(), "setShift", night({ validFrom: "2026-09-07" }));
    await run(manager(), "publishRoster", { from: "2026-09-08", to: "2026-09-30" });
    const given = await assign(operator(), "2026-09-10");
    const taken = await assign(dispatcher(), "2026-09-12");
    const asked = personId(dispatcher());
    const { swap } = await run(operator(), "askShiftSwap", { given, taken, asked, remark: "家中有事" });
    expect(swap).toMatchObject({ state: "ASKED", given: { day: "2026-09-10" }, taken: { day: "2026-09-12" } });
    expectCode(await send(operator(), "askShiftSwap", { given, asked }), "INVALID_INPUT", "given");
    const step = { swapId: swap.id, version: 1 };
    expectCode(await send(manager(), "decideShiftSwap", { ...step, isApproved: true }), "ILLEGAL_TRANSITION");
    expectCode(await send(operator(), "answerShiftSwap", { ...step, agrees: true }), "FORBIDDEN");
    const third = stage.as("cityACentre.handler");
    expectCode(await send(third, "answerShiftSwap", { ...step, agrees: true }), "NOT_FOUND", "swapId");
    expect(await listed(third, "shiftSwaps", "MINE")).toEqual([]);
    expectCode(await third.gql("{ shiftSwaps(view: BUREAU) { totalCount } }"), "FORBIDDEN");
    expectCode(await send(dispatcher(), "answerShiftSwap", { ...step, version: 2, agrees: true }), "CONFLICT");
    await run(dispatcher(), "answerShiftSwap", { ...step, agrees: true });
    expect(await listed(manager(), "shiftSwaps", "BUREAU")).toEqual(["AGREED"]);
    const decision = { ...step, version: 2, isApproved: true };
    expectCode(await send(dispatcher(), "decideShiftSwap", decision), "FORBIDDEN");
    expect((await run(manager(), "decideShiftSwap", decision)).swap).toMatchObject({ state: "APPROVED", version: 3 });
    const roster = await rosterOf(manager(), "2026-09-10", "2026-09-12");
    expect(turnOf(roster, "2026-09-10", "NIGHT", dispatcher()).version).toBe(2);
    expect(turnOf(roster, "2026-09-12", "NIGHT", operator()).version).toBe(2);
    expectCode(await send(operator(), "withdrawShiftSwap", { ...step, version: 3 }), "ILLEGAL_TRANSITION");
    const node = `query ($id: ID!) { node(id: $id) { id } }`;
    expect(await dispatcher().ask(node, { id: swap.id })).toEqual({ node: { id: swap.id } });
    expectCode(await third.gql(node, { id: swap.id }), "NOT_FOUND");
  });

  it("exchange shifts of the same hours too", async () => {
    await run(manager(), "setShift", night({ code: "NIGHT_TWO", name: "夜班二组" }));
    const given = await assign(operator(), "2026-09-20");
    const taken = await assign(dispatcher(), "2026-09-20", "NIGHT_TWO");
    const { swap } = await run(operator(), "askShiftSwap", { given, taken, asked: personId(dispatcher()) });
    await run(dispatcher(), "answerShiftSwap", { swapId: swap.id, version: 1, agrees: true });
    await run(manager(), "decideShiftSwap", { swapId: swap.id, version: 2, isApproved: true });
    const roster = await rosterOf(manager(), "2026-09-20");
    expect(turnOf(roster, "2026-09-20", "NIGHT_TWO", operator()).isPublished).toBe(true);
  });

  it("are refused where the other has a shift then, and can be refused or withdrawn by the two", async () => {
    const given = await assign(operator(), "2026-09-14");
    await assign(dispatcher(), "2026-09-14", "NIGHT_TWO");
    const asked = personId(dispatcher());
    const ask = async () => (await run(operator(), "askShiftSwap", { given, asked })).swap;
    const one = await ask();
    await run(dispatcher(), "answerShiftSwap", { swapId: one.id, version: 1, agrees: true });
    const approval = { swapId: one.id, version: 2, isApproved: true };
    expectCode(await send(manager(), "decideShiftSwap", approval), "INVALID_INPUT", "asked");
    expectCode(await send(manager(), "decideShiftSwap", { ...approval, isApproved: false }), "INVALID_INPUT", "reason");
    const refusal = { ...approval, isApproved: false, reason: "对方当晚有班" };
    expect((await run(manager(), "decideShiftSwap", refusal)).swap).toMatchObject({ state: "REFUSED", version: 3 });
    const two = await ask();
    expect((await run(dispatcher(), "answerShiftSwap", { swapId: two.id, version: 1, agrees: false })).swap.state).toBe(
      "REFUSED",
    );
    const three = await ask();
    expect((await run(operator(), "withdrawShiftSwap", { swapId: three.id, version: 1 })).swap.state).toBe("WITHDRAWN");
    // Another's shift is as good as none.
    expectCode(await send(dispatcher(), "askShiftSwap", { given, asked: personId(operator()) }), "NOT_FOUND", "given");
    stage.goTo("2026-09-14", "20:00");
    expectCode(await send(operator(), "askShiftSwap", { given, asked }), "INVALID_INPUT", "given");
    stage.goTo("2026-09-07");
  });

  it("show the holes that leave tears, and heal when it is withdrawn", async () => {
    await assign(operator(), "2026-09-24");
    const asked = await run(operator(), "askLeave", {
      ...{ kind: "SICK", firstDay: "2026-09-24", lastDay: "2026-09-25", remark: "就医" },
    });
    expect(asked.leave.tornShifts).toEqual([{ day: "2026-09-24", shift: "NIGHT", isOnLeave: false }]);
    const step = { leaveId: asked.leave.id, version: 1 };
    expectCode(await send(dispatcher(), "withdrawLeave", step), "NOT_FOUND", "leaveId");
    expectCode(await send(operator(), "decideLeave", { ...step, isApproved: true }), "FORBIDDEN");
    expectCode(
      await send(operator(), "askLeave", { kind: "ANNUAL", firstDay: "2026-09-25", lastDay: "2026-09-26" }),
      "INVALID_INPUT",
      "firstDay",
    );
    const { leave } = await run(manager(), "decideLeave", { ...step, isApproved: true });
    expect(leave).toMatchObject({ state: "APPROVED", version: 2, tornShifts: [{ isOnLeave: true }] });
    const torn = entryOf(await rosterOf(manager(), "2026-09-24"), "2026-09-24", "NIGHT");
    expect(torn).toMatchObject({ presentHeads: 0, holes: 1, warnings: ["NO_LEADER", "BELOW_PLAN"] });
    expectCode(
      await send(manager(), "assignShift", {
        ...{ shift: "NIGHT", days: ["2026-09-25"], people: [personId(operator())], reason: "加强" },
      }),
      "INVALID_INPUT",
      "people.0",
    );
    await run(operator(), "withdrawLeave", { leaveId: leave.id, version: 2 });
    expect(entryOf(await rosterOf(manager(), "2026-09-24"), "2026-09-24", "NIGHT")).toMatchObject({
      ...{ presentHeads: 1, holes: 0 },
    });
    const { rosterChanges } = await manager().ask<{ rosterChanges: { nodes: { verb: string }[] } }>(
      `{ rosterChanges(from: "2026-09-24", to: "2026-09-24") { nodes { verb } } }`,
    );
    expect(rosterChanges.nodes.map(({ verb }) => verb).sort()).toEqual(["ASSIGNED", "BACK_FROM_LEAVE", "ON_LEAVE"]);
  });

  it("are asked for days to come, decided by somebody else, and listed to oneself and the shift manager", async () => {
    const past = { kind: "ANNUAL", firstDay: "2026-09-06", lastDay: "2026-09-06" };
    expectCode(await send(dispatcher(), "askLeave", past), "INVALID_INPUT", "firstDay");
    expectCode(
      await send(dispatcher(), "askLeave", { ...past, firstDay: "2026-09-09", lastDay: "2026-09-08" }),
      "INVALID_INPUT",
      "lastDay",
    );
    const days = { firstDay: "2026-10-12", lastDay: "2026-10-13" };
    const own = await run(manager(), "askLeave", { kind: "ANNUAL", ...days });
    const step = { leaveId: own.leave.id, version: 1, isApproved: true };
    expectCode(await send(manager(), "decideLeave", step), "FORBIDDEN");
    const head = stage.as("cityACentre.head");
    expectCode(await send(head, "decideLeave", { ...step, isApproved: false }), "INVALID_INPUT", "reason");
    await run(head, "decideLeave", { ...step, isApproved: false, reason: "人手不足" });
    expect(await listed(manager(), "leaves", "MINE")).toEqual(["REFUSED"]);
    expect(await listed(head, "leaves", "BUREAU")).toContain("REFUSED");
    expect(await listed(dispatcher(), "leaves", "MINE")).toEqual([]);
    // Leave is the bureau's own, before whoever stands above it too.
    const id = own.leave.id;
    expectCode(await stage.as("province.head").gql("query ($id: ID!) { node(id: $id) { id } }", { id }), "NOT_FOUND");
  });
});
