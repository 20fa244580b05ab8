import { type Count, isOfTickets } from "../measures.js";
import { type DayRange, lastOfMonth, splitByMonth } from "../numbers/periods.js";
import { type Basis, limitBases } from "../rollups/counters.js";
import { type Attribute, findRollup, levels, type Rollup, type RollupLevel } from "../rollups/rollups.js";
import { type Dimension, isAttribute, isPlace, placeDimensions } from "./dimensions.js";

/** What is counted narrows to; null where it does not. Values are codes. */
export interface CountingFilter {
  kinds: readonly string[] | null;
  channels: readonly string[] | null;
  issueClasses: readonly string[] | null;
  goodsClasses: readonly string[] | null;
  topics: readonly string[] | null;
  states: readonly string[] | null;
  respondent: string | null;
  /** Of calls alone: their queues, and the operators that answered them, as `bureau/number`. */
  queues: readonly string[] | null;
  operators: readonly string[] | null;
}

/** The region that is counted: of an authority all beneath it, of another bureau what it holds. */
export interface CountedRegion {
  level: "NATION" | "PROVINCE" | "CITY" | "COUNTY" | "UNIT";
  code: string;
  /** The province that it lies in; null for the nation. */
  province: string | null;
  city: string | null;
  county: string | null;
  /** Set where only a business line is counted. */
  line: string | null;
}

/** Whether places are those of today or those of the day on which a ticket came to its holder. */
export type Tree = "NOW" | "THEN";

/** The code of a group in one dimension. */
export interface GroupKey {
  readonly dimension: Dimension;
  readonly code: string;
}

/** What is counted, checked before. */
export interface Counting {
  region: CountedRegion;
  tree: Tree;
  filter: CountingFilter;
  /** The period asked for, and the one that it is compared with. */
  periods: readonly DayRange[];
  /** What the tickets are grouped by; an empty grouping is the total. */
  groupings: readonly (readonly Dimension[])[];
  /** Which one group alone is counted: a code for some dimensions. */
  keys: readonly GroupKey[];
  counts: readonly Count[];
  /** The day in China: a limit counts once its last day is over. */
  today: string;
}

/** Where the numbers of one basis, grouping and period are read: from cells of a rollup, or from the facts. */
export interface Source {
  readonly grouping: number;
  readonly period: number;
  readonly bases: readonly Basis[];
  readonly rollup: Rollup | null;
  /** The days that it covers; of cells of months whole months. */
  readonly days: DayRange;
}

/** The attributes that the rollup must have: those that tickets are grouped by and narrowed to. */
function attributesNeeded(grouping: readonly Dimension[], filter: CountingFilter): ReadonlySet<Attribute> {
  const filtered: [readonly string[] | string | null, Attribute][] = [
    [filter.channels, "CHANNEL"],
    [filter.issueClasses, "ISSUE_CLASS"],
    [filter.goodsClasses, "GOODS_CLASS"],
    [filter.topics, "TOPIC"],
    [filter.states, "STATE"],
    [filter.respondent, "RESPONDENT"],
  ];
  return new Set([
    ...grouping.filter(isAttribute),
    ...filtered.flatMap(([value, attribute]) => (value === null ? [] : [attribute])),
  ]);
}

/** The level of the cells from which a region can be counted by places. */
function levelNeeded({ level }: CountedRegion, grouping: readonly Dimension[]): RollupLevel {
  const own: RollupLevel = level === "COUNTY" || level === "UNIT" ? "BUREAU" : level;
  const named = grouping.filter(isPlace).map((dimension) => placeDimensions[dimension]);
  return [own, ...named].reduce((finest, one) => (levels.indexOf(one) > levels.indexOf(finest) ? one : finest));
}

/** A limit is counted once its last day is over: the days of a period that are over. */
export function daysCounted(period: DayRange, basis: Basis, today: string): DayRange | null {
  if (!limitBases.includes(basis)) return period;
  if (period.to < today) return period;
  const yesterday = new Date(Date.parse(today) - 86_400_000).toISOString().slice(0, 10);
  return period.from <= yesterday ? { from: period.from, to: yesterday } : null;
}

/**
 * Plans from where everything is read: whole months from cells of months, the days at the edges from those of days, and
 * what no rollup holds from the facts themselves. Pure.
 */
export function planSources(counting: Counting): Source[] {
  const { groupings, periods } = counting;
  const bases = [...new Set(counting.counts.filter(isOfTickets).map(({ basis }) => basis))];
  const planned = groupings.flatMap((dimensions, grouping) =>
    periods.flatMap((given, period) =>
      bases.flatMap((basis) => {
        const days = daysCounted(given, basis, counting.today);
        return days === null
          ? []
          : planBasis(counting, dimensions, basis, days).map((part) => ({ grouping, period, ...part }));
      }),
    ),
  );
  return merged(planned);
}

/** What only days tell, and no month. */
const ofDays: readonly Dimension[] = ["DAY", "WEEK", "WEEKDAY"];

type Part = Pick<Source, "bases" | "rollup" | "days">;

function planBasis(counting: Counting, dimensions: readonly Dimension[], basis: Basis, days: DayRange): Part[] {
  const { filter, region } = counting;
  const named = [...dimensions, ...counting.keys.map(({ dimension }) => dimension)];
  const needed = attributesNeeded(named, filter);
  const level = levelNeeded(region, named);
  // A ticket has several topics: of two that are asked for together a cell of topics would count it twice.
  const isOverlapping = !named.includes("TOPIC") && (filter.topics?.length ?? 0) > 1;
  const find = (grain: "DAY" | "MONTH"): Rollup | null =>
    isOverlapping ? null : findRollup(level, grain, basis, needed);
  const [daily, monthly] = [find("DAY"), find("MONTH")];
  const part = (rollup: Rollup | null, range: DayRange): Part => ({ bases: [basis], rollup, days: range });
  if (monthly === null || named.some((one) => ofDays.includes(one))) return [part(daily, days)];
  const { months, days: edges } = splitByMonth(days);
  const [first, last] = [months[0], months.at(-1)];
  const whole =
    first === undefined || last === undefined ? [] : [part(monthly, { from: first, to: lastOfMonth(last) })];
  return [...whole, ...edges.map((edge) => part(daily, edge))];
}

// Bases that are read from the same cells are read together.
function merged(sources: readonly Source[]): Source[] {
  const byPlace = new Map<string, Source>();
  for (const source of sources) {
    const isOfFacts = source.rollup === null;
    const place = JSON.stringify([
      source.grouping,
      source.period,
      source.rollup?.number,
      source.days,
      isOfFacts ? source.bases : null,
    ]);
    const known = byPlace.get(place);
    byPlace.set(place, known === undefined ? source : { ...known, bases: [...known.bases, ...source.bases] });
  }
  return [...byPlace.values()];
}
