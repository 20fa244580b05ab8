import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { type Caller, expectCode } from "../../api.js";
import { makeProvince, type World } from "../../world.js";
import { abandoned, answered, at, callOf, newCallId, record, seatAt, send, source, waiting } from "./calling.js";

let world: World;
let manager: Caller;

beforeAll(async () => {
  world = await makeProvince();
  manager = world.as("cityACentre.shiftManager");
});

describe("recordCalls", () => {
  it("records calls of one's own bureau, with what follows from their instants", async () => {
    const [talked, gaveUp, waits] = [newCallId(), newCallId(), newCallId()];
    const recorded = await record(manager, answered(talked), abandoned(gaveUp), waiting(waits));
    expect(recorded).toEqual({ created: 3, updated: 0, unchanged: 0, stale: 0, unapplied: [] });
    expect(await callOf(manager, talked)).toMatchObject({
      ...{ source, outcome: "ANSWERED", offeredAt: at(0), answeredAt: at(12), endedAt: at(312), queue: "投诉举报" },
      ...{ waitingSeconds: 12, talkingSeconds: 300, operatorNumber: "5001", callerMasked: "138****5678" },
      ...{ bureau: { code: world.code.cityACentre }, operator: null, transferredTo: null },
    });
    expect(await callOf(manager, gaveUp)).toMatchObject({
      waitingSeconds: 40,
      talkingSeconds: null,
      answeredAt: null,
    });
    expect(await callOf(manager, waits)).toMatchObject({ waitingSeconds: null, talkingSeconds: null, endedAt: null });
  });

  it("takes the seconds that a system counts otherwise, such as without an announcement", async () => {
    const callId = newCallId();
    await record(manager, answered(callId, { waitingSeconds: 4, talkingSeconds: 290 }));
    expect(await callOf(manager, callId)).toMatchObject({ waitingSeconds: 4, talkingSeconds: 290 });
  });

  it("changes a call by a later revision, and by no other", async () => {
    const callId = newCallId();
    await record(manager, waiting(callId));
    expect(await record(manager, answered(callId))).toMatchObject({ created: 0, updated: 1 });
    expect(await record(manager, answered(callId))).toEqual({
      ...{ created: 0, updated: 0, unchanged: 1, stale: 0 },
      unapplied: [{ callId, outcome: "UNCHANGED", revision: "3" }],
    });
    expect(await record(manager, abandoned(callId))).toEqual({
      ...{ created: 0, updated: 0, unchanged: 0, stale: 1 },
      unapplied: [{ callId, outcome: "STALE", revision: "3" }],
    });
    expect(await callOf(manager, callId)).toMatchObject({ outcome: "ANSWERED" });
    await record(manager, abandoned(callId, { revision: 4, caller: null }));
    expect(await callOf(manager, callId)).toMatchObject({
      ...{ outcome: "ABANDONED", answeredAt: null, talkingSeconds: null, waitingSeconds: 40 },
      ...{ operatorNumber: null, callerMasked: null },
    });
  });

  it("takes instants for revisions where a system counts none", async () => {
    const callId = newCallId();
    const later = { revision: undefined, changedAt: at(400) };
    await record(manager, answered(callId, later));
    const before = await record(manager, waiting(callId, { revision: undefined, changedAt: at(1) }));
    expect(before).toMatchObject({ stale: 1, unapplied: [{ revision: String(Date.parse(at(400))) }] });
  });

  it("keeps the calls of two systems apart, and those of two bureaus", async () => {
    const callId = newCallId();
    const other = world.as("cityBCentre.shiftManager");
    await record(manager, answered(callId));
    expect(await record(other, abandoned(callId))).toMatchObject({ created: 1 });
    expect((await send(manager, [abandoned(callId)], "other-system")).data).toMatchObject({
      recordCalls: { created: 1 },
    });
  });

  it("names the person of the bureau whose number at the desk it is, and nobody where two have it", async () => {
    await seatAt(world, world.as("cityACentre.shiftManager"), "5301");
    await seatAt(world, world.as("cityACentre.dispatcher"), "5302");
    await seatAt(world, world.as("cityACentre.handler"), "5302");
    const [one, two] = [newCallId(), newCallId()];
    await record(manager, answered(one, { operatorNumber: "5301" }), answered(two, { operatorNumber: "5302" }));
    expect((await callOf(manager, one)).operator).toEqual({ login: manager.login });
    expect((await callOf(manager, two)).operator).toBeNull();
  });

  it("leaves out what a system took back", async () => {
    const callId = newCallId();
    await record(manager, answered(callId), abandoned(newCallId()));
    await record(manager, answered(callId, { revision: 9, outcome: "VOID" }));
    const found = await manager.ask<{ calls: { nodes: { callId: string }[] } }>(
      "{ calls(first: 100) { nodes { callId } } }",
    );
    expect(found.calls.nodes.map((call) => call.callId)).not.toContain(callId);
    // A record that was taken back by mistake comes again.
    await record(manager, answered(callId, { revision: 10 }));
    expect(await callOf(manager, callId)).toMatchObject({ outcome: "ANSWERED" });
  });

  it("writes one entry of the audit and one event of counts for a batch, and none where nothing changed", async () => {
    const own = world.as("countyB2.shiftManager");
    const [first, second] = [newCallId(), newCallId()];
    await record(own, answered(first), abandoned(second));
    await record(own, answered(first), abandoned(second));
    const rows = await world.database.asSystem("a test looks at what was recorded", async (tx) => {
      const told = await tx.execute<{ payload: object }>(
        sql`SELECT payload FROM event_log WHERE bureau = ${world.code.countyB2} AND type = 'calls.recorded'
          UNION ALL SELECT payload FROM outbox_events WHERE bureau = ${world.code.countyB2} AND type = 'calls.recorded'`,
      );
      const audit = await tx.execute<{ detail: object }>(
        sql`SELECT detail FROM audit_entries WHERE bureau = ${world.code.countyB2} AND action = 'call.record'`,
      );
      return { told: [...told], audit: [...audit] };
    });
    const counts = { created: 2, updated: 0, firstDay: "2026-11-02", lastDay: "2026-11-02" };
    expect(rows).toEqual({ told: [{ payload: counts }], audit: [{ detail: { source, ...counts } }] });
  });

  it("keeps the number of a caller sealed", async () => {
    const callId = newCallId();
    await record(manager, answered(callId, { caller: "13900001111" }));
    const [row] = await world.database.asSystem("a test looks at rows as they lie", (tx) =>
      tx.execute<{ text: string }>(sql`SELECT calls::text || encode(sealed, 'escape') AS text FROM calls
        WHERE bureau = ${world.code.cityACentre} AND call_id = ${callId}`),
    );
    expect(row?.text).toContain("139****1111");
    expect(row?.text).not.toContain("13900001111");
    expect(row?.text).not.toContain("00001111");
  });

  it("is for those who run the telephones of a bureau", async () => {
    for (const name of ["cityACentre.shiftManager", "cityACentre.administrator"] as const) {
      expect(await record(world.as(name), answered(newCallId()))).toMatchObject({ created: 1 });
    }
    for (const name of [
      "cityACentre.operator",
      "cityACentre.handler",
      "cityACentre.head",
      "cityACentre.auditor",
    ] as const) {
      expectCode(await send(world.as(name), [answered(newCallId())]), "FORBIDDEN");
    }
  });
});

