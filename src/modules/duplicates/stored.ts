import { holds } from "../../access/index.js";
import type { Actor } from "../../platform/actor.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import { findParts, keyText, type TicketRow } from "../tickets/index.js";
import { type Candidate, findLike, matterOfTicket } from "./finding.js";

const yearMilliseconds = 366 * 86_400_000;

function mayLook(actor: Actor, ticket: TicketRow): boolean {
  const { bureau } = actor.bureau;
  return holds(actor, "duplicate.find") && (bureau === ticket.holder || bureau === ticket.intakeBureau);
}

/**
 * Finds the tickets that a registered one is like, of a year before and after it: what a reviewer or handler asks before he
 * accepts a complaint or verifies a report (art. 35 of Order 121).
 *
 * @returns null where the actor does not hold the action, or his bureau neither registered nor holds the ticket
 */
export async function findLikeTicket(context: RequestContext, ticket: TicketRow): Promise<readonly Candidate[] | null> {
  const actor = actorOf(context);
  if (!mayLook(actor, ticket)) return null;
  return inScope(context, async (tx) => {
    const parts = (await findParts(tx, [ticket])).get(keyText(ticket));
    if (parts === undefined) return [];
    const { matter, facts, keys } = matterOfTicket(context, actor, ticket, parts);
    const { province, linkedTicket } = ticket;
    const linked = linkedTicket === null ? [] : [keyText({ province, id: linkedTicket })];
    const at = ticket.receivedAt.getTime();
    return findLike(tx, context, {
      ...{ keys, matter, facts, without: new Set([keyText(ticket), ...linked]) },
      from: new Date(at - yearMilliseconds),
      until: new Date(at + yearMilliseconds),
    });
  });
}
