import { chinaDay } from "../../platform/clock.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import { asSystemWithin, sendAhead, type Transaction } from "../../platform/database.js";
import { invalidInput, notFound } from "../../platform/errors.js";
import { isUuid } from "../../platform/ids.js";
import { type PageArguments, readPage, refusedCursor, toPage } from "../../platform/pagination.js";
import { type ConnectionValue, toConnection } from "../../platform/relay.type.js";
import { scopeOf } from "../../platform/scope.js";
import { isLocalDate } from "../calendar/index.js";
import { findTickets, keyText, type Ticket, type TicketRow, toTicket } from "../tickets/index.js";
import { type Counting, daysCounted } from "./counting/counting.js";
import { countInSight } from "./counting/sight.js";
import { findDefinition } from "./definitions.js";
import { countBehind, type ListedTicket, type Listing, listBehind } from "./drill.store.js";
import { type BusyDay, listByDays, toBusyDays } from "./drill-days.js";
import { type DrilledGroup, readDrillToken } from "./drill-token.js";
import { durations, isMeasureOfCalls, isTicketDuration, type MeasureName, type TicketCount } from "./measures.js";
import type { DayRange } from "./numbers/periods.js";
import { regionAsked } from "./region.js";
import { amountOf } from "./rollups/counters.js";

/** Which side of a measure. */
export type Side = "NUMERATOR" | "DENOMINATOR";

/** What is asked for. */
export interface DrillRequest extends PageArguments {
  token: string;
  measure: MeasureName;
  side: Side;
}

/** The tickets behind a number. */
export interface Behind {
  asOf: Date;
  /** How many tickets are behind the number now; counted when it is asked for. */
  count: () => Promise<number>;
  tickets: ConnectionValue<Ticket>;
}

/** What is counted of a group, and how the facts of a ticket that belongs to it look. */
interface Drilled {
  counting: Counting;
  side: TicketCount;
  condition: string;
  /** Whether the rollups count the tickets; a sum is of amounts, and its tickets are counted one by one. */
  isCounted: boolean;
}

const order = "behind";

/**
 * The tickets behind a number of an answer (数据钻取), the latest day first: exactly those that were counted, as far as the
 * caller sees them. What changed since the answer changes the list; its count is the number as it is now.
 *
 * @throws NOT_FOUND for the token of another bureau; INVALID_INPUT for one that is stale or none of ours, for a measure that
 *   the answer did not have, and for the denominator of what is no rate
 */
