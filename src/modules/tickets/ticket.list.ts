import { holds } from "../../access/index.js";
import type { Actor } from "../../platform/actor.js";
import { chinaDay } from "../../platform/clock.js";
import { actorOf, inScope, type RequestContext, readInScope } from "../../platform/context.js";
import { asSystemWithin, preferOrder, preferOrderByOnePlan, type Transaction } from "../../platform/database.js";
import { invalidInput } from "../../platform/errors.js";
import { isUuid } from "../../platform/ids.js";
import { isCursorInstant, type PageRequest, readPage, refusedCursor, toPage } from "../../platform/pagination.js";
import { type ConnectionValue, toConnection } from "../../platform/relay.type.js";
import { type Scope, scopeOf } from "../../platform/scope.js";
import { addWorkingDays, calendarOf } from "../calendar/index.js";
import { findBureau, findDivision } from "../jurisdictions/index.js";
import { isCode } from "./ticket.codes.js";
import { type ColumnName, columnsFor } from "./ticket.columns.js";
import type { TicketConditions, TicketOrder, TicketView, Waiting } from "./ticket.conditions.store.js";
import type { TicketFilter } from "./ticket.filter.inputs.js";
import { checkFilter } from "./ticket.filter.js";
import { countTickets, listTickets, placeInList } from "./ticket.list.store.js";
import { countSearch, scanTicketKeys, searchTicketKeys } from "./ticket.search.store.js";
import { findTickets, keyText, type TicketRow, ticketColumns } from "./ticket.store.js";
import type { Ticket } from "./ticket.type.js";
import { toTicket } from "./ticket.view.js";
import { type TicketKind, type TicketState, ticketKinds } from "./ticket.words.js";
import { edges } from "./ticket.workflow.js";

/** What a list is asked for. */
export interface ListRequest {
  filter: TicketFilter | null;
  view: TicketView;
  order: TicketOrder;
  first: number | null;
  after: string | null;
  /** The names of the fields that are asked for of each ticket. */
  fields: ReadonlySet<string>;
}

/** Reads a page of tickets, and counts the list only where the count is asked for. */
export async function readTicketList(context: RequestContext, request: ListRequest): Promise<ConnectionValue<Ticket>> {
  const scope = scopeOf(actorOf(context).bureau);
  const page = readTicketPage(request);
  const conditions = await readConditions(context, request);
  const columns = columnsFor(request.fields) ?? ticketColumns;
  const isNarrowed = request.filter !== null || request.view !== "ALL";
  const rows = await readRows(context, scope, conditions, { order: request.order, page, columns, isNarrowed });
  return toConnection(
    toPage(rows, page, request.order, (row) => placeInList(request.order, row)),
    page.after !== null,
    () => inScope(context, (tx) => countRows(tx, context, scope, conditions, request.order)),
    (row) => toTicket(context, row),
  );
}

/**
 * The conditions of a list, checked and worked out: days that are counted from today are days then.
 *
 * @throws INVALID_INPUT with all wrong conditions at once
 */
export async function readConditions(
  context: RequestContext,
  request: Pick<ListRequest, "filter" | "view">,
): Promise<TicketConditions> {
  await checkFilter(context, request.filter);
  return {
    ...toConditions(context, request, await findPlaces(context, request.filter)),
    dueUntil: await lastDueDay(context, request.filter),
  };
}

/** The page asked for; a cursor that would not stand in the statement is refused before it comes there. */
function readTicketPage(request: ListRequest): PageRequest {
  const page = readPage(request, request.order);
  const { after } = page;
  if (after === null) return page;
  const isPlace = isCursorInstant(request.order === "DUE_ASCENDING" ? `${after.key}T00:00:00.000Z` : after.key);
  if (isPlace && isUuid(after.id)) return page;
  throw refusedCursor();
}

/** Which rows of a list are read, and what of them. */
interface Reading {
  order: TicketOrder;
  page: PageRequest;
  columns: readonly ColumnName[];
  /** Whether something narrows the list. */
  isNarrowed: boolean;
}

function readRows(
  context: RequestContext,
  scope: Scope,
  conditions: TicketConditions,
  { order, page, columns, isNarrowed }: Reading,
): Promise<readonly TicketRow[]> {
  const { text } = conditions;
  if (text === null) {
    const settings = isNarrowed ? preferOrder : preferOrderByOnePlan;
    return readInScope(context, (tx) => listTickets(tx, scope, conditions, order, page, columns), settings);
  }
  const wanted = { ...conditions, text };
  return inScope(context, async (tx) => {
    const keys =
      (await scanTicketKeys(tx, scope, wanted, order, page)) ??
      (await asSystemWithin(tx, actorOf(context), "look up the index of words", () =>
        searchTicketKeys(tx, scope, wanted, order, page),
      ));
    const rows = new Map((await findTickets(tx, scope, keys)).map((row) => [keyText(row), row]));
    return keys.flatMap((key) => rows.get(keyText(key)) ?? []);
  });
}

