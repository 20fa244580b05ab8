import { expect } from "vitest";
import { suggestionPass } from "../../../src/modules/prices/index.js";
import type { Caller, GraphqlResult, Variables } from "../../api.js";
import { relayNow } from "../../events.js";
import { jobTools } from "../../jobs.js";
import type { World } from "../../world.js";
import { complaint, register, staff, type TicketAnswer, take } from "../tickets/driving.js";

/** The fields of a note that tests look at. */
export const noteFields = `id kind isOpen words personName mayAnswer desk { code } bureau { code } toBureau { code }
  question { id words } ticket { id }`;

/** A note as tests read it. */
export interface NoteAnswer {
  id: string;
  kind: string;
  isOpen: boolean;
  words: string | null;
  personName: string | null;
  mayAnswer: boolean;
  desk: { code: string };
  bureau: { code: string };
  toBureau: { code: string };
  question: { id: string; words: string } | null;
  ticket: { id: string } | null;
}

/** The fields of a case that tests look at. */
export const caseFields = `state version markedAt markedByName permittedActions goods { code name } place { code name }
  ticket { id } notes { ${noteFields} }`;

/** A case as tests read it. */
export interface CaseAnswer {
  state: string | null;
  version: number | null;
  markedAt: string | null;
  markedByName: string | null;
  permittedActions: string[];
  goods: { code: string; name: string } | null;
  place: { code: string; name: string } | null;
  ticket: { id: string };
  notes: NoteAnswer[];
}

/** Somebody of the price desk of city A. */
export const deskOf = (world: World): Caller => world.as("cityAPrice.priceSupervisor");

/** A price case that the county A1 was sent. */
export async function caseAt(
  world: World,
  unit: "countyA1" | "countyA2" = "countyA1",
  more: Variables = {},
): Promise<TicketAnswer> {
  const { dispatcher, operator } = staff(world);
  const ticket = await register(operator, complaint(world, more));
  return take(dispatcher, "dispatchTicket", ticket, { bureau: world.code[unit], reason: "分派理由" });
}

const inputTypes = {
  markPriceCase: ["MarkPriceCaseInput", `case { ${caseFields} }`],
  commentPriceCase: ["CommentPriceCaseInput", `note { ${noteFields} }`],
  askAboutPriceCase: ["AskAboutPriceCaseInput", `note { ${noteFields} }`],
  answerPriceQuestion: ["AnswerPriceQuestionInput", `note { ${noteFields} }`],
  superviseFromDesk: [
    "SuperviseFromDeskInput",
    "order { id state issuer { code } receiver { code } through { code } issuedByName requirement tickets { nodes { id } } }",
  ],
  acceptPriceSuggestion: ["AcceptPriceSuggestionInput", "suggestion { id state version permittedActions }"],
  refusePriceSuggestion: ["RefusePriceSuggestionInput", "suggestion { id state version reason permittedActions }"],
  setPriceDesk: ["SetPriceDeskInput", "desk { digestHour digestAt words version }"],
} as const;

/** The name of a mutation of the price desk. */
export type DeskMutation = keyof typeof inputTypes;

/** Sends a mutation, whatever comes of it. */
export function send<Value>(
  caller: Caller,
  name: DeskMutation,
  input: Variables,
): Promise<GraphqlResult<Record<string, Record<string, Value>>>> {
  const [type, selection] = inputTypes[name];
  return caller.gql(`mutation ($input: ${type}!) { ${name}(input: $input) { ${selection} } }`, { input });
}

/** Sends a mutation that must succeed. */
export async function run<Value>(caller: Caller, name: DeskMutation, input: Variables): Promise<Value> {
  const { data, errors } = await send<Value>(caller, name, input);
  expect(errors).toBeUndefined();
  return Object.values(data[name] ?? {})[0] ?? expect.fail(`${name} gave nothing`);
}

