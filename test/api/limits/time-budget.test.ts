import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Api } from "../../../src/api/server.js";
import { monotonicMilliseconds } from "../../../src/platform/clock.js";
import { expectCode, startTestApi } from "../../api.js";
import { makeProvince, type World } from "../../world.js";
import { callerAt, type HeldTicket, holdTicket } from "./holding.js";

const budget = 600;

describe("a request that takes longer than its time budget", () => {
  let api: Api;
  let world: World;
  let held: HeldTicket;

  beforeAll(async () => {
    world = await makeProvince();
    api = await startTestApi({ limits: { requestTimeout: budget } });
    held = await holdTicket(api, world, world.as("cityACentre.operator"));
  });

  afterAll(async () => {
    await held.release();
    await api.close(1000);
  });

  it("is answered with TIMED_OUT within the budget, its statement is ended, and nothing of it is done", async () => {
    const startedAt = monotonicMilliseconds();
    const changing = held.change();
    while ((await held.waiting()) === 0);
    const answer = await changing;
    const milliseconds = monotonicMilliseconds() - startedAt;
    expectCode(answer, "TIMED_OUT");
    expect(milliseconds).toBeGreaterThanOrEqual(budget);
    // A moment for the statement to end, and the answer to be written.
    expect(milliseconds).toBeLessThan(budget + 2000);
    expect(await held.waiting()).toBe(0);
    const read = callerAt(api, world.as("cityACentre.operator"));
    const { data } = await read("query ($id: ID!) { ticket(id: $id) { version facts } }", { id: held.ticket.id });
    expect(data).toEqual({ ticket: { version: held.ticket.version, facts: held.ticket.facts } });
  });

  it("begins none of the changes that stand behind the one that waited too long", async () => {
    const send = callerAt(api, world.as("cityACentre.operator"));
    const { ticket } = held;
    const input = `{ ticketId: "${ticket.id}", version: ${ticket.version}, facts: "改过的事实" }`;
    const answer = await send(`mutation {
      first: amendTicket(input: ${input}) { ticket { id } }
      second: amendTicket(input: ${input}) { ticket { id } }
    }`);
    expect(answer.errors?.map(({ extensions, path }) => [path, extensions.code])).toEqual([[["first"], "TIMED_OUT"]]);
  });
});
