import { tooLarge } from "../../platform/errors.js";
import type { Counting } from "./counting/counting.js";
import type { Counted } from "./counting/counting.store.js";
import type { Dimension } from "./counting/dimensions.js";
import type { Count } from "./measures.js";
import { type CountedGroup, smallestShownCount, suppressSmallCells } from "./numbers/suppression.js";
import type { CheckedQuestion } from "./question.js";

/**
 * The most groups that are judged at once where some are small, by the number of dimensions: what hides the least is looked
 * for, which takes about a second for so many, and the longer the more dimensions there are.
 */
const mostJudged = [4000, 4000, 4000, 1500, 600, 200] as const;

const mostJudgedAlong = (dimensions: number): number => mostJudged[dimensions] ?? mostJudged[5];

type Basis = Count["basis"];

const separator = "\u0000";

/** What of an answer is not shown, by basis and period. */
export interface Marks {
  isHidden(period: number, basis: Basis, keys: readonly string[]): boolean;
  isTotalHidden(period: number, basis: Basis): boolean;
  /** Whether anything is hidden at all, shown or not. */
  isAnyHidden: boolean;
  /** Groups that stand in the answer whether they have anything or not: that one has nothing would tell what is not told. */
  mentioned: readonly { period: number; keys: readonly string[] }[];
}

/** The table in which groups are judged. */
export interface Judged {
  /** Those that split the table first, then the region where it is judged among others, and those of the question. */
  dimensions: readonly Dimension[];
  /** How many of the dimensions split the table into parts, of each of which the sum is known by another question. */
  splitting: number;
  /** The keys before those of the question: the region, where it is judged among those beside it. */
  own: readonly string[];
  holder: string;
  /** Of a question that is narrowed by an attribute, which is the last of the dimensions: its values. Else null. */
  values: readonly string[] | null;
}

/** What of a question is hidden, as its groups stand in a table. */
export function marksOf(
  question: CheckedQuestion,
  { counts }: Counting,
  { dimensions, holder, own, splitting, values }: Judged,
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
      const { keys, totals } = hideInParts(table, splitting, dimensions.slice(splitting).indexOf("TOPIC"));
      hidden.set(`${period}${basis}`, keys);
      const total = [...own, ...question.dimensions.map(() => null)];
      const isHiddenTotal = placesOf(total, values).some((one) => totals.has(idOf(one)));
      const isLone = question.dimensions.length === 0 && placesOf(own, values).some((one) => keys.has(idOf(one)));
      if (isLone || isHiddenTotal) hiddenTotals.add(`${period}${basis}`);
    }
  }
  return {
    isHidden: (period, basis, keys) => {
      const here = hidden.get(`${period}${basis}`);
      return placesOf([...own, ...keys], values).some((one) => here?.has(idOf(one)) === true);
    },
    isTotalHidden: (period, basis) => hiddenTotals.has(`${period}${basis}`),
    isAnyHidden: [...hidden.values()].some((keys) => isAnyOf(keys, values)),
    mentioned: [],
  };
}

/** The cells that a group is made of. */
export const placesOf = (keys: readonly (string | null)[], values: readonly string[] | null): (string | null)[][] =>
  values === null ? [[...keys]] : values.map((value) => [...keys, value]);

const isAnyOf = (hidden: ReadonlySet<string>, values: readonly string[] | null): boolean =>
  values === null
    ? hidden.size > 0
    : [...hidden].some((id) => values.includes(id.slice(id.lastIndexOf(separator) + 1)));

/** One text of the keys of a group; null stands for a summed dimension. */
export const idOf = (keys: readonly (string | null)[]): string => keys.map((key) => key ?? "\u0001").join(separator);

/** What of a table is hidden: the ids of groups, and of sums of them. */
export interface Hidden {
  keys: Set<string>;
  totals: Set<string>;
}

/**
 * What of each part of a table is hidden, by the first of the splitting dimensions, by the first two, and so on: a city's
 * counties are judged by themselves, for the number of the city is told. The sums are those of the whole table.
 */
function hideInParts(groups: readonly CountedGroup[], splitting: number, topic: number): Hidden {
  const without = ({ key, ...group }: CountedGroup): CountedGroup => ({ ...group, key: key.slice(splitting) });
  if (splitting === 0) return hide(groups, topic);
  const keys = new Set<string>();
  for (let width = 1; width <= splitting; width += 1) {
    const parts = partsBy(groups, ({ key }) => idOf(key.slice(0, width)));
    for (const part of parts.values()) for (const key of hide(part.map(without), topic).keys) keys.add(key);
  }
  return { keys, totals: new Set() };
}

/**
 * What of disjoint groups is hidden. A ticket has several topics, so these do not add up to anything: the groups of each
 * topic are a table of their own.
 *
 * @param topic the place of the topic among the keys; less than 0 where there is none
 * @throws TOO_LARGE
 */
export function hide(groups: readonly CountedGroup[], topic: number): Hidden {
  const tables = partsBy(groups, ({ key }) => (topic < 0 ? "" : (key[topic] ?? "")));
  const keys = new Set<string>();
  const totals = new Set<string>();
  for (const [name, table] of tables) {
    checkJudged(table, topic < 0 ? 0 : 1);
    const { hiddenTotals, isTotalSuppressed, marks } = suppressSmallCells(
      table.map((group) => ({ ...group, key: group.key.filter((_, position) => position !== topic) })),
    );
    const width = table[0]?.key.length ?? 0;
    const every = Array.from({ length: topic < 0 ? width : width - 1 }, () => null);
    const sums = isTotalSuppressed ? [...hiddenTotals, every] : hiddenTotals;
    for (const sum of sums) totals.add(idOf(topic < 0 ? sum : [...sum.slice(0, topic), name, ...sum.slice(topic)]));
    for (const [index, { key }] of table.entries()) if (marks[index] !== "SHOWN") keys.add(idOf(key));
  }
  return { keys, totals };
}

/** Groups by a name that each has. */
export function partsBy(
  groups: readonly CountedGroup[],
  nameOf: (group: CountedGroup) => string,
): Map<string, CountedGroup[]> {
  const parts = new Map<string, CountedGroup[]>();
  for (const group of groups) {
    const name = nameOf(group);
    const known = parts.get(name);
    if (known === undefined) parts.set(name, [group]);
    else known.push(group);
  }
  return parts;
}

function checkJudged(groups: readonly CountedGroup[], topics: number): void {
  const isSmall = (reports: bigint): boolean => reports > 0n && reports < BigInt(smallestShownCount);
  const most = mostJudgedAlong((groups[0]?.key.length ?? 0) - topics);
  const isTooMuch = groups.length > most && groups.some(({ reports }) => reports.some(isSmall));
  if (isTooMuch) throw tooLarge("question.dimensions", groups.length, most);
}

/**
 * The groups of one period and count as they are judged.
 *
 * @param whole what there is without what narrows the question: what is left out of a group is a second figure of it
 */
export function groupsOf(
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
