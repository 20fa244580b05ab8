import { getIntrospectionQuery } from "graphql";
import { describe, expect, it } from "vitest";
import { documentLimits } from "../../../src/api/limits/document.js";
import { refusalOfDocument } from "../../../src/api/limits/gate.js";
import {
  deepestVariables,
  largenessOfVariables,
  mostListedObjects,
  mostListItems,
} from "../../../src/api/limits/variables.js";

/** The detail of the refusal of a document; undefined where it is not refused. */
const refused = (document: string) => refusalOfDocument(document)?.detail;

const times = (count: number, write: (place: number) => string) =>
  Array.from({ length: count }, (_, place) => write(place)).join(" ");

const nested = (depth: number) => `${"{ parent ".repeat(depth - 1)}{ code }${" }".repeat(depth - 1)}`;

describe("the limits of a document", () => {
  it("let a document of the greatest number of tokens through, and none of one more", () => {
    const document = (fields: number) => `{ viewer { ${times(fields, (place) => `a${place % 10}`)} } }`;
    const overhead = 5;
    expect(refused(document(documentLimits.tokens - overhead))).not.toMatchObject({ field: "document.tokens" });
    expect(refused(document(documentLimits.tokens - overhead + 1))).toEqual({
      field: "document.tokens",
      actual: 1501,
      limit: 1500,
    });
  });

  it("count fields within each other, through fragments", () => {
    expect(refused(nested(12))).toBeUndefined();
    expect(refused(nested(13))).toEqual({ field: "document.depth", actual: 13, limit: 12 });
    const halves = `{ a { b { c { ...Inner } } } } fragment Inner on T ${nested(10)}`;
    expect(refused(halves)).toEqual({ field: "document.depth", actual: 13, limit: 12 });
    expect(refused(`{ a { ... on T { ... { b } } } } fragment Unused on T ${nested(20)}`)).toBeUndefined();
  });

  it("give questions about the schema a depth of their own, which GraphiQL needs", () => {
    expect(refused(getIntrospectionQuery())).toBeUndefined();
    const deep = (depth: number) =>
      `{ __schema { types ${"{ ofType ".repeat(depth - 3)}{ name }${" }".repeat(depth - 3)} } }`;
    expect(refused(deep(15))).toBeUndefined();
    expect(refused(deep(16))).toEqual({ field: "document.depth", actual: 16, limit: 15 });
  });

  it("count aliases, those of __typename too", () => {
    expect(refused(`{ ${times(9, (at) => `a${at}: viewer { name }`)} }`)).toBeUndefined();
    expect(refused(`{ viewer { ${times(30, (at) => `a${at}: __typename`)} } }`)).toBeUndefined();
    expect(refused(`{ viewer { ${times(31, (at) => `a${at}: __typename`)} } }`)).toEqual({
      field: "document.aliases",
      actual: 31,
      limit: 30,
    });
  });

  it("count the root fields of one operation, through fragments", () => {
    expect(refused(`{ ${times(11, (at) => `a${at}`)} }`)).toEqual({
      field: "document.rootFields",
      actual: 11,
      limit: 10,
    });
    const spread = `{ ${times(6, (at) => `a${at}`)} ...More ... on Query { ...More } }
      fragment More on Query { ${times(5, (at) => `b${at}`)} }`;
    expect(refused(spread)).toMatchObject({ field: "document.rootFields", actual: 11 });
  });

  it("count directives at one place, and in all", () => {
    const skip = "@skip(if: false) ";
    expect(refused(`{ viewer { name ${skip.repeat(5)} } }`)).toBeUndefined();
    expect(refused(`{ viewer { name ${skip.repeat(6)} } }`)).toEqual({
      field: "document.directives",
      actual: 6,
      limit: 5,
    });
    expect(refused(`{ viewer { ${times(51, (at) => `f${at} ${skip}`)} } }`)).toEqual({
      field: "document.directives",
      actual: 51,
      limit: 50,
    });
  });

  it("count what would make validation slow: fragments, and fields that come again", () => {
    expect(refused(`{ a } ${times(51, (at) => `fragment f${at} on T { a }`)}`)).toEqual({
      field: "document.fragments",
      actual: 51,
      limit: 50,
    });
    expect(refused(`{ a { ${"b { c } ".repeat(40)} ... on T { ${"b { c } ".repeat(12)} } } }`)).toEqual({
      field: "document.repeats",
      actual: 51,
      limit: 50,
    });
  });

  it("count the items of a list that stands in the document", () => {
    expect(refused(`{ nodes(ids: [${times(200, String)}]) { id } }`)).toBeUndefined();
    expect(refused(`{ nodes(ids: [${times(201, String)}]) { id } }`)).toEqual({
      field: "document.list",
      actual: 201,
      limit: 200,
    });
  });

  it("leave a ring of fragments to validation, and do not hang on it", () => {
    expect(refused("{ ...A } fragment A on Query { viewer { ...B } } fragment B on Viewer { ...A }")).toBeUndefined();
  });

  it("follow fragments that spread each other many times in the time of one walk", () => {
    const fragments = times(40, (at) => `fragment f${at} on T { ${times(3, (n) => `x${n} { ...f${at + 1} }`)} }`);
    expect(refused(`{ ...f0 } ${fragments} fragment f40 on T { a }`)).toMatchObject({ field: "document.depth" });
  });

  it("say nothing of a document that cannot be parsed: the parser does", () => {
    expect(refusalOfDocument("{ viewer {")).toBeNull();
  });

  it("stop a parser that would go down into thousands of braces", () => {
    expect(refused("{a".repeat(50_000))).toMatchObject({ field: "document.tokens" });
    expect(refused(`{ a(b: ${"[".repeat(50_000)}`)).toMatchObject({ field: "document.tokens" });
  });
});

describe("the limits of variables", () => {
  it("refuse a list of more than 200 items at any level, and name where it stands", () => {
    const list = Array.from({ length: mostListItems + 1 }, () => "x");
    expect(largenessOfVariables({ input: { topics: list.slice(1) } })).toBeNull();
    expect(largenessOfVariables({ input: { topics: list } })).toMatchObject({
      code: "TOO_LARGE",
      detail: { field: "variables.input.topics", actual: 201, limit: 200 },
    });
    expect(largenessOfVariables([[list]])?.detail).toEqual({ field: "variables", actual: 201, limit: 200 });
  });

  it("let a list of objects hold 1,000, and one that is not of objects alone no more than others", () => {
    const objects = Array.from({ length: mostListedObjects + 1 }, () => ({ callId: "x" }));
    expect(largenessOfVariables({ input: { calls: objects.slice(1) } })).toBeNull();
    expect(largenessOfVariables({ input: { calls: objects } })?.detail).toEqual({
      field: "variables.input.calls",
      actual: 1001,
      limit: 1000,
    });
    expect(largenessOfVariables({ ids: [...objects.slice(0, 200), "x"] })?.detail).toMatchObject({ limit: 200 });
  });

  it("refuse values that stand ever deeper within each other", () => {
    let value: unknown = "x";
    for (let depth = 0; depth < 50_000; depth += 1) value = { a: value };
    expect(largenessOfVariables(value)?.detail).toEqual({
      field: "variables.depth",
      actual: deepestVariables + 1,
      limit: deepestVariables,
    });
  });

  it("leave variables of another form to the server", () => {
    for (const given of [undefined, null, "text", 1]) expect(largenessOfVariables(given)).toBeNull();
  });
});
