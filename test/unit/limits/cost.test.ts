import { describe, expect, it } from "vitest";
import { usualRequestLimits } from "../../../src/platform/request-limits.js";
import { costOf } from "../costs.js";

const { mostCost } = usualRequestLimits;

describe("the cost of an operation", () => {
  it("is the weights of its fields where there are no lists", () => {
    // The root field, the row, and two values.
    expect(costOf("{ ticket(id: 1) { number state } }")).toBe(50 + 10 + 2);
  });

  it("counts what a page holds as often as `first` says", () => {
    const page = (first: number) => costOf(`{ bureaus(first: ${first}) { nodes { code } } }`);
    expect(page(10)).toBe(50 + 10 * (10 + 1));
    expect(page(100) - page(10)).toBe(90 * (10 + 1));
  });

  it("takes 20 where `first` is left out or null, and the bounds of a page where it is out of them", () => {
    const page = (argument: string) => costOf(`{ bureaus${argument} { nodes { code } } }`);
    expect(page("")).toBe(page("(first: 20)"));
    expect(page("(first: null)")).toBe(page("(first: 20)"));
    expect(page("(first: 1000000)")).toBe(page("(first: 100)"));
    expect(page("(first: -5)")).toBe(page("(first: 1)"));
  });

  it("reads `first` from a variable, from its default, and from 20 where neither is there", () => {
    const document = "query Page($size: Int = 40) { bureaus(first: $size) { nodes { code } } }";
    expect(costOf(document, { size: 7 })).toBe(50 + 7 * 11);
    expect(costOf(document)).toBe(50 + 40 * 11);
    expect(costOf(document, { size: null })).toBe(50 + 20 * 11);
    expect(costOf(document, { size: "all" })).toBe(50 + 20 * 11);
  });

  it("multiplies the sizes of lists within lists", () => {
    expect(costOf("{ bureaus(first: 10) { nodes { children(first: 10) { nodes { code } } } } }")).toBe(
      50 + 10 * (10 + 30 + 10 * 11),
    );
  });

  it("counts the total of a page once, not once an item, and `edges` like `nodes`", () => {
    const inNodes = costOf("{ bureaus(first: 30) { totalCount nodes { code } } }");
    expect(inNodes).toBe(50 + 400 + 30 * 11);
    expect(costOf("{ bureaus(first: 30) { totalCount edges { node { code } } } }")).toBe(inNodes);
  });

  it("takes a declared number of items for a list without `first`", () => {
    expect(costOf("{ ticket(id: 1) { timeline { text } } }")).toBe(50 + 10 + 50 + 15 * 11);
  });

  it("counts `nodes` by the identifiers that are given", () => {
    const document = "query Several($ids: [ID!]!) { nodes(ids: $ids) { id } }";
    expect(costOf(document, { ids: ["a", "b", "c"] })).toBe(50 + 3 * 11);
    expect(costOf('{ nodes(ids: ["a", "b"]) { id } }')).toBe(50 + 2 * 11);
  });

  it("counts a list that is told of by its items", () => {
    const document = "mutation ($input: RecordCallsInput!) { recordCalls(input: $input) { created } }";
    const of = (count: number) => costOf(document, { input: { source: "a", calls: Array(count).fill({}) } });
    expect(of(501) - of(1)).toBe(500 * 40);
  });

  it("adds what a search by words costs, in the document, in a variable, and within one", () => {
    const without = costOf("{ tickets { nodes { id } } }");
    expect(costOf('{ tickets(filter: { text: "口罩" }) { nodes { id } } }')).toBe(without + 1000);
    const whole = "query Search($filter: TicketFilter) { tickets(filter: $filter) { nodes { id } } }";
    expect(costOf(whole, { filter: { text: "口罩" } })).toBe(without + 1000);
    expect(costOf(whole, { filter: { text: null } })).toBe(without);
    expect(costOf(whole)).toBe(without);
    const part = "query Search($text: String) { tickets(filter: { text: $text }) { nodes { id } } }";
    expect(costOf(part, { text: "口罩" })).toBe(without + 1000);
  });

  it("follows fragments, on a connection too", () => {
    const document = `{ bureaus(first: 30) { ...Items ... on BureauConnection { totalCount } } }
      fragment Items on BureauConnection { nodes { ...Names } }
      fragment Names on Bureau { code }`;
    expect(costOf(document)).toBe(50 + 400 + 30 * 11);
  });

  it("counts every change, each by itself", () => {
    const one = costOf("mutation { a: signTicket(input: { ticketId: 1, version: 1 }) { ticket { id } } }");
    expect(one).toBe(500 + 10 + 1);
    const two = costOf(`mutation {
      a: signTicket(input: { ticketId: 1, version: 1 }) { ticket { id } }
      b: signTicket(input: { ticketId: 2, version: 1 }) { ticket { id } }
    }`);
    expect(two).toBe(2 * one);
  });

  it("is a number that can be written even for fragments that multiply beyond every measure, and quickly so", () => {
    const spread = (name: string) => Array.from({ length: 12 }, () => `children(first: 100) { nodes { ${name} } }`);
    const fragments = Array.from({ length: 40 }, (_, at) => {
      const inner = at === 39 ? "code" : spread(`...f${at + 1}`).join(" ");
      return `fragment f${at} on Bureau { ${inner} }`;
    });
    expect(costOf(`{ bureau(code: "1") { ...f0 } } ${fragments.join(" ")}`)).toBe(Number.MAX_SAFE_INTEGER);
    const varied = fragments.join(" ").replaceAll("first: 100", "first: $size");
    expect(costOf(`query Deep($size: Int) { bureau(code: "1") { ...f0 } } ${varied}`, { size: 100 })).toBe(
      Number.MAX_SAFE_INTEGER,
    );
  });

  it("counts the schema's description of itself by the size of ours", () => {
    const names = costOf("{ __schema { types { name } } }");
    expect(names).toBeGreaterThan(100);
    expect(costOf("{ __schema { types { name fields { name } } } }")).toBeGreaterThan(4 * names);
  });
});

describe("what is meant to tire the database", () => {
  const abuses = {
    "lists of 100 within lists of 100": "{ bureaus(first: 100) { nodes { children(first: 100) { nodes { code } } } } }",
    "up and down the tree of bureaus": `{ bureau(code: "320500") { parent { children { nodes { parent { children {
      nodes { parent { children { nodes { code } } } } } } } } } } }`,
    "up and down the tree of divisions": `{ division(code: "320500") { parent { children { nodes { parent { children {
      nodes { parent { children { nodes { code } } } } } } } } } } }`,
    "the bureaus above, again and again": `{ bureaus(first: 100) { nodes { ancestors { ancestors { ancestors { name } } } } } }`,
    "coverage and competence in turn": `{ bureaus(first: 100) { nodes { coverage { competentBureau { coverage {
      competentBureau { code } } } } } } }`,
    "ten long searches at once": `{ ${Array.from(
      { length: 10 },
      (_, at) => `t${at}: tickets(first: 100, filter: { text: "口罩" }) { totalCount nodes { facts request answer
        respondent { name } timeline { text } } }`,
    ).join(" ")} }`,
    "advice on a hundred tickets, with the places beneath": `{ tickets(first: 100) { nodes { competence { candidates {
      bureau { children { nodes { code } } } } } } } }`,
  } as const;

  it.each(Object.entries(abuses))("costs more than one request may: %s", (_, document) => {
    expect(costOf(document)).toBeGreaterThan(mostCost);
  });
});
