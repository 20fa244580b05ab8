import { holds } from "../../access/index.js";
import { actorOf, inScope, type RequestContext, readInScope } from "../../platform/context.js";
import { preferOrder } from "../../platform/database.js";
import { notFound } from "../../platform/errors.js";
import { defineLoader } from "../../platform/loaders.js";
import type { PageArguments } from "../../platform/pagination.js";
import type { ConnectionValue, NodeReader } from "../../platform/relay.type.js";
import { scopeOf } from "../../platform/scope.js";
import { readExtract } from "../tickets/index.js";
import { ticketKeyOfMatter, ticketNamed, toMatterConnection } from "./dispute.view.js";
import { permittedUponElevation } from "./elevation.change.js";
import type { ElevationView } from "./elevation.enums.js";
import type { ElevationFilter } from "./elevation.inputs.js";
import { elevationList, elevationParties } from "./elevation.store.js";
import { type Elevation, elevationType, toElevation } from "./elevation.type.js";
import type { ElevationAction } from "./elevation.workflow.js";
import { matterKeyFromText, matterKeyOf, matterKeyOfParts, matterKeyText } from "./matter-key.js";
import { readMatterPage } from "./matter-page.js";
import { byTicketOf } from "./matters-of-tickets.js";
import type { Narrowing } from "./party-list.store.js";

/** Reads requests by key text, under the scope of the request; null for a missing or invisible one. */
export const elevationLoader = defineLoader<Elevation>(async (context, keys) => {
  const scope = scopeOf(actorOf(context).bureau);
  const rows = await inScope(context, (tx) => elevationList.find(tx, scope, keys.map(matterKeyFromText)));
  return new Map(rows.map((row) => [matterKeyText(row), toElevation(row)]));
});

/** Reads the requests over tickets that are in sight, newest first, by the key text of the ticket. */
export const elevationsOfTicketLoader = defineLoader<Elevation[]>(async (context, keys) => {
  const rows = await inScope(context, (tx) => elevationList.ofTickets(tx, keys.map(matterKeyFromText)));
  return new Map([...byTicketOf(rows)].map(([key, found]) => [key, found.map(toElevation)]));
});

/** The reader of requests as nodes, for those who may read them. */
export const elevationNodeReader: NodeReader = async (context, parts) => {
  const key = matterKeyOfParts(parts);
  return key === null || !holds(actorOf(context), "elevation.read")
    ? null
    : elevationLoader(context, matterKeyText(key));
};

/**
 * A request by its global identifier.
 *
 * @throws NOT_FOUND for one that does not exist or is not visible
 */
export async function readElevation(context: RequestContext, id: string): Promise<Elevation> {
  const key = matterKeyOf(id, elevationType);
  const elevation = key === null ? null : await elevationLoader(context, matterKeyText(key));
  if (elevation === null) throw notFound("id");
  return elevation;
}

const ownColumns = {
  ASKED_BY_US: elevationParties.asker,
  ASKED_OF_US: elevationParties.superior,
  IN_REGION: null,
} as const;

/**
 * A page of the requests in sight, newest first.
 *
 * @throws NOT_FOUND for an identifier of no ticket, INVALID_INPUT or TOO_LARGE for a page that is not sound
 */
export async function pageOfElevations(
  context: RequestContext,
  wanted: { view: ElevationView; filter: ElevationFilter | null } & PageArguments,
): Promise<ConnectionValue<Elevation>> {
  const request = readMatterPage(wanted);
  const narrowing: Narrowing = {
    own: ownColumns[wanted.view],
    state: wanted.filter?.state ?? null,
    ticket: ticketNamed(wanted.filter?.ticket),
  };
  const scope = scopeOf(actorOf(context).bureau);
  const rows = await readInScope(context, (tx) => elevationList.page(tx, scope, narrowing, request), preferOrder);
  const count = () => inScope(context, (tx) => elevationList.count(tx, scope, narrowing));
  return toMatterConnection(rows, request, count, toElevation);
}

/**
 * What the actor may do with a request as it and its ticket stand.
 *
 * SECURITY: widened sight: of the ticket its state and holder decide, and nothing of them is shown.
 */
export async function permittedForElevation(context: RequestContext, { row }: Elevation): Promise<ElevationAction[]> {
  if (row.state !== "PENDING") return [];
  const extract = await readExtract(context, ticketKeyOfMatter(row), []);
  return extract === null ? [] : permittedUponElevation(actorOf(context), row, extract.row);
}
