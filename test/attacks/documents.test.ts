import { getIntrospectionQuery } from "graphql";
import { beforeAll, describe, expect, it } from "vitest";
import { documentLimits } from "../../src/api/limits/document.js";
import { deepestVariables, mostListItems } from "../../src/api/limits/variables.js";
import { usualRequestLimits } from "../../src/platform/request-limits.js";
import { type AnsweredError, type Caller, expectCode, testAddress, type Variables } from "../api.js";
import { makeProvince, type World } from "../world.js";
import { type RawAnswer, send } from "./requests.js";

let world: World;
let caller: Caller;
let address: string;
let token: string;

beforeAll(async () => {
  address = await testAddress();
  world = await makeProvince();
  caller = world.as("cityA.supervisor");
  token = await caller.token();
});

const sendBody = (body: string): Promise<RawAnswer> =>
  send({
    address,
    headers: { "Content-Type": "application/json", "Accept-Language": "en", Authorization: `Bearer ${token}` },
    body,
  });

const ask = (query: string, variables: Variables = {}): Promise<RawAnswer> =>
  sendBody(JSON.stringify({ query, variables }));

const times = (count: number, make: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => make(index)).join(" ");

const firstError = ({ errors }: RawAnswer): AnsweredError => errors?.[0] ?? expect.fail("there is no error");

/** Expects that a document is TOO_LARGE for one reason, with the limit and a figure beyond it. */
function expectTooLarge(answer: RawAnswer, field: string, limit: number): void {
  expect(expectCode(answer, "TOO_LARGE", field).extensions.limit).toBe(limit);
  expect(firstError(answer).extensions.actual).toBeGreaterThan(limit);
  expect(answer.data ?? null).toBeNull();
}

/** Does something that must not take long, however slow the machine. */
async function promptly<Value>(work: () => Promise<Value>): Promise<Value> {
  const began = performance.now();
  const value = await work();
  expect(performance.now() - began).toBeLessThan(5000);
  return value;
}

describe("aliases:", () => {
  const { aliases, rootFields } = documentLimits;

  it.each<[string, () => string]>([
    ["one field under many names", () => `{ ${times(aliases + 1, (n) => `a${n}: viewer { name }`)} }`],
    ["__typename under many names", () => `{ ${times(aliases + 1, (n) => `a${n}: __typename`)} }`],
    ["many names deep inside", () => `{ viewer { bureau { ${times(aliases + 1, (n) => `a${n}: code`)} } } }`],
    [
      "many names in a fragment that is not used",
      () => `{ viewer { name } } fragment F on Viewer { ${times(aliases + 1, (n) => `a${n}: name`)} }`,
    ],
    [
      "many names over several fragments",
      () =>
        `{ viewer { ...A ...B } } ${["A", "B"].map((name) => `fragment ${name} on Viewer { ${times(aliases / 2 + 1, (n) => `${name}${n}: name`)} }`).join(" ")}`,
    ],
    [
      "many names over several operations",
      () => `query A { ${times(20, (n) => `a${n}: __typename`)} } query B { ${times(20, (n) => `b${n}: __typename`)} }`,
    ],
    [
      "many names in a mutation",
      () =>
        `mutation { ${times(aliases + 1, (n) => `a${n}: lockPerson(input: { id: "x", version: 1 }) { person { id } }`)} }`,
    ],
  ])("%s", async (_, document) => {
    expectTooLarge(await ask(document()), "document.aliases", aliases);
  });

  it("as many as are allowed, of plain values, are answered", async () => {
    const answer = await ask(`{ viewer { ${times(aliases, (n) => `a${n}: name`)} } }`);
    expect(Object.keys((answer.data as { viewer: object }).viewer)).toHaveLength(aliases);
  });

  it.each<[string, () => string]>([
    [
      "many steps in one mutation",
      () =>
        `mutation { ${times(rootFields + 1, (n) => `a${n}: lockPerson(input: { id: "x", version: 1 }) { person { id } }`)} }`,
    ],
    [
      "many steps in the fragments of one mutation",
      () =>
        `mutation { ...A ...B } ${["A", "B"].map((name) => `fragment ${name} on Mutation { ${times(6, (n) => `${name}${n}: lockPerson(input: { id: "x", version: 1 }) { person { id } }`)} }`).join(" ")}`,
    ],
    ["the same root field without another name", () => `{ ${times(rootFields + 1, () => "viewer { name }")} }`],
  ])("%s", async (_, document) => {
    expectTooLarge(await ask(document()), "document.rootFields", rootFields);
  });
});

