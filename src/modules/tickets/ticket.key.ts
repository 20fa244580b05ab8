import { notFound } from "../../platform/errors.js";
import { fromGlobalId, isUuid, toGlobalId } from "../../platform/ids.js";
import type { TicketKey } from "./ticket.store.js";

/** The key of a ticket from its global identifier. */
export function ticketKeyOf(ticketId: string, field = "ticketId"): TicketKey {
  const key = fromGlobalId(ticketId);
  const ticket = key?.type === "Ticket" ? ticketKeyOfParts(key.parts) : null;
  if (ticket === null) throw notFound(field);
  return ticket;
}

/** The key of a ticket from the parts of its global identifier; null where they are not such a key. */
export function ticketKeyOfParts(parts: readonly string[]): TicketKey | null {
  const [province, id, ...rest] = parts;
  return province === undefined || id === undefined || rest.length > 0 || !isUuid(id) ? null : { province, id };
}

/** The global identifier of a ticket. */
export function ticketIdOf(key: TicketKey): string {
  return toGlobalId("Ticket", key.province, key.id);
}
