import { pathOf } from "../../../platform/actor.js";
import { inScope, type RequestContext } from "../../../platform/context.js";
import { recordings } from "../../../platform/record.js";
import { currentCalendar } from "../../calendar/index.js";
import { type DeadlineRow, extend, rulesFor } from "../../deadlines/index.js";
import { checkRemark, deadlinesOf, edgeThrough, placeOfTicket, takeStep } from "../../tickets/index.js";
import {
  decideOnRequest,
  decisionOf,
  type ExtensionChange,
  findAndLockRequest,
  placeOfActor,
  recordedRequest,
} from "../extension.change.js";
import type { GrantExtensionInput } from "../extension.inputs.js";
import { type ExtensionRow, requestUpdate } from "../extension.store.js";
import { basicsOf } from "../ticket-basics.js";

/**
 * The head of the bureau grants a request (批准延期; art. 27 and 35 of Order 121) before the limit is over: the limit is
 * longer by the days of its rule, what the lists show of the ticket follows, and warnings are planned anew.
 *
 * @throws NOT_FOUND, FORBIDDEN, CONFLICT, ILLEGAL_TRANSITION, INVALID_INPUT
 */
export function grantExtension(context: RequestContext, input: GrantExtensionInput): Promise<ExtensionRow> {
  return inScope(context, async (tx) => {
    const change = await findAndLockRequest(tx, context, input.requestId);

    decideOnRequest(change, "GRANT", input.version);

    const { request, ticket } = change;
    const edge = edgeThrough(ticket, "EXTEND");
    const remark = checkRemark("remark", input.remark);
    const { extended, dueOn } = await extendedBy(change);
    const granted = { ...decisionOf(change, "GRANT", remark), dueAfter: dueOn };
    const { actor, at } = ticket;
    const days = String(request.days);
    await takeStep(
      ticket,
      edge,
      {
        deadlines: (rows) => rows.map((row) => (row.sequence === request.deadline ? extended : row)),
        detail: { days, dueBefore: request.deadlineDueOn, dueOn, reason: request.reason },
        remark,
      },
      [
        requestUpdate(request, granted),
        ...recordings(actor, [
          recordedRequest(request, {
            action: "extension.decide",
            event: "GRANTED",
            version: request.version + 1,
            place: placeOfActor(actor),
            at,
            requestId: context.requestId,
            detail: { dueBefore: request.deadlineDueOn, dueAfter: dueOn },
          }),
        ]),
      ],
    );
    return { ...request, ...granted, deadlineDueOn: dueOn, version: request.version + 1 };
  });
}

/** The deadline of the request as the extension leaves it. */
async function extendedBy({
  request,
  ticket: change,
}: ExtensionChange): Promise<{ extended: DeadlineRow; dueOn: string }> {
  const { actor, at, ticket, tx } = change;
  const rows = await deadlinesOf(change);
  const deadline = rows.find(({ sequence }) => sequence === request.deadline);
  // The request was read with its deadline, and both are locked by their ticket.
  if (deadline === undefined) throw new Error("a request has lost its deadline");
  const rules = await rulesFor(tx, actor, pathOf(placeOfTicket(ticket)));
  const extended = extend(deadline, request.days, basicsOf(ticket), rules, at, await currentCalendar(tx));
  return { extended, dueOn: extended.dueOn };
}
