import { getIntrospectionQuery, isObjectType } from "graphql";
import { beforeAll, describe, expect, it } from "vitest";
import { buildLianxinSchema } from "../../src/api/schema.js";
import { testAddress } from "../api.js";
import { seen, send } from "./requests.js";

let address: string;
/** What a stranger is told, whatever he asks. */
let refused: object;

const json = { "Content-Type": "application/json", "Accept-Language": "en" };

const ask = async (body: string | Buffer): Promise<object> => seen(await send({ address, headers: json, body }));

const askQuery = (query: string, more: object = {}): Promise<object> => ask(JSON.stringify({ query, ...more }));

beforeAll(async () => {
  address = await testAddress();
  refused = await askQuery("{ nothing }");
  expect(refused).toMatchObject({ status: 401, body: expect.stringContaining('"code":"UNAUTHENTICATED"') });
});

const spread = (levels: number): string => {
  const fragments = Array.from({ length: levels }, (_, n) => `fragment F${n} on Query { ...F${n + 1} }`);
  return `{ ...F0 } ${fragments.join(" ")} fragment F${levels} on Query { __schema { queryType { name } } }`;
};

const questions: Record<string, string> = {
  "introspection as tools ask for it": getIntrospectionQuery(),
  "introspection through a fragment": "{ ...F } fragment F on Query { __schema { types { name } } }",
  "introspection through a chain of fragments": spread(5),
  "introspection through an inline fragment": "{ ... { __schema { types { name } } } }",
  "introspection through an inline fragment on the type": "{ ... on Query { __schema { types { name } } } }",
  "introspection under another name": "{ name: __schema { types { name } } }",
  "introspection under the name of __typename": "{ __typename: __schema { types { name } } }",
  "introspection behind __typename": "{ __typename __schema { types { name } } }",
  "introspection that is skipped": "{ __typename __schema @skip(if: true) { types { name } } }",
  "introspection with line breaks and commas": "{,,__schema\r\n,{types\u2028{name}}}",
  "introspection with a byte order mark": "\uFEFF{ __schema { types { name } } }",
  "introspection in a mutation": "mutation { __schema { types { name } } }",
  "introspection in a subscription": "subscription { __typename }",
  "introspection in the second operation": "query A { __typename } query B { __schema { types { name } } }",
  "one type by a variable": 'query ($n: String = "Ticket") { __type(name: $n) { fields { name } } }',
  "__typename with an argument": "{ __typename(x: 1) }",
  "__typename with a selection": "{ __typename { name } }",
  "a definition of a schema": "type Query { viewer: String }",
  "__service, as federations ask": "{ _service { sdl } }",
  "a fragment that is a cycle": "{ ...F } fragment F on Query { ...F }",
  "a cycle of two fragments": "{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }",
  "fields that lie 1,000 deep": `${"{ a ".repeat(1000)}${"}".repeat(1000)}`,
  "lists that lie 900 deep": `{ a(b: ${"[".repeat(900)}${"]".repeat(900)}) }`,
  "a hundred operations": Array.from({ length: 100 }, (_, n) => `query Q${n} { __typename }`).join(" "),
  "a directive a hundred times": `{ __typename ${"@skip(if: false) ".repeat(100)} }`,
};

