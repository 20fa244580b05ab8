import { beforeAll, describe, expect, it } from "vitest";
import { type Caller, expectCode, type Variables } from "../../api.js";
import { makeProvince, type PersonName, type World } from "../../world.js";
import {
  abandoned,
  answered,
  at,
  type CallNode,
  type CallPage,
  callFields,
  callOf,
  callsOf,
  list,
  newCallId,
  record,
  send,
  source,
  waiting,
} from "./calling.js";

let world: World;
let manager: Caller;

beforeAll(async () => {
  world = await makeProvince();
  manager = world.as("cityACentre.shiftManager");
});

const days = { from: "2026-11-02", until: "2026-11-02" };

describe("calls", () => {
  it("are seen by the bureau that took them and by whoever stands above, and by nobody else", async () => {
    const callId = newCallId();
    await record(manager, answered(callId));
    const sees = async (name: PersonName) =>
      (await callsOf(world.as(name), days)).some((call) => call.callId === callId);
    for (const name of [
      "cityACentre.head",
      "cityA.analyst",
      "province.supervisor",
      "cityACentre.operator",
      "provinceCentre.operator",
    ] as const) {
      expect([name, await sees(name)]).toEqual([name, true]);
    }
    for (const name of ["cityBCentre.operator", "countyA1.head", "cityAPrice.head", "cityB.analyst"] as const) {
      expect([name, await sees(name)]).toEqual([name, false]);
    }
    expectCode(await list(world.as("cityA.handler")), "FORBIDDEN");
  });

  it("show even the masked number at the bureau alone that took them (art. 37 of Order 121)", async () => {
    const own = await makeProvince();
    await record(own.as("cityACentre.shiftManager"), answered(newCallId()));
    expect((await callsOf(own.as("cityACentre.shiftManager")))[0]?.callerMasked).toBe("138****5678");
    expect((await callsOf(own.as("province.analyst")))[0]?.callerMasked).toBeNull();
  });

  it("come newest first, page by page", async () => {
    const own = (await makeProvince()).as("cityACentre.shiftManager");
    const calls = Array.from({ length: 7 }, (_, place) => abandoned(newCallId(), { offeredAt: at(place % 3) }));
    await record(own, ...calls);
    const [pages, seen]: [number[], CallNode[]] = [[], []];
    for (let after: string | null = null, isMore = true; isMore; ) {
      const page: CallPage = (await list(own, { first: 3, after })).data.calls;
      pages.push(page.nodes.length);
      seen.push(...page.nodes);
      expect(page.totalCount).toBe(7);
      [after, isMore] = [page.pageInfo.endCursor, page.pageInfo.hasNextPage];
    }
    expect(pages).toEqual([3, 3, 1]);
    expect(new Set(seen.map(({ callId }) => callId)).size).toBe(7);
    const instants = seen.map(({ offeredAt }) => offeredAt);
    expect(instants).toEqual([...instants].sort().reverse());
  });

  it("are narrowed by bureau, days, outcome, number at the desk, queue, and seconds", async () => {
    const own = await makeProvince();
    const centre = own.as("cityACentre.shiftManager");
    const [long, short, other, lost] = ["long", "short", "other", "lost"];
    await record(
      centre,
      answered(long, { endedAt: at(2412), operatorNumber: "5002", queue: "咨询" }),
      answered(short, {
        offeredAt: at(0, "2026-11-01"),
        answeredAt: at(1, "2026-11-01"),
        endedAt: at(9, "2026-11-01"),
      }),
      abandoned(lost),
    );
    await record(own.as("cityBCentre.shiftManager"), answered(other));
    const found = async (filter: Variables) =>
      (await callsOf(own.as("province.analyst"), filter)).map(({ callId }) => callId).sort();
    expect(await found({})).toEqual([long, lost, other, short].sort());
    expect(await found({ bureau: own.code.cityBCentre })).toEqual([other]);
    expect(await found({ until: "2026-11-01" })).toEqual([short]);
    expect(await found({ from: "2026-11-02" })).toEqual([long, lost, other].sort());
    expect(await found({ ...days, outcomes: ["ABANDONED"] })).toEqual([lost]);
    expect(await found({ ...days, operatorNumber: "5002" })).toEqual([long]);
    expect(await found({ ...days, queue: "咨询" })).toEqual([long]);
    expect(await found({ ...days, minimumTalkingSeconds: 2400 })).toEqual([long]);
    expect(await found({ ...days, minimumWaitingSeconds: 40 })).toEqual([lost]);
  });

  it.each<[string, Variables]>([
    ["filter.from", { outcomes: ["ABANDONED"] }],
    ["filter.from", { from: "2026-10-01", until: "2026-11-01", queue: "咨询" }],
    ["filter.until", { from: "2026-11-02", until: "2026-11-01" }],
    ["filter.outcomes", { ...days, outcomes: [] }],
    ["filter.bureau", { bureau: "a b" }],
    ["filter.operatorNumber", { ...days, operatorNumber: "五" }],
    ["filter.queue", { ...days, queue: "q".repeat(41) }],
    ["filter.minimumTalkingSeconds", { ...days, minimumTalkingSeconds: -1 }],
  ])("refuse %s that is not sound", async (field, filter) => {
    expectCode(await list(manager, { filter }), "INVALID_INPUT", field);
  });
});

