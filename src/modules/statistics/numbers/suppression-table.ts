/** A group of a table of counts, before anything is decided about it. */
export interface CountedGroup {
  /** Its code in each dimension. The key of a group is distinct. */
  readonly key: readonly string[];
  /** The number of reports (举报) behind each figure that is asked for, in the same order in every group. */
  readonly reports: readonly bigint[];
  /** Whether the caller works in the bureau that handles all of them, and so knows them anyway. */
  readonly isInside: boolean;
}

/** A group, or a sum of groups along some of the dimensions. */
export interface Cell {
  /** The place of its code in each dimension, counted from 1; 0 where it is a sum along the dimension. */
  readonly coordinates: readonly number[];
  /** The dimensions along which it is no sum, a bit each: all of them for a group, none for the grand total. */
  readonly level: number;
  /** Numbers of tickets: whole, and far below the largest whole number that a number holds exactly. */
  readonly counts: number[];
  /** For each count, whether the caller is inside every group that it is made of. */
  readonly isKnown: boolean[];
  isHidden: boolean;
}

/** All groups with something in them and all their sums, in the order of their codes. */
export interface Table {
  readonly dimensions: number;
  /** How many codes each dimension has. */
  readonly sizes: readonly number[];
  readonly cells: readonly Cell[];
  readonly cellAt: (coordinates: readonly number[]) => Cell | undefined;
  /** The cell of a group; there is none for a group without reports. */
  readonly cellOf: (group: CountedGroup) => Cell | undefined;
  /** The code at a place of a dimension; null for a sum along it. */
  readonly codeAt: (dimension: number, place: number) => string | null;
}

/** Whether the cell says something of a figure that the caller does not know anyway. */
export function isOpen(cell: Cell, figure: number): boolean {
  return countOf(cell, figure) > 0 && cell.isKnown[figure] !== true;
}

/** The number of reports in a cell behind a figure. */
export function countOf(cell: Cell, figure: number): number {
  return cell.counts[figure] ?? 0;
}

/** Whether the cell is one of a question that asks for the dimensions of the level only, or a sum in it. */
export function belongsTo(cell: Cell, level: number): boolean {
  return (cell.level & ~level) === 0;
}

/** The dimensions of a level, in order. */
export function dimensionsOf(level: number): number[] {
  const dimensions: number[] = [];
  for (let dimension = 0; level >> dimension > 0; dimension += 1) {
    if ((level >> dimension) & 1) dimensions.push(dimension);
  }
  return dimensions;
}

const byPlace = (first: Cell, second: Cell): number => {
  for (const [dimension, place] of first.coordinates.entries()) {
    const difference = place - (second.coordinates[dimension] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
};

function addTo(cell: Cell, group: CountedGroup): void {
  for (const [figure, reports] of group.reports.entries()) {
    if (reports === 0n) continue;
    cell.counts[figure] = countOf(cell, figure) + Number(reports);
    if (!group.isInside) cell.isKnown[figure] = false;
  }
}

/** Builds the table of the groups. Groups without reports are left out: they are always shown, and nothing can hide behind them. */
export function buildTable(groups: readonly CountedGroup[]): Table {
  const counted = groups.filter(({ reports }) => reports.some((count) => count > 0n));
  const dimensions = groups[0]?.key.length ?? 0;
  const codes = Array.from({ length: dimensions }, (_, dimension) =>
    [...new Set(counted.map(({ key }) => key[dimension] ?? ""))].sort(),
  );
  const places = codes.map((list) => new Map(list.map((code, index) => [code, index + 1])));
  const placesOf = ({ key }: CountedGroup) => key.map((code, dimension) => places[dimension]?.get(code) ?? -1);
  const cells = new Map<string, Cell>();
  for (const group of counted) {
    const whole = placesOf(group);
    for (let level = 0; level < 1 << dimensions; level += 1) {
      const coordinates = whole.map((place, dimension) => ((level >> dimension) & 1 ? place : 0));
      const id = coordinates.join();
      const cell = cells.get(id) ?? {
        coordinates,
        level,
        counts: group.reports.map(() => 0),
        isKnown: group.reports.map(() => true),
        isHidden: false,
      };
      addTo(cell, group);
      cells.set(id, cell);
    }
  }
  return {
    dimensions,
    sizes: codes.map((list) => list.length),
    cells: [...cells.values()].sort(byPlace),
    cellAt: (coordinates) => cells.get(coordinates.join()),
    cellOf: (group) => cells.get(placesOf(group).join()),
    codeAt: (dimension, place) => codes[dimension]?.[place - 1] ?? null,
  };
}
