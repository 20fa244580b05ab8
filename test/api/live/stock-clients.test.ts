import { EventSource } from "eventsource";
import { createClient as createStreamClient } from "graphql-sse";
import { type ClientOptions, createClient } from "graphql-ws";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import type { Api } from "../../../src/api/server.js";
import { addressOf, startTestApi } from "../../api.js";
import { makeProvince, type World } from "../../world.js";
import { createFakeDoor, type FakeDoor, ticks } from "./fake-door.js";
import { socketAddress } from "./raw-socket.js";

let api: Api;
let door: FakeDoor;
let world: World;
let authorization = "";
const opened: { dispose(): void }[] = [];

beforeAll(async () => {
  world = await makeProvince();
  authorization = `Bearer ${await world.as("cityACentre.dispatcher").token()}`;
});

beforeEach(async () => {
  door = createFakeDoor();
  api = await startTestApi({ liveDoor: door });
});

afterEach(async () => {
  for (const client of opened.splice(0)) client.dispose();
  await api.close(1000);
});

/** Stops the API, and starts another one at the same address. */
async function restart(): Promise<void> {
  await api.close(1000);
  api = await startTestApi({ liveDoor: door, port: api.port });
}

/** Clients that come again do so until there is somebody to come to. */
const again = { retryAttempts: Number.POSITIVE_INFINITY, retryMilliseconds: 20 };
const soon = () => new Promise<void>((resolve) => setTimeout(resolve, again.retryMilliseconds));

function socketClient(options: Partial<ClientOptions> = {}) {
  const client = createClient({
    url: socketAddress(api),
    webSocketImpl: WebSocket,
    connectionParams: { authorization, acceptLanguage: "en" },
    retryAttempts: again.retryAttempts,
    retryWait: soon,
    ...options,
  });
  opened.push({ dispose: () => void client.dispose() });
  return client;
}

describe("graphql-ws", () => {
  test("is answered a query", async () => {
    const answers = socketClient().iterate({ query: "{ hello }" });
    expect(await answers.next()).toEqual({
      done: false,
      value: { data: { hello: expect.stringContaining(world.mark) } },
    });
    expect(await answers.next()).toMatchObject({ done: true });
  });

  test("is told what comes, and what it does not want any more is stopped", async () => {
    const answers = socketClient().iterate({ query: ticks });
    const first = answers.next();
    await door.started(1);
    door.tell({ ticks: 1 });
    door.tell({ ticks: 2 });
    expect([await first, await answers.next()]).toMatchObject([
      { value: { data: { ticks: 1 } } },
      { value: { data: { ticks: 2 } } },
    ]);
    await answers.return?.();
    await expect.poll(() => door.subscriptions[0]?.stops).toBe(1);
  });

  test("is told the errors of an operation that is refused, and goes on with others", async () => {
    const client = socketClient();
    const wrong = client.iterate({ query: "{ wrong }" });
    await expect(wrong.next()).rejects.toMatchObject([
      { message: "A wrong query", extensions: { code: "INVALID_INPUT" } },
    ]);
    expect(await client.iterate({ query: "{ hello }" }).next()).toMatchObject({ done: false });
  });

  test("goes on from its last cursor when the process that served it is another one", async () => {
    const variables: Record<string, unknown> = {};
    const told: unknown[] = [];
    const done = new Promise<void>((resolve) => {
      socketClient().subscribe<{ ticks: string }>(
        { query: ticks, variables },
        {
          next: ({ data }) => {
            told.push(data?.ticks);
            // What is sent when it connects again is read anew from here.
            variables.after = data?.ticks;
            if (told.length === 2) resolve();
          },
          error: () => {},
          complete: () => {},
        },
      );
    });
    await door.started(1);
    door.tell({ ticks: "cursor-1" });
    await expect.poll(() => told).toEqual(["cursor-1"]);
    await restart();
    await door.started(2);
    expect(door.subscriptions.map(({ parameters }) => parameters.variables)).toEqual([{}, { after: "cursor-1" }]);
    door.tell({ ticks: "cursor-2" });
    await done;
    expect(told).toEqual(["cursor-1", "cursor-2"]);
  });

  test("comes again when it was too slow", async () => {
    const connected: boolean[] = [];
    const client = socketClient({ on: { connected: (_socket, _payload, wasRetry) => connected.push(wasRetry) } });
    client.subscribe({ query: ticks }, { next: () => {}, error: () => {}, complete: () => {} });
    await door.started(1);
    const payload = JSON.stringify({ data: { ticks: "x".repeat(100_000) } });
    const told = door.subscriptions[0];
    while (told?.stops === 0) {
      for (let count = 0; count < 100; count += 1) told.sink.next(payload, "cursor");
      await new Promise((resolve) => setImmediate(resolve));
    }
    await door.started(2);
    expect(connected).toEqual([false, true]);
  });

  test("presents a fresh token with any operation", async () => {
    const client = socketClient();
    client.subscribe({ query: ticks }, { next: () => {}, error: () => {}, complete: () => {} });
    await door.started(1);
    const fresh = await world.as("cityACentre.dispatcher").token();
    const answers = client.iterate({ query: "{ hello }", extensions: { authorization: `Bearer ${fresh}` } });
    expect(await answers.next()).toMatchObject({ done: false });
    expect(door.subscriptions[0]?.stops).toBe(0);
  });
});

