import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Api } from "../../../src/api/server.js";
import { documentIdOf, manifestOf } from "../../../src/api/trusted-documents-manifest.js";
import { type AnsweredError, addressOf, expectCode, gql, startTestApi, testAddress } from "../../api.js";
import { makeProvince, type World } from "../../world.js";

const who = "query Who {\n  viewer {\n    name\n  }\n}";
const bureauOf = "query BureauOf($code: String!) {\n  bureau(code: $code) {\n    code\n  }\n}";
const both = "query First { viewer { name } } query Second { viewer { roles } }";
const rename = "mutation Rename($input: RenameBureauInput!) { renameBureau(input: $input) { __typename } }";

let folder = "";
let world: World;
let token = "";
let open: Api;
let closed: Api;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "lianxin-trusted-"));
  world = await makeProvince();
  token = await world.as("cityA.supervisor").token();
  const trustedDocumentsFile = await manifestFile([who, bureauOf, both, rename]);
  open = await startTestApi({ trustedDocumentsFile });
  closed = await startTestApi({ trustedDocumentsFile, isTrustedOnly: true });
});

afterAll(async () => {
  await Promise.all([open.close(1000), closed.close(1000)]);
  await rm(folder, { recursive: true });
});

async function manifestFile(texts: readonly string[]): Promise<string> {
  const path = join(folder, "manifest.json");
  await writeFile(path, JSON.stringify(manifestOf(new Map(texts.map((text) => [documentIdOf(text), text])))));
  return path;
}

interface Answered {
  status: number;
  headers: Headers;
  data?: unknown;
  errors: AnsweredError[] | undefined;
}

async function answered(response: Response): Promise<Answered> {
  const { data, errors } = (await response.json()) as { data?: unknown; errors?: AnsweredError[] };
  return { status: response.status, headers: response.headers, data, errors };
}

/** Sends a body as a supervisor. */
async function post(api: Api, body: unknown, bearer: string | null = token): Promise<Answered> {
  const authorization: Record<string, string> = bearer === null ? {} : { Authorization: `Bearer ${bearer}` };
  const headers = { ...authorization, "Content-Type": "application/json", "Accept-Language": "en" };
  return answered(await fetch(`${addressOf(api)}/graphql`, { method: "POST", headers, body: JSON.stringify(body) }));
}

/** Sends the parameters of an address as a supervisor. */
async function get(api: Api, parameters: Record<string, string> | string): Promise<Answered> {
  const headers = { Authorization: `Bearer ${token}`, "Accept-Language": "en" };
  return answered(await fetch(`${addressOf(api)}/graphql?${new URLSearchParams(parameters)}`, { headers }));
}

const whoId = documentIdOf(who);
const modes: [string, () => Api][] = [
  ["beside other documents", () => open],
  ["alone", () => closed],
];

describe.each(modes)("trusted documents %s", (_name, api) => {
  test("are asked for by their identifiers", async () => {
    const result = await post(api(), { documentId: whoId });
    expect(result).toMatchObject({ status: 200, data: { viewer: { name: expect.any(String) } } });
  });

  test("take variables", async () => {
    const code = world.code.cityA;
    const result = await post(api(), { documentId: documentIdOf(bureauOf), variables: { code } });
    expect(result.data).toEqual({ bureau: { code } });
  });

  test("are asked for by GET", async () => {
    const code = world.code.cityA;
    const variables = JSON.stringify({ code });
    const result = await get(api(), {
      documentId: documentIdOf(bureauOf),
      variables,
      operationName: "",
      extensions: "",
    });
    expect(result).toMatchObject({ status: 200, data: { bureau: { code } } });
  });

  test("may hold several operations, of which one is named", async () => {
    const result = await post(api(), { documentId: documentIdOf(both), operationName: "Second" });
    expect(result.data).toEqual({ viewer: { roles: ["SUPERVISOR"] } });
  });

  test("that change something are not carried out by GET", async () => {
    const variables = JSON.stringify({ input: { code: world.code.cityA } });
    const result = await get(api(), { documentId: documentIdOf(rename), variables });
    expect([result.status, result.headers.get("Allow")]).toEqual([405, "POST"]);
  });

  test("may be asked for with a query that is null", async () => {
    expect(await post(api(), { documentId: whoId, query: null })).toMatchObject({ status: 200, errors: undefined });
  });

  test("need a token as every document does", async () => {
    const result = await post(api(), { documentId: whoId }, null);
    expect(result.status).toBe(401);
    expectCode(result, "UNAUTHENTICATED");
  });

  test.each([
    documentIdOf("{ viewer { name } }"),
    whoId.toUpperCase(),
    whoId.slice("sha256:".length),
    `${whoId} `,
    "",
    "x-other:1",
    "constructor",
    "__proto__",
  ])("are not found by the identifier %j", async (documentId) => {
    const result = await post(api(), { documentId });
    expect([result.status, result.data]).toEqual([404, undefined]);
    expectCode(result, "UNKNOWN_DOCUMENT", "documentId");
  });

  test("are not found by GET either", async () => {
    const result = await get(api(), { documentId: documentIdOf("{ viewer { name } }") });
    expect(result.status).toBe(404);
    expectCode(result, "UNKNOWN_DOCUMENT", "documentId");
  });

  test.each([[1], [true], [{}], [[whoId]]])("are not asked for by %j, which is no text", async (documentId) => {
    const result = await post(api(), { documentId });
    expect(result.status).toBe(400);
    expectCode(result, "INVALID_DOCUMENT");
  });

  test("are refused beside a text, whether it is the same or another", async () => {
    for (const query of [who, "{ viewer { roles } }", ""]) {
      const result = await post(api(), { documentId: whoId, query });
      expect(result.status).toBe(400);
      expectCode(result, "INVALID_DOCUMENT");
    }
  });

  test("are refused by GET beside a text, or when two are named", async () => {
    const named = `documentId=${whoId}`;
    for (const search of [`${named}&query=${encodeURIComponent(who)}`, `${named}&documentId=${documentIdOf(both)}`]) {
      const result = await get(api(), search);
      expect(result.status).toBe(400);
      expectCode(result, "INVALID_DOCUMENT");
    }
  });
});