const listDocument = `query ($filter: PriceCaseFilter, $first: Int, $after: String) {
  priceCases(filter: $filter, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor } nodes { ${caseFields} } } }`;

/** A page of cases as tests read it. */
export interface CasePage {
  priceCases: {
    totalCount: number;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
    nodes: CaseAnswer[];
  };
}

/** Reads a list of cases, whatever comes of it. */
export function listCases(caller: Caller, variables: Variables = {}): Promise<GraphqlResult<CasePage>> {
  return caller.gql(listDocument, { first: 50, ...variables });
}

/** The identifiers of the tickets of a list of cases. */
export async function idsOf(caller: Caller, filter: Variables | null = null): Promise<string[]> {
  const { data, errors } = await listCases(caller, { filter });
  expect(errors).toBeUndefined();
  const { nodes, totalCount } = data.priceCases;
  expect(totalCount).toBe(nodes.length);
  return nodes.map(({ ticket }) => ticket.id);
}

/** What price desks make of a ticket. */
export async function caseOf(caller: Caller, { id }: Pick<TicketAnswer, "id">): Promise<CaseAnswer | null> {
  const { ticket } = await caller.ask<{ ticket: { priceDesk: CaseAnswer | null } }>(
    `query ($id: ID!) { ticket(id: $id) { priceDesk { ${caseFields} } } }`,
    { id },
  );
  return ticket.priceDesk;
}

/** A suggestion as tests read it. */
export interface SuggestionAnswer {
  id: string;
  direction: string;
  state: string;
  version: number;
  rules: { code: string; name: string }[];
  words: { word: string; start: number; end: number }[];
  text: string | null;
  excerpts: string[];
  reason: string | null;
  permittedActions: string[];
  ticket: { id: string } | null;
  bureau: { code: string };
  askedBy: { code: string } | null;
  decidedBy: { code: string } | null;
}

const suggestionsDocument = `query ($filter: PriceSuggestionFilter, $first: Int, $after: String) {
  priceSuggestions(filter: $filter, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor } nodes {
      id direction state version rules { code name } words { word start end } text excerpts reason permittedActions
      ticket { id } bureau { code } askedBy { code } askedByName decidedBy { code } decidedByName topics { code name } } } }`;

/** A page of suggestions as tests read it. */
export interface SuggestionPage {
  priceSuggestions: {
    totalCount: number;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
    nodes: SuggestionAnswer[];
  };
}

/** Reads suggestions, whatever comes of it. */
export function listSuggestions(caller: Caller, variables: Variables = {}): Promise<GraphqlResult<SuggestionPage>> {
  return caller.gql(suggestionsDocument, { first: 50, ...variables });
}

/** The suggestions upon a ticket, the latest first. */
export async function suggestionsOn(caller: Caller, ticket: Pick<TicketAnswer, "id">): Promise<SuggestionAnswer[]> {
  const { data, errors } = await listSuggestions(caller, { filter: { ticket: ticket.id } });
  expect(errors).toBeUndefined();
  return data.priceSuggestions.nodes;
}

/** The one suggestion upon a ticket, which must be there. */
export async function suggestionOn(caller: Caller, ticket: Pick<TicketAnswer, "id">): Promise<SuggestionAnswer> {
  const [first, ...others] = await suggestionsOn(caller, ticket);
  expect(others).toEqual([]);
  return first ?? expect.fail("nothing was suggested");
}

/** Lets the rules look at whatever happened in a province. */
export async function suggest(world: World): Promise<number> {
  await relayNow();
  const { written } = await suggestionPass.run({ ...jobTools(), province: world.code.province });
  return written;
}

/** A complaint of another class that speaks of a price, under review at the centre of city A. */
export function overpriced(world: World, more: Variables = {}): Promise<TicketAnswer> {
  return register(
    staff(world).operator,
    complaint(world, { issueClass: "QUALITY", facts: "店里的口罩价格太贵，一包卖到400元，明显涨价", ...more }),
  );
}
