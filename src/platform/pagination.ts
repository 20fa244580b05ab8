import { type ApplicationError, invalidInput, tooLarge } from "./errors.js";
import { isUuid } from "./ids.js";

/** The largest page of any list. */
export const largestPage = 100;

/** The page size when none is asked for. */
export const usualPage = 20;

/** How far a list counts exactly; beyond it the count says that there are more. */
export const countLimit = 10_000;

/** The arguments of a connection (Relay Cursor Connections), forward only. */
export interface PageArguments {
  first?: number | null | undefined;
  after?: string | null | undefined;
}

/** A page asked for, checked. */
export interface PageRequest {
  first: number;
  /** The sort key and the id of the last row seen. */
  after: { key: string; id: string } | null;
}

/** A page found: the rows, and whether more follow. */
export interface Page<Row> {
  rows: readonly { row: Row; cursor: string }[];
  hasNextPage: boolean;
}

/**
 * Checks the arguments of a connection.
 *
 * @param order the name of the list's order; a cursor of another order is refused
 * @throws TOO_LARGE for a page of more than 100, INVALID_INPUT for a negative page or a cursor that is not one of ours
 */
export function readPage(args: PageArguments, order: string): PageRequest {
  const first = args.first ?? usualPage;
  if (first < 1) {
    throw invalidInput("first", { zh: "每页条数至少为 1。", en: "A page holds at least 1 item." });
  }
  if (first > largestPage) throw tooLarge("first", first, largestPage);
  return { first, after: args.after == null ? null : readCursor(args.after, order) };
}

/**
 * Checks the arguments of a connection whose rows stand in the order of their identifiers, which grow with time: the sort
 * key of a row is its identifier.
 *
 * @throws as `readPage` does, for a cursor whose key is no identifier too
 */
export function readIdPage(args: PageArguments, order: string): PageRequest {
  const page = readPage(args, order);
  const { after } = page;
  if (after !== null && !(isUuid(after.id) && after.key === after.id)) throw refusedCursor();
  return page;
}

/**
 * Checks the arguments of a connection whose rows stand in the order of an instant, then of their identifiers.
 *
 * @throws as `readPage` does, for a cursor whose key is no instant too
 */
export function readInstantPage(args: PageArguments, order: string): PageRequest {
  const page = readPage(args, order);
  const { after } = page;
  if (after !== null && !(isCursorInstant(after.key) && isUuid(after.id))) throw refusedCursor();
  return page;
}

/** The cursor of a row: it holds where the row stands, and no right to see it. */
export function toCursor(order: string, key: string, id: string): string {
  return Buffer.from(JSON.stringify([order, key, id])).toString("base64url");
}

/** The error for a cursor that is not one of the list. */
export function refusedCursor(): ApplicationError {
  return invalidInput("after", {
    zh: "游标无效，请使用本列表返回的 endCursor。",
    en: "The cursor is not one of this list; use an endCursor that it returned.",
  });
}

/**
 * Whether a text is an instant as a cursor of ours holds it. PostgreSQL knows no year 0, and writes the years after 9999
 * otherwise than JavaScript, so an instant out of hand-made cursors must not reach it unchecked.
 */
export function isCursorInstant(text: string): boolean {
  const instant = new Date(text);
  return /^[1-9]\d{3}-/.test(text) && !Number.isNaN(instant.getTime()) && instant.toISOString() === text;
}

function readCursor(cursor: string, order: string): { key: string; id: string } {
  const refused = refusedCursor();
  if (cursor.length > 500 || !/^[A-Za-z0-9_-]+$/.test(cursor)) throw refused;
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch {
    throw refused;
  }
  if (!Array.isArray(parts) || parts.length !== 3) throw refused;
  const [givenOrder, key, id]: unknown[] = parts;
  if (givenOrder !== order || typeof key !== "string" || typeof id !== "string") throw refused;
  if (
    toCursor(order, key, id) !== cursor ||
    !/^[0-9A-Za-z:.,_+-]{1,120}$/.test(key) ||
    !/^[0-9A-Za-z_-]{1,60}$/.test(id)
  ) {
    throw refused;
  }
  return { key, id };
}

/**
 * Cuts the page out of the rows that a store read, which are one more than the page where more follow.
 *
 * @param place the sort key and the id of a row
 */
export function toPage<Row>(
  rows: readonly Row[],
  request: PageRequest,
  order: string,
  place: (row: Row) => { key: string; id: string },
): Page<Row> {
  const page = rows.slice(0, request.first).map((row) => ({
    row,
    // Mostly only the last one is asked for.
    get cursor(): string {
      const { key, id } = place(row);
      return toCursor(order, key, id);
    },
  }));
  return { rows: page, hasNextPage: rows.length > request.first };
}
