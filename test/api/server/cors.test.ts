import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Api } from "../../../src/api/server.js";
import { openDatabase } from "../../../src/platform/database.js";
import { createLogger } from "../../../src/platform/log.js";
import { addressOf, startTestApi, testAddress } from "../../api.js";
import { makeProvince } from "../../world.js";

const front = "https://front.example.gov.cn";
const desk = "https://desk.example.gov.cn:8443";

let api: Api;
let token = "";

beforeAll(async () => {
  api = await startTestApi({ corsOrigins: [front, desk] });
  token = await (await makeProvince()).as("cityACentre.dispatcher").token();
});

afterAll(() => api.close(1000));

/** What an answer says about other origins. */
function told({ headers }: Response): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => name === "vary" || name.startsWith("access-control-")));
}

/** Asks as a browser does before a page's own request. */
function preflight(origin: string, path = "/graphql", address = addressOf(api)): Promise<Response> {
  const headers = {
    Origin: origin,
    "Access-Control-Request-Method": "POST",
    "Access-Control-Request-Headers": "authorization,content-type",
  };
  return fetch(`${address}${path}`, { method: "OPTIONS", headers });
}

/** Sends a query as a page does. */
function ask(origin: string, address = addressOf(api), document = "{ viewer { name } }"): Promise<Response> {
  const headers = { Origin: origin, Authorization: `Bearer ${token}`, "Content-Type": "application/json" };
  return fetch(`${address}/graphql`, { method: "POST", headers, body: JSON.stringify({ query: document }) });
}

const granted = {
  "access-control-allow-origin": front,
  "access-control-expose-headers": "x-request-id, retry-after",
  vary: "Origin",
};

const foreign = [
  "https://evil.example.com",
  "http://front.example.gov.cn",
  "https://front.example.gov.cn:8443",
  "https://front.example.gov.cn.evil.example.com",
  "https://evil-front.example.gov.cn",
  "https://FRONT.example.gov.cn",
  `${front}/`,
  `${front}, ${desk}`,
  "null",
  "*",
];

describe("a preflight", () => {
  test("of an origin that is configured is told methods, headers and for how long", async () => {
    const response = await preflight(front);
    expect([response.status, await response.text(), response.headers.get("Content-Length")]).toEqual([204, "", null]);
    expect(told(response)).toEqual({
      ...granted,
      "access-control-allow-methods": "GET, POST",
      "access-control-allow-headers":
        "authorization, content-type, lianxin-bureau, accept-language, last-event-id, apollo-require-preflight",
      "access-control-max-age": "7200",
    });
  });

  test.each(foreign)("of the origin %s, which is not configured, is told nothing", async (origin) => {
    const response = await preflight(origin);
    expect([response.status, told(response)]).toEqual([204, { vary: "Origin" }]);
  });

  test("is for the GraphQL endpoint alone", async () => {
    const response = await preflight(front, "/oauth/token");
    expect([response.status, told(response)]).toEqual([405, {}]);
  });

  test("is refused as any other method is where no origin is configured", async () => {
    const response = await preflight(front, "/graphql", await testAddress());
    expect([response.status, told(response)]).toEqual([405, {}]);
  });

  test("that does not name a method is no preflight", async () => {
    const response = await fetch(`${addressOf(api)}/graphql`, { method: "OPTIONS", headers: { Origin: front } });
    expect(response.status).toBe(405);
  });
});

describe("an answer", () => {
  test("to a page of a configured origin may be read by it", async () => {
    const response = await ask(front);
    expect([response.status, told(response)]).toEqual([200, granted]);
    expect(await response.json()).toHaveProperty("data.viewer.name");
  });

  test("names the origin that asked, and no other", async () => {
    expect(told(await ask(desk))).toEqual({ ...granted, "access-control-allow-origin": desk });
  });

  test.each(foreign)("to a page of %s, which is not configured, has no headers for it", async (origin) => {
    expect(told(await ask(origin))).toEqual({ vary: "Origin" });
  });

  test("without a token may be read too, so that a page can tell why", async () => {
    const response = await fetch(`${addressOf(api)}/graphql`, { method: "POST", headers: { Origin: front } });
    expect([response.status, told(response)]).toEqual([401, granted]);
  });

  test("that is a fault may be read too", async () => {
    const databaseUrl = "postgres://somebody:secret@127.0.0.1:1/lianxin";
    const database = openDatabase({ url: databaseUrl, poolSize: 2, statementTimeout: 1000 });
    const broken = await startTestApi({ database, databaseUrl, corsOrigins: [front], log: createLogger("silent") });
    const response = await ask(front, addressOf(broken));
    await broken.close(1000);
    await database.close(1);
    expect([response.status, told(response)]).toEqual([503, granted]);
  });

  test("that might be compressed says that it differs by both headers", async () => {
    const response = await ask(front, addressOf(api), "{ __schema { types { name description } } }");
    expect(told(response)).toEqual({ ...granted, vary: "Origin, Accept-Encoding" });
  });

  test("has no headers for other origins where none is configured", async () => {
    expect(told(await ask(front, await testAddress()))).toEqual({});
  });

  test("outside the GraphQL endpoint has no headers for other origins", async () => {
    const paths = ["/oauth/token", "/oauth/revoke", "/healthz", "/metrics", "/.well-known/jwks.json", "/nothing"];
    const answers = await Promise.all(
      paths.map((path) => fetch(`${addressOf(api)}${path}`, { headers: { Origin: front } })),
    );
    const names = answers.flatMap(({ headers }) => [...headers.keys()]);
    expect(names.filter((name) => name.startsWith("access-control-"))).toEqual([]);
  });

  test("to any origin, where the star is configured, allows no credentials", async () => {
    const open = await startTestApi({ corsOrigins: ["*"] });
    const response = await ask("https://anybody.example.com", addressOf(open));
    await open.close(1000);
    expect(told(response)).toEqual({
      "access-control-allow-origin": "*",
      "access-control-expose-headers": "x-request-id, retry-after",
    });
  });
});

describe("a query by GET", () => {
  const path = `/graphql?query=${encodeURIComponent("{ __typename }")}`;
  const get = (headers: Record<string, string>) =>
    fetch(`${addressOf(api)}${path}`, { headers: { Authorization: `Bearer ${token}`, ...headers } });

  test("of a page of a configured origin is answered", async () => {
    expect((await get({ Origin: front, "Sec-Fetch-Site": "cross-site" })).status).toBe(200);
  });

  test("of a program, which has no origin, is answered", async () => {
    expect((await get({})).status).toBe(200);
  });

  test.each(["cross-site", "same-site"])("that a browser calls %s is refused for another origin", async (site) => {
    expect((await get({ Origin: "https://evil.example.com", "Sec-Fetch-Site": site })).status).toBe(400);
  });

  test("that a browser calls cross-site is refused without an origin", async () => {
    expect((await get({ "Sec-Fetch-Site": "cross-site" })).status).toBe(400);
  });

  test("without a token does nothing but say that the API is alive", async () => {
    const document = encodeURIComponent("{ viewer { name } }");
    const response = await fetch(`${addressOf(api)}/graphql?query=${document}`, {
      headers: { Cookie: `token=${token}` },
    });
    expect(response.status).toBe(401);
  });
});