describe("directives:", () => {
  const { directives, directivesAtOnePlace } = documentLimits;
  const many = (count: number): string => times(count, () => "@include(if: true)");

  it.each<[string, () => string, number]>([
    ["many at a field", () => `{ viewer { name ${many(directivesAtOnePlace + 1)} } }`, directivesAtOnePlace],
    [
      "a thousand at a field",
      () => `{ viewer { name ${times(200, () => "@include(if: true)")} } }`,
      directivesAtOnePlace,
    ],
    ["many that there are not", () => `{ viewer { name ${times(20, (n) => `@x${n}`)} } }`, directivesAtOnePlace],
    ["many at the operation", () => `query ${times(20, (n) => `@x${n}`)} { viewer { name } }`, directivesAtOnePlace],
    [
      "many at a variable",
      () => `query ($a: Int ${times(20, (n) => `@x${n}`)}) { viewer { name } }`,
      directivesAtOnePlace,
    ],
    ["many at a fragment", () => `{ viewer { ...F ${many(6)} } } fragment F on Viewer { name }`, directivesAtOnePlace],
    [
      "many at the definition of a fragment",
      () => `{ viewer { ...F } } fragment F on Viewer ${times(6, (n) => `@x${n}`)} { name }`,
      directivesAtOnePlace,
    ],
    ["many at an inline fragment", () => `{ viewer { ... ${many(6)} { name } } }`, directivesAtOnePlace],
    [
      "a few at many places",
      () => `{ viewer { ${times(directives + 1, () => "name @include(if: true)")} } }`,
      directives,
    ],
  ])("%s", async (_, document, limit) => {
    expectTooLarge(await ask(document()), "document.directives", limit);
  });
});

describe("fragments that lead back to themselves:", () => {
  it.each([
    ["at once", "{ viewer { ...A } } fragment A on Viewer { ...A }"],
    ["at once, beside a field", "{ viewer { ...A } } fragment A on Viewer { name ...A }"],
    ["by another", "{ viewer { ...A } } fragment A on Viewer { ...B } fragment B on Viewer { ...A }"],
    ["by ten others", `{ viewer { ...F0 } } ${times(10, (n) => `fragment F${n} on Viewer { ...F${(n + 1) % 10} }`)}`],
    ["inside a field", '{ bureau(code: "1") { ...A } } fragment A on Bureau { parent { ...A } }'],
    [
      "inside a field, by another",
      '{ bureau(code: "1") { ...A } } fragment A on Bureau { parent { ...B } } fragment B on Bureau { parent { ...A } }',
    ],
    ["inside an inline fragment", "{ viewer { ...A } } fragment A on Viewer { ... on Viewer { ... { ...A } } }"],
    ["though nobody spreads them", "{ viewer { name } } fragment A on Viewer { ...B } fragment B on Viewer { ...A }"],
    ["and are skipped", "{ viewer { name ...A @skip(if: true) } } fragment A on Viewer { ...A }"],
    ["in two ways", "{ viewer { ...A } } fragment A on Viewer { ...A ...B } fragment B on Viewer { ...B ...A }"],
  ])("%s", async (_, document) => {
    const answer = await promptly(() => ask(document));
    expect(firstError(answer).extensions.code).toBe("INVALID_DOCUMENT");
    expect(answer.data ?? null).toBeNull();
  });
});

