import type { Clock } from "../../../platform/clock.js";
import type { Database, Transaction } from "../../../platform/database.js";
import { newId } from "../../../platform/ids.js";
import { insertCheck } from "../checks.store.js";
import { checkCallCells } from "./call-cells.store.js";
import { checkCells } from "./cells.store.js";
import type { CallCellDifference, CellDifference, TicketDifference } from "./differences.js";
import { checkFacts } from "./facts.js";
import { callSliceOf, firstPart, type Part, partAfter, sliceOf, ticketsOfPart } from "./parts.js";
import { findStrayCells, type StrayCells } from "./parts.store.js";

/** How much was compared, and how much of it differs. */
export type CheckCounts = {
  readonly tickets: number;
  readonly cells: number;
  readonly differingTickets: number;
  readonly differingCells: number;
};

/** Nothing compared yet. */
export const noCounts: CheckCounts = { tickets: 0, cells: 0, differingTickets: 0, differingCells: 0 };

/** What was found of one part. */
export interface PartCheck {
  readonly counts: CheckCounts;
  readonly tickets: readonly TicketDifference[];
  /** The first of the cells that differ. */
  readonly cells: readonly CellDifference[];
  /** The first of the cells of calls that differ. */
  readonly callCells: readonly CallCellDifference[];
  /** Rollups and places that there are not, but have cells. */
  readonly strays: readonly StrayCells[];
  /** The last of the tickets that were compared; null where there were none. */
  readonly last: string | null;
}

/** How many cells of one part are named. */
const mostNamed = 1000;

const nothingFound: PartCheck = { counts: noCounts, tickets: [], cells: [], callCells: [], strays: [], last: null };

/** Compares a part of the numbers with the tickets, as of one moment. It must be the first work of its transaction. */
export async function checkPart(tx: Transaction, part: Part): Promise<PartCheck> {
  if (part.of === "TICKETS") {
    const { differences, last, tickets } = await checkFacts(tx, part.province, part.after, ticketsOfPart);
    const counts = { ...noCounts, tickets, differingTickets: differences.length };
    return { ...nothingFound, counts, tickets: differences, last };
  }
  if (part.of === "CALLS") {
    const { cells, differences, differing } = await checkCallCells(tx, callSliceOf(part), mostNamed);
    return { ...nothingFound, counts: { ...noCounts, cells, differingCells: differing }, callCells: differences };
  }
  const slice = sliceOf(part);
  const { cells, differences, differing } = await checkCells(tx, slice, mostNamed);
  // Once, with the last of all.
  const strays = slice.province === null && part.starts.length === 1 ? await findStrayCells(tx) : [];
  const counts = { ...noCounts, cells: cells + strays.length, differingCells: differing + strays.length };
  return { ...nothingFound, counts, cells: differences, strays };
}

/** The sum of what was compared. */
export function addCounts(one: CheckCounts, other: CheckCounts): CheckCounts {
  return {
    tickets: one.tickets + other.tickets,
    cells: one.cells + other.cells,
    differingTickets: one.differingTickets + other.differingTickets,
    differingCells: one.differingCells + other.differingCells,
  };
}

/** What is looked at, and who is told of it. */
export interface CheckOptions {
  /** The code of the only province that is looked at; null for all of them and the nation. */
  province: string | null;
  /** Is told of each part. */
  onPart?: (found: PartCheck) => void;
}

/**
 * Compares the facts of all tickets with what follows from the tickets, all cells of the rollups with the facts, and those of
 * calls with the calls. Nobody waits for it, and what happens meanwhile makes no difference. A look at everything is noted in the table of checks; one
 * at a single province is not, for it says nothing of the others.
 */
export async function verifyStatistics(
  database: Database,
  clock: Clock,
  { onPart = () => {}, province }: CheckOptions,
): Promise<CheckCounts> {
  const startedAt = clock.now();
  let counts = noCounts;
  let part = await database.asSystem("verify statistics", (tx) => firstPart(tx, province));
  while (part !== null) {
    const current: Part = part;
    const { found, following } = await database.asSystem("verify statistics", async (tx) => {
      const found = await checkPart(tx, current);
      return { found, following: await partAfter(tx, current, found.last, province) };
    });
    counts = addCounts(counts, found.counts);
    onPart(found);
    part = following;
  }
  if (province === null) await database.asSystem("note a check", (tx) => noteCheck(tx, startedAt, clock.now(), counts));
  return counts;
}

/** Notes that everything was compared. */
export function noteCheck(tx: Transaction, startedAt: Date, endedAt: Date, counts: CheckCounts): Promise<void> {
  return insertCheck(tx, { id: newId(startedAt), startedAt, endedAt, ...counts });
}
