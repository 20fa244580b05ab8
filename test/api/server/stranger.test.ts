import { describe, expect, test } from "vitest";
import { expectCode, gql, testAddress } from "../../api.js";
import { makeProvince } from "../../world.js";

const introspection = "{ __schema { types { name } } }";

describe("a request without a token", () => {
  test("is told that { __typename } is a Query", async () => {
    const result = await gql(null, "{ __typename }");
    expect(result).toMatchObject({ status: 200, data: { __typename: "Query" }, errors: undefined });
  });

  test("may name the operation that asks for __typename", async () => {
    expect(await gql(null, "query Alive { __typename }")).toMatchObject({ status: 200, data: { __typename: "Query" } });
  });

  test("may ask for __typename by GET", async () => {
    const response = await fetch(`${await testAddress()}/graphql?query=${encodeURIComponent("{ __typename }")}`);
    expect({ status: response.status, body: await response.json() }).toEqual({
      status: 200,
      body: { data: { __typename: "Query" } },
    });
  });

  const refused = {
    introspection,
    "introspection of one type": '{ __type(name: "Ticket") { name } }',
    "a real field": "{ viewer { name } }",
    "an unknown field": "{ veiwer { name } }",
    "a mutation of __typename": "mutation { __typename }",
    "an alias": "{ a: __typename }",
    "__typename twice": "{ __typename __typename }",
    "a fragment": "{ ... on Query { __typename } }",
    "a directive": "{ __typename @include(if: true) }",
    "two operations": "query A { __typename } query B { __typename }",
    "a syntax error": "{ viewer {",
    "an empty document": "",
    "a thousand aliases": `{ ${Array.from({ length: 1000 }, (_, n) => `a${n}: __typename`).join(" ")} }`,
    "a document of a megabyte": `{ __typename } #${"x".repeat(1_000_000)}`,
  };

  for (const [name, document] of Object.entries(refused)) {
    test(`is refused with ${name}`, async () => {
      const result = await gql(null, document);
      expect(result.status).toBe(401);
      expect(result.headers.get("WWW-Authenticate")).toBe('Bearer realm="lianxin"');
      expectCode(result, "UNAUTHENTICATED");
    });
  }

  test("gets the same answer for every document and every malformed body", async () => {
    const address = await testAddress();
    const bodies = [
      JSON.stringify({ query: introspection }),
      JSON.stringify({ query: "{ viewer { nam } }" }),
      JSON.stringify([{ query: "{ __typename }" }]),
      "{ not JSON",
      "",
      "null",
      "\u0000",
    ];
    const answers = await Promise.all(
      bodies.map(async (body) => {
        const headers = { "Content-Type": "application/json" };
        const response = await fetch(`${address}/graphql`, { method: "POST", headers, body });
        const text = await response.text();
        const requestId = response.headers.get("X-Request-Id") ?? "none";
        return `${response.status} ${text.replace(requestId, "<request id>")}`;
      }),
    );
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toContain("<request id>");
  });

  test("is refused with a body that is not JSON by its type", async () => {
    const body = new URLSearchParams({ query: "{ __typename }" });
    const response = await fetch(`${await testAddress()}/graphql`, { method: "POST", body });
    expect(response.status).toBe(401);
  });
});

describe("a request with a token that is not valid", () => {
  test("is refused, and told that it is the token", async () => {
    const result = await gql("not.a.token", "{ viewer { name } }");
    expect(result.status).toBe(401);
    expect(result.headers.get("WWW-Authenticate")).toBe('Bearer realm="lianxin", error="invalid_token"');
    expectCode(result, "UNAUTHENTICATED");
  });

  test("is refused with a valid token of which one character was changed", async () => {
    const world = await makeProvince();
    const token = await world.as("cityACentre.dispatcher").token();
    const [header, payload = "", signature] = token.split(".");
    const forged = Buffer.from(payload, "base64url")
      .toString("utf8")
      .replace(/"exp":\d/, '"exp":9');
    const result = await gql(
      [header, Buffer.from(forged).toString("base64url"), signature].join("."),
      "{ viewer { name } }",
    );
    expectCode(result, "UNAUTHENTICATED");
  });
});

describe("a request with a valid token", () => {
  test("reaches the schema", async () => {
    const world = await makeProvince();
    const result = await world
      .as("cityACentre.dispatcher")
      .ask<{ viewer: { bureau: { code: string } } }>("{ viewer { bureau { code } } }");
    expect(result.viewer.bureau.code).toBe(world.code.cityACentre);
  });

  test("may introspect", async () => {
    const world = await makeProvince();
    const result = await world.as("countyA1.handler").ask(introspection);
    expect(result).toHaveProperty("__schema.types");
  });
});