export async function readBehind(context: RequestContext, request: DrillRequest): Promise<Behind> {
  const group = readDrillToken(context, request.token);
  await checkRegion(context, group);
  const drilled = drilledOf(context, group, request);
  const page = readPage(request, order);
  const { after } = page;
  if (after !== null && !(isLocalDate(after.key) && isUuid(after.id))) throw refusedCursor();
  const place = after === null ? null : { day: after.key, id: after.id };
  const rows = await inScope(context, async (tx) => {
    sendAhead(tx, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
    const listed = await readListed(context, tx, drilled, place, page.first + 1);
    return readTickets(context, tx, listed);
  });
  return {
    asOf: new Date(group.asOf),
    count: () => inScope(context, (tx) => countOf(context, tx, drilled)),
    tickets: toConnection(
      toPage(rows, page, order, ({ listed }) => ({ key: listed.day, id: listed.id })),
      after !== null,
      () => inScope(context, (tx) => countOf(context, tx, drilled)),
      ({ ticket }) => toTicket(context, ticket),
    ),
  };
}

/**
 * Sees to it that the region of a token is still the caller's.
 *
 * SECURITY: a bureau that was reorganised since the answer counts no region any more that is not its own today.
 *
 * @throws NOT_FOUND for the field token
 */
export async function checkRegion(context: RequestContext, { region }: DrilledGroup): Promise<void> {
  const today = await regionAsked(context, region.code, "token");
  if (today.level !== region.level || today.line !== region.line) throw notFound("token");
}

function drilledOf(context: RequestContext, group: DrilledGroup, { measure, side }: DrillRequest): Drilled {
  if (isMeasureOfCalls(measure)) {
    throw invalidInput("measure", {
      zh: "该指标统计来电，请使用 callsBehind。",
      en: "This measure is of calls: `callsBehind` lists them.",
    });
  }
  const version = group.measures.find(([name]) => name === measure)?.[1];
  const definition = version === undefined ? null : findDefinition(measure, version);
  if (definition === null) {
    throw invalidInput("measure", {
      zh: "该统计结果没有这个指标。",
      en: "The answer that the token is of had no such measure.",
    });
  }
  const counting = countingOfGroup(context, group);
  if (isTicketDuration(measure)) return drilledDuration(counting, group, measure);
  const sides = side === "NUMERATOR" ? definition.numerator : definition.denominator;
  if (sides === null) {
    throw invalidInput("side", { zh: "该指标没有分母。", en: "This measure is no rate and has no denominator." });
  }
  const one = sides[group.view];
  if (one.basis === "CALL") throw new Error(`${measure} is of calls`);
  const condition = `${amountOf(one.counter, one.basis)} <> 0`;
  return {
    counting: { ...counting, counts: [one] },
    side: one,
    condition,
    isCounted: definition.form !== "SUM",
  };
}

function drilledDuration(counting: Counting, { view }: DrilledGroup, measure: keyof typeof durations): Drilled {
  const { column, ends } = durations[measure];
  const side: TicketCount = { basis: view === "COHORT" ? "REGISTERED" : ends, counter: "tickets" };
  return { counting: { ...counting, counts: [side] }, side, condition: `f.${column} IS NOT NULL`, isCounted: false };
}

/** What is counted of the group of a token, but for the counts. */
export function countingOfGroup({ clock }: RequestContext, group: DrilledGroup): Counting {
  const { filter, keys, period, region, tree } = group;
  return { region, tree, filter, periods: [period], groupings: [[]], keys, counts: [], today: chinaDay(clock.now()) };
}

/**
 * Lists by days: the rollups say on which there is anything, so that what is rare is not looked for among all tickets of a
 * region and years.
 */
async function readListed(
  context: RequestContext,
  tx: Transaction,
  { condition, counting, side }: Drilled,
  after: { day: string; id: string } | null,
  most: number,
): Promise<ListedTicket[]> {
  const [period] = counting.periods;
  const whole = period === undefined ? null : daysCounted(period, side.basis, counting.today);
  if (whole === null || (after !== null && after.day < whole.from)) return [];
  const until = after !== null && after.day < whole.to ? after.day : whole.to;
  const days = await daysWithTickets(context, tx, counting, { from: whole.from, to: until });
  return listByDays(days, most, (range, left) =>
    listBehind(tx, { counting, basis: side.basis, condition, days: range }, after, left),
  );
}

async function daysWithTickets(
  context: RequestContext,
  tx: Transaction,
  counting: Counting,
  period: DayRange,
): Promise<BusyDay[]> {
  const counted = await countInSight(context, tx, { ...counting, periods: [period], groupings: [["DAY"]] });
  return toBusyDays(counted);
}

interface Found {
  listed: ListedTicket;
  ticket: TicketRow;
}

async function readTickets(
  context: RequestContext,
  tx: Transaction,
  listed: readonly ListedTicket[],
): Promise<Found[]> {
  const rows = await findTickets(tx, scopeOf(actorOf(context).bureau), listed);
  const tickets = new Map(rows.map((row) => [keyText(row), row]));
  return listed.flatMap((one) => {
    const ticket = tickets.get(keyText(one));
    return ticket === undefined ? [] : [{ listed: one, ticket }];
  });
}

async function countOf(context: RequestContext, tx: Transaction, drilled: Drilled): Promise<number> {
  const { condition, counting, isCounted, side } = drilled;
  const [period] = counting.periods;
  const days = period === undefined ? null : daysCounted(period, side.basis, counting.today);
  if (days === null) return 0;
  if (isCounted) {
    const [counted] = await countInSight(context, tx, counting);
    return Number(counted?.amounts[0] ?? 0n);
  }
  const listing: Listing = { counting, basis: side.basis, condition, days };
  const read = () => countBehind(tx, listing);
  return counting.tree === "NOW" ? read() : asSystemWithin(tx, actorOf(context), "count under the tree of then", read);
}
