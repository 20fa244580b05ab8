import { and, type Column, eq, or, type SQL, sql } from "drizzle-orm";
import { tickets } from "../../../schema/index.js";
import type { PageRequest } from "../../platform/pagination.js";
import type { Scope } from "../../platform/scope.js";
import { place } from "../../platform/statement.js";
import { likenessOf, scopeBranches } from "./ticket.scope.store.js";
import { finishedStates } from "./ticket.words.js";

/** The order of a list. */
export type TicketOrder = "RECEIVED_DESCENDING" | "DUE_ASCENDING";

/** Which part of the scope is listed. */
export type TicketView = "ALL" | "OWNED" | "REGISTERED_BY_US" | "WAITING_FOR_ME" | "MY_WORK";

/** What is waiting for somebody: states of each kind of ticket that his bureau holds; its handler must be he or nobody. */
export interface Waiting {
  kinds: readonly { kind: string; states: readonly string[] }[];
  handler: string | null;
}

/** The conditions of a list, checked before. */
export interface TicketConditions {
  view: TicketView;
  waiting: Waiting | null;
  /** Who asks, for what he has signed for; null for a program. */
  person: string | null;
  kinds: readonly string[] | null;
  states: readonly string[] | null;
  issueClasses: readonly string[] | null;
  goodsClasses: readonly string[] | null;
  topics: readonly string[] | null;
  channels: readonly string[] | null;
  /** A division of the respondent, with its level. */
  region: { level: "PROVINCE" | "CITY" | "COUNTY"; code: string } | null;
  /** A bureau: its subtree where it governs one, else what it holds. */
  bureau: { level: "PROVINCE" | "CITY" | "COUNTY" | "UNIT"; code: string } | null;
  receivedFrom: Date | null;
  receivedBefore: Date | null;
  /** Whether to list what is overdue or what is not, on the present day in China. */
  overdue: { is: boolean; on: string } | null;
  dueUntil: string | null;
  localities: readonly string[] | null;
  isForTracing: boolean | null;
  text: string | null;
}

const regionColumns = { PROVINCE: tickets.divisionProvince, CITY: tickets.divisionCity, COUNTY: tickets.division };
const bureauColumns = { PROVINCE: tickets.province, CITY: tickets.city, COUNTY: tickets.county, UNIT: tickets.holder };

const anyOf = (column: Column, name: string): SQL => sql`${column} = ANY(${place(name)})`;
const equal = (column: Column, name: string): SQL => sql`${column} = ${place(name)}`;

/** The conditions that a filter adds; its values come to their places with each run. */
function filters(conditions: TicketConditions): SQL[] {
  const { region, bureau, waiting, states, localities, overdue, isForTracing } = conditions;
  const given = (filter: unknown, ...added: SQL[]): SQL[] => (filter === null ? [] : added);
  return [
    ...given(conditions.kinds, anyOf(tickets.kind, "kinds")),
    ...given(states, anyOf(tickets.state, "states")),
    ...(areOpen(states) ? [open] : []),
    ...given(conditions.issueClasses, anyOf(tickets.issueClass, "issueClasses")),
    ...given(conditions.goodsClasses, anyOf(tickets.goodsClass, "goodsClasses")),
    ...given(conditions.channels, anyOf(tickets.channel, "channels")),
    ...given(localities, anyOf(tickets.locality, "localities")),
    ...(areAway(localities) ? [notLocal] : []),
    ...given(conditions.topics, sql`${tickets.topics} && ${place("topics")}::text[]`),
    ...(region === null ? [] : [equal(regionColumns[region.level], "divisionCode")]),
    ...(bureau === null ? [] : [equal(bureauColumns[bureau.level], "bureauCode")]),
    ...given(conditions.receivedFrom, sql`${tickets.receivedAt} >= ${place("receivedFrom")}`),
    ...given(conditions.receivedBefore, sql`${tickets.receivedAt} < ${place("receivedBefore")}`),
    ...(overdue === null ? [] : overdueConditions(overdue.is)),
    ...given(conditions.dueUntil, sql`${tickets.dueOn} <= ${place("dueUntil")}`, running),
    ...(isForTracing === null ? [] : [isForTracing ? sql`${tickets.isForTracing}` : sql`NOT ${tickets.isForTracing}`]),
    ...(waiting === null ? [] : waitingConditions(waiting)),
  ];
}

// Where no limit runs the due day is infinite, so such a ticket is never overdue.
const overdueConditions = (is: boolean): SQL[] =>
  is ? [sql`${tickets.dueOn} < ${place("today")}`, running] : [sql`${tickets.dueOn} >= ${place("today")}`];

function waitingConditions({ kinds, handler }: Waiting): SQL[] {
  const ofKinds = kinds.map(({ kind }) => and(eq(tickets.kind, kind), anyOf(tickets.state, waitingPlace(kind))));
  const isHis = sql`(${tickets.handler} IS NULL OR ${tickets.handler} = ${place("handler")})`;
  return [...(handler === null ? [] : [isHis]), or(...ofKinds) ?? sql`false`, notArchived];
}

