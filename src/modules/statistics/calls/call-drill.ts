import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import { sendAhead, type Transaction } from "../../../platform/database.js";
import { invalidInput } from "../../../platform/errors.js";
import { isUuid } from "../../../platform/ids.js";
import { readPage, refusedCursor, toPage } from "../../../platform/pagination.js";
import { type ConnectionValue, toConnection } from "../../../platform/relay.type.js";
import { scopeOf } from "../../../platform/scope.js";
import { type Call, type CallRow, callKeyText, findCalls, toCall } from "../../calls/index.js";
import type { Counting } from "../counting/counting.js";
import { findDefinition } from "../definitions.js";
import { checkRegion, countingOfGroup, type DrillRequest, type Side } from "../drill.js";
import { listByDays, toBusyDays } from "../drill-days.js";
import { type DrilledGroup, readDrillToken } from "../drill-token.js";
import { callDurations, type Definition, isCallDuration, isExtreme, isMeasureOfCalls } from "../measures.js";
import { type CallCellCounter, callCounters, isCellCounter } from "./call-counters.js";
import { countCalls } from "./call-counting.store.js";
import { type CallListing, countCallsBehind, type ListedCall, listCallsBehind } from "./call-drill.store.js";
import { type Extreme, findLowestRates } from "./call-extremes.js";
import { findLongestCalls } from "./call-spreads.store.js";

/** The calls behind a number. */
export interface CallsBehindNumber {
  asOf: Date;
  /** How many calls are behind the number now; counted when it is asked for. */
  count: () => Promise<number>;
  calls: ConnectionValue<Call>;
}

/** What is listed: calls of which cells know the days, and what they must be besides. */
interface Drilled {
  counting: Counting;
  counter: CallCellCounter;
  condition: string;
  /** Whether the cells count the very calls that are listed. */
  isCounted: boolean;
  /** The measure whose extreme is looked for first. */
  extreme: "LOWEST_CONNECTION_RATE_24H" | "LONGEST_CALL" | null;
}

const order = "calls-behind";
const isAnswered = "f.answered_at IS NOT NULL";

/**
 * The calls behind a number of an answer (来电钻取), the latest first: exactly those that were counted, as far as the caller
 * sees them. What changed since the answer changes the list; its count is the number as it is now. Of the lowest connection
 * rate they are those of the 24 hours, of the longest call all that are as long.
 *
 * @throws NOT_FOUND for the token of another bureau; INVALID_INPUT for one that is stale or none of ours, for a measure that
 *   the answer did not have or that is of tickets, and for a side that is none of calls
 */
