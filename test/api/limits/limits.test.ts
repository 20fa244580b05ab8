import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Api } from "../../../src/api/server.js";
import { usualRequestLimits } from "../../../src/platform/request-limits.js";
import { expectCode, gql, startTestApi } from "../../api.js";
import { makeProvince, type World } from "../../world.js";
import { complaint, register } from "../tickets/driving.js";
import { callerAt, figureOf } from "./holding.js";

const list = (count: number): string[] => Array.from({ length: count }, () => "x");

let world: World;

beforeAll(async () => {
  world = await makeProvince();
});

describe("a request that is too large", () => {
  const deep = `{ bureau(code: "1") ${"{ parent ".repeat(12)}{ code }${" }".repeat(12)} }`;

  it("is refused before it runs, with the limit and what it was", async () => {
    const answer = await world.as("cityA.dispatcher").gql(deep);
    const { message, extensions } = expectCode(answer, "TOO_LARGE", "document.depth");
    expect([answer.status, extensions.actual, extensions.limit]).toEqual([400, 14, 12]);
    expect(message).toBe("document.depth is 14; the limit is 12.");
  });

  it("is refused in Chinese to those who want Chinese", async () => {
    const answer = await world.as("cityA.dispatcher").gql(deep, {}, { "Accept-Language": "zh-CN" });
    expect(expectCode(answer, "TOO_LARGE").message).toBe("document.depth 为 14，超过上限 12。");
  });

  it("is refused the second time as the first", async () => {
    for (let time = 0; time < 2; time += 1) {
      expectCode(await world.as("cityA.dispatcher").gql(deep), "TOO_LARGE", "document.depth");
    }
  });

  it("is refused for a document of too many tokens, before it is validated", async () => {
    const answer = await world.as("cityA.dispatcher").gql(`{ ${"nothing ".repeat(2000)} }`);
    expectCode(answer, "TOO_LARGE", "document.tokens");
  });

  it("is refused for aliases of __typename, which cost nothing else", async () => {
    const aliases = Array.from({ length: 31 }, (_, place) => `a${place}: __typename`).join(" ");
    expectCode(await world.as("cityA.dispatcher").gql(`{ viewer { ${aliases} } }`), "TOO_LARGE", "document.aliases");
  });

  it("is refused for a long list in its variables, whatever the list is meant for", async () => {
    const document = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }";
    const answer = await world.as("cityA.dispatcher").gql(document, { ids: list(201) });
    expect(expectCode(answer, "TOO_LARGE", "variables.ids").extensions).toMatchObject({ actual: 201, limit: 200 });
    expectCode(await world.as("cityA.dispatcher").gql(document, { ids: list(101) }), "TOO_LARGE", "ids");
  });

  it("is a stranger's business no more than anything else", async () => {
    expectCode(await gql(null, deep), "UNAUTHENTICATED");
  });
});

