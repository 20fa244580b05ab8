import {
  buildSchema,
  type ExecutionResult,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  getIntrospectionQuery,
  isEnumType,
  isInterfaceType,
  isObjectType,
  isScalarType,
  parse,
  valueFromASTUntyped,
} from "graphql";
import { describe, expect, test } from "vitest";
import { createPlannedExecutor } from "../../src/api/executor.js";
import { notFound } from "../../src/platform/errors.js";
import { compareWithGraphqlJs, createComparingExecutor } from "../comparing-executor.js";
import { takeDifferences } from "../executor-differences.js";

type Resolvers = Record<string, GraphQLFieldResolver<unknown, unknown>>;

const types = `
  scalar Instant
  scalar Json
  scalar Amount
  enum Colour { RED GREEN }
  input Filter { word: String = "none", day: Instant, colour: Colour, either: [Filter!] }
  interface Node { id: ID! }
  type Cat implements Node { id: ID! name: String! purrs: Boolean! colour: Colour amount: Amount friend: Node kittens: [Cat!]! }
  type Dog implements Node { id: ID! name: String }
  type Query {
    echo(filter: Filter, json: Json, at: Instant, list: [Int]): String
    many(first: Int! = 3): [Int]
    cat: Cat
    cats: [Cat!]
    node(id: ID): Node
    nodes: [Node]
    promised: [Cat]
  }
  type Mutation { add(amount: Int! = 1): Int! fail: Int! total: Int }
`;

/** The values as resolvers get them: dates as dates. */
function shown(value: unknown): string {
  return JSON.stringify(value, function (this: Record<string, unknown>, key, written) {
    return this[key] instanceof Date ? `Date ${this[key].getUTCFullYear()}` : written;
  });
}

function makeSchema(query: Resolvers = {}, mutation: Resolvers = {}): GraphQLSchema {
  const schema = buildSchema(types);
  for (const type of Object.values(schema.getTypeMap())) {
    if (isScalarType(type) && type.name === "Instant") {
      type.parseValue = (value) => new Date(String(value));
      type.parseLiteral = (node) => new Date(String(valueFromASTUntyped(node)));
    }
    if (isScalarType(type) && type.name === "Amount") type.serialize = (value) => `${value as bigint}.00`;
    if (isEnumType(type) && type.name === "Colour") {
      for (const [index, value] of type.getValues().entries()) value.value = index;
    }
    if (isInterfaceType(type)) type.resolveType = (value) => (value as { kind: string }).kind;
  }
  const echo: Resolvers = { echo: (_source, args) => shown(args), many: (_source, { first }) => Array(first).fill(1) };
  for (const [name, resolvers] of [["Query", { ...echo, ...query }] as const, ["Mutation", mutation] as const]) {
    const type = schema.getType(name);
    if (!isObjectType(type)) continue;
    for (const [field, resolve] of Object.entries(resolvers)) Object.assign(type.getFields()[field] ?? {}, { resolve });
  }
  return schema;
}

/** Executes a document by both executors, which must agree. */
async function run(
  document: string,
  { schema = makeSchema(), variables = {} }: { schema?: GraphQLSchema; variables?: Record<string, unknown> } = {},
): Promise<ExecutionResult> {
  const request = { document: parse(document), operationName: null, variables, context: {} };
  return JSON.parse(JSON.stringify(await createComparingExecutor(schema)(request)));
}

const tom = { kind: "Cat", id: "1", name: "Tom", purrs: true, colour: 1, amount: 5n, kittens: [] };

