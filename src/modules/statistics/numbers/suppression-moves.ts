import { cheaper, cheapestCycle, type Edge, type Move, type Network, networkOf } from "./suppression-network.js";
import { belongsTo, type Cell, countOf, dimensionsOf, isOpen, type Table } from "./suppression-table.js";

/*
 * What somebody can work out from a table with hidden cells is what all tables have in common that agree with the shown ones. A hidden
 * cell is safe if there is a second such table with another number in it. The second table is looked for as a move: some hidden cells get
 * one ticket more and some one less, so that each sum still holds, and none falls to zero (nothing hidden is zero, and that is known).
 *
 * Along two dimensions the sums are a network: a row is a node whose cells carry its total on to the columns, and these to the grand
 * total. A move is then a cycle in the network, and by the theory of network flows a cell is safe exactly if a cycle leads through it.
 * Further dimensions get the same cycle a second time with the opposite sign, at another place or in the sums along the dimension.
 * That is enough and not always necessary: in three dimensions and more, now and then a cell more is hidden than had to be.
 */

/** A question that could be asked: the level of its dimensions, and the figure in whose numbers the cells are weighed. */
export interface Face {
  readonly table: Table;
  readonly level: number;
  readonly figure: number;
}

/** Another place in each dimension outside the cycle. */
type Partners = ReadonlyMap<number, number>;

/** A search for moves that remembers the networks that it has built. */
export interface MoveSearch {
  readonly cheapest: (cell: Cell) => Move | null;
}

/** The cells that change with a cell: itself first; `sign` is 1 for those that change in the same direction. */
function cornersOf(table: Table, cell: Cell, partners: Partners): { cell: Cell; sign: number }[] | null {
  let corners = [{ cell, sign: 1 }];
  for (const [dimension, place] of partners) {
    const opposite = place > 0 && cell.coordinates[dimension] !== 0 ? -1 : 1;
    const mirrored: typeof corners = [];
    for (const corner of corners) {
      const partner = table.cellAt(corner.cell.coordinates.with(dimension, place));
      if (partner === undefined) return null;
      mirrored.push({ cell: partner, sign: corner.sign * opposite });
    }
    corners = [...corners, ...mirrored];
  }
  return corners;
}

/** A row is a node of its place, a column one of its place below zero; along one dimension there are only the parts and the whole. */
function edgeOf(face: Face, cell: Cell, cycle: readonly number[], partners: Partners): Edge | null {
  const corners = cornersOf(face.table, cell, partners);
  if (corners === null || !corners.every((corner) => isOpen(corner.cell, face.figure))) return null;
  const [row = 0, column = 0] = cycle.length === 2 ? cycle.map((dimension) => cell.coordinates[dimension] ?? 0) : [];
  const isBackward = cycle.filter((dimension) => cell.coordinates[dimension] === 0).length === 1;
  const canChange = (sign: number): boolean =>
    corners.every((corner) => corner.sign * sign > 0 || countOf(corner.cell, face.figure) > 1);
  return {
    from: isBackward ? -1 - column : row,
    to: isBackward ? row : -1 - column,
    cells: corners.map((corner) => corner.cell),
    canRise: canChange(1),
    canFall: canChange(-1),
  };
}

/** The pairs of dimensions along which a cycle can run; one alone where there is no second. */
function cyclesOf(level: number): number[][] {
  const dimensions = dimensionsOf(level);
  if (dimensions.length === 1) return [dimensions];
  return dimensions.flatMap((first, index) => dimensions.slice(index + 1).map((second) => [first, second]));
}

/** Every choice of another place in the dimensions outside the cycle. */
function partnersOf(face: Face, cell: Cell, cycle: readonly number[]): Partners[] {
  let choices: Map<number, number>[] = [new Map()];
  for (const dimension of dimensionsOf(face.level)) {
    if (cycle.includes(dimension)) continue;
    const places = Array.from({ length: (face.table.sizes[dimension] ?? 0) + 1 }, (_, place) => place);
    const others = places.filter((place) => place !== cell.coordinates[dimension]);
    choices = choices.flatMap((choice) => others.map((place) => new Map(choice).set(dimension, place)));
  }
  return choices;
}

/** To hide a group costs its tickets; to hide a sum costs more than all groups, and the grand total more than all sums. */
function costsIn({ table, level, figure }: Face): (edge: Edge) => number {
  const total = table.cells.reduce((most, cell) => Math.max(most, countOf(cell, figure)), 0);
  const sum = (total + 1) * 2 ** dimensionsOf(level).length;
  const grandTotal = sum * (table.cells.length + 1);
  const weight = (cell: Cell): number =>
    countOf(cell, figure) + (cell.level === level ? 0 : cell.level === 0 ? grandTotal : sum);
  return (edge) => {
    let cost = 0;
    for (const cell of edge.cells) if (!cell.isHidden) cost += weight(cell);
    return cost;
  };
}

/** The networks of a question, each built when it is first needed. */
function networksOf(face: Face) {
  const cells = face.table.cells.filter((cell) => belongsTo(cell, face.level));
  const built = new Map<string, { network: Network; edges: ReadonlyMap<Cell, Edge> }>();
  return (cell: Cell, cycle: readonly number[], partners: Partners) => {
    const outside = [...partners].map(([dimension, place]) => [dimension, cell.coordinates[dimension], place] as const);
    const id = `${cycle.join()}:${outside.join(";")}`;
    const known = built.get(id);
    if (known !== undefined) return known;
    const edges = new Map<Cell, Edge>();
    for (const other of cells) {
      if (outside.some(([dimension, place]) => other.coordinates[dimension] !== place)) continue;
      const edge = edgeOf(face, other, cycle, partners);
      if (edge !== null) edges.set(other, edge);
    }
    const network = { network: networkOf(edges.values()), edges };
    built.set(id, network);
    return network;
  };
}

/**
 * Prepares to look for the cheapest move of cells in a question: it answers the cells to hide so that the cell, and each of those with
 * it, could as well hold another number. The answer is the same for the same numbers and codes. Null only for a cell that is not open.
 */
export function searchMoves(face: Face): MoveSearch {
  const costOf = costsIn(face);
  const costOfHidden = (edge: Edge): number => (edge.cells.every((cell) => cell.isHidden) ? 0 : Infinity);
  const networkFor = networksOf(face);
  const cheapest = (cell: Cell): Move | null => {
    const ways = cyclesOf(face.level)
      .flatMap((cycle) => partnersOf(face, cell, cycle).map((partners) => ({ cycle, partners })))
      .flatMap(({ cycle, partners }) => {
        const edge = edgeOf(face, cell, cycle, partners);
        return edge === null ? [] : [{ cycle, partners, least: costOf(edge) }];
      })
      .sort((first, second) => first.least - second.least);
    let best: Move | null = null;
    // First what is hidden already is tried everywhere: then nothing has to be weighed.
    for (const budgetOf of [costOfHidden, costOf]) {
      for (const { cycle, partners, least } of ways) {
        const limit: number = best?.cost ?? Infinity;
        if (least >= limit || (budgetOf === costOfHidden && least > 0)) break;
        const { network, edges } = networkFor(cell, cycle, partners);
        const edge = edges.get(cell);
        if (edge !== undefined) best = cheaper(best, cheapestCycle(network, edge, { costOf: budgetOf, limit }));
      }
    }
    return best;
  };
  return { cheapest };
}
