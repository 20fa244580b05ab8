import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectCode, type Variables } from "../../api.js";
import { latestPosition, relayNow } from "../../events.js";
import { actorNamed, contextAs, openAs, refusalOf } from "../../sources.js";
import { type Stage, setStage } from "../../stage.js";
import type { World } from "../../world.js";
import { abandoned, answered, at, newCallId, record, seatAt, source, waiting } from "./calling.js";

let stage: Stage;
let world: World;

beforeAll(async () => {
  stage = await setStage("2026-11-02");
});

afterAll(() => stage.close());

const fields = `waiting longestWaitSince talking lastHalfHour { offered answered abandoned connectionRate }
  today { since offered answered abandoned connectionRate } seatsByState { state count }
  seats { operatorNumber state since operator { login } } bureau { code }`;

interface Board {
  waiting: number;
  longestWaitSince: string | null;
  talking: number;
  lastHalfHour: object;
  today: object;
  seatsByState: { state: string; count: number }[];
  seats: { operatorNumber: string; state: string }[];
}

const boardOf = async (name: Parameters<World["as"]>[0], bureau: string | null = null): Promise<Board> =>
  (
    await world
      .as(name)
      .ask<{ callBoard: Board }>(`query ($bureau: String) { callBoard(bureau: $bureau) { ${fields} } }`, { bureau })
  ).callBoard;

const reportDocument = `mutation ($input: ReportSeatsInput!) { reportSeats(input: $input) { changed unchanged } }`;

const report = async (...seats: Variables[]) =>
  world.as("cityACentre.shiftManager").gql<{ reportSeats: object }>(reportDocument, { input: { source, seats } });

/** Goes to so many seconds after ten o'clock. */
const goTo = (seconds: number) => stage.clock.set(new Date(at(seconds)));

describe("callBoard", () => {
  const centre = () => world.as("cityACentre.shiftManager");

  beforeAll(async () => {
    world = await stage.makeProvince();
    goTo(0);
    await record(
      centre(),
      waiting("waits", { offeredAt: at(-50) }),
      waiting("waits longer", { callId: "waits-longer", offeredAt: at(-70) }),
      waiting("talks", { revision: 2, outcome: "TALKING", offeredAt: at(-300), answeredAt: at(-290) }),
      answered("early", { offeredAt: at(-7200), answeredAt: at(-7190), endedAt: at(-7000) }),
      abandoned("gave-up", { offeredAt: at(-1200), endedAt: at(-1190) }),
      abandoned("void", { outcome: "VOID", offeredAt: at(-1200), endedAt: at(-1190) }),
      answered("yesterday", { offeredAt: at(-86_000), answeredAt: at(-85_990), endedAt: at(-85_000) }),
    );
    await record(world.as("cityBCentre.shiftManager"), waiting("elsewhere", { offeredAt: at(-50) }));
  });

  it("counts who waits and talks now, and the calls of the last half hour and of today", async () => {
    expect(await boardOf("cityACentre.shiftManager")).toMatchObject({
      ...{ waiting: 2, longestWaitSince: at(-70), talking: 1, bureau: { code: world.code.cityACentre } },
      lastHalfHour: { offered: 4, answered: 1, abandoned: 1, connectionRate: 0.25 },
      today: { since: "2026-11-01T16:00:00.000Z", offered: 5, answered: 2, abandoned: 1, connectionRate: 0.4 },
    });
  });

  it("forgets a call whose end was never told: after two hours where it waits, after eight where it is talked with", async () => {
    goTo(2 * 3600 - 60);
    expect(await boardOf("cityACentre.operator")).toMatchObject({ waiting: 1, longestWaitSince: at(-50), talking: 1 });
    goTo(2 * 3600);
    expect(await boardOf("cityACentre.operator")).toMatchObject({ waiting: 0, longestWaitSince: null, talking: 1 });
    goTo(8 * 3600);
    expect(await boardOf("cityACentre.operator")).toMatchObject({ waiting: 0, talking: 0 });
    goTo(0);
  });

  it("is shown to the bureau and to whoever stands above, and has no rate where nothing came in", async () => {
    expect((await boardOf("province.head", world.code.cityACentre)).waiting).toBe(2);
    expect((await boardOf("cityA.analyst", world.code.cityACentre)).waiting).toBe(2);
    expect(await boardOf("province.head")).toMatchObject({ waiting: 0, today: { offered: 0, connectionRate: null } });
    const document = "query ($bureau: String) { callBoard(bureau: $bureau) { waiting } }";
    const ask = (name: Parameters<World["as"]>[0], bureau: string) => world.as(name).gql(document, { bureau });
    expectCode(await ask("cityBCentre.head", world.code.cityACentre), "FORBIDDEN");
    expectCode(await ask("countyA1.head", world.code.cityACentre), "FORBIDDEN");
    expectCode(await ask("province.head", "999999"), "NOT_FOUND", "bureau");
    expectCode(await ask("province.head", "a b"), "NOT_FOUND", "bureau");
    expectCode(await world.as("cityACentre.handler").gql(document, {}), "FORBIDDEN");
  });

  it("is a node, for those who may read it", async () => {
    const document = "query ($id: ID!) { node(id: $id) { ... on CallBoard { waiting } } }";
    const { callBoard } = await centre().ask<{ callBoard: { id: string } }>("{ callBoard { id } }");
    expect(await centre().ask(document, callBoard)).toEqual({ node: { waiting: 2 } });
    expectCode(await world.as("cityBCentre.head").gql(document, callBoard), "NOT_FOUND");
    expectCode(await world.as("cityACentre.handler").gql(document, callBoard), "NOT_FOUND");
  });
});

