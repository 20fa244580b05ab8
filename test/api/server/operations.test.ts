import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { describe, expect, inject, test } from "vitest";
import type { Api } from "../../../src/api/server.js";
import { openDatabase } from "../../../src/platform/database.js";
import { createLogger } from "../../../src/platform/log.js";
import { addressOf, type Caller, expectCode, gql, startTestApi, testAddress } from "../../api.js";
import { makeProvince } from "../../world.js";

async function read(address: string, path: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${address}${path}`, { headers });
  return { status: response.status, body: await response.text(), type: response.headers.get("Content-Type") };
}

describe("/healthz", () => {
  test("says that the process is alive, without a token", async () => {
    expect(await read(await testAddress(), "/healthz")).toEqual({
      status: 200,
      body: '{"status":"ok"}\n',
      type: "application/json; charset=utf-8",
    });
  });

  test("has no body for HEAD", async () => {
    const response = await fetch(`${await testAddress()}/healthz`, { method: "HEAD" });
    expect([response.status, await response.text()]).toEqual([200, ""]);
  });
});

describe("/readyz", () => {
  test("is 200 when the database is reachable and migrated", async () => {
    expect(await read(await testAddress(), "/readyz")).toMatchObject({ status: 200, body: '{"status":"ready"}\n' });
  });

  const notReady = async (databaseUrl: string) => {
    const database = openDatabase({ url: databaseUrl, poolSize: 2, statementTimeout: 1000 });
    const api = await startTestApi({ database, databaseUrl });
    try {
      return await read(addressOf(api), "/readyz");
    } finally {
      await api.close(1000);
      await database.close(1);
    }
  };

  test("is 503 when the database cannot be reached, and tells nothing of its address", async () => {
    const url = "postgres://somebody:secret@127.0.0.1:1/lianxin";
    expect(await notReady(url)).toMatchObject({
      status: 503,
      body: '{"status":"unavailable","problem":"the database cannot be reached"}\n',
    });
  });

  test("is 503 when the database is not migrated", async () => {
    const url = Object.assign(new URL(inject("adminUrl")), { pathname: "/postgres" }).href;
    expect(await notReady(url)).toMatchObject({
      status: 503,
      body: '{"status":"unavailable","problem":"the schema of the database is behind"}\n',
    });
  });
});

describe("/metrics", () => {
  test("counts requests by operation name, errors by code, and shows pool, event loop and memory", async () => {
    const address = await testAddress();
    const caller = (await makeProvince()).as("cityA.supervisor");
    await caller.ask("query CountedByName { __typename }");
    expectCode(await caller.gql('query CountedFault { node(id: "bm9uZQ") { id } }'), "NOT_FOUND");
    const { status, body, type } = await read(address, "/metrics");
    expect([status, type]).toEqual([200, "text/plain; version=0.0.4; charset=utf-8"]);
    expect(body).toContain(
      'lianxin_request_duration_seconds_count{route="graphql",operation="CountedByName",status="200"} 1',
    );
    expect(body).toMatch(/lianxin_errors_total\{code="NOT_FOUND"\} [1-9]/);
    expect(body).toMatch(/lianxin_database_connections\{state="size"\} 5/);
    expect(body).toMatch(/nodejs_eventloop_lag_seconds /);
    expect(body).toMatch(/process_resident_memory_bytes /);
  });

  test("count operations beyond two hundred names together", async () => {
    const api = await startTestApi();
    try {
      const token = await (await makeProvince()).as("cityA.supervisor").token();
      for (let number = 0; number < 205; number += 1) {
        await gql(token, `query Name${number} { __typename }`, {}, {}, addressOf(api));
      }
      const { body } = await read(addressOf(api), "/metrics");
      expect(body.match(/duration_seconds_count\{route="graphql"/g)).toHaveLength(201);
      expect(body).toMatch(/duration_seconds_count\{route="graphql",operation="other",status="200"\} 5/);
    } finally {
      await api.close(1000);
    }
  });

  test("are not there for what comes through a proxy", async () => {
    const result = await read(await testAddress(), "/metrics", { "X-Forwarded-For": "203.0.113.7" });
    expect(result.status).toBe(404);
  });
});

describe("/.well-known/jwks.json", () => {
  test("publishes the public parts of the signing keys and nothing else", async () => {
    const { status, body } = await read(await testAddress(), "/.well-known/jwks.json");
    expect(status).toBe(200);
    const { keys } = JSON.parse(body) as { keys: Record<string, string>[] };
    expect(keys.map((key) => Object.keys(key).sort())).toEqual([["alg", "crv", "kid", "kty", "use", "x"]]);
  });
});

describe("/oauth/token", () => {
  test("refuses an unknown client in the form of RFC 6749", async () => {
    const response = await fetch(`${await testAddress()}/oauth/token`, {
      method: "POST",
      headers: { Authorization: `Basic ${Buffer.from("nobody:wrong").toString("base64")}` },
      body: new URLSearchParams({ grant_type: "client_credentials" }),
    });
    expect([response.status, response.headers.get("Cache-Control")]).toEqual([401, "no-store"]);
    expect(await response.json()).toMatchObject({ error: "invalid_client" });
  });

  test("takes POST only", async () => {
    const response = await fetch(`${await testAddress()}/oauth/token`);
    expect([response.status, response.headers.get("Allow")]).toEqual([405, "POST"]);
  });
});

describe("the log", () => {
  test("has one line for a request, with who and how long, and nothing that the caller wrote", async () => {
    const lines: string[] = [];
    const api = await startTestApi({ log: createLogger("debug", { write: (line) => void lines.push(line) }) });
    const world = await makeProvince();
    const { id, token } = world.as("cityA.supervisor");
    const document = 'query Logged($id: ID!) { one: node(id: $id) { id } two: node(id: "literal13900001111") { id } }';
    const { headers } = await gql(await token(), document, { id: "variable13900002222" }, {}, addressOf(api));
    await api.close(1000);
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      {
        level: "info",
        time: expect.any(String),
        requestId: headers.get("X-Request-Id"),
        route: "graphql",
        operation: "Logged",
        status: 200,
        milliseconds: expect.any(Number),
        person: id,
        bureau: world.code.cityA,
        errors: ["NOT_FOUND"],
        msg: "request",
      },
    ]);
  });

  test("has a line at level debug alone for what load balancers ask all day", async () => {
    const lines: string[] = [];
    const api = await startTestApi({ log: createLogger("info", { write: (line) => void lines.push(line) }) });
    await read(addressOf(api), "/healthz");
    await api.close(1000);
    expect(lines).toEqual([]);
  });
});

/** A request whose head the API has read, and whose body it waits for. */
interface HalfSent {
  socket: Socket;
  /** Sends the body, and gives the whole answer once the connection has ended. */
  finish(): Promise<string>;
}

async function beginRequest(api: Api, caller: Caller): Promise<HalfSent> {
  const body = JSON.stringify({ query: "query Slow { viewer { name } }" });
  const socket = connect(api.port, "127.0.0.1");
  socket.setEncoding("utf8");
  socket.on("error", () => {});
  let answer = "";
  socket.write(
    `POST /graphql HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${await caller.token()}\r\n` +
      `Content-Type: application/json\r\nContent-Length: ${body.length}\r\nExpect: 100-continue\r\n\r\n`,
  );
  const [first] = await once(socket, "data");
  expect(first).toContain("100 Continue");
  socket.on("data", (chunk: string) => {
    answer += chunk;
  });
  return {
    socket,
    finish: async () => {
      const ended = once(socket, "close");
      socket.write(body);
      await ended;
      return answer;
    },
  };
}

describe("closing", () => {
  test("lets a request in flight finish, and ends its connection", async () => {
    const api = await startTestApi();
    const half = await beginRequest(api, (await makeProvince()).as("cityA.supervisor"));
    const closed = api.close(10_000);
    const answer = await half.finish();
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK/);
    expect(answer).toContain("\r\nConnection: close\r\n");
    await closed;
  });

  test("takes no new connections meanwhile", async () => {
    const api = await startTestApi();
    const half = await beginRequest(api, (await makeProvince()).as("cityA.supervisor"));
    const closed = api.close(10_000);
    await expect(fetch(`${addressOf(api)}/healthz`)).rejects.toMatchObject({ cause: { code: "ECONNREFUSED" } });
    await half.finish();
    await closed;
  });

  test("cuts off what is not finished when the time is up", async () => {
    const api = await startTestApi();
    const { socket } = await beginRequest(api, (await makeProvince()).as("cityA.supervisor"));
    const cut = once(socket, "close");
    await api.close(10);
    await cut;
  });

  test("does not wait for connections that are kept open without a request", async () => {
    const api = await startTestApi();
    await read(addressOf(api), "/healthz");
    await api.close(60_000);
  });
});
