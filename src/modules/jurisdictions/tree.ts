import type { BureauKind, BureauLevel } from "../../platform/actor.js";
import { isValidOn } from "./place.js";

/** What of a bureau never changes. */
export interface BureauFacts {
  code: string;
  kind: BureauKind;
  level: BureauLevel;
  province: string;
}

/** What a bureau was called and whom it stood under, from the first day to the day before the second. */
export interface BureauPeriodRow {
  bureau: string;
  name: string;
  parent: string | null;
  validFrom: string;
  validTo: string | null;
}

/** That a bureau covers a division, from the first day to the day before the second. */
export interface CoverageRow {
  bureau: string;
  division: string;
  validFrom: string;
  validTo: string | null;
}

/** The bureaus of a province and the nation with all their days: the tree of any date can be built from it. */
export interface History {
  facts: ReadonlyMap<string, BureauFacts>;
  periods: readonly BureauPeriodRow[];
  coverages: readonly CoverageRow[];
}

/** A bureau in the tree of one day. */
export interface TreeNode extends BureauFacts {
  name: string;
  parent: string | null;
}

/** The tree of one day, by code. */
export type Tree = ReadonlyMap<string, TreeNode>;

/** The tree as it stands on a day. */
export function treeOn(history: History, day: string): Tree {
  const tree = new Map<string, TreeNode>();
  for (const period of history.periods) {
    const facts = history.facts.get(period.bureau);
    if (facts === undefined || !isValidOn(period, day)) continue;
    tree.set(facts.code, { ...facts, name: period.name, parent: period.parent });
  }
  return tree;
}

/** Which bureau covers which division on a day, by the division's code. */
export function coverageOn(history: History, day: string): ReadonlyMap<string, string> {
  const valid = history.coverages.filter((coverage) => isValidOn(coverage, day));
  return new Map(valid.map(({ division, bureau }) => [division, bureau]));
}

/** The given day and every later one on which anything begins or ends: between two of them nothing changes. */
export function turningDays(history: History, from: string): string[] {
  const days = [...history.periods, ...history.coverages].flatMap(({ validFrom, validTo }) => [validFrom, validTo]);
  const later = days.filter((day): day is string => day !== null && day > from);
  return [from, ...new Set(later)].sort();
}

/** The codes of the bureaus directly under one. */
export function childrenOf(tree: Tree, code: string): string[] {
  return [...tree.values()].filter(({ parent }) => parent === code).map((node) => node.code);
}

/** The codes from a bureau's parent up to the root; it ends where a code repeats or is missing. */
export function codesAbove(tree: Tree, code: string): string[] {
  const above: string[] = [];
  for (let next = tree.get(code)?.parent ?? null; next !== null; next = tree.get(next)?.parent ?? null) {
    if (above.includes(next)) break;
    above.push(next);
  }
  return above;
}

/**
 * Whether a bureau of this kind and level may stand directly under another: a province under the nation, a city under a
 * province, a county under a city or directly under a province; a centre or department under the authority of its own
 * level; a street office under a county, or under a city that has no counties.
 */
export function mayStandUnder(bureau: Pick<BureauFacts, "kind" | "level">, parent: BureauFacts): boolean {
  if (parent.kind !== "AUTHORITY") return false;
  if (bureau.kind === "STREET_OFFICE") return parent.level === "COUNTY" || parent.level === "CITY";
  if (bureau.kind !== "AUTHORITY") return parent.level === bureau.level;
  if (bureau.level === "PROVINCE") return parent.level === "NATION";
  if (bureau.level === "CITY") return parent.level === "PROVINCE";
  return bureau.level === "COUNTY" && (parent.level === "CITY" || parent.level === "PROVINCE");
}

/** What can be wrong with a bureau's standing in the tree of a day. */
export type TreeFault = "NO_PARENT" | "WRONG_LEVEL" | "WRONG_PROVINCE" | "CYCLE" | "SECOND_ROOT";

function faultOf(tree: Tree, node: TreeNode): TreeFault | null {
  if (node.parent === null) {
    const isOnlyRoot = [...tree.values()].every(({ code, parent }) => parent !== null || code === node.code);
    return node.level === "NATION" && isOnlyRoot ? null : "SECOND_ROOT";
  }
  const parent = tree.get(node.parent);
  if (parent === undefined) return "NO_PARENT";
  if (codesAbove(tree, node.code).includes(node.code)) return "CYCLE";
  if (!mayStandUnder(node, parent)) return "WRONG_LEVEL";
  const opensProvince = node.level === "PROVINCE" && node.kind === "AUTHORITY";
  return opensProvince || parent.province === node.province ? null : "WRONG_PROVINCE";
}

/** The faults of a tree, by the code of the bureau; none in a sound one. */
export function faultsOf(tree: Tree): Map<string, TreeFault> {
  const faults = new Map<string, TreeFault>();
  for (const node of tree.values()) {
    const fault = faultOf(tree, node);
    if (fault !== null) faults.set(node.code, fault);
  }
  return faults;
}

/** What a change broke: a bureau's standing, or the coverage of a division, on a day. */
export type Damage =
  | { day: string; bureau: string; fault: TreeFault }
  | { day: string; division: string; fault: "UNCOVERED" };

/**
 * What a change of the history breaks on its day or on any later one. Faults that stood there before are not held
 * against it, except that a division which had a bureau of its own must keep one that exists.
 */
export function damageOf(before: History, after: History, from: string): Damage[] {
  const days = new Set([...turningDays(before, from), ...turningDays(after, from)]);
  return [...days].sort().flatMap((day) => {
    const tree = treeOn(after, day);
    const known = faultsOf(treeOn(before, day));
    const faults = [...faultsOf(tree)].filter(([bureau, fault]) => known.get(bureau) !== fault);
    const covered = coverageOn(after, day);
    const lost = [...coverageOn(before, day).keys()].filter((division) => !tree.has(covered.get(division) ?? ""));
    return [
      ...faults.map(([bureau, fault]) => ({ day, bureau, fault })),
      ...lost.map((division) => ({ day, division, fault: "UNCOVERED" as const })),
    ];
  });
}