describe("beside trusted documents", () => {
  test("every other document is taken", async () => {
    expect(await gql(token, "{ viewer { name } }", {}, {}, addressOf(open))).toMatchObject({ status: 200 });
  });

  test("the schema may be asked for", async () => {
    const result = await gql(token, "{ __schema { queryType { name } } }", {}, {}, addressOf(open));
    expect(result.data).toEqual({ __schema: { queryType: { name: "Query" } } });
  });
});

describe("where trusted documents alone are taken", () => {
  test.each([
    ["a document", "{ viewer { name } }"],
    ["a trusted document by its text", who],
    ["a document that does not fit the schema", "{ veiwer { name } }"],
    ["a document that cannot be parsed", "{"],
    ["the smallest document", "{ __typename }"],
    ["introspection", "{ __schema { types { name } } }"],
    ["a change", "mutation { __typename }"],
    ["nothing", ""],
  ])("%s is refused unread", async (_name, query) => {
    for (const result of [await post(closed, { query }), await get(closed, { query })]) {
      expect([result.status, result.data]).toEqual([403, undefined]);
      expectCode(result, "UNTRUSTED_DOCUMENT");
    }
  });

  test.each([
    ["a query that is no text", { query: { kind: "Document" } }],
    ["neither a query nor an identifier", {}],
    ["an identifier that is null", { documentId: null, query: who }],
    ["Apollo's persisted queries", { extensions: { persistedQuery: { version: 1, sha256Hash: whoId.slice(7) } } }],
  ])("a request with %s is refused", async (_name, body) => {
    const result = await post(closed, body);
    expect(result.status).toBe(403);
    expectCode(result, "UNTRUSTED_DOCUMENT");
  });

  test("a list of requests is refused, whatever it holds", async () => {
    const result = await post(closed, [{ documentId: whoId }]);
    expect(result.status).toBe(400);
    expectCode(result, "INVALID_DOCUMENT");
  });

  test("there is no GraphiQL", async () => {
    const headers = { Accept: "text/html,*/*;q=0.8" };
    const page = await fetch(`${addressOf(open)}/graphql`, { headers });
    const [asset = ""] = /\/graphql\/assets\/start\.[^"]+js/.exec(await page.text()) ?? [];
    const statuses = await Promise.all(
      ["/graphql", asset].map(async (path) => (await fetch(`${addressOf(closed)}${path}`, { headers })).status),
    );
    expect(statuses).toEqual([401, 404]);
  });

  test("the message is in the caller's language", async () => {
    const result = await gql(token, "{ viewer { name } }", {}, { "Accept-Language": "zh" }, addressOf(closed));
    expect(expectCode(result, "UNTRUSTED_DOCUMENT").message).toContain("documentId");
  });
});

describe("without a manifest", () => {
  test("no identifier is known", async () => {
    const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/json" };
    const body = JSON.stringify({ documentId: whoId });
    const result = await answered(await fetch(`${await testAddress()}/graphql`, { method: "POST", headers, body }));
    expect(result.status).toBe(404);
    expectCode(result, "UNKNOWN_DOCUMENT", "documentId");
  });
});
