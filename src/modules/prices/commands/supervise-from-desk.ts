import { authorize } from "../../../access/index.js";
import type { BilingualText } from "../../../platform/actor.js";
import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import { forbidden, invalidInput } from "../../../platform/errors.js";
import { findSupervisedTickets, issueOrderThrough, type OrderRow } from "../../supervision/index.js";
import type { SuperviseFromDeskInput } from "../case.inputs.js";
import { requireDeskOf, supervisionOf } from "../case.rights.js";

/**
 * A price desk has its authority issue a supervision order over cases to the bureau that handles them (提请督办). The order
 * is the authority's: it decides on the answer. The desk sees it and is told of its steps.
 *
 * @throws NOT_FOUND for a ticket that is not visible; FORBIDDEN for one that is no case of the desk, and where nobody
 *   beneath the authority handles it; INVALID_INPUT as issueSupervisionOrder; TOO_LARGE for more than 100
 */
export function superviseFromDesk(context: RequestContext, input: SuperviseFromDeskInput): Promise<OrderRow> {
  return inScope(context, async (tx) => {
    const actor = actorOf(context);
    const tickets = await findSupervisedTickets(tx, actor, input.tickets);

    authorize(actor, "price.supervise", actor.bureau);
    for (const ticket of tickets) requireDeskOf(actor, ticket);
    const [first] = tickets;
    if (first === undefined) throw invalidInput("tickets", atLeastOne);
    const supervision = supervisionOf(actor.bureau, first);
    if (supervision === null) throw forbidden(nobodyBeneath);

    const { ground, kind, replyBy, requirement } = input;
    return issueOrderThrough(tx, context, { ...supervision, tickets, ground, kind, replyBy, requirement });
  });
}

const atLeastOne: BilingualText = {
  zh: "督办至少针对一件工单。",
  en: "An order is about one ticket at least.",
};

const nobodyBeneath: BilingualText = {
  zh: "该工单由本部门或其所属单位自行承办，没有可督办的下级单位（第121号令第四条）。",
  en: "Your authority, or your department, handles the case itself: there is nobody beneath to supervise (Order 121 art. 4).",
};
