import { actorOf, type RequestContext } from "../../platform/context.js";
import type { Transaction } from "../../platform/database.js";
import { scopeOf } from "../../platform/scope.js";
import type { CountedRegion, Counting, CountingFilter } from "./counting/counting.js";
import type { Counted } from "./counting/counting.store.js";
import { type Dimension, isAttribute } from "./counting/dimensions.js";
import { countInSight } from "./counting/sight.js";
import { type CountedGroup, smallestShownCount, suppressSmallCells } from "./numbers/suppression.js";
import type { CheckedQuestion } from "./question.js";
import type { Basis } from "./rollups/counters.js";

/** What of an answer is not shown, by basis and period. */
export interface Marks {
  isHidden(period: number, basis: Basis, keys: readonly string[]): boolean;
  isTotalHidden(period: number, basis: Basis): boolean;
  /** Whether anything is hidden at all, shown or not. */
  isAnyHidden: boolean;
}

const nothing: Marks = { isHidden: () => false, isTotalHidden: () => false, isAnyHidden: false };

const reports = "REPORT";
const separator = "\u0000";

/**
 * Finds the groups that are so small that they could name a reporter (小单元格抑制), and those without which they could be
 * worked out from the rest: few reports, or all but few of what the filter narrows.
 *
 * SECURITY: the bureau that handles the tickets knows them; everybody else, its superiors too, gets no number for such a
 * group. Who may read the tickets themselves reads them as tickets, which the audit of contacts covers.
 */
export async function suppress(
  context: RequestContext,
  tx: Transaction,
  question: CheckedQuestion,
  counting: Counting,
  counted: readonly Counted[],
): Promise<Marks> {
  const { kinds } = question.filter;
  const { bureau } = actorOf(context);
  // Nobody is inside of what will be sent on.
  const holder = question.isForOthers ? "" : bureau.bureau;
  const isOfReports = kinds === null || kinds.includes(reports);
  if (!isOfReports || !couldName(question) || isHandledBy(question, holder)) return nothing;
  const beside = siblingsOf(question, scopeOf(bureau).reach);
  const judged: Judged = {
    dimensions: beside === null ? question.dimensions : [beside.dimension, ...question.dimensions],
    own: beside === null ? [] : [question.region.code],
    holder,
  };
  const table = beside === null ? counting : { ...counting, region: beside.region, groupings: [judged.dimensions] };
  const groups = beside === null ? counted : await countInSight(context, tx, table);
  const wholeFilter = widerFilter(question);
  const whole = wholeFilter === null ? null : await countInSight(context, tx, { ...table, filter: wholeFilter });
  return marksOf(question, counting, judged, groups, whole);
}

/** The table in which groups are judged. */
interface Judged {
  dimensions: readonly Dimension[];
  /** The keys before those of the question: the region, where it is judged among those beside it. */
  own: readonly string[];
  holder: string;
}

function marksOf(
  question: CheckedQuestion,
  { counts }: Counting,
  { dimensions, holder, own }: Judged,
  groups: readonly Counted[],
  whole: readonly Counted[] | null,
): Marks {
  const hidden = new Map<string, ReadonlySet<string>>();
  const hiddenTotals = new Set<string>();
  const bureau = dimensions.indexOf("BUREAU");
  for (const [period] of question.periods.entries()) {
    for (const [at, { basis, counter }] of counts.entries()) {
      if (counter !== "tickets") continue;
      const table = groupsOf(groups, whole, { period, at }, (keys) => bureau >= 0 && keys[bureau] === holder);
      const { keys, totals } = hide(table, dimensions.indexOf("TOPIC"));
      hidden.set(`${period}${basis}`, keys);
      const total = [...own, ...question.dimensions.map(() => null)];
      const isLone = question.dimensions.length === 0 && keys.has(idOf(own));
      if (isLone || totals.has(idOf(total))) hiddenTotals.add(`${period}${basis}`);
    }
  }
  return {
    isHidden: (period, basis, keys) => hidden.get(`${period}${basis}`)?.has(idOf([...own, ...keys])) === true,
    isTotalHidden: (period, basis) => hiddenTotals.has(`${period}${basis}`),
    isAnyHidden: [...hidden.values()].some(({ size }) => size > 0),
  };
}

const idOf = (keys: readonly (string | null)[]): string => keys.map((key) => key ?? "\u0001").join(separator);

/**
 * A question of one county or bureau is judged among those beside it: its number and that of all together would tell of the
 * others. Null where the region is a larger one.
 */
