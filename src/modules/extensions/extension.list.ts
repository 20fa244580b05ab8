import { authorize } from "../../access/index.js";
import { chinaDay } from "../../platform/clock.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import type { Transaction } from "../../platform/database.js";
import { notFound } from "../../platform/errors.js";
import { readIdPage, toPage } from "../../platform/pagination.js";
import { type ConnectionValue, toConnection } from "../../platform/relay.type.js";
import { scopeOf } from "../../platform/scope.js";
import { findBureau, placeOf } from "../jurisdictions/index.js";
import { findTickets, ticketKeyOf } from "../tickets/index.js";
import type { ExtensionView } from "./extension.enums.js";
import type { ExtensionRequestsArguments } from "./extension.inputs.js";
import { countRequests, type ExtensionCriteria, type ExtensionRow, findRequestPage } from "./extension.store.js";
import type { ExtensionRequest } from "./extension.type.js";
import { toExtensionRequest } from "./extension.view.js";

/** The orders of the lists, which stand in their cursors. */
const orders: Readonly<Record<ExtensionView, string>> = { TO_DECIDE: "extension-oldest", OURS: "extension-newest" };

/**
 * A page of the requests of a bureau, or on a ticket.
 *
 * @throws NOT_FOUND for a bureau or ticket that is not there or not visible, FORBIDDEN for a bureau out of reach,
 *   INVALID_INPUT or TOO_LARGE for a page that is not sound
 */
export async function pageOfRequests(
  context: RequestContext,
  args: ExtensionRequestsArguments,
): Promise<ConnectionValue<ExtensionRequest>> {
  const { view } = args;
  const request = readIdPage(args, orders[args.view]);
  const { bureau = null, ticket = null, state = null } = args.filter ?? {};
  const criteria: ExtensionCriteria = {
    bureau: bureau ?? (ticket === null ? actorOf(context).bureau.bureau : null),
    ticket: ticket === null ? null : ticketKeyOf(ticket, "filter.ticket"),
    view,
    state,
    today: chinaDay(context.clock.now()),
  };
  const rows = await inScope(context, async (tx) => {
    await requireInReach(tx, context, bureau, criteria);
    return findRequestPage(tx, criteria, request);
  });
  const page = toPage(rows, request, orders[view], placeInList);
  const count = () => inScope(context, (tx) => countRequests(tx, criteria));
  return toConnection(page, request.after !== null, count, (row) => toExtensionRequest(context, row));
}

const placeInList = ({ id }: ExtensionRow) => ({ key: id, id });

// What is out of reach is refused, so that an empty list always means that there is nothing.
async function requireInReach(
  tx: Transaction,
  context: RequestContext,
  code: string | null,
  { ticket }: ExtensionCriteria,
): Promise<void> {
  const actor = actorOf(context);
  if (code !== null) {
    const bureau = await findBureau(tx, code);
    if (bureau === null) throw notFound("filter.bureau");
    authorize(actor, "ticket.read", placeOf(bureau));
  }
  if (ticket !== null) {
    const [row] = await findTickets(tx, scopeOf(actor.bureau), [ticket]);
    if (row === undefined) throw notFound("filter.ticket");
  }
}
