import { holds } from "../../access/index.js";
import { actorOf, type RequestContext, readInScope } from "../../platform/context.js";
import { preferOrder } from "../../platform/database.js";
import { notFound } from "../../platform/errors.js";
import { defineLoader } from "../../platform/loaders.js";
import { type PageArguments, toPage } from "../../platform/pagination.js";
import { type ConnectionValue, type NodeReader, toConnection } from "../../platform/relay.type.js";
import { scopeOf } from "../../platform/scope.js";
import { findTickets, keyFromText, keyText, maskAbout, type TicketState, ticketKeyOf } from "../tickets/index.js";
import { type HandoverRow, handoverList } from "./handover.store.js";
import { HandedTicket, type Handover, type HandoverView, toHandover } from "./handover.type.js";
import { matterKeyFromText, matterKeyOfParts, matterKeyText } from "./matter-key.js";
import { newestFirst, readMatterPage } from "./matter-page.js";
import { byTicketOf } from "./matters-of-tickets.js";
import { everywhere } from "./ticket-of-matter.js";

/** What the list of handings over is narrowed by. */
export interface HandoverCriteria {
  view: HandoverView | null;
  /** The global identifier of a ticket. */
  ticket: string | null;
}

const sideOf = { SENT: "FROM", RECEIVED: "TO" } as const;

/** A page of the handings over of the actor's bureau and those beneath it, newest first. */
export async function pageOfHandovers(
  context: RequestContext,
  { view, ticket }: HandoverCriteria,
  args: PageArguments,
): Promise<ConnectionValue<Handover>> {
  const scope = scopeOf(actorOf(context).bureau);
  const request = readMatterPage(args);
  const narrowing = {
    own: null,
    state: view === null ? null : sideOf[view],
    ticket: ticket === null ? null : ticketKeyOf(ticket, "ticket"),
  };
  const rows = await readInScope(context, (tx) => handoverList.page(tx, scope, narrowing, request), preferOrder);
  const count = () => readInScope(context, (tx) => handoverList.count(tx, scope, narrowing));
  const page = toPage(rows, request, newestFirst, ({ id }) => ({ key: id, id }));
  return toConnection(page, request.after !== null, count, toHandover);
}

/** Reads sides of handings over by key text, under the scope of the request; null for a missing or invisible one. */
const handoverLoader = defineLoader<Handover>(async (context, keys) => {
  const scope = scopeOf(actorOf(context).bureau);
  const rows = await readInScope(context, (tx) => handoverList.find(tx, scope, keys.map(matterKeyFromText)));
  return new Map(rows.map((row) => [matterKeyText(row), toHandover(row)]));
});

/** Reads one side again by the parts of its global identifier, for those who may read tickets. */
export const handoverNodeReader: NodeReader = async (context, parts) => {
  const key = matterKeyOfParts(parts);
  return key === null || !holds(actorOf(context), "ticket.read") ? null : handoverLoader(context, matterKeyText(key));
};

/** Reads the handings over of tickets by their key texts: whoever sees a ticket sees them. */
export const handoversLoader = defineLoader<HandoverRow[]>(async (context, keys) => {
  const rows = await readInScope(context, (tx) => handoverList.ofTickets(tx, keys.map(keyFromText)));
  return byTicketOf(rows);
});

// SECURITY: widened sight: how the ticket on the other side stands, in a province that the actor does not see. Its keys come
// from handings over that the actor sees, and of the row the number, the state and the day of closing leave this file:
// nothing of the citizen, the respondent or the officers (art. 37 of Order 121, art. 33 of Order 20).
const otherTicketLoader = defineLoader<HandedTicket>(async (context, keys) => {
  const rows = await context.database.asSystem("how a ticket that was handed over stands in the other province", (tx) =>
    findTickets(tx, everywhere, keys.map(keyFromText)),
  );
  return new Map(
    rows.map((row) => {
      const { number, state, closedAt } = row;
      return [keyText(row), Object.assign(new HandedTicket(), { number, state: state as TicketState, closedAt })];
    }),
  );
});

/** How the ticket on the other side stands. */
export async function readOtherTicket(context: RequestContext, row: HandoverRow): Promise<HandedTicket> {
  const other = await otherTicketLoader(context, keyText({ province: row.otherProvince, id: row.otherTicket }));
  if (other === null) throw notFound();
  return other;
}

/** What the province that handed over explained, masked like the facts. */
export function readExplanation(context: RequestContext, { province, ticketId, explanation }: HandoverRow) {
  return maskAbout(context, { province, id: ticketId }, explanation);
}
