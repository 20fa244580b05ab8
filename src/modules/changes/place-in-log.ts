import { actorOf, type RequestContext } from "../../platform/context.js";
import { refusedCursor } from "../../platform/pagination.js";
import { expiredCursor, logBounds, readChangeCursor, toChangeCursor } from "../events/index.js";

/** The ends of the log: the least position that is kept, and the last that was given. */
export interface LogEnds {
  oldest: number;
  latest: number;
}

/**
 * How far the log goes now.
 *
 * SECURITY: widened sight: two numbers of the whole platform, which tell nothing of anybody's events.
 */
export function readLogEnds({ database }: RequestContext): Promise<LogEnds> {
  return database.asSystem("see how far the event log goes", logBounds);
}

/** The cursor of a position, for the bureau of the reader. */
export function cursorOf(context: RequestContext, position: number): string {
  return toChangeCursor(position, actorOf(context).bureau.bureau);
}

/**
 * The position of a cursor that a reader gave.
 *
 * @throws INVALID_INPUT for what is no cursor of the log, for one of another bureau, and for one that lies beyond the end of
 *   the log; CURSOR_EXPIRED where events after it were dropped, with the cursor from which to resynchronise
 */
export function positionOf(context: RequestContext, cursor: string, { oldest, latest }: LogEnds): number {
  const { bureau } = actorOf(context).bureau;
  const position = readChangeCursor(cursor, bureau);
  if (position < oldest - 1) throw expiredCursor(oldest, bureau);
  if (position > latest) throw refusedCursor();
  return position;
}

/**
 * The position after which a subscription begins: its argument `after`, checked; null where there is none.
 *
 * @throws what `positionOf` throws
 */
export async function readAfter(context: RequestContext, after: unknown): Promise<number | null> {
  return typeof after === "string" ? positionOf(context, after, await readLogEnds(context)) : null;
}
