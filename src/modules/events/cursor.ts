import type { ApplicationError } from "../../platform/errors.js";
import { cursorExpired } from "../../platform/errors.js";
import { readPage, refusedCursor, toCursor } from "../../platform/pagination.js";
import { keptDays } from "./segments.js";

const order = "event-log";

/**
 * The cursor of a position of the log, for one bureau: subscriptions, Server-Sent Events, webhooks and `changes` all take
 * it. It says how far somebody has come, and gives no right.
 */
export function toChangeCursor(position: number, bureau: string): string {
  return toCursor(order, String(position), bureau);
}

/**
 * The position of a cursor.
 *
 * @param bureau the bureau of the reader
 * @throws INVALID_INPUT for what is no cursor of the log, and for one that another bureau was given
 */
export function readChangeCursor(cursor: string, bureau: string): number {
  const { after } = readPage({ after: cursor }, order);
  const position = Number(after?.key);
  if (after === null || after.id !== bureau || !/^\d{1,15}$/.test(after.key)) throw refusedCursor();
  return position;
}

/** The error for a cursor whose next events are not kept any more. */
export function expiredCursor(oldest: number, bureau: string): ApplicationError {
  return cursorExpired(toChangeCursor(oldest - 1, bureau), keptDays);
}