function countRows(
  tx: Transaction,
  context: RequestContext,
  scope: Scope,
  conditions: TicketConditions,
  order: TicketOrder,
): Promise<number> {
  const { text } = conditions;
  if (text === null) return countTickets(tx, scope, conditions, order);
  return asSystemWithin(tx, actorOf(context), "count in the index of words", () =>
    countSearch(tx, scope, { ...conditions, text }, order),
  );
}

/** The places that a filter names, found out with their levels. */
type Places = Pick<TicketConditions, "region" | "bureau">;

async function findPlaces(context: RequestContext, filter: TicketFilter | null): Promise<Places> {
  const { region, bureau } = filter ?? {};
  if (region == null && bureau == null) return { region: null, bureau: null };
  return inScope(context, async (tx) => ({
    region: region == null ? null : await regionOf(tx, region),
    bureau: bureau == null ? null : await bureauOf(tx, bureau),
  }));
}

function toConditions(
  context: RequestContext,
  request: Pick<ListRequest, "filter" | "view">,
  places: Places,
): Omit<TicketConditions, "dueUntil"> {
  const { filter, view } = request;
  return {
    view,
    waiting: view === "WAITING_FOR_ME" ? waitingFor(actorOf(context)) : null,
    person: actorOf(context).person?.id ?? null,
    kinds: filter?.kinds ?? null,
    states: filter?.states ?? null,
    issueClasses: filter?.issueClasses ?? null,
    goodsClasses: filter?.goodsClasses ?? null,
    topics: filter?.topics ?? null,
    channels: filter?.channels ?? null,
    ...places,
    receivedFrom: filter?.receivedFrom ?? null,
    receivedBefore: filter?.receivedBefore ?? null,
    overdue: filter?.overdue == null ? null : { is: filter.overdue, on: chinaDay(context.clock.now()) },
    localities: filter?.localities ?? null,
    isForTracing: filter?.isForTracing ?? null,
    text: filter?.text ?? null,
  };
}

// The earlier of the day that is named and the last of so many working days.
async function lastDueDay(context: RequestContext, filter: TicketFilter | null): Promise<string | null> {
  const { dueUntil, dueWithin } = filter ?? {};
  if (dueWithin == null) return dueUntil ?? null;
  const { due } = addWorkingDays(chinaDay(context.clock.now()), dueWithin, await calendarOf(context));
  return dueUntil != null && dueUntil < due ? dueUntil : due;
}

async function regionOf(tx: Transaction, code: string): Promise<TicketConditions["region"]> {
  const division = isCode(code) ? await findDivision(tx, code) : null;
  if (division === null) {
    throw invalidInput("filter.region", { zh: "没有这个行政区划代码。", en: "There is no such division." });
  }
  return division.level === "NATION" ? null : { level: division.level, code };
}

async function bureauOf(tx: Transaction, code: string): Promise<TicketConditions["bureau"]> {
  const bureau = isCode(code) ? await findBureau(tx, code) : null;
  if (bureau === null) {
    throw invalidInput("filter.bureau", { zh: "没有这个单位代码。", en: "There is no such bureau." });
  }
  if (bureau.kind !== "AUTHORITY" || bureau.level === "STREET") return { level: "UNIT", code };
  return bureau.level === "NATION" ? null : { level: bureau.level, code };
}

// A ticket waits for whoever may move it on; verbs that may be repeated at will do not make it wait.
const idle: ReadonlySet<string> = new Set([
  "RECLASSIFY",
  "SPLIT",
  "SET_TRACING",
  "AMEND",
  "GIVE_FEEDBACK",
  "RETURN_TO_CENTRE",
  "TURN_INTO_CASE",
  "TAKE_UP",
  "HAND_OVER",
]);

function waitingFor(actor: Actor): Waiting {
  const statesOf = (kind: TicketKind): TicketState[] => {
    const states = edges.flatMap((edge) => {
      if (idle.has(edge.verb) || edge.through !== null || !edge.kinds.includes(kind) || !holds(actor, edge.action))
        return [];
      // A dispatched ticket waits for its handler's signature, not for being passed further down.
      return edge.verb === "DISPATCH" ? edge.from.filter((state) => state !== "DISPATCHED") : edge.from;
    });
    return [...new Set(states)];
  };
  return {
    kinds: ticketKinds.map((kind) => ({ kind, states: statesOf(kind) })).filter(({ states }) => states.length > 0),
    handler: actor.person?.id ?? null,
  };
}
