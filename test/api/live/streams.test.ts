import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Api } from "../../../src/api/server.js";
import { issueToken } from "../../../src/modules/identity/index.js";
import { settableClock, systemClock } from "../../../src/platform/clock.js";
import { type AnsweredError, addressOf, startTestApi, testIssuer, testSigningKeys } from "../../api.js";
import { makeProvince, type World } from "../../world.js";
import { createFakeDoor, type FakeDoor, type FakeSubscription, ticks } from "./fake-door.js";

const clock = settableClock(systemClock.now());

let api: Api;
let door: FakeDoor;
let world: World;
let token = "";

beforeAll(async () => {
  door = createFakeDoor();
  api = await startTestApi({ liveDoor: door, clock, liveLimits: { heartbeat: 100, clientSockets: 2 } });
  world = await makeProvince();
  token = await world.as("cityACentre.dispatcher").token();
});

afterAll(() => api.close(1000));

interface Asked {
  method?: string;
  search?: string;
  headers?: Record<string, string>;
  body?: unknown;
  of?: Api;
}

/** Asks for a stream as a dispatcher. */
function ask({ body, headers = {}, method = body === undefined ? "GET" : "POST", of = api, search = "" }: Asked) {
  return fetch(`${addressOf(of)}/graphql/stream${search}`, {
    method,
    headers: {
      ...{ Authorization: `Bearer ${token}`, Accept: "text/event-stream", "Accept-Language": "en" },
      ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

async function refused(asked: Asked): Promise<{ status: number; code: string | undefined; headers: Headers }> {
  const response = await ask(asked);
  const { errors } = (await response.json()) as { errors?: AnsweredError[] };
  return { status: response.status, code: errors?.[0]?.extensions.code, headers: response.headers };
}

/** A stream that tells, and what has come of it. */
async function streamed(asked: Asked = {}, through = door) {
  const before = through.subscriptions.length;
  const response = await ask({ body: { query: ticks }, ...asked });
  await through.started(before + 1);
  const told = through.subscriptions[before];
  const reader = response.body?.getReader();
  if (told === undefined || reader === undefined) throw new Error("nothing was opened");
  const decoder = new TextDecoder();
  let text = "";
  return {
    response,
    told,
    /** Reads on until a text has come. */
    until: async (part: string): Promise<string> => {
      while (!text.includes(part)) {
        const { done, value } = await reader.read();
        if (done) throw new Error(`the stream ended before ${part}: ${text}`);
        text += decoder.decode(value, { stream: true });
      }
      return text;
    },
    /** Reads until the stream ends. */
    rest: async (): Promise<string> => {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return text;
        text += decoder.decode(value, { stream: true });
      }
    },
    close: async () => {
      await reader.cancel();
      await expect.poll(() => told.stops).toBe(1);
    },
  };
}

const noted = (text: string) => text.replace(/^:\n\n/gm, "");

describe("a stream", () => {
  test("has the headers that keep it open and whole on its way", async () => {
    const stream = await streamed();
    const { headers, status } = stream.response;
    expect([status, headers.get("Content-Type")]).toEqual([200, "text/event-stream; charset=utf-8"]);
    expect(headers.get("Cache-Control")).toBe("no-store, no-transform");
    expect(headers.get("X-Accel-Buffering")).toBe("no");
    expect(headers.get("Content-Encoding")).toBeNull();
    await stream.close();
  });

  test("tells each answer as an event, with the place to go on from where it has one", async () => {
    const stream = await streamed();
    door.tell({ ticks: "一" }, "cursor-1");
    door.tell({ ticks: 2 });
    stream.told.sink.next('{\n  "data": {}\n}', "cursor-3");
    expect(noted(await stream.until('cursor-3\nevent: next\ndata: {  "data": {}}\n\n'))).toBe(
      'retry: 2000\nid: cursor-1\nevent: next\ndata: {"data":{"ticks":"一"}}\n\n' +
        'event: next\ndata: {"data":{"ticks":2}}\n\nid: cursor-3\nevent: next\ndata: {  "data": {}}\n\n',
    );
    await stream.close();
  });

  test("is asked for by an address as well", async () => {
    const search = `?${new URLSearchParams({ query: ticks, variables: '{"after":"x"}', operationName: "Ticks", extensions: "" })}`;
    const stream = await streamed({ method: "GET", body: undefined, search });
    expect(stream.told.parameters).toEqual({ query: ticks, operationName: "Ticks", variables: { after: "x" } });
    expect(stream.told.exchange).toMatchObject({ method: "GET", path: "/graphql/stream", locale: "en" });
    await stream.close();
  });

  test("goes on after the last event that the caller has", async () => {
    const stream = await streamed({ headers: { "Last-Event-ID": "cursor-7" } });
    expect(stream.told.after).toBe("cursor-7");
    await stream.close();
    const fresh = await streamed();
    expect(fresh.told.after).toBeNull();
    await fresh.close();
  });

  test("is written to now and then though nothing is told", async () => {
    const stream = await streamed();
    const text = await stream.until(":\n\n:\n\n");
    expect(text).toMatch(/^retry: 2000\n(:\n\n)+$/);
    await stream.close();
  });

  test("of a query is its answer, and ends", async () => {
    const text = await (await ask({ body: { query: "{ hello }" } })).text();
    expect(noted(text)).toMatch(/^retry: 2000\nevent: next\ndata: \{"data":.*\}\n\nevent: complete\ndata:\n\n$/);
  });

  test("that is refused is told the errors, and ends", async () => {
    const text = await (await ask({ body: { query: "{ wrong }" } })).text();
    const errors = '{"errors":[{"message":"A wrong query","extensions":{"code":"INVALID_INPUT"}}]}';
    expect(noted(text)).toBe(`retry: 2000\nevent: next\ndata: ${errors}\n\nevent: complete\ndata:\n\n`);
  });

  test("whose subscription we end is told the errors, and ends", async () => {
    const stream = await streamed();
    stream.told.sink.fail([{ message: "over", extensions: { code: "NOT_FOUND" } }]);
    expect(await stream.rest()).toMatch(/data: \{"errors":\[\{"message":"over".*\n\nevent: complete\ndata:\n\n$/);
    expect(stream.told.stops).toBe(0);
  });
});

describe("a stream is refused", () => {
  test("without a token, and with one that is none", async () => {
    const stranger = await refused({ body: { query: ticks }, headers: { Authorization: "" } });
    expect([stranger.status, stranger.code]).toEqual([401, "UNAUTHENTICATED"]);
    expect(stranger.headers.get("WWW-Authenticate")).toContain('Bearer realm="lianxin"');
    const forged = await refused({ body: { query: ticks }, headers: { Authorization: "Bearer abc" } });
    expect([forged.status, forged.code]).toEqual([401, "UNAUTHENTICATED"]);
  });

  test("by a token in the address", async () => {
    const search = `?${new URLSearchParams({ query: ticks, token, authorization: `Bearer ${token}` })}`;
    expect(await refused({ search, headers: { Authorization: "" } })).toMatchObject({ status: 401 });
  });

  test("for another method", async () => {
    const { headers, status } = await refused({ method: "PUT", body: {} });
    expect([status, headers.get("Allow")]).toEqual([405, "GET, POST"]);
  });

  test.each(["application/json", "*/*", "text/event-stream;q=0"])("for somebody who takes %s", async (accept) => {
    expect(await refused({ body: { query: ticks }, headers: { Accept: accept } })).toMatchObject({ status: 406 });
  });

  test("with a body of another type", async () => {
    const type = { "Content-Type": "text/plain" };
    expect(await refused({ body: { query: ticks }, headers: type })).toMatchObject({ status: 415 });
  });

  test.each([[[]], ["x"], [null]])("with the body %j", async (body) => {
    expect(await refused({ body })).toMatchObject({ status: 400, code: "INVALID_DOCUMENT" });
  });

  test("with variables that are no JSON", async () => {
    const search = `?${new URLSearchParams({ query: ticks, variables: "{" })}`;
    expect(await refused({ search })).toMatchObject({ status: 400, code: "INVALID_DOCUMENT" });
  });

  test("with a body that is too long", async () => {
    const body = { query: `${ticks} # ${"x".repeat(64 * 1024)}` };
    expect(await refused({ body })).toMatchObject({ status: 413, code: "TOO_LARGE" });
  });

  test("beyond the connections of one person, which count again when one ends", async () => {
    const streams = [await streamed(), await streamed()];
    const { code, headers, status } = await refused({ body: { query: ticks } });
    expect([status, code, headers.get("Retry-After")]).toEqual([429, "TOO_LARGE", "1"]);
    await streams[0]?.close();
    const another = await streamed();
    await Promise.all([another.close(), streams[1]?.close()]);
  });

  test("while the database is away", async () => {
    expect(await refused({ body: { query: "{ away }" } })).toMatchObject({ status: 503, code: "UNAVAILABLE" });
    expect(await (await ask({ body: { query: "{ hello }" } })).text()).toContain("event: complete");
  });
});

describe("a stream ends", () => {
  test("when its token expires", async () => {
    const grant = { issuer: testIssuer, person: world.as("cityA.handler").id, client: null, scopes: null };
    const issued = await issueToken(await testSigningKeys(), { ...grant, now: clock.now() });
    const stream = await streamed({ headers: { Authorization: `Bearer ${issued.token}` } });
    const now = clock.now();
    clock.set(new Date(now.getTime() + 3600 * 1000));
    expect(await stream.rest()).toMatch(/\n\n: Forbidden: the token has expired\n\n$/);
    expect(stream.told.stops).toBe(1);
    clock.set(now);
  });

  test("when the process stops", async () => {
    const own = createFakeDoor();
    const stopping = await startTestApi({ liveDoor: own });
    const stream = await streamed({ of: stopping }, own);
    await stopping.close(1000);
    expect(await stream.rest()).toMatch(/: Going away\n\n$/);
    expect(stream.told.stops).toBe(1);
  });

  const flooded = async (told: FakeSubscription) => {
    const payload = JSON.stringify({ data: { ticks: "x".repeat(50_000) } });
    let sent = 0;
    while (told.stops === 0) {
      sent += 1;
      told.sink.next(payload, `cursor-${sent}`);
      await new Promise((resolve) => setImmediate(resolve));
    }
    return sent;
  };

  test("when its reader falls behind, who has the place to go on from", async () => {
    const stream = await streamed();
    const sent = await flooded(stream.told);
    expect(stream.told.sink.waitingBytes()).toBeLessThan(1024 * 1024 + 200_000);
    const text = await stream.rest();
    expect(text).toContain(`id: cursor-${sent - 1}\n`);
    expect(text).toMatch(new RegExp(`: Too slow: resume after cursor-${sent - 1}\\n\\n$`));
  });

  test("when nobody reads, after a while", async () => {
    const { told } = await streamed();
    await flooded(told);
    await expect.poll(() => told.sink.waitingBytes(), { timeout: 8000 }).toBe(0);
  });
});