describe("the cost of an operation", () => {
  it("stands in its answer, with what one may cost", async () => {
    const { extensions } = await world.as("cityA.dispatcher").gql("{ tickets(first: 10) { nodes { number } } }");
    expect(extensions).toEqual({
      cost: { requested: 100 + 10 * 11, limit: usualRequestLimits.mostCost, remaining: null },
    });
  });

  it("stands in an answer with errors too", async () => {
    const answer = await world.as("cityA.dispatcher").gql('{ ticket(id: "x") { number } }');
    expectCode(answer, "NOT_FOUND");
    expect(answer.extensions?.cost.requested).toBe(61);
  });

  it("is refused before it runs where it is too great, with both figures", async () => {
    const document =
      "query ($size: Int) { bureaus(first: $size) { nodes { children(first: 100) { nodes { code } } } } }";
    const answer = await world.as("cityA.dispatcher").gql(document, { size: 100 });
    const { message, extensions } = expectCode(answer, "TOO_COSTLY");
    expect([answer.status, extensions.actual, extensions.limit]).toEqual([400, 114_050, usualRequestLimits.mostCost]);
    expect(message).toContain("The operation costs 114050; one request may cost 75000.");
    expect(answer.extensions?.cost.requested).toBe(114_050);
    expect((await world.as("cityA.dispatcher").gql(document, { size: 10 })).errors).toBeUndefined();
  });

  it("is that of the operation that is asked for, where a document has several", async () => {
    const document = `query Dear { bureaus(first: 100) { nodes { children(first: 100) { nodes { code } } } } }
      query Cheap { viewer { name } }`;
    const token = await world.as("cityA.dispatcher").token();
    const api = await startTestApi();
    const ask = async (operationName: string) => {
      const response = await fetch(`http://127.0.0.1:${api.port}/graphql`, {
        method: "POST",
        headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}` },
        body: JSON.stringify({ query: document, operationName }),
      });
      return (await response.json()) as { errors?: { extensions: { code: string } }[] };
    };
    try {
      expect((await ask("Dear")).errors?.[0]?.extensions.code).toBe("TOO_COSTLY");
      expect((await ask("Cheap")).errors).toBeUndefined();
    } finally {
      await api.close(1000);
    }
  });
});

describe("the rate of a caller", () => {
  let api: Api;

  afterEach(() => api.close(1000));

  const viewer = "{ viewer { name } }";
  const tickets = "{ tickets(first: 100) { nodes { number } } }";

  it("is taken from by what operations cost, and by reading documents that have not come before", async () => {
    api = await startTestApi({ limits: { clientRate: 10_000, bureauRate: 0 } });
    const send = callerAt(api, world.as("cityA.handler"));
    const remaining = async () => (await send(viewer)).extensions?.cost.remaining ?? Number.NaN;
    const first = await remaining();
    // 61 for the operation, and 2 for each of its six tokens, of which a moment gives some back.
    expect(first).toBeGreaterThanOrEqual(10_000 - 61 - 12);
    expect(first).toBeLessThanOrEqual(10_000 - 61);
    expect(first - (await remaining())).toBeLessThanOrEqual(61);
  });

  it("is refused with RATE_LIMITED when it is used up, and told when to come again; nobody else is", async () => {
    api = await startTestApi({ limits: { clientRate: 2000, bureauRate: 0 } });
    const send = callerAt(api, world.as("cityA.handler"));
    expect((await send(tickets)).errors).toBeUndefined();
    const answer = await send(tickets);
    const { message, extensions } = expectCode(answer, "RATE_LIMITED");
    const { retryAfter = 0 } = extensions;
    // 1200 for an operation, of which about 780 are there: 33 a second run in.
    expect(retryAfter).toBeGreaterThan(5);
    expect(retryAfter).toBeLessThan(20);
    expect([answer.status, answer.headers.get("Retry-After")]).toEqual([429, String(retryAfter)]);
    expect(message).toContain(`try again after ${retryAfter} seconds`);
    expect((await callerAt(api, world.as("cityA.supervisor"))(tickets)).errors).toBeUndefined();
    expect(await figureOf(api, 'lianxin_errors_total{code="RATE_LIMITED"}')).toBe(1);
  });

  it("is refused to all people of a bureau that has used up its own", async () => {
    api = await startTestApi({ limits: { clientRate: 0, bureauRate: 2000 } });
    expect((await callerAt(api, world.as("cityA.handler"))(tickets)).errors).toBeUndefined();
    expectCode(await callerAt(api, world.as("cityA.supervisor"))(tickets), "RATE_LIMITED");
    expect((await callerAt(api, world.as("cityB.supervisor"))(tickets)).errors).toBeUndefined();
  });

  it("is used up by documents that are no good, too", async () => {
    api = await startTestApi({ limits: { clientRate: 2000, bureauRate: 0 } });
    const send = callerAt(api, world.as("cityA.handler"));
    const fields = (mark: string) => Array.from({ length: 450 }, (_, place) => `${mark}${place}`).join(" ");
    expectCode(await send(`{ viewer { ${"name ".repeat(40)} } nothing }`), "INVALID_DOCUMENT");
    await send(`{ viewer { ${fields("a")} } }`);
    await send(`{ viewer { ${fields("b")} } }`);
    expectCode(await send(`{ viewer { ${fields("c")} } }`), "RATE_LIMITED");
  });

  it("is not taken from by what is refused for its cost", async () => {
    api = await startTestApi({ limits: { clientRate: 3000, bureauRate: 0, mostCost: 1000 } });
    const send = callerAt(api, world.as("cityA.handler"));
    for (let time = 0; time < 5; time += 1) expectCode(await send(tickets), "TOO_COSTLY");
    expect((await send(viewer)).errors).toBeUndefined();
  });
});

describe("a change that is refused for a limit", () => {
  let api: Api;

  afterAll(() => api.close(1000));

  it("is not made", async () => {
    const operator = world.as("cityACentre.operator");
    const ticket = await register(operator, complaint(world, { submit: false }));
    api = await startTestApi({ limits: { mostCost: 400 } });
    const input = `{ ticketId: "${ticket.id}", version: ${ticket.version}, facts: "改过的事实" }`;
    const answer = await callerAt(api, operator)(`mutation { amendTicket(input: ${input}) { ticket { id } } }`);
    expectCode(answer, "TOO_COSTLY");
    const { data } = await operator.gql(`{ ticket(id: "${ticket.id}") { version facts } }`);
    expect(data).toEqual({ ticket: { version: ticket.version, facts: ticket.facts } });
  });
});
