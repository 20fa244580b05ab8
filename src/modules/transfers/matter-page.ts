import { isUuid } from "../../platform/ids.js";
import { type PageArguments, type PageRequest, readPage, refusedCursor } from "../../platform/pagination.js";

/** The name of the order of lists of matters, for their cursors. */
export const newestFirst = "newest";

/**
 * Checks the arguments of a list of matters, whose cursors hold an id.
 *
 * @throws TOO_LARGE for a page of more than 100, INVALID_INPUT for one that is not sound
 */
export function readMatterPage(args: PageArguments): PageRequest {
  const page = readPage(args, newestFirst);
  if (page.after !== null && !isUuid(page.after.id)) throw refusedCursor();
  return page;
}