describe("variables", () => {
  test("of a recursive input type arrive whole", async () => {
    const variables = { filter: { either: [{ either: [{ word: "deep" }] }] } };
    expect(await run("query ($filter: Filter) { echo(filter: $filter) }", { variables })).toEqual({
      data: { echo: '{"filter":{"word":"none","either":[{"word":"none","either":[{"word":"deep"}]}]}}' },
    });
  });

  test("of a scalar of ours arrive parsed, also by their default", async () => {
    const document = 'query ($at: Instant = "2026-01-02") { echo(at: $at) }';
    expect(await run(document)).toEqual({ data: { echo: '{"at":"Date 2026"}' } });
    expect(await run(document, { variables: { at: "2025-05-05" } })).toEqual({ data: { echo: '{"at":"Date 2025"}' } });
  });

  test("inside a literal are as absent as the client left them", async () => {
    const document = "query ($word: String, $at: Instant) { echo(filter: { word: $word, day: $at }) }";
    expect(await run(document)).toEqual({ data: { echo: '{"filter":{"word":"none"}}' } });
    expect(await run(document, { variables: { word: null } })).toEqual({ data: { echo: '{"filter":{"word":null}}' } });
  });

  test("inside a literal of a scalar of ours are seen", async () => {
    const variables = { one: 1 };
    expect(await run("query ($one: Json) { echo(json: { a: [$one] }) }", { variables })).toEqual({
      data: { echo: '{"json":{"a":[1]}}' },
    });
  });

  test("that do not fit are refused, all of them at once", async () => {
    const variables = { first: "many", filter: { colour: "BLUE" } };
    const { errors, data } = await run(
      "query ($first: Int!, $filter: Filter) { many(first: $first) echo(filter: $filter) }",
      {
        variables,
      },
    );
    expect([errors?.length, data]).toEqual([2, undefined]);
  });

  test("that are null where the field has a default are an error of the field", async () => {
    const document = "query ($first: Int = 2) { many(first: $first) echo }";
    const { data, errors } = await run(document, { variables: { first: null } });
    expect(data).toEqual({ many: null, echo: "{}" });
    expect(errors?.map(({ path }) => path)).toEqual([["many"]]);
  });
});

describe("conditions", () => {
  test("of one request do not hold for the next", async () => {
    const execute = createComparingExecutor(makeSchema());
    const document = parse("query ($is: Boolean!) { a: echo @include(if: $is) b: echo @skip(if: $is) }");
    const ask = (is: boolean) => execute({ document, operationName: null, variables: { is }, context: {} });
    expect(await ask(true)).toEqual({ data: { a: "{}" } });
    expect(await ask(false)).toEqual({ data: { b: "{}" } });
    expect(await ask(true)).toEqual({ data: { a: "{}" } });
  });

  test("on one of two spreads of a fragment leave the other", async () => {
    const schema = makeSchema({ cat: () => tom });
    const document =
      "query ($is: Boolean!) { cat { ...F @include(if: $is) } two: cat { ...F } } fragment F on Cat { name }";
    expect(await run(document, { schema, variables: { is: false } })).toEqual({
      data: { cat: {}, two: { name: "Tom" } },
    });
  });

  test("may be more than there are plans for", async () => {
    const execute = createComparingExecutor(makeSchema());
    const names = ["a", "b", "c", "d", "e"];
    const fields = names.map((name) => `${name}: echo @include(if: $${name})`);
    const document = parse(`query (${names.map((name) => `$${name}: Boolean!`)}) { ${fields} }`);
    for (let bits = 0; bits < 32; bits += 1) {
      const variables = Object.fromEntries(names.map((name, index) => [name, (bits & (1 << index)) !== 0]));
      const { data } = await execute({ document, operationName: null, variables, context: {} });
      expect(Object.keys(data ?? {})).toEqual(names.filter((name) => variables[name]));
    }
  });
});

describe("errors", () => {
  test("of a promised item leave the others in their places", async () => {
    const promised = () => [Promise.reject(new Error("no")), Promise.resolve(tom), null, new Error("returned")];
    const { data, errors } = await run("{ promised { name } }", { schema: makeSchema({ promised }) });
    expect(data).toEqual({ promised: [null, { name: "Tom" }, null, null] });
    expect(errors?.map(({ path }) => path)).toEqual([
      ["promised", 3],
      ["promised", 0],
    ]);
  });

  test("are one for each null, however many values failed", async () => {
    const nameless = { ...tom, name: null };
    const schema = makeSchema({ cats: () => [nameless, nameless, nameless] });
    const { data, errors } = await run("{ cats { name kittens { id } } echo }", { schema });
    expect(data).toEqual({ cats: null, echo: "{}" });
    expect(errors?.map(({ message }) => message)).toEqual(["Cannot return null for non-nullable field Cat.name."]);
  });

  test("keep what was thrown", async () => {
    const thrown = notFound("id");
    const execute = createComparingExecutor(makeSchema({ node: () => Promise.reject(thrown) }));
    const request = { document: parse("{ node { id } }"), operationName: null, variables: {}, context: {} };
    expect((await execute(request)).errors?.[0]?.originalError).toBe(thrown);
  });

  test("of a type that cannot be told, or of a property that throws, are errors of the field", async () => {
    const broken = {
      kind: "Cat",
      get name(): string {
        throw new Error("broken");
      },
    };
    const schema = makeSchema({ nodes: async () => [{ kind: "Mouse" }, broken, tom] });
    const { data, errors } = await run("{ nodes { id ... on Cat { name } } }", { schema });
    expect([data, errors?.length]).toEqual([{ nodes: [null, null, { id: "1", name: "Tom" }] }, 2]);
  });
});