function siblingsOf(
  { region }: CheckedQuestion,
  reach: CountedRegion["level"],
): { region: CountedRegion; dimension: Dimension } | null {
  if (region.level !== "COUNTY" && region.level !== "UNIT") return null;
  const dimension = region.level === "COUNTY" ? "COUNTY" : "BUREAU";
  const { city, county, province } = region;
  if (reach === "COUNTY" && county !== null) return { region: { ...region, level: "COUNTY", code: county }, dimension };
  if (city !== null) return { region: { ...region, level: "CITY", code: city }, dimension };
  return province === null ? null : { region: { ...region, level: "PROVINCE", code: province }, dimension };
}

/**
 * What of disjoint groups is hidden. A ticket has several topics, so these do not add up to anything: the groups of each
 * topic are a table of their own.
 */
function hide(groups: readonly CountedGroup[], topic: number): { keys: Set<string>; totals: Set<string> } {
  const tables = new Map<string, CountedGroup[]>();
  for (const group of groups) {
    const name = topic < 0 ? "" : (group.key[topic] ?? "");
    tables.set(name, [...(tables.get(name) ?? []), group]);
  }
  const keys = new Set<string>();
  const totals = new Set<string>();
  for (const table of tables.values()) {
    const { hiddenTotals, isTotalSuppressed, marks } = suppressSmallCells(
      table.map((group) => ({ ...group, key: group.key.filter((_, position) => position !== topic) })),
    );
    const width = table[0]?.key.length ?? 0;
    // Nothing adds up over topics, so no total of them gives anything away.
    if (topic < 0) {
      for (const total of hiddenTotals) totals.add(idOf(total));
      if (isTotalSuppressed) totals.add(idOf(Array.from({ length: width }, () => null)));
    }
    for (const [index, { key }] of table.entries()) if (marks[index] !== "SHOWN") keys.add(idOf(key));
  }
  return { keys, totals };
}

/** What narrows tickets to a matter that somebody could know the reporter of. */
const naming: readonly Dimension[] = [
  "COUNTY",
  "BUREAU",
  "CHANNEL",
  "ISSUE_CLASS",
  "GOODS_CLASS",
  "TOPIC",
  "RESPONDENT",
];

/** Whether a group of the question could name a reporter: how many reports a city had on a day names nobody. */
function couldName({ dimensions, filter, region }: CheckedQuestion): boolean {
  const { channels, goodsClasses, issueClasses, respondent, topics } = filter;
  const isNarrowed = [channels, goodsClasses, issueClasses, respondent, topics].some((one) => one !== null);
  const isSmallRegion = region.level === "COUNTY" || region.level === "UNIT";
  return isNarrowed || isSmallRegion || dimensions.some((dimension) => naming.includes(dimension));
}

/** Whether all that is counted is handled by the caller's own bureau. */
function isHandledBy({ region }: CheckedQuestion, holder: string): boolean {
  return region.code === holder && (region.level === "UNIT" || region.level === "COUNTY");
}

const filtered = {
  CHANNEL: "channels",
  ISSUE_CLASS: "issueClasses",
  GOODS_CLASS: "goodsClasses",
  TOPIC: "topics",
  STATE: "states",
  RESPONDENT: "respondent",
} as const satisfies Partial<Record<Dimension, keyof CountingFilter>>;

/**
 * The question without what narrows its groups: from it and the question itself the rest could be worked out. Null where
 * nothing narrows them. Reports alone are compared, so kinds narrow nothing.
 */
function widerFilter({ dimensions, filter }: CheckedQuestion): CountingFilter | null {
  const kept = dimensions
    .filter(isAttribute)
    .flatMap((dimension) => (dimension in filtered ? [filtered[dimension as keyof typeof filtered]] : []));
  const dropped = Object.values(filtered).filter((name) => filter[name] !== null && !kept.includes(name));
  if (dropped.length === 0) return null;
  return { ...filter, ...Object.fromEntries(dropped.map((name) => [name, null])) };
}

function groupsOf(
  counted: readonly Counted[],
  whole: readonly Counted[] | null,
  { period, at }: { period: number; at: number },
  isInside: (keys: readonly string[]) => boolean,
): CountedGroup[] {
  const here = (group: Counted): boolean => group.grouping === 0 && group.period === period;
  const wholes = new Map(
    (whole ?? []).filter(here).map((group) => [group.keys.join(separator), group.reports[at] ?? 0n]),
  );
  return counted.filter(here).map(({ keys, reports: own }) => {
    const amount = own[at] ?? 0n;
    const rest = (wholes.get(keys.join(separator)) ?? amount) - amount;
    // What is left out is a second figure of the same group: where it is small, the group is not shown either.
    const figures =
      whole === null ? [amount] : [amount, amount === 0n || rest >= BigInt(smallestShownCount) ? 0n : rest];
    return { key: keys, reports: figures, isInside: isInside(keys) };
  });
}