describe("reportSeats", () => {
  beforeAll(async () => {
    world = await stage.makeProvince();
    goTo(0);
  });

  it("keeps of each seat what it does since last, in whatever order reports come", async () => {
    await seatAt(world, world.as("cityACentre.operator"), "5001");
    const first = await report(
      { operatorNumber: "5001", state: "READY", since: at(-100) },
      { operatorNumber: "5002", state: "TALKING", since: at(-90) },
      { operatorNumber: "5003", state: "OFF", since: at(-80) },
      { operatorNumber: "5004", state: "BREAK", since: at(-25 * 3600) },
    );
    expect(first.data.reportSeats).toEqual({ changed: 4, unchanged: [] });
    const second = await report(
      { operatorNumber: "5001", state: "TALKING", since: at(-50) },
      { operatorNumber: "5002", state: "READY", since: at(-95) },
    );
    expect(second.data.reportSeats).toEqual({ changed: 1, unchanged: ["5002"] });
    const board = await boardOf("cityACentre.operator");
    const operator = { login: world.as("cityACentre.operator").login };
    expect(board.seats).toEqual([
      { operatorNumber: "5001", state: "TALKING", since: at(-50), operator },
      { operatorNumber: "5002", state: "TALKING", since: at(-90), operator: null },
    ]);
    expect(board.seatsByState).toEqual([
      { state: "READY", count: 0 },
      { state: "TALKING", count: 2 },
      { state: "AFTER_CALL", count: 0 },
      { state: "BREAK", count: 0 },
    ]);
  });

  it("refuses wrong seats whole, with the place of each", async () => {
    const seat = { operatorNumber: "5009", state: "READY", since: at(0) };
    expectCode(await report(seat, { ...seat, operatorNumber: "五" }), "INVALID_INPUT", "seats[1].operatorNumber");
    expectCode(await report(seat, seat), "INVALID_INPUT", "seats[1].operatorNumber");
    expectCode(await report({ ...seat, since: at(301) }), "INVALID_INPUT", "seats[0].since");
    expectCode(await report(), "INVALID_INPUT", "seats");
    const many = Array.from({ length: 501 }, (_, place) => ({ ...seat, operatorNumber: String(place) }));
    expectCode(await report(...many), "TOO_LARGE", "seats");
    expect((await boardOf("cityACentre.operator")).seats.map(({ operatorNumber }) => operatorNumber)).not.toContain(
      "5009",
    );
    const other = await world.as("cityACentre.head").gql(reportDocument, { input: { source, seats: [seat] } });
    expectCode(other, "FORBIDDEN");
  });
});

describe("callBoardChanges", () => {
  const document = `subscription ($bureau: String) { callBoardChanges(bureau: $bureau) { cursor board { ${fields} } } }`;

  beforeAll(async () => {
    world = await stage.makeProvince();
    goTo(0);
  });

  it("tells the board at once, and again after calls and seats of the bureau alone", async () => {
    const clock = { clock: stage.clock };
    const opened = await openAs(world.as("cityACentre.shiftManager"), document, {}, clock);
    const above = await openAs(world.as("province.head"), document, { bureau: world.code.cityACentre }, clock);
    expect(opened.source).toMatchObject({ after: null, restMilliseconds: 1000 });
    expect(await opened.tellFirst()).toMatchObject([{ board: { waiting: 0 } }]);

    const before = await latestPosition();
    await record(world.as("cityACentre.shiftManager"), waiting(newCallId(), { offeredAt: at(-5) }));
    await record(world.as("cityBCentre.shiftManager"), waiting(newCallId(), { offeredAt: at(-5) }));
    await report({ operatorNumber: "5001", state: "READY", since: at(-1) });
    await relayNow();
    const told = await opened.tellAfter<{ board: Board }>(before);
    expect(told).toMatchObject([
      { board: { waiting: 1, seats: [{ operatorNumber: "5001" }] } },
      { board: { waiting: 1 } },
    ]);
    expect(await above.tellAfter(before)).toHaveLength(2);
  });

  it("compares boards by what they show, and not by when they were read", async () => {
    const opened = await openAs(world.as("cityACentre.shiftManager"), document, {}, { clock: stage.clock });
    const shown = async () => {
      const context = await contextAs(await actorNamed(world.as("cityACentre.shiftManager"), { clock: stage.clock }), {
        clock: stage.clock,
      });
      const texts: (string | undefined)[] = [];
      for await (const page of opened.source.backfill?.(context) ?? []) {
        texts.push(...page.map((payload) => opened.source.fingerprint?.(payload)));
      }
      return texts;
    };
    const before = await shown();
    stage.tick();
    expect(await shown()).toEqual(before);
    await report({ operatorNumber: "5001", state: "BREAK", since: at(0) });
    expect(await shown()).not.toEqual(before);
  });

  it("is refused for a bureau out of reach, one that is none, and whoever reads no calls", async () => {
    const clock = { clock: stage.clock };
    const refused = (name: Parameters<World["as"]>[0], bureau: string | null) =>
      refusalOf(openAs(world.as(name), document, { bureau }, clock));
    expect(await refused("cityBCentre.head", world.code.cityACentre)).toMatchObject({ code: "FORBIDDEN" });
    expect(await refused("province.head", "999999")).toEqual({ code: "NOT_FOUND", field: "bureau" });
    expect(await refused("cityACentre.handler", null)).toMatchObject({ code: "FORBIDDEN" });
  });
});
