import type { CountedGroup, Suppression } from "../../../src/modules/statistics/numbers/suppression.js";

/** A sum that somebody sees: the groups that it is made of, by their places among all groups. */
type Sum = readonly number[];

type Key = readonly (string | null)[];

const covers = (pattern: Key, key: readonly string[]): boolean =>
  pattern.every((code, dimension) => code === null || code === key[dimension]);

/** All sums of a table along one dimension or more, the grand total too. */
export function sumsOf(groups: readonly CountedGroup[]): Key[] {
  const patterns = new Map<string, Key>();
  for (const { key } of groups) {
    for (let kept = 0; kept < 2 ** key.length - 1; kept += 1) {
      const pattern = key.map((code, dimension) => ((kept >> dimension) & 1 ? code : null));
      patterns.set(JSON.stringify(pattern), pattern);
    }
  }
  return [...patterns.values()];
}

/** Whether the sum is hidden from the attacker. */
export function isHiddenSum(pattern: Key, suppression: Suppression): boolean {
  if (pattern.every((code) => code === null)) return suppression.isTotalSuppressed;
  return suppression.hiddenTotals.some((hidden) => JSON.stringify(hidden) === JSON.stringify(pattern));
}

/** The places of the groups that a sum is made of. */
export function partsOf(pattern: Key, groups: readonly CountedGroup[]): number[] {
  return groups.flatMap(({ key }, place) => (covers(pattern, key) ? [place] : []));
}

/**
 * Tries tables near the true one, each hidden group one more, one less or the same, against all that an attacker knows: the shown groups,
 * the shown sums, and that nothing hidden is zero. It answers the differences of each that agrees. It knows nothing of how the
 * hidden groups were chosen. What it finds is really possible, so a group that differs somewhere cannot be told.
 */
export function possibleTables(groups: readonly CountedGroup[], suppression: Suppression, figure = 0): number[][] {
  const free = groups.flatMap(({ isInside, reports }, place) =>
    suppression.marks[place] !== "SHOWN" && !isInside && (reports[figure] ?? 0n) > 0n ? [place] : [],
  );
  const seen: Sum[] = sumsOf(groups)
    .filter((pattern) => !isHiddenSum(pattern, suppression))
    .map((pattern) => partsOf(pattern, groups));
  // A sum is checked as soon as the last of its groups has its difference.
  const checksAt = free.map((place, position) =>
    seen.filter((sum) => sum.includes(place) && !free.slice(position + 1).some((later) => sum.includes(later))),
  );
  const differences = groups.map(() => 0);
  const found: number[][] = [];
  const choose = (position: number): void => {
    const place = free[position];
    if (place === undefined) {
      found.push([...differences]);
      return;
    }
    for (const difference of (groups[place]?.reports[figure] ?? 0n) > 1n ? [-1, 0, 1] : [0, 1]) {
      differences[place] = difference;
      const holds = (sum: Sum): boolean => sum.reduce((total, part) => total + (differences[part] ?? 0), 0) === 0;
      if ((checksAt[position] ?? []).every(holds)) choose(position + 1);
    }
    differences[place] = 0;
  };
  choose(0);
  return found;
}
