import { tooLarge } from "../../platform/errors.js";
import type { Counting } from "./counting/counting.js";
import type { Counted } from "./counting/counting.store.js";
import type { Dimension } from "./counting/dimensions.js";
import { type CountedGroup, smallestShownCount, suppressSmallCells } from "./numbers/suppression.js";
import type { CheckedQuestion } from "./question.js";
import type { Basis } from "./rollups/counters.js";

/** The most groups of reports that are judged at once: what hides the least is looked for, which takes its time. */
const mostJudged = 4000;

const separator = "\u0000";

/** What of an answer is not shown, by basis and period. */
export interface Marks {
  isHidden(period: number, basis: Basis, keys: readonly string[]): boolean;
  isTotalHidden(period: number, basis: Basis): boolean;
  /** Whether anything is hidden at all, shown or not. */
  isAnyHidden: boolean;
}

/** The table in which groups are judged. */
export interface Judged {
  dimensions: readonly Dimension[];
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
  { dimensions, holder, own, values }: Judged,
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
      if (table.length > mostJudged) throw tooLarge("question.dimensions", table.length, mostJudged);
      const { keys, totals } = hide(table, dimensions.indexOf("TOPIC"));
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
  };
}

/** The cells that a group is made of. */
const placesOf = (keys: readonly (string | null)[], values: readonly string[] | null): (string | null)[][] =>
  values === null ? [[...keys]] : values.map((value) => [...keys, value]);

const isAnyOf = (hidden: ReadonlySet<string>, values: readonly string[] | null): boolean =>
  values === null
    ? hidden.size > 0
    : [...hidden].some((id) => values.includes(id.slice(id.lastIndexOf(separator) + 1)));

const idOf = (keys: readonly (string | null)[]): string => keys.map((key) => key ?? "\u0001").join(separator);

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
  for (const [name, table] of tables) {
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
