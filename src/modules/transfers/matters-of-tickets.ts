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

/** How many copies a ticket may have, and how many referrals: they are read with it, all at once. */
export const mostMattersOfTicket = 50;
