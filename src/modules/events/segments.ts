import type { Clock } from "../../platform/clock.js";
import type { Database } from "../../platform/database.js";
import { dropSegment, findSegments, lastLoggedIn, logBounds, makeSegment, type Segment } from "./segments.store.js";

/** How many days events are kept. */
export const keptDays = 90;

/** How many events one segment of the log holds. */
const segmentSize = 5_000_000;

const dayMilliseconds = 86_400_000;

/**
 * Makes the next segments of the log before they are needed, and drops those whose last event is older than events are
 * kept: a segment goes as a whole, so some events stay longer, and none goes earlier.
 *
 * @param size how many events a new segment holds
 */
export async function keepSegments(database: Database, clock: Clock, size = segmentSize): Promise<void> {
  const reason = "keep the segments of the event log";
  const { segments, latest } = await database.asSystem(reason, async (tx) => {
    const { latest: position } = await logBounds(tx);
    return { segments: await findSegments(tx), latest: position };
  });
  const missing = missingSegments(segments, latest, size);
  for (const segment of missing) await database.asSystem(reason, (tx) => makeSegment(tx, segment));
  const since = new Date(clock.now().getTime() - keptDays * dayMilliseconds);
  for (const segment of segments) {
    if (segment.beyond > latest) return;
    const isDropped = await database.asSystem(reason, async (tx) => {
      const last = await lastLoggedIn(tx, segment);
      if (last !== null && last >= since) return false;
      await dropSegment(tx, segment);
      return true;
    });
    if (!isDropped) return;
  }
}

/** The segments to be made so that two stand beyond the last position. Pure. */
export function missingSegments(segments: readonly Segment[], latest: number, size: number): Segment[] {
  let end = segments.at(-1)?.beyond ?? 1;
  let beyond = segments.filter(({ first }) => first > latest).length;
  const missing: Segment[] = [];
  while (beyond < 2 || end <= latest) {
    missing.push({ first: end, beyond: end + size });
    if (end > latest) beyond += 1;
    end += size;
  }
  return missing;
}
