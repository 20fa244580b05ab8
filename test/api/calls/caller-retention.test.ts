import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createCallerRetention } from "../../../src/modules/calls/index.js";
import { jobTallies } from "../../../src/modules/jobs/index.js";
import { type Caller, expectCode } from "../../api.js";
import { jobTools } from "../../jobs.js";
import { type Stage, setStage } from "../../stage.js";
import type { World } from "../../world.js";
import { totalsOf } from "../statistics/asking.js";
import { answered, at, callOf, callsOf, record } from "./calling.js";

let stage: Stage;
let world: World;
let manager: Caller;

beforeAll(async () => {
  stage = await setStage("2026-11-02");
});

afterAll(() => stage.close());

const days = 100;

const run = () =>
  createCallerRetention(days).run({ ...jobTools(undefined, stage.clock), province: world.code.province });

const reveal = (callId: string) =>
  manager.gql<{ revealCaller: { caller: string | null } }>(
    "mutation ($input: RevealCallerInput!) { revealCaller(input: $input) { caller } }",
    { input: { callId, purpose: "CALL_BACK" } },
  );

const onDay = (day: string) => ({ offeredAt: at(0, day), answeredAt: at(12, day), endedAt: at(312, day) });

async function keptOf(callId: string): Promise<object | undefined> {
  const rows = await world.database.asSystem("a test looks at rows as they lie", (tx) =>
    tx.execute(sql`SELECT caller_digest, caller_masked, key_id, sealed, caller_dropped_at IS NOT NULL AS dropped
      FROM calls WHERE bureau = ${world.code.cityACentre} AND call_id = ${callId}`),
  );
  return rows[0];
}

const gone = { caller_digest: null, caller_masked: null, key_id: null, sealed: null, dropped: true };

// The last day whose numbers are kept is the hundredth before the 10th of February.
const [old, lastKept, later] = ["2026-11-01", "2026-11-02", "2027-02-10"];

describe("the numbers of callers", () => {
  beforeAll(async () => {
    world = await stage.makeProvince();
    manager = world.as("cityACentre.shiftManager");
    await record(manager, answered("old", onDay(old)), answered("hidden", { ...onDay(old), caller: null }));
    stage.goTo("2026-11-03");
    await record(manager, answered("kept", onDay(lastKept)));
    stage.goTo(later);
  });

  it("are dropped when they were kept for long enough, with digest and mask, and counted; those of later calls stay", async () => {
    const tools = jobTools(undefined, stage.clock);
    const before = jobTallies(tools.database).get("caller-retention")?.done ?? 0;
    const numbers = () =>
      totalsOf(world.as("cityA.analyst"), {
        measures: ["CALLS_OFFERED", "CALLS_ANSWERED"],
        period: { from: old, to: lastKept },
      });
    const counted = await numbers();
    expect(await run()).toEqual({ dropped: 1 });
    expect(jobTallies(tools.database).get("caller-retention")?.done).toBe(before + 1);
    expect(await keptOf("old")).toEqual(gone);
    expect(await keptOf("kept")).toMatchObject({ caller_masked: "138****5678", dropped: false });
    expect(await keptOf("hidden")).toMatchObject({ caller_masked: null, dropped: false });
    expect(await numbers()).toEqual(counted);
  });

  it("are dropped once, and not again", async () => {
    expect(await run()).toEqual({ dropped: 0 });
  });

  it("are told of as dropped, and refused to whoever asks for them", async () => {
    const found = await manager.ask<{ calls: { nodes: { callId: string; callerDroppedAt: string | null }[] } }>(
      "{ calls { nodes { callId callerMasked callerDroppedAt } } }",
    );
    const droppedAt = stage.clock.now().toISOString();
    expect(found.calls.nodes).toEqual(
      [
        { callId: "kept", callerMasked: "138****5678", callerDroppedAt: null },
        ...["hidden", "old"].map((callId) => ({
          callId,
          callerMasked: null,
          callerDroppedAt: callId === "old" ? droppedAt : null,
        })),
      ].sort(byPlaceIn(found.calls.nodes)),
    );
    const call = await callOf(manager, "old");
    expectCode(await reveal(call.id), "ILLEGAL_TRANSITION");
    expect((await reveal((await callOf(manager, "hidden")).id)).data.revealCaller.caller).toBeNull();
    const [above] = (await callsOf(world.as("province.analyst"), { until: old })).filter(
      ({ callId }) => callId === "old",
    );
    expect(above).toMatchObject({ callerMasked: null });
  });

  it("know nobody again at the next call", async () => {
    const { callIntake } = await manager.ask<{ callIntake: object }>(
      `{ callIntake(source: "exchange", callId: "kept") { earlierCallCount isKnownNumber } }`,
    );
    expect(callIntake).toEqual({ earlierCallCount: 0, isKnownNumber: true });
  });

  it("do not come back with a late correction, whose other values are taken", async () => {
    const changed = answered("old", { ...onDay(old), revision: 9, queue: "更正", caller: "13900000001" });
    expect(await record(manager, changed)).toMatchObject({ updated: 1 });
    expect(await keptOf("old")).toEqual(gone);
    expect(await callOf(manager, "old")).toMatchObject({ queue: "更正", callerMasked: null });
    // Nor where it says that the call came in much later.
    await record(manager, answered("old", { ...onDay("2027-02-09"), revision: 10 }));
    expect(await keptOf("old")).toEqual(gone);
  });

  it("of a call that is told for the first time when it is too old are dropped by the next run", async () => {
    await record(manager, answered("late", onDay(old)));
    expect(await run()).toEqual({ dropped: 1 });
    expect(await keptOf("late")).toEqual(gone);
  });

  it("are dropped in small batches, each by the index of those that are kept", async () => {
    const many = Array.from({ length: 600 }, (_, place) => answered(`many-${place}`, onDay(old)));
    await record(manager, ...many);
    let asked = 0;
    const tools = { ...jobTools(undefined, stage.clock), province: world.code.province };
    const half = { ...tools, isStopped: () => asked++ > 0 };
    expect(await createCallerRetention(days).run(half)).toEqual({ dropped: 500 });
    expect(await run()).toEqual({ dropped: 100 });
    const plan = await world.database.asSystem("a test asks how rows are found", async (tx) => {
      await tx.execute(sql`SET LOCAL enable_seqscan = off`);
      return tx.execute(sql`EXPLAIN SELECT id FROM calls WHERE caller_masked IS NOT NULL AND offered_on < '2020-01-01'
        ORDER BY offered_on LIMIT 500`);
    });
    expect(JSON.stringify(plan)).toContain("calls_caller_kept");
  });
});

// Calls of one instant come in the order of their identifiers.
function byPlaceIn(order: readonly { callId: string }[]) {
  const place = (wanted: string) => order.findIndex(({ callId }) => callId === wanted);
  return (one: { callId: string }, other: { callId: string }) => place(one.callId) - place(other.callId);
}