const waitingPlace = (kind: string): string => `statesOf${kind}`;

// Written as the partial indexes say it, so that they serve.
const running = sql`${tickets.dueOn} < 'infinity'`;
const open = sql`${tickets.state} NOT IN ('CLOSED', 'ARCHIVED')`;
const notArchived = sql`${tickets.state} <> 'ARCHIVED'`;
const notLocal = sql`${tickets.locality} <> 'WITHIN_REACH'`;

const areOpen = (states: readonly string[] | null): boolean =>
  states?.every((state) => !(finishedStates as readonly string[]).includes(state)) === true;
const areAway = (localities: readonly string[] | null): boolean => localities?.includes("WITHIN_REACH") === false;

/** The values for the places of a list's statement: all that there may be, of which a statement takes its own. */
export function listValues(scope: Scope, conditions: TicketConditions, page?: PageRequest): Record<string, unknown> {
  const { region, bureau, overdue, waiting } = conditions;
  const values: Record<string, unknown> = {
    kinds: conditions.kinds,
    states: conditions.states,
    issueClasses: conditions.issueClasses,
    goodsClasses: conditions.goodsClasses,
    topics: conditions.topics,
    channels: conditions.channels,
    localities: conditions.localities,
    dueUntil: conditions.dueUntil,
    region: scope.region,
    bureau: scope.bureau,
    line: scope.line,
    divisionCode: region?.code,
    bureauCode: bureau?.code,
    receivedFrom: conditions.receivedFrom?.toISOString(),
    receivedBefore: conditions.receivedBefore?.toISOString(),
    today: overdue?.on,
    handler: waiting?.handler,
    person: conditions.person,
    afterKey: page?.after?.key,
    afterId: page?.after?.id,
  };
  for (const { kind, states } of waiting?.kinds ?? []) values[waitingPlace(kind)] = states;
  return values;
}

/** How the statement of a list differs from that of another: which filters are given, and not their values. */
export function likenessOfList(
  scope: Scope,
  conditions: TicketConditions,
  order: TicketOrder,
  page?: PageRequest,
): string {
  const { view, waiting, region, bureau, overdue, isForTracing, states, localities } = conditions;
  return [
    likenessOf(scope),
    view,
    order,
    page === undefined ? "" : `${rowsRead(page)}${page.after === null ? "" : " after"}`,
    waiting === null ? "" : `${waiting.kinds.map(({ kind }) => kind).join()}:${waiting.handler !== null}`,
    region?.level,
    bureau?.level,
    overdue?.is,
    isForTracing,
    states === null ? "" : `states ${areOpen(states)}`,
    localities === null ? "" : `localities ${areAway(localities)}`,
    plainFilters.filter((name) => conditions[name] !== null).join(),
  ].join("|");
}

// Those that add one condition, whatever their values are.
const plainFilters = [
  "kinds",
  "issueClasses",
  "goodsClasses",
  "topics",
  "channels",
  "receivedFrom",
  "receivedBefore",
  "dueUntil",
  "text",
] as const satisfies readonly (keyof TicketConditions)[];

/** The parts of the scope that a view shows, each by its own index. */
export function branchesOf(scope: Scope, conditions: TicketConditions): readonly SQL[] {
  const [owned, ...others] = scopeBranches(scope);
  switch (conditions.view) {
    case "ALL":
      return [owned, ...others];
    case "OWNED":
      return [owned];
    case "REGISTERED_BY_US":
      return [equal(tickets.intakeBureau, "bureau")];
    case "WAITING_FOR_ME":
      return [equal(tickets.holder, "bureau")];
    case "MY_WORK":
      return [
        sql`${equal(tickets.handler, "person")} AND ${tickets.handler} IS NOT NULL
        AND ${equal(tickets.holder, "bureau")} AND ${notArchived}`,
      ];
  }
}

function after(order: TicketOrder, page: PageRequest): SQL[] {
  if (page.after === null) return [];
  const [key, id] = [place("afterKey"), place("afterId")];
  return order === "DUE_ASCENDING"
    ? [sql`(${tickets.dueOn}, ${tickets.id}) > (${key}::date, ${id}::uuid)`]
    : [sql`(${tickets.receivedAt}, ${tickets.id}) < (${key}::timestamptz, ${id}::uuid)`];
}

/**
 * The conditions of a list, or of one page of it. In the order of due days only tickets on which a limit runs are listed;
 * of somebody's own work all of it, what has no limit last.
 */
export function conditionsOf(conditions: TicketConditions, order: TicketOrder, page?: PageRequest): SQL[] {
  return [
    ...filters(conditions),
    ...(page === undefined ? [] : after(order, page)),
    ...(order === "DUE_ASCENDING" && conditions.view !== "MY_WORK" ? [running] : []),
  ];
}

// The limit stands in the text, where the planner sees it. Few different ones make few statements.
const pages = [11, 21, 51, 101] as const;

/** How many rows a statement reads for a page: those of the page and one more, or some that are not needed. */
export function rowsRead(page: PageRequest): number {
  return pages.find((rows) => rows > page.first) ?? page.first + 1;
}
