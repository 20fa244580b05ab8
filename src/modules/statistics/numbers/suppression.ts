import { type Face, type MoveSearch, searchMoves } from "./suppression-moves.js";
import {
  belongsTo,
  buildTable,
  type Cell,
  type CountedGroup,
  countOf,
  dimensionsOf,
  isOpen,
  type Table,
} from "./suppression-table.js";

export type { CountedGroup } from "./suppression-table.js";

/** The smallest number of reports that is shown outside the handling bureau: a smaller group could name who reported (举报人). */
export const smallestShownCount = 3;

/** Shown; hidden because it is small itself; or hidden so that no small one can be worked out from what is shown. */
export type Mark = "SHOWN" | "SMALL" | "COMPLEMENT";

/** What of a table is shown. */
export interface Suppression {
  /** One for each group, in the order in which they were given. */
  readonly marks: readonly Mark[];
  readonly isTotalSuppressed: boolean;
  /** The sums along some of the dimensions that must not be shown, the grand total apart: null stands for a summed dimension. */
  readonly hiddenTotals: readonly (readonly (string | null)[])[];
}

/** One figure of a question with some of the dimensions. */
interface Guard {
  readonly face: Face;
  /** The cells whose number must not be found: the small ones, and those hidden so that a line hides enough. All are hidden. */
  readonly secrets: Set<Cell>;
  /** The hidden cells that have a second possible number. */
  readonly safe: Set<Cell>;
  readonly search: MoveSearch;
}

function isSmallIn(cell: Cell, figure: number, threshold: number): boolean {
  return countOf(cell, figure) < threshold && isOpen(cell, figure);
}

function isSmall(cell: Cell, threshold: number): boolean {
  return cell.counts.some((_, figure) => isSmallIn(cell, figure, threshold));
}

/** The questions that ask for some of the dimensions or all, those with fewer before those with more. */
function levelsOf(dimensions: number): number[] {
  const levels = Array.from({ length: 2 ** dimensions - 1 }, (_, index) => index + 1);
  return levels.sort((first, second) => dimensionsOf(first).length - dimensionsOf(second).length || first - second);
}

/** Hides what gives each secret of the question a second possible number. */
function protectSecrets({ face, secrets, safe, search }: Guard): void {
  for (const cell of secrets) {
    if (safe.has(cell) || !belongsTo(cell, face.level)) continue;
    const move = search.cheapest(cell);
    // The cell and all sums above it can always rise together, and each of them may be hidden.
    if (move === null) throw new Error("a hidden cell cannot be protected");
    for (const moved of move.cells) {
      moved.isHidden = true;
      safe.add(moved);
    }
  }
}

/** The lines of the question: the cells that differ in one dimension only, with their sum, which is the first of them. */
function linesOf(table: Table, level: number): Cell[][] {
  const lines = new Map<string, Cell[]>();
  for (const cell of table.cells) {
    if (!belongsTo(cell, level)) continue;
    for (const dimension of dimensionsOf(level)) {
      const id = `${dimension}:${cell.coordinates.with(dimension, 0).join()}`;
      const line = lines.get(id);
      if (line === undefined) lines.set(id, [cell]);
      else line.push(cell);
    }
  }
  return [...lines.values()];
}

/**
 * Hides more in each line whose unknown parts are fewer than the threshold together: their sum is known from the total and the shown ones,
 * and would name as few as a small group does. The smallest part that is known goes, and the total where nothing is left.
 *
 * @param safe what has a second possible number; another cell is known, even if it is hidden for another figure
 */
function widenLines(lines: readonly Cell[][], guard: Guard, threshold: number): void {
  const { face, secrets, safe } = guard;
  const countIn = (cell: Cell): number => countOf(cell, face.figure);
  for (const [total, ...parts] of lines) {
    if (total === undefined || safe.has(total)) continue;
    const open = parts.filter((cell) => isOpen(cell, face.figure)).sort((one, other) => countIn(one) - countIn(other));
    const unknown = open.filter((cell) => safe.has(cell));
    if (unknown.length === 0) continue;
    let sum = unknown.reduce((count, cell) => count + countIn(cell), 0);
    for (const cell of [...open.filter((part) => !safe.has(part)), total]) {
      if (sum >= threshold) break;
      cell.isHidden = true;
      secrets.add(cell);
      sum += countIn(cell);
    }
  }
}

