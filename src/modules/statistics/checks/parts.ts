import type { Transaction } from "../../../platform/database.js";
import { type CallSlice, findCallLoads } from "./call-cells.store.js";
import type { CellSlice } from "./cells.store.js";
import { findMonthLoads, findProvinceAfter } from "./parts.store.js";
import { cutIntoSlices, end } from "./slices.js";

/**
 * A part of the work of looking through all numbers, short enough for one transaction: some tickets of a province, after
 * one by its id; a slice of the cells of a province, or of the nation, which is null; or a slice of those of its calls.
 */
export type Part =
  | { readonly of: "TICKETS"; readonly province: string; readonly after: string }
  | { readonly of: "CELLS"; readonly province: string | null; readonly starts: readonly string[] }
  | { readonly of: "CALLS"; readonly province: string; readonly starts: readonly string[] };

/** How many tickets one part looks at. */
export const ticketsOfPart = 2000;

/** How many tickets, or calls, the cells of one part count, where no month has more. */
const ticketsOfSlice = 100_000;
const callsOfSlice = 200_000;

const beforeAll = "00000000-0000-0000-0000-000000000000";

const ticketsOf = (province: string): Part => ({ of: "TICKETS", province, after: beforeAll });

/**
 * The first part of all work: the tickets of the first province.
 *
 * @param only the one province that is looked at; null for all, and the nation
 * @returns null where there is none
 */
export async function firstPart(tx: Transaction, only: string | null): Promise<Part | null> {
  const province = only ?? (await findProvinceAfter(tx, ""));
  return province === null ? null : ticketsOf(province);
}

/**
 * The part that follows: more tickets, then the cells of their province, slice after slice, those of its calls, then the next
 * province, and the nation in the end.
 *
 * @param last the last ticket of the part; null where there was none any more
 * @param only the one province that is looked at; null for all, and the nation
 */
export async function partAfter(
  tx: Transaction,
  part: Part,
  last: string | null,
  only: string | null,
): Promise<Part | null> {
  if (part.of === "TICKETS") {
    return last === null ? cellsFrom(tx, part.province) : { ...part, after: last };
  }
  const starts = part.starts.slice(1);
  if (starts.length > 0) return { ...part, starts };
  if (part.province === null) return null;
  if (part.of === "CELLS") return callsFrom(tx, part.province);
  if (only !== null) return null;
  const province = await findProvinceAfter(tx, part.province);
  return province === null ? cellsFrom(tx, null) : ticketsOf(province);
}

/** The first part of the cells of a province, or of the nation. */
export async function cellsFrom(tx: Transaction, province: string | null): Promise<Part> {
  return { of: "CELLS", province, starts: cutIntoSlices(await findMonthLoads(tx, province), ticketsOfSlice) };
}

/** The first part of the cells of the calls of a province. */
async function callsFrom(tx: Transaction, province: string): Promise<Part> {
  return { of: "CALLS", province, starts: cutIntoSlices(await findCallLoads(tx, province), callsOfSlice) };
}

/** The slice of the cells of calls that a part is about. */
export function callSliceOf({ province, starts: [from = end, until = end] }: Part & { of: "CALLS" }): CallSlice {
  return { province, from, until };
}

/** The slice of the cells that a part is about. */
export function sliceOf({ province, starts: [from = end, until = end] }: Part & { of: "CELLS" }): CellSlice {
  return { province, from, until };
}