export async function readCallsBehind(context: RequestContext, request: DrillRequest): Promise<CallsBehindNumber> {
  const group = readDrillToken(context, request.token);
  await checkRegion(context, group);
  const drilled = drilledOf(context, group, request);
  const page = readPage(request, order);
  const { after } = page;
  if (after !== null && !(isInstant(after.key) && isUuid(after.id))) throw refusedCursor();
  const place = after === null ? null : { offeredAt: after.key, id: after.id };
  const rows = await inScope(context, async (tx) => {
    sendAhead(tx, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
    const listed = await readListed(tx, context, drilled, place, page.first + 1);
    return readRows(tx, context, listed);
  });
  const count = () => inScope(context, (tx) => countOf(tx, context, drilled));
  return {
    asOf: new Date(group.asOf),
    count,
    calls: toConnection(
      toPage(rows, page, order, ({ listed }) => ({ key: listed.offeredAt, id: listed.id })),
      after !== null,
      count,
      ({ row }) => toCall(actorOf(context), row),
    ),
  };
}

// A day that there is not, such as 30 February, would come back as another one.
function isInstant(text: string): boolean {
  const at = Date.parse(text);
  return !Number.isNaN(at) && new Date(at).toISOString() === text && /^\d{4}-/.test(text);
}

function drilledOf(context: RequestContext, group: DrilledGroup, { measure, side }: DrillRequest): Drilled {
  const version = group.measures.find(([name]) => name === measure)?.[1];
  const definition = version === undefined ? null : findDefinition(measure, version);
  if (definition === null || !isMeasureOfCalls(measure)) {
    throw invalidInput("measure", {
      zh: "该统计结果没有这个来电指标；统计工单的指标请使用 ticketsBehind。",
      en: "The answer that the token is of had no such measure of calls; `ticketsBehind` lists tickets.",
    });
  }
  const listed = listedOf(definition, side);
  const { counter } = listed;
  return { ...listed, counting: { ...countingOfGroup(context, group), counts: [{ basis: "CALL", counter }] } };
}

function listedOf({ denominator, measure, numerator }: Definition, side: Side): Omit<Drilled, "counting"> {
  const isRate = denominator !== null || measure === "LOWEST_CONNECTION_RATE_24H";
  if (side === "DENOMINATOR" && (!isRate || measure === "CALLS_PER_OPERATOR_DAY")) {
    throw invalidInput("side", {
      zh: "该指标没有以来电计的分母。",
      en: "This measure has no denominator of calls.",
    });
  }
  if (measure === "CALLS_PER_OPERATOR_DAY") {
    const condition = `${isAnswered} AND f.operator_number IS NOT NULL`;
    return { counter: "answered", condition, isCounted: false, extreme: null };
  }
  if (isCallDuration(measure)) {
    const condition = `${isAnswered} AND f.${callDurations[measure]} IS NOT NULL`;
    return { counter: "answered", condition, isCounted: false, extreme: null };
  }
  if (isExtreme(measure)) {
    const counter = side === "DENOMINATOR" ? "offered" : "answered";
    return { counter, condition: conditionOf(counter), isCounted: false, extreme: measure };
  }
  const one = (side === "NUMERATOR" ? numerator : denominator)?.EVENT;
  if (one?.basis !== "CALL" || !isCellCounter(one.counter)) throw new Error(`${measure} counts no calls`);
  return { counter: one.counter, condition: conditionOf(one.counter), isCounted: true, extreme: null };
}

const conditionOf = (counter: CallCellCounter): string => `${callCounters[counter]} <> 0`;

/** The calls that an extreme is of, which is looked for as it is now; null where there is none. */
async function listingOf(
  tx: Transaction,
  { clock }: RequestContext,
  { condition, counting, extreme }: Drilled,
): Promise<CallListing | null> {
  const [days] = counting.periods;
  if (days === undefined) return null;
  if (extreme === null) return { counting, days, condition, span: null };
  const isLongest = extreme === "LONGEST_CALL";
  const [found] = isLongest
    ? await findLongestCalls(tx, counting)
    : await findLowestRates(tx, counting, clock.now(), 1);
  if (found === undefined) return null;
  return isLongest ? longestOf(counting, days, found.extreme) : { counting, days, condition, span: found.extreme };
}

function longestOf(counting: Counting, days: CallListing["days"], { numerator }: Extreme): CallListing {
  return { counting, days, condition: `${isAnswered} AND f.talking_seconds = ${Number(numerator)}`, span: null };
}

async function readListed(
  tx: Transaction,
  context: RequestContext,
  drilled: Drilled,
  after: { offeredAt: string; id: string } | null,
  most: number,
): Promise<ListedCall[]> {
  const listing = await listingOf(tx, context, drilled);
  if (listing === null) return [];
  // Most calls are of a duration, and an extreme is of a day: only what is counted may be rare in years.
  if (!drilled.isCounted) return listCallsBehind(tx, listing, after, most);
  const busy = toBusyDays(await countCalls(tx, { ...drilled.counting, groupings: [["DAY"]] }));
  const days =
    after === null
      ? busy
      : busy.filter(({ day }) => Date.parse(`${day}T00:00:00+08:00`) <= Date.parse(after.offeredAt));
  return listByDays(days, most, (range, left) => listCallsBehind(tx, { ...listing, days: range }, after, left));
}

async function readRows(
  tx: Transaction,
  context: RequestContext,
  listed: readonly ListedCall[],
): Promise<{ listed: ListedCall; row: CallRow }[]> {
  const rows = await findCalls(tx, scopeOf(actorOf(context).bureau), listed);
  const known = new Map(rows.map((row) => [callKeyText(row), row]));
  return listed.flatMap((one) => {
    const row = known.get(callKeyText(one));
    return row === undefined ? [] : [{ listed: one, row }];
  });
}

async function countOf(tx: Transaction, context: RequestContext, drilled: Drilled): Promise<number> {
  if (drilled.isCounted) {
    const [counted] = await countCalls(tx, drilled.counting);
    return Number(counted?.amounts[0] ?? 0n);
  }
  const listing = await listingOf(tx, context, drilled);
  return listing === null ? 0 : countCallsBehind(tx, listing);
}