describe("a stranger is told the same, byte for byte, whether he asks", () => {
  for (const [name, query] of Object.entries(questions)) {
    it(name, async () => {
      expect(await askQuery(query)).toEqual(refused);
    });
  }

  it.each<[string, string | Buffer]>([
    ["with a list nested 100,000 deep", `{"query":"{ __typename }","variables":${"[".repeat(100_000)}`],
    ["with variables nested 1,000 deep", `{"query":"{ a }","variables":${'{"a":'.repeat(300)}1${"}".repeat(300)}}`],
    [
      "with a batch that holds the question after __typename",
      '[{"query":"{ __typename }"},{"query":"{ viewer { name } }"}]',
    ],
    ["with bytes that are not UTF-8", Buffer.from([0x7b, 0x22, 0xc0, 0xaf, 0x22, 0x7d])],
    ["with a NUL", "\u0000"],
    ["with a number", "1"],
    ["with a megabyte", `{"query":"${"a".repeat(1_000_000)}"}`],
    ["with the hash of a persisted query", '{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"00"}}}'],
    ["with the name of a trusted document", '{"documentId":"viewer","id":"viewer","query":null}'],
  ])("%s", async (_, body) => {
    const told = await ask(body);
    expect(told).toMatchObject({ status: 401, body: (refused as { body: string }).body });
  });

  it("a name that is a field, one that is like a field, and one that is nothing", async () => {
    const schema = buildLianxinSchema();
    const roots = [schema.getQueryType(), schema.getMutationType()].flatMap((type) =>
      Object.keys(type?.getFields() ?? {}),
    );
    const words = [
      ...roots,
      ...roots.map((name) => name.slice(0, -1)),
      ...roots.map((name) => `${name}s`),
      "x",
      "users",
    ];
    expect(words.length).toBeGreaterThan(200);
    const answers = await Promise.all(words.map((word) => askQuery(`{ ${word} }`)));
    expect(answers.filter((answer) => JSON.stringify(answer) !== JSON.stringify(refused))).toEqual([]);
  });

  it("about the arguments and the fields of a type, right and wrong", async () => {
    const probes = Object.values(buildLianxinSchema().getTypeMap())
      .filter(isObjectType)
      .flatMap(({ name, getFields }) => [
        name,
        Object.keys(getFields.call(buildLianxinSchema().getType(name)))[0] ?? "",
      ])
      .slice(0, 150)
      .flatMap((word) => [`{ node(${word}: 1) { id } }`, `{ node(id: "a") { ... on ${word} { id } } }`]);
    const answers = await Promise.all(probes.map((probe) => askQuery(probe)));
    expect(answers.filter((answer) => JSON.stringify(answer) !== JSON.stringify(refused))).toEqual([]);
  });

  it("by GET, in any form", async () => {
    const words = ["viewer{name}", "viewr{name}", "__schema{types{name}}", "x"];
    const answers = await Promise.all(
      words.map((word) =>
        send({ address, method: "GET", path: `/graphql?query=${encodeURIComponent(`{${word}}`)}`, headers: json }),
      ),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(seen(answer)))).size).toBe(1);
    expect(answers[0]?.status).toBe(401);
  });

  it("with an operation named as one of ours", async () => {
    for (const operationName of ["IntrospectionQuery", "Tried", "__proto__", "x".repeat(1000)]) {
      expect(await askQuery("query IntrospectionQuery { __schema { types { name } } }", { operationName })).toEqual(
        refused,
      );
    }
  });
});

describe("a stranger is told nothing", () => {
  it("by the other addresses, whatever he sends there", async () => {
    const paths = [
      "/",
      "/graphql/",
      "/GraphQL",
      "/graphql/../graphql",
      "//graphql",
      "/graphql%00",
      "/api",
      "/schema",
      "/schema/api.graphql",
      "/.env",
      "/graphql/assets/",
      "/graphql/assets/..%2f..%2fpackage.json",
      "/graphql/assets/../../package.json",
      "/__proto__",
      "/constructor",
    ];
    for (const path of paths) {
      const answer = await send({ address, path, headers: json, body: '{"query":"{ viewer { name } }"}' });
      expect([path, answer.status]).toEqual([path, path.startsWith("/graphql/assets") ? 405 : 404]);
      const read = await send({ address, method: "GET", path });
      expect([path, read.status]).toEqual([path, 404]);
      expect(`${answer.body}${read.body}`).not.toMatch(/viewer|Did you mean|node_modules|at .*\.js/);
    }
  });

  it("of the server's make", async () => {
    const { headers } = await send({ address, headers: json, body: "{}" });
    expect(Object.keys(headers)).not.toContain("server");
    expect(Object.keys(headers)).not.toContain("x-powered-by");
    expect(JSON.stringify(headers)).not.toMatch(/apollo|node|express/i);
  });
});
