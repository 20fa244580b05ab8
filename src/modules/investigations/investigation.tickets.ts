import { isWithin } from "../../access/index.js";
import type { Actor } from "../../platform/actor.js";
import type { Transaction } from "../../platform/database.js";
import { forbidden, invalidInput, notFound, tooLarge } from "../../platform/errors.js";
import { scopeOf } from "../../platform/scope.js";
import { finishedStates, holdTickets, placeOfTicket, type TicketRow, ticketKeyOf } from "../tickets/index.js";

/** How many tickets are added at once at most. */
const mostTicketsAtOnce = 50;

/** How many tickets a joint investigation has at most: its texts are masked with the contacts of all of them. */
export const mostTickets = 100;

/** How many tasks a joint investigation has at most, in whatever state. */
export const mostTasks = 100;

/**
 * Checks that tickets of an input are not too many, before anything is read.
 *
 * @throws INVALID_INPUT for none, TOO_LARGE for more than 50
 */
export function checkNumber(tickets: readonly string[]): void {
  if (tickets.length === 0) {
    throw invalidInput("tickets", { zh: "至少需要一件工单。", en: "At least one ticket is needed." });
  }
  if (tickets.length > mostTicketsAtOnce) throw tooLarge("tickets", tickets.length, mostTicketsAtOnce);
}

/**
 * Finds tickets for a joint investigation that the actor's bureau leads: it holds them, or they are handled in its region. No step
 * is taken on them until it is written, and they are locked in the order of their keys, like all who lock several.
 *
 * @param field where they stand in the input
 * @throws NOT_FOUND for one that is not visible, FORBIDDEN for one that is handled elsewhere, INVALID_INPUT for a closed one
 */
export async function findInvestigable(
  tx: Transaction,
  actor: Actor,
  ids: readonly string[],
  field: "tickets" | "ticketId",
): Promise<TicketRow[]> {
  const keys = [...new Set(ids)].map((id) => ticketKeyOf(id, field));
  const rows = await holdTickets(tx, scopeOf(actor.bureau), keys);
  if (rows.length < keys.length) throw notFound(field);
  if (!rows.every((ticket) => isOfLead(actor, ticket))) {
    throw forbidden({
      zh: "协查只能针对本单位持有或本辖区内办理的工单。",
      en: "A joint investigation is about tickets that the lead holds, or that are handled in its region.",
    });
  }
  const closed = rows.filter(({ state }) => (finishedStates as readonly string[]).includes(state));
  if (closed.length > 0) throw invalidInput(field, closedText(closed));
  return rows;
}

// Nobody leads across provinces: what another province holds, a task asks its bureau about.
function isOfLead({ bureau }: Actor, ticket: TicketRow): boolean {
  return ticket.province === bureau.province && isWithin("AREA", bureau, placeOfTicket(ticket));
}

function closedText(closed: readonly TicketRow[]): { zh: string; en: string } {
  const numbers = closed.map(({ number }) => number);
  return {
    zh: `工单 ${numbers.join("、")} 已办结，不再协查。`,
    en: `Closed tickets are not investigated: ${numbers.join(", ")}.`,
  };
}