describe("fragments that grow by being spread:", () => {
  const doubling = (levels: number, last: string, variables = ""): string =>
    `query Q${variables} { ...F0 } ${times(levels, (n) => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} }`)} fragment F${levels} on Query { ${last} }`;

  it("forty-five times twice, with nothing inside, is answered at once", async () => {
    const answer = await promptly(() => ask(doubling(45, "__typename")));
    expect(answer.data ?? firstError(answer).extensions.code).toEqual(expect.anything());
    for (const { extensions } of answer.errors ?? []) expect(extensions.code).toBe("TOO_COSTLY");
  });

  it("forty-five times twice, with a list at the end, is refused at once", async () => {
    const answer = await promptly(() => ask(doubling(45, "bureaus(first: 100) { totalCount }")));
    expectCode(answer, "TOO_COSTLY");
  });

  it("forty-five times twice, with a list whose size is a variable, is refused at once", async () => {
    const document = doubling(45, "bureaus(first: $n) { totalCount }", "($n: Int)");
    expectCode(await promptly(() => ask(document, { n: 100 })), "TOO_COSTLY");
  });

  it("ten times twice inside fields is refused before it runs", async () => {
    const levels = 9;
    const document = `{ bureau(code: "${world.code.countyA1}") { ...F0 } } ${times(levels, (n) => `fragment F${n} on Bureau { a: parent { ...F${n + 1} } b: parent { ...F${n + 1} } c: parent { ...F${n + 1} } }`)} fragment F${levels} on Bureau { name code kind level }`;
    const answer = await promptly(() => ask(document));
    expectCode(answer, "TOO_COSTLY");
  });

  it("more of them than are allowed are refused", async () => {
    const { fragments } = documentLimits;
    const document = `{ viewer { name } } ${times(fragments + 1, (n) => `fragment F${n} on Viewer { name }`)}`;
    expectTooLarge(await ask(document), "document.fragments", fragments);
  });

  it("hundreds of fragments whose fields overlap are refused, or answered, at once", async () => {
    const count = 120;
    const document = `{ viewer { ${times(count, (n) => `...F${n}`)} } } ${times(count, (n) => `fragment F${n} on Viewer { name }`)}`;
    const answer = await promptly(() => ask(document));
    for (const { extensions } of answer.errors ?? []) expect(extensions.code).toBe("TOO_LARGE");
  });

  it("hundreds of fields that overlap are refused, or answered, at once", async () => {
    const document = `{ viewer { ${times(400, () => "bureau { code }")} } }`.slice(0, 190_000);
    const answer = await promptly(() => ask(document));
    for (const { extensions } of answer.errors ?? []) expect(["TOO_LARGE", "TOO_COSTLY"]).toContain(extensions.code);
  });
});

describe("nesting:", () => {
  const { depth, tokens } = documentLimits;
  const parents = (levels: number): string =>
    `{ bureau(code: "${world.code.countyA1}") { ${"parent { ".repeat(levels)}code${" }".repeat(levels)} } }`;

  it.each<[string, () => string]>([
    ["fields", () => parents(depth)],
    [
      "fields in fragments",
      () =>
        `{ bureau(code: "1") { ...F0 } } ${times(depth, (n) => `fragment F${n} on Bureau { parent { ...F${n + 1} } }`)} fragment F${depth} on Bureau { code }`,
    ],
    [
      "fields in inline fragments",
      () => `{ bureau(code: "1") { ${"... { parent { ".repeat(depth)}code${" } }".repeat(depth)} } }`,
    ],
    ["fields that there are not", () => `${"{ a ".repeat(depth + 1)}${"}".repeat(depth + 1)}`],
    ["a hundred fields", () => parents(100)],
  ])("%s one too deep", async (_, document) => {
    expectTooLarge(await ask(document()), "document.depth", depth);
  });

  it.each<[string, string]>([
    ["10,000 brackets", `${"{a".repeat(10_000)}${"}".repeat(10_000)}`],
    ["60,000 brackets that are not closed", "{a".repeat(60_000)],
    ["100,000 brackets of a list", `{ nodes(ids: ${"[".repeat(90_000)}${"]".repeat(90_000)}) { id } }`],
    ["100,000 brackets of an input", `{ a(b: ${"{a:".repeat(50_000)} }`],
    ["10,000 inline fragments", `${"{ ... ".repeat(10_000)}`],
    ["10,000 brackets of a type", `query ($a: ${"[".repeat(50_000)}Int${"]".repeat(50_000)}) { viewer { name } }`],
    ["10,000 words", `{ viewer { ${"name ".repeat(10_000)} } }`],
    ["10,000 arguments", `{ bureau(${times(10_000, (n) => `a${n}:1`)}) { code } }`],
    ["5,000 variables", `query (${times(5000, (n) => `$a${n}:Int`)}) { viewer { name } }`],
    ["5,000 operations", times(5000, (n) => `query Q${n}{viewer{name}}`)],
    ["5,000 fragments", `{viewer{name}} ${times(3000, (n) => `fragment F${n} on Viewer{name}`)}`],
  ])("%s are TOO_LARGE, and not counted to the end", async (_, document) => {
    const answer = await promptly(() => ask(document));
    expectTooLarge(answer, "document.tokens", tokens);
  });

  it.each<[string, string]>([
    ["600 lists in each other", `{ nodes(ids: ${"[".repeat(600)}${"]".repeat(600)}) { id } }`],
    ["300 inputs in each other", `{ tickets(filter: ${"{ text: ".repeat(300)}1${" }".repeat(300)}) { totalCount } }`],
    ["a type of 600 brackets", `query ($a: ${"[".repeat(600)}Int${"]".repeat(600)}) { viewer { name } }`],
  ])("%s are refused", async (_, document) => {
    const { code } = firstError(await promptly(() => ask(document))).extensions;
    expect(["INVALID_DOCUMENT", "INVALID_INPUT", "TOO_LARGE"]).toContain(code);
  });

  it("300 inline fragments around one field are answered, for they cost nothing", async () => {
    const answer = await promptly(() => ask(`{ viewer { ${"... { ".repeat(300)}name${" }".repeat(300)} } }`));
    expect(answer.data).toEqual({ viewer: { name: expect.any(String) } });
  });
});

describe("variables:", () => {
  const document = JSON.stringify("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }");
  const withVariables = (variables: string): Promise<RawAnswer> =>
    promptly(() => sendBody(`{"query":${document},"variables":${variables}}`));

  it.each<[string, string]>([
    ["100,000 lists in each other", `{"ids":${"[".repeat(100_000)}${"]".repeat(100_000)}}`],
    ["30,000 objects in each other", `{"ids":${'{"a":'.repeat(30_000)}1${"}".repeat(30_000)}}`],
    ["a list one too deep", `{"ids":${"[".repeat(deepestVariables + 1)}${"]".repeat(deepestVariables + 1)}}`],
    ["one that nobody asked for, too deep", `{"ids":[],"more":${"[".repeat(50)}${"]".repeat(50)}}`],
  ])("%s", async (_, variables) => {
    const answer = await withVariables(variables);
    if (variables.length > 512 * 1024 - 100) expectCode(answer, "TOO_LARGE");
    else expectTooLarge(answer, "variables.depth", deepestVariables);
  });

  it("a list that is too long, in a variable", async () => {
    const ids = JSON.stringify(Array(mostListItems + 1).fill("a"));
    expectTooLarge(await withVariables(`{"ids":${ids}}`), "variables.ids", mostListItems);
  });

  it("a list of 50,000", async () => {
    expectTooLarge(await withVariables(`{"ids":[${"1,".repeat(50_000)}1]}`), "variables.ids", mostListItems);
  });

  it("a list that is too long, inside an input, and one that nobody asked for", async () => {
    const long = JSON.stringify(Array(mostListItems + 1).fill("a"));
    expectTooLarge(await withVariables(`{"ids":[],"a":{"b":{"c":${long}}}}`), "variables.a.b.c", mostListItems);
  });

  it("a list that is too long, in the document", async () => {
    const answer = await ask(`{ nodes(ids: [${'"a" '.repeat(mostListItems + 1)}]) { id } }`);
    expectTooLarge(answer, "document.list", mostListItems);
  });

  it("10,000 that nobody asked for do no harm", async () => {
    const names = Array.from({ length: 10_000 }, (_, index) => `"v${index}":1`).join(",");
    const answer = await withVariables(`{"ids":[],${names}}`);
    expect(answer.errors ?? []).toEqual([]);
  });

  it("a name of 100,000 letters is not repeated", async () => {
    const name = "v".repeat(100_000);
    const answer = await withVariables(`{"ids":[],"${name}":${"[".repeat(20)}${"]".repeat(20)}}`);
    expect(answer.body.length).toBeLessThan(1000);
    expectCode(answer, "TOO_LARGE");
  });

  it.each<[string, string]>([
    ["beyond all numbers", "1e999"],
    ["of 10,000 digits", "9".repeat(10_000)],
    ["with 10,000 places behind the point", `0.${"1".repeat(10_000)}`],
    ["that is minus nought", "-0"],
  ])("a number %s is refused or taken, and not repeated at length", async (_, number) => {
    const query = JSON.stringify("query ($n: Int) { bureaus(first: $n) { totalCount } }");
    const answer = await promptly(() => sendBody(`{"query":${query},"variables":{"n":${number}}}`));
    expect(firstError(answer).extensions.code).toBe("INVALID_INPUT");
    expect(answer.body.length).toBeLessThan(2000);
  });

  it("a text of 150 KB is refused by the field's own limit, and not repeated", async () => {
    const facts = "长".repeat(50_000);
    const query = JSON.stringify("query ($t: String) { tickets(filter: { text: $t }) { totalCount } }");
    const answer = await promptly(() => sendBody(`{"query":${query},"variables":{"t":"${facts}"}}`));
    expectCode(answer, "INVALID_INPUT", "filter.text");
    expect(answer.body.length).toBeLessThan(2000);
  });

  it("a text of 150 KB in the document, in quotes and in three, is refused by the field's own limit", async () => {
    const text = "a".repeat(150_000);
    for (const literal of [`"${text}"`, `"""${text}"""`]) {
      const answer = await promptly(() => ask(`{ tickets(filter: { text: ${literal} }) { totalCount } }`));
      expectCode(answer, "INVALID_INPUT", "filter.text");
      expect(answer.body.length).toBeLessThan(2000);
    }
  });

  it("a comment of 190 KB is read over", async () => {
    const answer = await promptly(() => ask(`{ viewer { name } } #${"x".repeat(190_000)}`));
    expect(answer.data).toEqual({ viewer: { name: expect.any(String) } });
  });

  it.each<[string, string]>([
    ["field", "{ NAME }"],
    ["argument", '{ bureau(code: "1", NAME: 1) { code } }'],
    ["type", "query ($a: NAME) { viewer { name } }"],
    ["fragment", "{ viewer { ...NAME } }"],
    ["directive", "{ viewer { name @NAME } }"],
    ["variable", "query ($NAME: Int!) { bureaus(first: $NAME) { totalCount } }"],
    ["member of an input", "{ tickets(filter: { NAME: 1 }) { totalCount } }"],
    ["value of an enumeration", "{ dictionary(name: NAME) { id } }"],
  ])("a %s with a name of 100 KB is refused, and not repeated", async (_, document) => {
    const answer = await promptly(() => ask(document.replaceAll("NAME", "a".repeat(100_000 / 2))));
    expect(["INVALID_DOCUMENT", "INVALID_INPUT"]).toContain(firstError(answer).extensions.code);
    expect(answer.body.length).toBeLessThan(3000);
  });

  it("a name of 100 KB in an input is refused, and not repeated", async () => {
    const query = JSON.stringify("query ($f: TicketFilter) { tickets(filter: $f) { totalCount } }");
    const answer = await promptly(() => sendBody(`{"query":${query},"variables":{"f":{"${"a".repeat(100_000)}":1}}}`));
    expectCode(answer, "INVALID_INPUT");
    expect(answer.body.length).toBeLessThan(3000);
  });

  it("a document with hundreds of mistakes names few of them", async () => {
    const answer = await promptly(() => ask(`{ viewer { ${times(450, (n) => `x${n}`)} } }`));
    expect(answer.errors?.length).toBeLessThanOrEqual(101);
    for (const { extensions } of answer.errors ?? []) expect(extensions.code).toBe("INVALID_DOCUMENT");
    expect(answer.body.length).toBeLessThan(60_000);
  });

  it("variables with hundreds of mistakes name few of them", async () => {
    const query = JSON.stringify(
      "mutation ($input: RegisterTicketInput!) { registerTicket(input: $input) { isRepeated } }",
    );
    const members = Array.from({ length: 5000 }, (_, index) => `"x${index}":1`).join(",");
    const answer = await promptly(() => sendBody(`{"query":${query},"variables":{"input":{${members}}}}`));
    expect(answer.errors?.length).toBeLessThanOrEqual(60);
    for (const { extensions } of answer.errors ?? [])
      expect(["INVALID_INPUT", "INVALID_DOCUMENT"]).toContain(extensions.code);
    expect(answer.body.length).toBeLessThan(60_000);
  });
});

