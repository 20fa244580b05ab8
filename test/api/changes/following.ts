import { expect } from "vitest";
import type { Caller, GraphqlResult, Variables } from "../../api.js";
import { latestPosition, relayNow } from "../../events.js";
import { type OpenedSource, openAs, type SourceOptions } from "../../sources.js";
import type { TicketAnswer } from "../tickets/driving.js";

/** The fields of a change that tests look at. */
export const changeFields = `cursor eventType at subjectType subjectId version isOutOfSight stillMatches
  ticket { id number state } node { __typename id }`;

/** A change as tests read it. */
export interface ChangeAnswer {
  cursor: string;
  eventType: string;
  at: string;
  subjectType: string;
  subjectId: string;
  version: number | null;
  isOutOfSight: boolean;
  stillMatches: boolean;
  ticket: { id: string; number: string; state: string } | null;
  node: { __typename: string; id: string } | null;
}

/** A page of changes as tests read it. */
export interface PageAnswer {
  changes: {
    edges: { cursor: string; node: { cursor: string } }[];
    nodes: ChangeAnswer[];
    pageInfo: {
      hasNextPage: boolean;
      hasPreviousPage: boolean;
      startCursor: string | null;
      endCursor: string | null;
    };
    latestCursor: string;
  };
}

const pageDocument = `query ($first: Int, $after: String, $filter: ChangeFilter) {
  changes(first: $first, after: $after, filter: $filter) {
    edges { cursor node { cursor } } nodes { ${changeFields} } latestCursor
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;

/** Reads a page of changes, whatever comes of it; what was done before is in the log. */
export async function askPage(caller: Caller, variables: Variables): Promise<GraphqlResult<PageAnswer>> {
  await relayNow();
  return caller.gql<PageAnswer>(pageDocument, variables);
}

/** Reads a page of changes, which must be answered. */
export async function readPage(caller: Caller, variables: Variables): Promise<PageAnswer["changes"]> {
  const { data, errors } = await askPage(caller, variables);
  expect(errors).toBeUndefined();
  return data.changes;
}

/** Where the log ends for somebody. */
export async function endOfLog(caller: Caller): Promise<string> {
  return (await readPage(caller, { first: 1, filter: { subjectTypes: ["Nothing"] } })).latestCursor;
}

/** All changes after a cursor, page by page. */
export async function readAll(caller: Caller, after: string, more: Variables = {}): Promise<ChangeAnswer[]> {
  const all: ChangeAnswer[] = [];
  for (let from = after, isMore = true; isMore; ) {
    const { nodes, pageInfo } = await readPage(caller, { first: 7, ...more, after: from });
    all.push(...nodes);
    from = pageInfo.endCursor ?? expect.fail("a page says where to go on");
    isMore = pageInfo.hasNextPage;
  }
  return all;
}

/** What changes say, in short. */
export const inShort = (changes: readonly ChangeAnswer[], ...tickets: readonly Pick<TicketAnswer, "id">[]): string[] =>
  changes.map(({ eventType, isOutOfSight, stillMatches, subjectId, subjectType }) => {
    const known = tickets.findIndex(({ id }) => id === subjectId);
    const name = known < 0 ? subjectType : tickets.length === 1 ? "" : String(known + 1);
    return [eventType, name, isOutOfSight ? "gone" : stillMatches ? "" : "over"]
      .filter((part) => part !== "")
      .join(" ");
  });

/** A subscription of somebody who follows it from now on. */
export interface Following {
  opened: OpenedSource;
  /** What came since the last call, or since it was opened. */
  told<Value = ChangeAnswer>(): Promise<Value[]>;
}

/** The document of a subscription that tells changes. */
export function following(field: string, args = "", variables = ""): string {
  return `subscription ${variables} { ${field}${args} { ${changeFields} } }`;
}

/** Opens a subscription, and reads what it tells of everything that is done from now on. */
export async function follow(
  caller: Caller,
  document: string,
  variables: Variables = {},
  options: SourceOptions = {},
): Promise<Following> {
  await relayNow(options.database);
  const opened = await openAs(caller, document, variables, options);
  let position = await latestPosition(options.database);
  return {
    opened,
    told: async <Value>() => {
      await relayNow(options.database);
      const from = position;
      position = await latestPosition(options.database);
      return opened.tellAfter<Value>(from);
    },
  };
}