describe("recordCalls refuses", () => {
  const future = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();

  it.each([
    ["no revision", "revision", { revision: null }],
    ["two kinds of revision", "revision", { changedAt: at(1) }],
    ["a negative revision", "revision", { revision: -1 }],
    ["an identifier with a space", "callId", { callId: "a b" }],
    ["an identifier that is too long", "callId", { callId: "x".repeat(65) }],
    ["an identifier that holds a mobile number", "callId", { callId: "13912345678-20261122" }],
    [
      "an identifier that holds the caller's number",
      "callId",
      { callId: "20261122-0512-65221234", caller: "0512-65221234" },
    ],
    ["a queue that is named after a mobile number", "queue", { queue: "转13912345678" }],
    ["a call before there was a hotline", "offeredAt", { offeredAt: "1998-01-01T00:00:00Z" }],
    ["a call that was answered before it came in", "answeredAt", { answeredAt: at(-1) }],
    ["a call that ended before it was answered", "endedAt", { endedAt: at(11) }],
    ["a call of more than a day", "endedAt", { endedAt: at(86_401) }],
    [
      "a call that ends in ten minutes",
      "endedAt",
      { offeredAt: future(-1), answeredAt: future(-1), endedAt: future(10) },
    ],
    ["an answered call without the instant", "answeredAt", { answeredAt: null }],
    ["an answered call without its end", "endedAt", { endedAt: null }],
    ["an abandoned call that was answered", "answeredAt", { outcome: "ABANDONED" }],
    ["a waiting call that has ended", "endedAt", { outcome: "WAITING", answeredAt: null }],
    ["a talk that has ended", "endedAt", { outcome: "TALKING" }],
    ["negative seconds of waiting", "waitingSeconds", { waitingSeconds: -1 }],
    ["negative seconds of talking", "talkingSeconds", { talkingSeconds: -1 }],
    ["more waiting than there was time", "waitingSeconds", { waitingSeconds: 14 }],
    ["talking where nobody answered", "talkingSeconds", { outcome: "ABANDONED", answeredAt: null, talkingSeconds: 1 }],
    ["a target of a call that was not transferred", "transferredTo", { transferredTo: "12345" }],
    ["a number at the desk of another form", "operatorNumber", { operatorNumber: "五零零一" }],
    ["a queue with a control character", "queue", { queue: "a\u0007" }],
    ["an empty number", "caller", { caller: " " }],
    ["a number that is too long", "caller", { caller: "1".repeat(41) }],
  ])("%s, and the whole batch with it", async (_, field, wrong) => {
    const good = newCallId();
    const refused = await send(manager, [answered(good), answered(newCallId(), wrong)]);
    expectCode(refused, "INVALID_INPUT", `calls[1].${field}`);
    const found = await manager.ask<{ calls: { nodes: { callId: string }[] } }>(
      "{ calls(first: 100) { nodes { callId } } }",
    );
    expect(found.calls.nodes.map(({ callId }) => callId)).not.toContain(good);
  });

  it("two records of one call", async () => {
    const callId = newCallId();
    expectCode(await send(manager, [waiting(callId), answered(callId)]), "INVALID_INPUT", "calls[1].callId");
  });

  it("an empty batch, one that is too large, and a wrong name of a system", async () => {
    expectCode(await send(manager, []), "INVALID_INPUT", "calls");
    const many = Array.from({ length: 1001 }, (_, position) => answered(`many-${position}`));
    expectCode(await send(manager, many), "TOO_LARGE", "variables.input.calls");
    expectCode(await send(manager, [answered(newCallId())], "话务 系统"), "INVALID_INPUT", "source");
  });

  it("an outcome that there is not", async () => {
    const { errors } = await send(manager, [answered(newCallId(), { outcome: "MISSED" })]);
    expect(errors?.[0]?.extensions.code).toBe("INVALID_INPUT");
  });
});
