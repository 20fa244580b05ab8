import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import type { Api } from "../../../src/api/server.js";
import { monotonicMilliseconds } from "../../../src/platform/clock.js";
import { type Database, openDatabase } from "../../../src/platform/database.js";
import { addressOf, type Caller, expectCode, gql, startTestApi } from "../../api.js";
import { makeProvince, type World } from "../../world.js";
import { callerAt, figureOf, type HeldTicket, holdTicket, untilFigure } from "./holding.js";

const working = 'lianxin_requests_in_flight{state="working"}';
const waiting = 'lianxin_requests_in_flight{state="waiting"}';

const viewer = "{ viewer { name } }";

const times = <Value>(count: number, make: () => Value): Value[] => Array.from({ length: count }, make);

describe("more requests than can be worked on", () => {
  let world: World;
  let api: Api;
  let database: Database;
  let held: HeldTicket[];
  let underway: Promise<unknown>[];

  /** Starts an API with a few places, and connections enough for them. */
  const start = async (mostInFlight: number): Promise<void> => {
    database = openDatabase({ url: inject("databaseUrl"), poolSize: 10, statementTimeout: 10_000 });
    api = await startTestApi({ database, limits: { mostInFlight } });
  };

  /** A ticket of an operator, whose changes take a place each until it is released. */
  const hold = async (operator: Caller): Promise<HeldTicket> => {
    const ticket = await holdTicket(api, world, operator);
    held.push(ticket);
    return ticket;
  };

  const begin = <Value>(count: number, make: () => Promise<Value>): Promise<Value>[] => {
    const begun = times(count, make);
    underway.push(...begun);
    return begun;
  };

  beforeEach(async () => {
    world = await makeProvince();
    [held, underway] = [[], []];
  });

  afterEach(async () => {
    await Promise.all(held.map((ticket) => ticket.release()));
    await Promise.all(underway);
    await api.close(1000);
    await database.close(5);
  });

  it("are refused with OVERLOADED before the token is looked at, while the process stays alive", async () => {
    await start(2);
    const operators = [world.as("cityACentre.operator"), world.as("cityBCentre.operator")];
    // Each bureau has one of the two places, and four of the eight that wait.
    for (const operator of operators) begin(5, (await hold(operator)).change);
    await untilFigure(api, working, 2);
    await untilFigure(api, waiting, 8);
    const answer = await gql("no token of ours", viewer, {}, {}, addressOf(api));
    const { message, extensions } = expectCode(answer, "OVERLOADED");
    expect([answer.status, answer.headers.get("Retry-After"), extensions.retryAfter]).toEqual([429, "1", 1]);
    expect(message).toBe("More requests than can be served now; try again after 1 seconds.");
    for (const path of ["/healthz", "/readyz", "/metrics"]) {
      expect((await fetch(addressOf(api) + path)).status).toBe(200);
    }
    expect(await figureOf(api, 'lianxin_errors_total{code="OVERLOADED"}')).toBe(1);
  });

  it("wait for a place, and are answered when there is one", async () => {
    await start(2);
    const operator = world.as("cityACentre.operator");
    const ticket = await hold(operator);
    begin(1, ticket.change);
    await untilFigure(api, working, 1);
    const [patient] = begin(1, () => callerAt(api, operator)(viewer));
    await untilFigure(api, waiting, 1);
    await ticket.release();
    held.pop();
    expect((await patient)?.errors).toBeUndefined();
  });

  it("wait a second at most", async () => {
    await start(2);
    const operator = world.as("cityACentre.operator");
    begin(1, (await hold(operator)).change);
    await untilFigure(api, working, 1);
    const startedAt = monotonicMilliseconds();
    expectCode(await callerAt(api, operator)(viewer), "OVERLOADED");
    expect(monotonicMilliseconds() - startedAt).toBeLessThan(2000);
    expect(await figureOf(api, waiting)).toBe(0);
  });

  it("of one bureau leave half of the places to the others, who are answered at once", async () => {
    await start(4);
    const ticket = await hold(world.as("cityACentre.operator"));
    begin(10, ticket.change);
    await untilFigure(api, working, 2);
    const elsewhere = callerAt(api, world.as("cityBCentre.operator"));
    const answers = await Promise.all(times(2, () => elsewhere(viewer)));
    for (const { errors } of answers) expect(errors).toBeUndefined();
    expect(await figureOf(api, working)).toBe(2);
  });

  it("get an answer each, none of them a 5xx, and leave nothing behind when they are over", async () => {
    await start(4);
    const callers = (["cityACentre.operator", "cityBCentre.operator", "provinceCentre.operator"] as const).map((name) =>
      callerAt(api, world.as(name)),
    );
    const burst = times(60, () => callers).flat();
    const answers = await Promise.all(
      burst.map((send) => send<{ tickets: unknown }>("{ tickets(first: 5) { totalCount nodes { number facts } } }")),
    );
    const codes = answers.map(({ status, errors }) => `${status} ${errors?.[0]?.extensions.code ?? "served"}`);
    expect(new Set(codes)).toEqual(new Set(["200 served", "429 OVERLOADED"]));
    expect([await figureOf(api, working), await figureOf(api, waiting)]).toEqual([0, 0]);
    const startedAt = monotonicMilliseconds();
    for (const send of callers) expect((await send(viewer)).errors).toBeUndefined();
    expect(monotonicMilliseconds() - startedAt).toBeLessThan(5000);
  });
});