describe("graphql-sse", () => {
  const streamClient = () => {
    const client = createStreamClient({
      url: `${addressOf(api)}/graphql/stream`,
      headers: { Authorization: authorization, "Accept-Language": "en" },
      retryAttempts: again.retryAttempts,
      retry: soon,
    });
    opened.push(client);
    return client;
  };

  test("is answered a query", async () => {
    const answers = streamClient().iterate({ query: "{ hello }" });
    expect(await answers.next()).toMatchObject({ value: { data: { hello: expect.stringContaining(world.mark) } } });
    expect(await answers.next()).toMatchObject({ done: true });
  });

  test("is told the errors of an operation that is refused", async () => {
    const answers = streamClient().iterate({ query: "{ wrong }" });
    expect(await answers.next()).toMatchObject({ value: { errors: [{ message: "A wrong query" }] } });
    expect(await answers.next()).toMatchObject({ done: true });
  });

  test("is told what comes, goes on from its last cursor after a break, and ends", async () => {
    const variables: Record<string, unknown> = {};
    const told: unknown[] = [];
    const stop = streamClient().subscribe<{ ticks: string }>(
      { query: ticks, variables },
      {
        next: ({ data }) => {
          told.push(data?.ticks);
          variables.after = data?.ticks;
        },
        error: () => {},
        complete: () => {},
      },
    );
    await door.started(1);
    door.tell({ ticks: "cursor-1" }, "cursor-1");
    await expect.poll(() => told).toEqual(["cursor-1"]);
    await restart();
    await door.started(2);
    expect(door.subscriptions[1]?.parameters.variables).toEqual({ after: "cursor-1" });
    stop();
    await expect.poll(() => door.subscriptions[1]?.stops).toBe(1);
  });
});

describe("an EventSource", () => {
  test("comes again after a break with the last event that it has, and ends when it is told to", async () => {
    const source = new EventSource(`${addressOf(api)}/graphql/stream?${new URLSearchParams({ query: ticks })}`, {
      fetch: (url, init) => fetch(url, { ...init, headers: { ...init.headers, Authorization: authorization } }),
    });
    opened.push({ dispose: () => source.close() });
    const told: unknown[] = [];
    source.addEventListener("next", ({ data }) => told.push(JSON.parse(data).data?.ticks));
    await door.started(1);
    door.tell({ ticks: 1 }, "cursor-1");
    door.tell({ ticks: 2 });
    await expect.poll(() => told).toEqual([1, 2]);
    await restart();
    await door.started(2);
    expect(door.subscriptions.map(({ after }) => after)).toEqual([null, "cursor-1"]);
    const completed = new Promise((resolve) => source.addEventListener("complete", resolve));
    door.subscriptions[1]?.sink.fail([{ message: "over", extensions: { code: "NOT_FOUND" } }]);
    await completed;
  });
});