describe("call", () => {
  const read = (caller: Caller, id: string) =>
    caller.gql<{ call: CallNode }>(`query ($id: ID!) { call(id: $id) { ${callFields} } }`, { id });
  const again = (caller: Caller, id: string) =>
    caller.gql<object>(`query ($id: ID!) { node(id: $id) { ... on Call { ${callFields} } } }`, { id });

  it("is read by its identifier, as a node too, and is NOT_FOUND for whoever does not see it", async () => {
    const callId = newCallId();
    await record(manager, answered(callId));
    const call = await callOf(manager, callId);
    expect((await read(manager, call.id)).data).toEqual({ call });
    expect((await again(manager, call.id)).data).toEqual({ node: call });
    for (const name of ["cityBCentre.shiftManager", "cityACentre.handler"] as const) {
      expectCode(await again(world.as(name), call.id), "NOT_FOUND");
    }
    expectCode(await read(world.as("cityBCentre.shiftManager"), call.id), "NOT_FOUND", "id");
    expectCode(await read(manager, "nonsense"), "NOT_FOUND", "id");
  });
});

describe("callIntake", () => {
  const document = `query ($id: ID, $source: String, $callId: String) { callIntake(id: $id, source: $source, callId: $callId) {
    call { id callerMasked } isKnownNumber earlierCallCount earlierCalls { callId } } }`;
  const ask = (caller: Caller, variables: Variables) => caller.gql<{ callIntake: object }>(document, variables);

  it("tells nothing of the calls of the number to other bureaus, whose tickets may be reports", async () => {
    const own = await makeProvince();
    const [centre, above] = [own.as("cityACentre.shiftManager"), own.as("provinceCentre.shiftManager")];
    const caller = "13900000009";
    await record(centre, abandoned(newCallId(), { offeredAt: at(-900), endedAt: at(-890), caller }));
    const callId = newCallId();
    await record(above, waiting(callId, { caller }));
    expect((await ask(above, { source, callId })).data.callIntake).toMatchObject({
      ...{ isKnownNumber: true, earlierCallCount: 0, earlierCalls: [] },
    });
  });

  it("tells of the earlier calls of the number, however it was written", async () => {
    const own = await makeProvince();
    const centre = own.as("cityACentre.shiftManager");
    await record(
      centre,
      answered("first", { offeredAt: at(-900), answeredAt: at(-880), endedAt: at(-800), caller: "+86 139 0000 0001" }),
      abandoned("second", { offeredAt: at(-600), endedAt: at(-590), caller: "013900000001" }),
      abandoned("taken back", {
        outcome: "VOID",
        callId: "void",
        offeredAt: at(-500),
        endedAt: at(-490),
        caller: "13900000001",
      }),
      abandoned("another", { offeredAt: at(-400), endedAt: at(-390), caller: "13900000002" }),
      waiting("now", { caller: "13900000001" }),
      abandoned("later", { offeredAt: at(60), endedAt: at(70), caller: "13900000001" }),
    );
    await record(
      own.as("cityBCentre.shiftManager"),
      abandoned("elsewhere", { offeredAt: at(-60), endedAt: at(-50), caller: "13900000001" }),
    );
    const now = await callOf(centre, "now");
    const known = {
      ...{ call: { id: now.id, callerMasked: "139****0001" }, isKnownNumber: true, earlierCallCount: 2 },
      earlierCalls: [{ callId: "second" }, { callId: "first" }],
    };
    expect((await ask(centre, { source, callId: "now" })).data.callIntake).toEqual(known);
    expect((await ask(centre, { id: now.id })).data.callIntake).toEqual(known);
  });

  it("says that nothing is known where the caller hides his number", async () => {
    const callId = newCallId();
    await record(manager, waiting(callId, { caller: null }));
    expect((await ask(world.as("cityACentre.operator"), { source, callId })).data.callIntake).toMatchObject({
      ...{ isKnownNumber: false, earlierCallCount: 0, earlierCalls: [] },
    });
  });

  it("is for the bureau that the call came to", async () => {
    const callId = newCallId();
    await record(manager, waiting(callId));
    const { id } = await callOf(manager, callId);
    expectCode(await ask(world.as("cityBCentre.shiftManager"), { id }), "NOT_FOUND", "id");
    expectCode(await ask(world.as("cityBCentre.shiftManager"), { source, callId }), "NOT_FOUND", "callId");
    expectCode(await ask(world.as("provinceCentre.shiftManager"), { id }), "FORBIDDEN");
    expectCode(await ask(world.as("cityACentre.handler"), { id }), "FORBIDDEN");
  });

  it("wants the call named in one way", async () => {
    for (const variables of [{}, { source }, { callId: "x" }, { id: "x", source, callId: "x" }]) {
      expectCode(await ask(manager, variables), "INVALID_INPUT", "id");
    }
    expectCode(await ask(manager, { source: "a b", callId: "x" }), "NOT_FOUND", "callId");
  });
});

describe("recordCalls of a program", () => {
  it("takes a call that is there in two telephone systems as two", async () => {
    const callId = newCallId();
    await record(manager, answered(callId));
    await send(manager, [answered(callId)], "second-exchange");
    const found = (await callsOf(manager, days)).filter((call) => call.callId === callId);
    expect(found.map((call) => call.source).sort()).toEqual([source, "second-exchange"]);
  });
});