describe("what costs too much is refused before it runs, with its cost and the limit:", () => {
  it.each<[string, string, Variables?]>([
    [
      "lists within lists",
      "{ bureaus(first: 100) { nodes { children(first: 100) { nodes { children(first: 100) { nodes { code name } } } } } } }",
    ],
    [
      "lists within lists by variables",
      "query ($n: Int = 1) { bureaus(first: $n) { nodes { children(first: $n) { nodes { children(first: $n) { nodes { code } } } } } } }",
      { n: 100 },
    ],
    [
      "lists within lists by edges",
      "{ divisions(first: 100) { edges { node { children(first: 100) { edges { node { children(first: 100) { edges { node { code } } } } } } } } } }",
    ],
    [
      "lists within lists in fragments",
      "{ bureaus(first: 100) { ...C } } fragment C on BureauConnection { nodes { ...B } } fragment B on Bureau { children(first: 100) { nodes { children(first: 100) { nodes { code } } } } }",
    ],
    [
      "lists that are skipped, which must not be counted upon",
      "query ($s: Boolean!) { bureaus(first: 100) { nodes { children(first: 100) @skip(if: $s) { nodes { children(first: 100) { nodes { code } } } } } } }",
      { s: true },
    ],
  ])("%s", async (_, document, variables = {}) => {
    const answer = await promptly(() => ask(document, variables));
    const { extensions } = expectCode(answer, "TOO_COSTLY");
    expect(extensions.limit).toBe(usualRequestLimits.mostCost);
    expect(extensions.actual).toBeGreaterThan(usualRequestLimits.mostCost);
  });

  it("the schema within the schema is refused", async () => {
    const inner = `${"fields { type { ".repeat(4)}name${" } }".repeat(4)}`;
    const document = `{ __schema { types { fields { type { ${inner} } } } } }`;
    expect(firstError(await promptly(() => ask(document))).extensions.code).toBe("INVALID_DOCUMENT");
  });

  it("the schema as tools ask for it is answered", async () => {
    expect((await ask(getIntrospectionQuery())).data).toHaveProperty("__schema");
  });
});

