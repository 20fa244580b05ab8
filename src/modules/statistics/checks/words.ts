import { rollups } from "../rollups/rollups.js";
import type { CallCellDifference, CellDifference, Deviation, TicketDifference, ToldValue } from "./differences.js";
import type { StrayCells } from "./parts.store.js";

const shown = (value: ToldValue): string => String(value) || "-";

const told = ({ name, is, oughtToBe }: Deviation): string =>
  is === null && oughtToBe === null ? `${name} differs` : `${name} is ${shown(is)} and ought to be ${shown(oughtToBe)}`;

/** A sentence that names a ticket and what of its facts differs; with codes alone. */
export function ticketSentence({ province, ticketId, deviations }: TicketDifference): string {
  if (deviations === null) return `The ticket ${ticketId} of ${province} has no facts.`;
  return `The facts of the ticket ${ticketId} of ${province} differ: ${deviations.map(told).join("; ")}.`;
}

/** A sentence that names a cell and which of its numbers differ. */
export function cellSentence(cell: CellDifference): string {
  const { rollup: number, place, basis, bucket, kind, line, first, second, province, city, county, deviations } = cell;
  const rollup = rollups.find((one) => one.number === number);
  const sorted = (rollup?.attributes ?? []).map((attribute, position) => [attribute, [first, second][position] ?? ""]);
  const named = [["kind", kind], ["line", line], ...sorted].map(([name, value]) => `${name} ${value || "-"}`);
  const what = rollup === undefined ? `rollup ${number}` : `rollup ${number} (${rollup.level}, ${rollup.grain})`;
  const where = `${place} in ${[province, city, county].filter((code) => code !== null).join("/")}`;
  return `The cell of ${what} at ${where}, ${basis} ${bucket}, ${named.join(", ")} differs: ${deviations.map(told).join("; ")}.`;
}

/** A sentence that names a cell of calls and which of its numbers differ. */
export function callCellSentence(cell: CallCellDifference): string {
  const { bucket, bureau, city, county, deviations, hour, operatorNumber, province, queue, rollup, weekday } = cell;
  const where = `${bureau} in ${[province, city, county].filter((code) => code !== null).join("/")}`;
  const sorted = [
    ...(weekday === 0 ? [] : [`weekday ${weekday}`]),
    ...(hour < 0 ? [] : [`hour ${hour}`]),
    ...(queue === "" ? [] : [`queue ${queue}`]),
    ...(operatorNumber === "" ? [] : [`operator ${operatorNumber}`]),
  ];
  return `The cell of calls of rollup ${rollup} at ${[where, bucket, ...sorted].join(", ")} differs: ${deviations.map(told).join("; ")}.`;
}

/** A sentence that names cells that nobody may count, for their rollup or place does not exist. */
export function straySentence({ rollup, place }: StrayCells): string {
  return `There are cells of rollup ${rollup} at ${place}, which does not exist.`;
}