describe("changes", () => {
  function counter() {
    let total = 0;
    const add: Resolvers[string] = async (_source, { amount }) => (total += amount);
    return makeSchema({}, { add, fail: async () => Promise.reject(new Error("no")), total: () => total });
  }

  test("are made one after the other, and once", async () => {
    const document = "mutation { a: add(amount: 5) b: add c: add(amount: 2) total }";
    expect(await run(document, { schema: counter() })).toEqual({ data: { a: 5, b: 6, c: 8, total: 8 } });
  });

  test("end where one fails that may not be null", async () => {
    const schema = counter();
    expect((await run("mutation { add fail more: add(amount: 9) }", { schema })).data).toBeNull();
    expect(await run("mutation { total }", { schema })).toEqual({ data: { total: 1 } });
  });

  test("with an argument that is null at last are refused, and nothing waits for them", async () => {
    const document = "mutation ($amount: Int = 1) { add a: add(amount: $amount) b: add }";
    expect((await run(document, { schema: counter(), variables: { amount: null } })).data).toBeNull();
  });
});

describe("documents", () => {
  test("may give any name to a field", async () => {
    const result = await run("{ __proto__: echo constructor: echo then: echo }");
    expect(Object.keys(result.data ?? {})).toEqual(["__proto__", "constructor", "then"]);
  });

  test("whose fragments double at each step are read in a moment", async () => {
    const names = Array.from({ length: 60 }, (_, index) => `F${index}`);
    const fragments = names.map((name, index) => `fragment ${name} on Cat { ...F${index + 1} ...F${index + 1} }`);
    const schema = makeSchema({ cat: () => tom });
    const document = `{ cat { ...F0 ...F0 } } ${fragments.join(" ")} fragment F60 on Cat { name }`;
    expect(await run(document, { schema })).toEqual({ data: { cat: { name: "Tom" } } });
  });

  test("are answered with values as their types write them", async () => {
    const schema = makeSchema({
      cat: () => ({ ...tom, friend: Promise.resolve({ kind: "Dog", id: 7, name: "Rex" }) }),
    });
    const document = "{ cat { colour amount friend { __typename id ... on Dog { name } } } }";
    const friend = { __typename: "Dog", id: "7", name: "Rex" };
    expect(await run(document, { schema })).toEqual({ data: { cat: { colour: "GREEN", amount: "5.00", friend } } });
  });

  test("that ask for the schema are answered as by graphql-js", async () => {
    expect((await run(getIntrospectionQuery())).errors).toBeUndefined();
  });

  test("without the operation that is named are refused", async () => {
    const document = parse("query A { echo } query B { echo }");
    const execute = createComparingExecutor(makeSchema());
    const ask = (operationName: string | null) => execute({ document, operationName, variables: {}, context: {} });
    expect((await ask("C")).errors?.[0]?.message).toBe('Unknown operation named "C".');
    expect((await ask(null)).errors?.[0]?.message).toMatch(/^Must provide operation name/);
    expect(await ask("B")).toEqual({ data: { echo: "{}" } });
  });
});

test("an executor that answers otherwise than graphql-js is found out", async () => {
  const schema = makeSchema();
  const planned = createPlannedExecutor(schema);
  const deviating = compareWithGraphqlJs(schema, async (request) => ({
    ...(await planned(request)),
    data: { echo: 1 },
  }));
  const request = { document: parse("{ echo }"), operationName: null, variables: {}, context: {} };
  await expect(deviating(request)).rejects.toThrow("The executors answer differently");
  expect(takeDifferences()).toHaveLength(1);
});
