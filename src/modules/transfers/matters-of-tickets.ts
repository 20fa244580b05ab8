import { tooLarge } from "../../platform/errors.js";
import { keyText } from "../tickets/index.js";

/** Matters in their order, by the key text of the ticket that each is about. */
export function byTicketOf<Row extends { province: string; ticketId: string }>(
  rows: readonly Row[],
): Map<string, Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyText({ province: row.province, id: row.ticketId });
    found.set(key, [...(found.get(key) ?? []), row]);
  }
  return found;
}

/** How many matters of one kind a ticket may have: they are read with it, all at once, and stand in its timeline. */
export const mostMattersOfTicket = 50;

/**
 * Checks that a ticket may have one matter of a kind more.
 *
 * @param field the field that is refused
 * @param before those that it has
 * @throws TOO_LARGE
 */
export function checkMatters(field: string, before: readonly unknown[]): void {
  if (before.length >= mostMattersOfTicket) throw tooLarge(field, before.length + 1, mostMattersOfTicket);
}
