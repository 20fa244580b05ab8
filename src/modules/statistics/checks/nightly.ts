import { chinaDay } from "../../../platform/clock.js";
import type { Logger } from "../../../platform/log.js";
import { definePass, defineQueue, type Pass, type Queue, sendJob } from "../../jobs/index.js";
import { removeEmptyCallCells } from "./call-cells.store.js";
import { removeEmptyCells } from "./cells.store.js";
import { addCounts, type CheckCounts, checkPart, noCounts, noteCheck, type PartCheck } from "./check.js";
import { callSliceOf, firstPart, type Part, partAfter, sliceOf } from "./parts.js";
import { callCellSentence, cellSentence, straySentence, ticketSentence } from "./words.js";

/** The nightly look at all numbers: nothing at its beginning, then one part of it after the other. */
type CheckPayload = { readonly startedAt?: string; readonly part?: Part; readonly counts?: CheckCounts };

/** The hour in China at which it begins: few people work, and the day before is over. */
const hourOfCheck = 2;

const hourMilliseconds = 3_600_000;
const dayMilliseconds = 24 * hourMilliseconds;

/** How many of the tickets and cells that differ one line of the log names. */
const mostInLog = 10;

/**
 * Compares all numbers with the tickets and calls, a part in each transaction, and removes cells in which nothing is counted any
 * more. What differs is written to the log at level error, and counted in /metrics; nothing is mended, for whoever finds
 * out why needs to see it.
 */
export const checkQueue: Queue<CheckPayload> = defineQueue<CheckPayload>({
  name: "check-statistics",
  // A slice of the cells of a large province takes seconds, and minutes on a busy server.
  expireAfter: 600,
  work: async (tx, { at, payload }, { log }) => {
    const { counts = noCounts, startedAt = at.toISOString() } = payload;
    const part = payload.part ?? (await firstPart(tx, null));
    if (part === null) return;
    if (payload.part === undefined) {
      await sendJob(tx, null, checkQueue, { startedAt, part, counts });
      return;
    }
    const found = await checkPart(tx, part);
    const sum = addCounts(counts, found.counts);
    tell(log, found);
    if (part.of === "CELLS") await removeEmptyCells(tx, sliceOf(part));
    if (part.of === "CALLS") await removeEmptyCallCells(tx, callSliceOf(part));
    const following = await partAfter(tx, part, found.last, null);
    if (following !== null) {
      await sendJob(tx, null, checkQueue, { startedAt, part: following, counts: sum });
      return;
    }
    await noteCheck(tx, new Date(startedAt), at, sum);
    if (sum.differingTickets + sum.differingCells > 0)
      log.error(sum, "the statistics differ from the tickets or calls");
  },
});

function tell(log: Logger, { callCells, cells, counts, strays, tickets }: PartCheck): void {
  const { differingCells, differingTickets } = counts;
  if (differingCells + differingTickets === 0) return;
  const sentences = [
    ...tickets.map(ticketSentence),
    ...cells.map(cellSentence),
    ...callCells.map(callCellSentence),
    ...strays.map(straySentence),
  ];
  const first = sentences.slice(0, mostInLog);
  log.error({ differingTickets, differingCells, first }, "numbers of the statistics differ from the tickets or calls");
}

/** The instant at which the next nightly look begins. */
export function nextCheckAfter(at: Date): Date {
  const today = Date.parse(`${chinaDay(at)}T00:00:00+08:00`) + hourOfCheck * hourMilliseconds;
  return new Date(today > at.getTime() ? today : today + dayMilliseconds);
}

/**
 * Sees to it that the look of the next night waits. One job waits at a time, whoever sends it; when its hour has come it
 * begins, and only then the one of the night after is sent. What was missed because nothing ran is caught up once.
 */
export const nightlyCheck: Pass = definePass({
  name: "statistics-check",
  everyMilliseconds: 600_000,
  run: ({ clock, database }) =>
    database.asSystem("plan the next check of statistics", (tx) =>
      sendJob(tx, null, checkQueue, {}, { key: "nightly", startAfter: nextCheckAfter(clock.now()) }),
    ),
});