describe("many operations in one document:", () => {
  it("without a name to choose by are refused", async () => {
    const answer = await ask(times(50, (n) => `query Q${n} { viewer { name } }`));
    expectCode(answer, "INVALID_DOCUMENT");
  });

  it("with the same name, or with none, are refused", async () => {
    for (const document of [
      "query A { viewer { name } } query A { viewer { name } }",
      "{ viewer { name } } { viewer { name } }",
    ]) {
      expect(firstError(await ask(document)).extensions.code).toBe("INVALID_DOCUMENT");
    }
  });

  it("run the one that is named, and no other", async () => {
    const query = `query Read { viewer { name } } mutation Write { lockPerson(input: { id: "x", version: 1 }) { person { id } } }`;
    const read = await sendBody(JSON.stringify({ query, operationName: "Read" }));
    expect(read.data).toEqual({ viewer: { name: expect.any(String) } });
  });

  it("are not chosen by a name that is no text", async () => {
    for (const operationName of [1, [], {}, true]) {
      const answer = await sendBody(JSON.stringify({ query: "query A { viewer { name } }", operationName }));
      expect([operationName, firstError(answer).extensions.code]).toEqual([operationName, "INVALID_DOCUMENT"]);
    }
  });

  it("that hold definitions of types are refused", async () => {
    for (const document of [
      "type Query { x: Int }",
      "{ viewer { name } } extend type Query { x: Int }",
      "schema { query: Query }",
    ]) {
      expect(firstError(await ask(document)).extensions.code).toBe("INVALID_DOCUMENT");
    }
  });

  it("cannot be subscriptions", async () => {
    expect(firstError(await ask("subscription { viewer { name } }")).extensions.code).toBe("INVALID_DOCUMENT");
  });
});

describe("suggestions:", () => {
  // Whoever is signed in may read the whole schema by introspection, so a suggestion tells him nothing more.
  it("are given to whoever is signed in, and may introspect", async () => {
    expect(firstError(await ask("{ viewr { name } }")).message).toMatch(/Did you mean "viewer"\?/);
    expect((await ask("{ __schema { queryType { name } } }")).data).toHaveProperty("__schema.queryType.name", "Query");
  });

  it("are never given to a stranger, in whatever language", async () => {
    for (const language of ["en", "zh", "fr"]) {
      const headers = { "Content-Type": "application/json", "Accept-Language": language };
      const answer = await send({ address, headers, body: '{"query":"{ viewr { name } }"}' });
      expect(answer.status).toBe(401);
      expect(answer.body).not.toMatch(/viewe|Did you mean/);
    }
  });
});
