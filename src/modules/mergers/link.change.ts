import type { RequestContext } from "../../platform/context.js";
import type { Transaction } from "../../platform/database.js";
import { invalidInput } from "../../platform/errors.js";
import type { Change as RecordedChange } from "../../platform/record.js";
import {
  type Change,
  findAndLock,
  subjectOfTicket,
  type TicketKey,
  ticketIdOf,
  ticketKeyOf,
} from "../tickets/index.js";
import type { LinkKind } from "./merger.enums.js";

/** Two tickets that are linked, or to be linked, locked in the order of their keys. */
export interface Pair {
  one: Change;
  other: Change;
}

/**
 * Finds two tickets under the scope of the caller and locks them in the order of their keys, which is the order of all who
 * lock several, so that of two who want the same tickets one waits for the other and never both.
 *
 * @param otherField what names the other in the input
 * @throws NOT_FOUND at the field of the one that is not visible
 */
export async function findPair(
  tx: Transaction,
  context: RequestContext,
  { ticketId, otherId }: { ticketId: string; otherId: string },
  otherField = "otherId",
): Promise<Pair> {
  if (ticketId === otherId) {
    const one = await findAndLock(tx, context, ticketId);
    return { one, other: one };
  }
  if (isLockedFirst(ticketKeyOf(ticketId), ticketKeyOf(otherId, otherField))) {
    const one = await findAndLock(tx, context, ticketId);
    return { one, other: await findAndLock(tx, context, otherId, otherField) };
  }
  const other = await findAndLock(tx, context, otherId, otherField);
  return { one: await findAndLock(tx, context, ticketId), other };
}

// As PostgreSQL orders keys; the global identifiers, in Base64, have another order.
function isLockedFirst(one: TicketKey, other: TicketKey): boolean {
  return one.province === other.province ? one.id < other.id : one.province < other.province;
}

/**
 * Checks that two tickets are two.
 *
 * @throws INVALID_INPUT
 */
export function checkTwo(one: Change, other: Change): void {
  if (one.ticket.id !== other.ticket.id) return;
  throw invalidInput("otherId", { zh: "须为另一件工单。", en: "It must be another ticket." });
}

/** What the audit and the log say of a link, at one of its tickets. */
export function recordedLink(
  { at, ticket }: Change,
  { ticket: other }: Change,
  { event, kind, requestId }: { event: string; kind: LinkKind; requestId: string },
): RecordedChange {
  return {
    action: "ticket.link",
    at,
    requestId,
    subject: subjectOfTicket(ticket),
    detail: { other: ticketIdOf(other), kind },
    // Who sees one of the two may not see the other.
    events: [{ type: event, payload: { kind } }],
  };
}
