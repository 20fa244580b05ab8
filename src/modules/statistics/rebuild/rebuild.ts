import { setTimeout as pause } from "node:timers/promises";
import type { Database } from "../../../platform/database.js";
import { mendCallCells, removeEmptyCallCells } from "../checks/call-cells.store.js";
import { mendCells, removeEmptyCells } from "../checks/cells.store.js";
import { checkFacts, checkFactsOf } from "../checks/facts.js";
import { callSliceOf, cellsFrom, firstPart, type Part, partAfter, sliceOf, ticketsOfPart } from "../checks/parts.js";
import { findStrayCells, removeStrayCells } from "../checks/parts.store.js";
import { mendFacts } from "./facts.js";

/** What a rebuilding did. */
export interface RebuildCounts {
  /** How many tickets were looked at, and of how many the facts were written anew. */
  readonly tickets: number;
  readonly mendedTickets: number;
  /** How many cells were others than they ought to be. */
  readonly mendedCells: number;
  /** Tickets that somebody was changing each time they were tried. */
  readonly busy: number;
}

/** What is rebuilt, and who is told of it. */
export interface RebuildOptions {
  /** The code of the only province whose tickets and cells are rebuilt; null for all. The nation's cells follow anyway. */
  province: string | null;
  /** Is told after each part. */
  onPart?: (counts: RebuildCounts) => void;
}

const nothing: RebuildCounts = { tickets: 0, mendedTickets: 0, mendedCells: 0, busy: 0 };

/** How often a ticket is tried that somebody is changing, and how many milliseconds lie between. */
const mostTries = 50;
const betweenTries = 100;

/**
 * Makes all facts and all cells anew from the tickets, their deadlines, orders and callbacks, and those of calls from the
 * calls, a part in each transaction. What is as it ought to be is left alone. Meanwhile everybody goes on to read and to work, and the numbers that were right
 * are so at every instant; only the fold waits, part by part.
 */
export async function rebuildStatistics(
  database: Database,
  { onPart = () => {}, province }: RebuildOptions,
): Promise<RebuildCounts> {
  const asSystem: Database["asSystem"] = (_, work) => database.asSystem("rebuild statistics", work);
  let counts = nothing;
  let part = await asSystem("", (tx) => firstPart(tx, province));
  while (part !== null) {
    const current: Part = part;
    const { last, ...done } = await rebuildPart(database, current);
    counts = {
      tickets: counts.tickets + done.tickets,
      mendedTickets: counts.mendedTickets + done.mendedTickets,
      mendedCells: counts.mendedCells + done.mendedCells,
      busy: counts.busy + done.busy,
    };
    onPart(counts);
    part = await asSystem("", async (tx) => {
      const following = await partAfter(tx, current, last, province);
      const isToNation = following === null && province !== null && current.province !== null;
      return isToNation ? cellsFrom(tx, null) : following;
    });
  }
  return counts;
}

type Done = RebuildCounts & { last: string | null };

function rebuildPart(database: Database, part: Part): Promise<Done> {
  if (part.of === "TICKETS") return rebuildTickets(database, part);
  return part.of === "CALLS" ? rebuildCallCells(database, part) : rebuildCells(database, part);
}

async function rebuildCallCells(database: Database, part: Part & { of: "CALLS" }): Promise<Done> {
  const mendedCells = await database.asSystem("mend cells of calls", async (tx) => {
    const mended = await mendCallCells(tx, callSliceOf(part));
    await removeEmptyCallCells(tx, callSliceOf(part));
    return mended;
  });
  return { ...nothing, mendedCells, last: null };
}

async function rebuildTickets(database: Database, { province, after }: Part & { of: "TICKETS" }): Promise<Done> {
  const { differences, last, tickets } = await database.asSystem("compare facts", (tx) =>
    checkFacts(tx, province, after, ticketsOfPart),
  );
  const differing = differences.map(({ ticketId }) => ticketId);
  let busy = differing;
  for (let tries = 0; busy.length > 0 && tries < mostTries; tries += 1) {
    if (tries > 0) {
      await pause(betweenTries);
      busy = await stillDiffering(database, province, busy);
    }
    const tried = busy;
    if (tried.length > 0) busy = await database.asSystem("mend facts", (tx) => mendFacts(tx, province, tried));
  }
  return { ...nothing, tickets, mendedTickets: differing.length - busy.length, busy: busy.length, last };
}

// Whoever was changing a ticket has written its facts with it.
async function stillDiffering(database: Database, province: string, ids: readonly string[]): Promise<string[]> {
  const { differences } = await database.asSystem("compare facts", (tx) => checkFactsOf(tx, province, ids));
  return differences.map(({ ticketId }) => ticketId);
}

async function rebuildCells(database: Database, part: Part & { of: "CELLS" }): Promise<Done> {
  const mendedCells = await database.asSystem("mend cells", async (tx) => {
    const slice = sliceOf(part);
    const mended = await mendCells(tx, slice);
    await removeEmptyCells(tx, slice);
    const strays = slice.province === null && part.starts.length === 1 ? await findStrayCells(tx) : [];
    for (const stray of strays) await removeStrayCells(tx, stray);
    return mended + strays.length;
  });
  return { ...nothing, mendedCells, last: null };
}