/** Makes one question safe in all its figures; what is hidden for one is hidden in the others, until nothing is added. */
function settle(table: Table, level: number, threshold: number, secrets: readonly Set<Cell>[]): void {
  if (!table.cells.some((cell) => cell.isHidden && belongsTo(cell, level))) return;
  const lines = linesOf(table, level);
  const guards = secrets.map((cells, figure): Guard => {
    const face = { table, level, figure };
    return { face, secrets: cells, safe: new Set(), search: searchMoves(face) };
  });
  const countSecrets = (): number => secrets.reduce((count, cells) => count + cells.size, 0);
  for (let before = -1; before !== countSecrets(); ) {
    before = countSecrets();
    for (const guard of guards) protectSecrets(guard);
    for (const guard of guards) widenLines(lines, guard, threshold);
  }
}

function markOf(table: Table, group: CountedGroup, threshold: number): Mark {
  const cell = table.cellOf(group);
  if (cell?.isHidden !== true) return "SHOWN";
  return isSmall(cell, threshold) ? "SMALL" : "COMPLEMENT";
}

function totalsHiddenIn(table: Table): (string | null)[][] {
  const whole = 2 ** table.dimensions - 1;
  return table.cells
    .filter((cell) => cell.isHidden && cell.level !== whole && cell.level !== 0)
    .map((cell) => cell.coordinates.map((place, dimension) => table.codeAt(dimension, place)));
}

/**
 * Decides which groups of a table are hidden from a caller, so that no small number of reports can be told or worked out.
 *
 * A group with fewer reports than the threshold, and more than none, is hidden unless the caller is inside the handling bureau. Then more
 * are hidden until nobody who knows all shown groups, all sums along any dimensions but those in `hiddenTotals`, the grand total unless it
 * is suppressed, and that nothing hidden is zero, can find the number of a small group: at least one other table agrees with all that he
 * knows. Nor do the hidden groups of a line together make fewer than the threshold while their sum is known. The smallest groups are
 * taken, then sums, and the grand total only where nothing else is left. Groups without reports are never hidden, nothing is hidden where
 * nothing is small, and the same groups in any order are marked alike.
 *
 * Questions with fewer dimensions are settled first and in the same way, so a sum that such a question hides cannot be added up from the
 * parts. The groups must be all those of the total and have no tickets in common: where they overlap, as topics do, each topic is a table
 * of its own.
 *
 * SECURITY: the caller is told of SMALL and COMPLEMENT in the same words. Who could tell them apart would know which numbers lie under
 * the threshold. What is hidden is hidden with all its figures, has no share, no growth and no drill token, and its place in an order
 * does not depend on its value.
 *
 * @param groups of any number of dimensions, with the same number of figures each
 * @param threshold the smallest number that is shown
 */
export function suppressSmallCells(
  groups: readonly CountedGroup[],
  threshold: number = smallestShownCount,
): Suppression {
  const table = buildTable(groups);
  const figures = [...(groups[0]?.reports ?? []).keys()];
  const secrets = figures.map((figure) => new Set(table.cells.filter((cell) => isSmallIn(cell, figure, threshold))));
  for (const cell of secrets.flatMap((cells) => [...cells])) cell.isHidden = true;
  for (const level of levelsOf(table.dimensions)) settle(table, level, threshold, secrets);
  return {
    marks: groups.map((group) => markOf(table, group, threshold)),
    isTotalSuppressed: table.cells.some((cell) => cell.level === 0 && cell.isHidden),
    hiddenTotals: totalsHiddenIn(table),
  };
}

/**
 * The guard against asking for a whole and for all but a small part of it: whether the numbers of reports differ by fewer than the
 * threshold and are not equal, so that the difference is a small group. The part lies in the whole.
 */
export function isDifferenceSmall(whole: bigint, part: bigint, threshold: number = smallestShownCount): boolean {
  const difference = whole - part;
  return difference > 0n && difference < BigInt(threshold);
}
