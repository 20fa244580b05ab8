import { holds } from "../../access/index.js";
import { actorOf, inScope, type RequestContext, readInScope } from "../../platform/context.js";
import { preferOrder } from "../../platform/database.js";
import { notFound } from "../../platform/errors.js";
import { defineLoader } from "../../platform/loaders.js";
import { type PageArguments, type PageRequest, toPage } from "../../platform/pagination.js";
import { type ConnectionValue, type NodeReader, toConnection } from "../../platform/relay.type.js";
import { scopeOf } from "../../platform/scope.js";
import { readExtract, type TicketExtract, ticketExtractParts, ticketKeyOf } from "../tickets/index.js";
import { permittedUponDispute } from "./dispute.change.js";
import type { DisputeView } from "./dispute.enums.js";
import type { DisputeFilter } from "./dispute.inputs.js";
import { type DisputeRow, disputeList, disputeParties } from "./dispute.store.js";
import { type Dispute, disputeType, toDispute } from "./dispute.type.js";
import { type DisputeAction, hasMovedOn, isOpen } from "./dispute.workflow.js";
import { matterKeyFromText, matterKeyOf, matterKeyOfParts, matterKeyText } from "./matter-key.js";
import { newestFirst, readMatterPage } from "./matter-page.js";
import { byTicketOf } from "./matters-of-tickets.js";
import type { Narrowing } from "./party-list.store.js";

/** Reads disputes by key text, under the scope of the request; null for a missing or invisible one. */
export const disputeLoader = defineLoader<Dispute>(async (context, keys) => {
  const scope = scopeOf(actorOf(context).bureau);
  const rows = await inScope(context, (tx) => disputeList.find(tx, scope, keys.map(matterKeyFromText)));
  return new Map(rows.map((row) => [matterKeyText(row), toDispute(row)]));
});

/** Reads the disputes over tickets that are in sight, newest first, by the key text of the ticket. */
export const disputesOfTicketLoader = defineLoader<Dispute[]>(async (context, keys) => {
  const rows = await inScope(context, (tx) => disputeList.ofTickets(tx, keys.map(matterKeyFromText)));
  return new Map([...byTicketOf(rows)].map(([key, found]) => [key, found.map(toDispute)]));
});

/** The reader of disputes as nodes, for those who may read them. */
export const disputeNodeReader: NodeReader = async (context, parts) => {
  const key = matterKeyOfParts(parts);
  return key === null || !holds(actorOf(context), "dispute.read") ? null : disputeLoader(context, matterKeyText(key));
};

/**
 * A dispute by its global identifier.
 *
 * @throws NOT_FOUND for one that does not exist or is not visible
 */
export async function readDispute(context: RequestContext, id: string): Promise<Dispute> {
  const key = matterKeyOf(id, disputeType);
  const dispute = key === null ? null : await disputeLoader(context, matterKeyText(key));
  if (dispute === null) throw notFound("id");
  return dispute;
}

/**
 * A page of the disputes in sight, newest first.
 *
 * @throws NOT_FOUND for an identifier of no ticket, INVALID_INPUT or TOO_LARGE for a page that is not sound
 */
export async function pageOfDisputes(
  context: RequestContext,
  wanted: { view: DisputeView; filter: DisputeFilter | null } & PageArguments,
): Promise<ConnectionValue<Dispute>> {
  const request = readMatterPage(wanted);
  const narrowing = narrowingOf(wanted.view, wanted.filter ?? {});
  if (narrowing === null) return toConnection({ rows: [], hasNextPage: false }, false, async () => 0, toDispute);
  const scope = scopeOf(actorOf(context).bureau);
  const rows = await readInScope(context, (tx) => disputeList.page(tx, scope, narrowing, request), preferOrder);
  const count = () => inScope(context, (tx) => disputeList.count(tx, scope, narrowing));
  return toMatterConnection(rows, request, count, toDispute);
}

/** The connection of a page of matters. */
export function toMatterConnection<Row extends { id: string }, Made>(
  rows: readonly Row[],
  request: PageRequest,
  count: () => Promise<number>,
  make: (row: Row) => Made,
): ConnectionValue<Made> {
  const page = toPage(rows, request, newestFirst, ({ id }) => ({ key: id, id }));
  return toConnection(page, request.after !== null, count, make);
}

/** The ticket that a filter names; null where it names none. */
export function ticketNamed(ticket: string | null | undefined): Narrowing["ticket"] {
  return ticket == null ? null : ticketKeyOf(ticket, "filter.ticket");
}

// Null where nothing can be found: only what was referred waits for a designation.
function narrowingOf(view: DisputeView, filter: DisputeFilter): Narrowing | null {
  const ticket = ticketNamed(filter.ticket);
  const state = filter.state ?? null;
  switch (view) {
    case "RAISED_BY_US":
      return { own: disputeParties.raiser, state, ticket };
    case "NAMING_US":
      return { own: disputeParties.proposed, state, ticket };
    case "FOR_US_TO_DESIGNATE":
      return state !== null && state !== "REFERRED"
        ? null
        : { own: disputeParties.superior, state: "REFERRED", ticket };
    case "IN_REGION":
      return { own: null, state, ticket };
  }
}

/** The key of the ticket of a matter. */
export function ticketKeyOfMatter({ province, ticketId }: Pick<DisputeRow, "province" | "ticketId">): {
  province: string;
  id: string;
} {
  return { province, id: ticketId };
}

/**
 * What the bureau that was named and the superior are shown of a ticket that is disputed: everything but persons, for as long
 * as it is; null for others, who see the ticket itself or nothing.
 *
 * SECURITY: widened sight: nobody can say whether he is competent for what he may not look at. The dispute is in the actor's
 * sight and names his own bureau, and the ticket has not moved on.
 */
export async function extractFor(context: RequestContext, { row }: Dispute): Promise<TicketExtract | null> {
  const { bureau } = actorOf(context).bureau;
  if (!isOpen(row) || (bureau !== row.proposed && bureau !== row.superior)) return null;
  const extract = await readExtract(context, ticketKeyOfMatter(row), ticketExtractParts);
  return extract === null || hasMovedOn(row, extract.row) ? null : extract;
}

/**
 * What the actor may do with a dispute as it and its ticket stand.
 *
 * SECURITY: widened sight: of the ticket its state and holder decide, and nothing of them is shown.
 */
export async function permittedFor(context: RequestContext, { row }: Dispute): Promise<DisputeAction[]> {
  if (!isOpen(row)) return [];
  const extract = await readExtract(context, ticketKeyOfMatter(row), []);
  return extract === null ? [] : permittedUponDispute(actorOf(context), row, extract.row);
}
