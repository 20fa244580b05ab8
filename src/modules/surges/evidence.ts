import type { Place } from "../../platform/actor.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import { asSystemWithin, type Transaction } from "../../platform/database.js";
import { type PageArguments, readInstantPage, toPage } from "../../platform/pagination.js";
import { type ConnectionValue, toConnection } from "../../platform/relay.type.js";
import { scopeOf } from "../../platform/scope.js";
import { currentCalendar } from "../calendar/index.js";
import { findBureau } from "../jurisdictions/index.js";
import { findTickets, keyText, type Ticket, type TicketRow, toTicket } from "../tickets/index.js";
import { placeOfAlert } from "./alert.steps.js";
import type { AlertRow } from "./alert.store.js";
import { readSeries, startOfDay } from "./baseline.js";
import {
  dayKindsOf,
  type EvidenceHour,
  evaluateDeparture,
  evidenceBounds,
  evidenceOf,
  hourOf,
} from "./detection/index.js";
import { type ShownShares, shownShares } from "./evidence.shares.js";
import { type Behind, type BehindKey, countBehind, countShares, listBehind } from "./evidence.store.js";
import { detectionRuleOf } from "./rule.check.js";
import { findRules, type RuleRow } from "./rule.store.js";
import type { SurgeGrouping } from "./rule.words.js";
import { keyIn, levelOf, narrowed, samenessOf, watchedOf } from "./watched.js";
import { countHours } from "./watched.store.js";

const hourMilliseconds = 3_600_000;

/** How many tickets the shares and the series are counted of: the newest. */
const mostCounted = 20_000;

/** What a surge rests on, as far as the reader sees its tickets. */
export interface ReadEvidence {
  /** Whose alert it is: words are those of its dictionaries. */
  place: Place;
  asOf: Date;
  from: Date;
  to: Date;
  series: readonly EvidenceHour[];
  places: ShownShares;
  goods: ShownShares;
  respondents: ShownShares;
}

/** The tickets behind an alert: those that came since its first window, until it was closed. */
async function behindOf(tx: Transaction, row: AlertRow, now: Date): Promise<Behind> {
  const region = await findBureau(tx, row.region);
  const watched = watchedOf(row, region === null ? "UNIT" : levelOf(region));
  return { watched, from: row.since, to: row.closedAt ?? now };
}

/**
 * Reads the evidence of a surge. Everything but what was to be expected is counted under the scope of the reader, so it tells
 * nothing of tickets that he does not see.
 */
export function readEvidence(context: RequestContext, row: AlertRow): Promise<ReadEvidence> {
  const asOf = context.clock.now();
  const { bureau } = actorOf(context);
  return inScope(context, async (tx) => {
    const behind = await behindOf(tx, row, asOf);
    const shares = await countShares(tx, behind, bureau.bureau, mostCounted);
    const series = (await expectedSeries(context, tx, row, behind.to)) ?? (await countedSeries(tx, behind));
    return {
      ...{ asOf, place: placeOfAlert(row), from: behind.from, to: behind.to, series },
      places: shownShares("PLACE", shares),
      goods: shownShares("GOODS", shares),
      respondents: shownShares("RESPONDENT", shares),
    };
  });
}

/** The hours of a surge without expectation, the latest last. */
async function countedSeries(tx: Transaction, { from, to, watched }: Behind): Promise<EvidenceHour[]> {
  const last = Math.ceil(to.getTime() / hourMilliseconds);
  const first = Math.max(hourOf(from), last - evidenceBounds.hours);
  const sought = { watched, groupedBy: "WHOLE" as const, from: new Date(first * hourMilliseconds - 1), to };
  const counted = await countHours(tx, sought, mostCounted);
  const counts = new Map(counted.map(({ count, day, hour }) => [hourOf(startOfDay(day)) + hour, count]));
  return Array.from({ length: Math.max(last - first, 0) }, (_, place) => {
    const hour = first + place;
    const until = new Date(Math.min((hour + 1) * hourMilliseconds, to.getTime()));
    const none = { expected: null, low: null, high: null };
    return { from: new Date(hour * hourMilliseconds), until, count: counts.get(hour) ?? 0, ...none };
  });
}

/**
 * The hours of a surge with what was to be expected; null where it has no baseline, or its rule watches something else now.
 *
 * SECURITY: widened sight: the hours were counted as the platform, of the region and line of whoever owns the rule. Whoever
 * sees the alert is the owner, or stands above him, or watches the same line of a region in which he is, and sees them all.
 */
async function expectedSeries(
  context: RequestContext,
  tx: Transaction,
  row: AlertRow,
  to: Date,
): Promise<readonly EvidenceHour[] | null> {
  const rule = await ruleOf(context, tx, row);
  if (rule === null) return null;
  const detection = detectionRuleOf(rule);
  if (detection.kind !== "DEPARTURE") return null;
  const calendar = await currentCalendar(tx);
  const all = await asSystemWithin(tx, actorOf(context), "read the counted hours of a surge", () =>
    readSeries(tx, rule, to),
  );
  const series = all.get(keyIn(row, rule.groupedBy as SurgeGrouping));
  if (series === undefined) return null;
  const kinds = dayKindsOf(new Date(series.from * hourMilliseconds), to, calendar);
  const given = { series, kinds, openSince: row.openedAt };
  const evaluation = evaluateDeparture({ ...given, rule: detection, now: to });
  return evaluation === null ? null : evidenceOf({ ...given, evaluation, facts: [] }).series;
}

async function ruleOf(context: RequestContext, tx: Transaction, row: AlertRow): Promise<RuleRow | null> {
  if (row.rule === null) return null;
  const [rule] = await findRules(tx, scopeOf(actorOf(context).bureau), [{ province: row.province, id: row.rule }]);
  if (rule === undefined) return null;
  const groupedBy = rule.groupedBy as SurgeGrouping;
  return samenessOf(narrowed(rule, groupedBy, keyIn(row, groupedBy))) === row.sameness ? rule : null;
}

const order = "behind-surge";

/**
 * The tickets behind a surge that the reader sees, the latest receipt first.
 *
 * @throws INVALID_INPUT for a cursor of another list, TOO_LARGE for a page of more than 100
 */
export async function pageOfBehind(
  context: RequestContext,
  row: AlertRow,
  args: PageArguments,
): Promise<ConnectionValue<Ticket>> {
  const page = readInstantPage(args, order);
  const { after } = page;
  const now = context.clock.now();
  const rows = await inScope(context, async (tx) => {
    const listed = await listBehind(tx, await behindOf(tx, row, now), page);
    return withTickets(context, tx, listed);
  });
  return toConnection(
    toPage(rows, page, order, ({ listed }) => ({ key: listed.receivedAt.toISOString(), id: listed.id })),
    after !== null,
    () => inScope(context, async (tx) => countBehind(tx, await behindOf(tx, row, now))),
    ({ ticket }) => toTicket(context, ticket),
  );
}

interface Found {
  listed: BehindKey;
  ticket: TicketRow;
}

async function withTickets(context: RequestContext, tx: Transaction, listed: readonly BehindKey[]): Promise<Found[]> {
  const rows = await findTickets(tx, scopeOf(actorOf(context).bureau), listed);
  const found = new Map(rows.map((row) => [keyText(row), row]));
  return listed.flatMap((one) => {
    const ticket = found.get(keyText(one));
    return ticket === undefined ? [] : [{ listed: one, ticket }];
  });
}
