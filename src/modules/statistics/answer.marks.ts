import type { Counting } from "./counting/counting.js";
import type { Counted } from "./counting/counting.store.js";
import type { Dimension } from "./counting/dimensions.js";
import { type CountedGroup, smallestShownCount, suppressionWork, suppressSmallCells } from "./numbers/suppression.js";
import type { CheckedQuestion } from "./question.js";
import type { Basis } from "./rollups/counters.js";
import { tooFine } from "./size.js";

/** What of an answer is not shown, by basis and period. */
export interface Marks {
  isHidden(period: number, basis: Basis, keys: readonly string[]): boolean;
  isTotalHidden(period: number, basis: Basis): boolean;
  /** Whether anything is hidden at all, shown or not. */
  isAnyHidden: boolean;
}

/** The marks of an answer of which everything is shown. */
export const nothingHidden: Marks = { isHidden: () => false, isTotalHidden: () => false, isAnyHidden: false };

/** A table in which the groups of a question are judged. */
export interface JudgedTable {
  /** Those that split it into parts first, then those of the groups. */
  readonly dimensions: readonly Dimension[];
  /** How many of the first dimensions split the table: of each part the sums are known by themselves. */
  readonly splitting: number;
  /** The keys before those of the question: the region, where it is judged among those beside it. */
  readonly own: readonly string[];
  readonly groups: readonly Counted[];
  /** The same without what narrows them; null where nothing does. */
  readonly whole: readonly Counted[] | null;
}

/** The longest that the hiding of groups may go on: about a second. */
const mostWork = 600_000;

const separator = "\u0000";

const idOf = (keys: readonly (string | null)[]): string => keys.map((key) => key ?? "\u0001").join(separator);

/**
 * What is hidden in any of the tables in which the groups of a question are judged. Pure.
 *
 * @param holder the bureau whose own tickets are told
 * @throws TOO_LARGE for so many small groups along so many dimensions that what has to be hidden is not found in time
 */
export function marksOf(
  question: CheckedQuestion,
  { counts }: Counting,
  tables: readonly JudgedTable[],
  holder: string,
): Marks {
  const hidden = new Set<string>();
  const hiddenTotals = new Set<string>();
  const budget = { left: mostWork };
  for (const [period] of question.periods.entries()) {
    for (const [at, { basis, counter }] of counts.entries()) {
      if (counter !== "tickets") continue;
      for (const table of tables) {
        const { keys, isTotalHidden } = judge(table, { period, at }, holder, budget);
        for (const key of keys) hidden.add(`${period}${basis}${separator}${key}`);
        if (isTotalHidden) hiddenTotals.add(`${period}${basis}`);
      }
    }
  }
  return {
    isHidden: (period, basis, keys) => hidden.has(`${period}${basis}${separator}${idOf(keys)}`),
    isTotalHidden: (period, basis) => hiddenTotals.has(`${period}${basis}`),
    isAnyHidden: hidden.size + hiddenTotals.size > 0,
  };
}

interface Judgement {
  /** The groups of the question that are hidden. */
  keys: string[];
  isTotalHidden: boolean;
}

interface Budget {
  left: number;
}

/** Judges the groups of one period by the tickets of one basis. */
function judge(table: JudgedTable, place: { period: number; at: number }, holder: string, budget: Budget): Judgement {
  const { dimensions, own, splitting } = table;
  const bureau = dimensions.indexOf("BUREAU");
  const groups = groupsOf(table, place, (keys) => bureau >= 0 && keys[bureau] === holder);
  const named = dimensions.slice(splitting);
  const found: { keys: Set<string>; totals: Set<string> } = { keys: new Set(), totals: new Set() };
  for (const part of partsOf(groups, splitting)) hide(part, named.indexOf("TOPIC"), budget, found);
  const before = own.length === 0 ? "" : `${idOf(own)}${separator}`;
  const isLone = named.length === own.length;
  return {
    keys: [...found.keys].flatMap((key) => (key.startsWith(before) ? [key.slice(before.length)] : [])),
    isTotalHidden: isLone
      ? found.keys.has(idOf(own)) || (own.length === 0 && found.totals.has(""))
      : found.totals.has(idOf([...own, ...named.slice(own.length).map(() => null)])),
  };
}

/** The parts of a table: by the first of the splitting dimensions, by the first two, and so on; the whole where there are none. */
function partsOf(groups: readonly CountedGroup[], splitting: number): CountedGroup[][] {
  if (splitting === 0) return [[...groups]];
  return Array.from({ length: splitting }, (_, last) => last + 1).flatMap((width) => {
    const parts = new Map<string, CountedGroup[]>();
    for (const group of groups) {
      const part = idOf(group.key.slice(0, width));
      const inner = { ...group, key: group.key.slice(splitting) };
      const known = parts.get(part);
      if (known === undefined) parts.set(part, [inner]);
      else known.push(inner);
    }
    return [...parts.values()];
  });
}

/**
 * Adds what of disjoint groups is hidden. A ticket has several topics, so these do not add up to anything: the groups of
 * each topic are a table of their own.
 */
function hide(
  groups: readonly CountedGroup[],
  topic: number,
  budget: Budget,
  found: { keys: Set<string>; totals: Set<string> },
): void {
  const tables = new Map<string, CountedGroup[]>();
  for (const group of groups) {
    const name = topic < 0 ? "" : (group.key[topic] ?? "");
    const known = tables.get(name);
    if (known === undefined) tables.set(name, [group]);
    else known.push(group);
  }
  for (const table of tables.values()) {
    const judged = table.map((group) => ({ ...group, key: group.key.filter((_, position) => position !== topic) }));
    budget.left -= suppressionWork(judged);
    if (budget.left < 0) throw tooFine();
    const { hiddenTotals, isTotalSuppressed, marks } = suppressSmallCells(judged);
    const width = table[0]?.key.length ?? 0;
    // Nothing adds up over topics, so no total of them gives anything away.
    if (topic < 0) {
      for (const total of hiddenTotals) found.totals.add(idOf(total));
      if (isTotalSuppressed) found.totals.add(idOf(Array.from({ length: width }, () => null)));
    }
    for (const [index, { key }] of table.entries()) if (marks[index] !== "SHOWN") found.keys.add(idOf(key));
  }
}

function groupsOf(
  { groups, whole }: JudgedTable,
  { period, at }: { period: number; at: number },
  isInside: (keys: readonly string[]) => boolean,
): CountedGroup[] {
  const here = (group: Counted): boolean => group.grouping === 0 && group.period === period;
  const wholes = new Map(
    (whole ?? []).filter(here).map((group) => [group.keys.join(separator), group.reports[at] ?? 0n]),
  );
  return groups.filter(here).map(({ keys, reports: own }) => {
    const amount = own[at] ?? 0n;
    const rest = (wholes.get(keys.join(separator)) ?? amount) - amount;
    // What is left out is a second figure of the same group: where it is small, the group is not shown either.
    const figures =
      whole === null ? [amount] : [amount, amount === 0n || rest >= BigInt(smallestShownCount) ? 0n : rest];
    return { key: keys, reports: figures, isInside: isInside(keys) };
  });
}
