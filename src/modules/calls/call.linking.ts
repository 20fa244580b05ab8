import { type Actor, nationCode } from "../../platform/actor.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import type { Transaction } from "../../platform/database.js";
import { invalidInput } from "../../platform/errors.js";
import { defineLoader } from "../../platform/loaders.js";
import { scopeOf } from "../../platform/scope.js";
import type { Writing } from "../../platform/writing.store.js";
import type { CallKey, CallRow } from "./call.store.js";
import { callKeyOf, callKeyText, requireOwnCall } from "./call.view.js";
import {
  type CallLink,
  findAllLinksOfCall,
  findLinksOfCalls,
  findLinksOfTickets,
  linkInsertion,
  mostLinks,
} from "./link.store.js";

/** Which call a ticket that is being registered came of. */
export interface LinkedCall {
  /** The global identifier of the call. */
  callId: string;
  /** The ticket, which is written in the same transaction, also in the same statement. */
  ticket: CallKey;
  at: Date;
}

/**
 * The writing by which a ticket is linked to the call that it came of. The call must be one of the actor's own bureau.
 *
 * @param field the field of the input that names the call
 * @throws NOT_FOUND for a call that is not in sight; FORBIDDEN for one that another bureau took, and for whoever may not
 *   link; INVALID_INPUT for one that its telephone system took back
 */
export async function linkCall(
  tx: Transaction,
  context: RequestContext,
  { at, callId, ticket }: LinkedCall,
  field = "callId",
): Promise<Writing | null> {
  const actor = actorOf(context);
  const row = await requireOwnCall(tx, actor, callKeyOf(callId, field), { action: "call.link", field });
  requireLinkable(row, ticket, field);
  return linkInsertion(linkOf(row, ticket), { at, by: actor.person?.id ?? null });
}

/** The link of a call and a ticket. */
export function linkOf(call: CallKey, ticket: CallKey): CallLink {
  return { province: ticket.province, ticketId: ticket.id, callProvince: call.province, call: call.id };
}

/**
 * Refuses a call that no ticket can have come of. What the nation's own hotline took is linked to tickets of every province,
 * for it registers them where they are handled; that of any other bureau to those of its province alone.
 *
 * SECURITY: the link is seen with the call, and so by the nation alone: a province does not learn whom the nation heard.
 *
 * @throws INVALID_INPUT
 */
export function requireLinkable(row: CallRow, ticket: CallKey, field: string): void {
  if (row.outcome === "VOID") {
    throw invalidInput(field, {
      zh: "该来电记录已被话务系统作废，不能关联工单。",
      en: "The telephone system took the record of this call back: no ticket came of it.",
    });
  }
  if (row.province !== ticket.province && row.province !== nationCode) {
    throw invalidInput(field, {
      zh: "来电与工单不属于同一省份，不能关联。",
      en: "The call and the ticket are of two provinces.",
    });
  }
}

function grouped(rows: readonly { key: CallKey; other: CallKey }[]): Map<string, CallKey[]> {
  const groups = new Map<string, CallKey[]>();
  for (const { key, other } of rows) {
    const group = groups.get(callKeyText(key)) ?? [];
    if (group.length < mostLinks) group.push(other);
    groups.set(callKeyText(key), group);
  }
  return groups;
}

const keyFromText = (text: string): CallKey => {
  const [province = "", id = ""] = text.split(":");
  return { province, id };
};

/** Reads the keys of the tickets that came of calls, by the key texts of the calls, the oldest link first; null for none. */
export const ticketsOfCallLoader = defineLoader<CallKey[]>(async (context, keys) => {
  const scope = scopeOf(actorOf(context).bureau);
  const rows = await inScope(context, (tx) => findLinksOfCalls(tx, scope, keys.map(keyFromText)));
  return grouped(
    rows.map(({ call, callProvince, province, ticketId }) => ({
      key: { province: callProvince, id: call },
      other: { province, id: ticketId },
    })),
  );
});

/** Reads the keys of the calls of which tickets came, by the key texts of the tickets; null for none. */
export const callsOfTicketLoader = defineLoader<CallKey[]>(async (context, keys) => {
  const scope = scopeOf(actorOf(context).bureau);
  const rows = await inScope(context, (tx) => findLinksOfTickets(tx, scope, keys.map(keyFromText)));
  return grouped(
    rows.map(({ call, callProvince, province, ticketId }) => ({
      key: { province, id: ticketId },
      other: { province: callProvince, id: call },
    })),
  );
});

/**
 * The keys of all tickets that came of a call in scope, also of those that the actor does not see.
 *
 * SECURITY: those whose link was taken away are among them. A call that made a report names its reporter, and taking the link
 * away would otherwise open the number to all who may not know him (art. 37 of Order 121).
 */
export async function ticketKeysOfCall(tx: Transaction, actor: Actor, call: CallKey): Promise<CallKey[]> {
  const links = await findAllLinksOfCall(tx, scopeOf(actor.bureau), call);
  return links.map(({ province, ticketId }) => ({ province, id: ticketId }));
}
