import type { Cell } from "./suppression-table.js";

/** A cell in the network of sums, with the cells that change with it. */
export interface Edge {
  readonly from: number;
  readonly to: number;
  /** The cell itself first. */
  readonly cells: readonly Cell[];
  /** Whether the cell can get one more, so that its edge is gone along, or one less, against it. */
  readonly canRise: boolean;
  readonly canFall: boolean;
}

interface Arc {
  readonly to: number;
  readonly edge: Edge;
}

/** Where each node leads, by edges that can be gone along or against. */
export type Network = ReadonlyMap<number, readonly Arc[]>;

/** Cells that change together, and what it costs to hide those of them that are still shown. */
export interface Move {
  readonly cells: readonly Cell[];
  readonly cost: number;
}

/** How far a search goes: what an edge costs, zero or more, and the cost that is too much. */
export interface Budget {
  readonly costOf: (edge: Edge) => number;
  readonly limit: number;
}

/** How a node was reached: the edge that led there, and the node before. */
interface Step {
  readonly node: number;
  readonly cost: number;
  readonly edge: Edge | null;
  readonly before: Step | null;
}

/** Makes the network of the edges. */
export function networkOf(edges: Iterable<Edge>): Network {
  const network = new Map<number, Arc[]>();
  const add = (from: number, arc: Arc): void => {
    const arcs = network.get(from);
    if (arcs === undefined) network.set(from, [arc]);
    else arcs.push(arc);
  };
  for (const edge of edges) {
    if (edge.canRise) add(edge.from, { to: edge.to, edge });
    if (edge.canFall) add(edge.to, { to: edge.from, edge });
  }
  return network;
}

/** Puts a step into a heap, in which no step costs more than the two below it: those at 2n + 1 and 2n + 2 under the one at n. */
function pushStep(heap: Step[], step: Step): void {
  let place = heap.length;
  for (let above = (place - 1) >> 1; place > 0; above = (place - 1) >> 1) {
    const parent = heap[above];
    if (parent === undefined || parent.cost <= step.cost) break;
    heap[place] = parent;
    place = above;
  }
  heap[place] = step;
}

/** Takes the cheapest step out of the heap. */
function popStep(heap: Step[]): Step | undefined {
  const [first] = heap;
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return first;
  let place = 0;
  for (;;) {
    const [left, right] = [heap[2 * place + 1], heap[2 * place + 2]];
    if (left === undefined) break;
    const isRight = right !== undefined && right.cost < left.cost;
    const child = isRight ? right : left;
    if (child.cost >= last.cost) break;
    heap[place] = child;
    place = 2 * place + (isRight ? 2 : 1);
  }
  heap[place] = last;
  return first;
}

/** The cheapest way between two nodes that leaves one edge out and costs less than the limit, by Dijkstra's method. */
function cheapestWay(network: Network, from: number, goal: number, without: Edge, budget: Budget): Step | null {
  const reached = new Map<number, number>([[from, 0]]);
  const heap: Step[] = [{ node: from, cost: 0, edge: null, before: null }];
  for (let step = popStep(heap); step !== undefined; step = popStep(heap)) {
    if (step.node === goal) return step;
    if (step.cost > (reached.get(step.node) ?? 0)) continue;
    for (const { to, edge } of network.get(step.node) ?? []) {
      const cost = step.cost + budget.costOf(edge);
      if (edge === without || cost >= (reached.get(to) ?? budget.limit)) continue;
      reached.set(to, cost);
      const next = { node: to, cost, edge, before: step };
      // Nothing is cheaper than a way without cost, so it need not wait for its turn.
      if (to === goal && cost === 0) return next;
      pushStep(heap, next);
    }
  }
  return null;
}

/** The cheaper of two moves; the first where they cost the same. */
export function cheaper(first: Move | null, second: Move | null): Move | null {
  return first === null || (second !== null && second.cost < first.cost) ? second : first;
}

/** The cheapest cycle through an edge, along it or against it, that costs less than the limit; null where there is none. */
export function cheapestCycle(network: Network, edge: Edge, { costOf, limit }: Budget): Move | null {
  const own = costOf(edge);
  const budget = { costOf, limit: limit - own };
  const moveBy = (from: number, to: number): Move | null => {
    const end = cheapestWay(network, from, to, edge, budget);
    if (end === null) return null;
    const cells = [...edge.cells];
    for (let step: Step | null = end; step !== null; step = step.before) cells.push(...(step.edge?.cells ?? []));
    return { cells, cost: end.cost + own };
  };
  return cheaper(edge.canRise ? moveBy(edge.to, edge.from) : null, edge.canFall ? moveBy(edge.from, edge.to) : null);
}
