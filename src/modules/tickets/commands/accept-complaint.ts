import { inScope, type RequestContext } from "../../../platform/context.js";
import type { AcceptComplaintInput } from "../complaint.inputs.js";
import { checkRemark, decide, findAndLock, type Step } from "../ticket.change.js";
import { takeStep } from "../ticket.steps.js";
import type { TicketRow } from "../ticket.store.js";
import { planSigning } from "./sign-ticket.js";
import { planCheck } from "./start-check.js";

/**
 * The handler accepts a complaint (受理; art. 15 of Order 121, art. 14 of Order 20); the limit of mediation begins. Where
 * he says so he signs for it and begins the check first (一并签收、初查), each as a step of its own in the same
 * transaction: all of them, or none.
 */
export function acceptComplaint(context: RequestContext, input: AcceptComplaintInput): Promise<TicketRow> {
  return inScope(context, async (tx) => {
    const found = await findAndLock(tx, context, input.ticketId);
    const signed = input.withSigning ? planSigning(found, input.version) : found;
    const change = input.withCheck ? planCheck(signed, input.version) : signed;
    const edge = decide(change, "ACCEPT", input.version);
    const step: Step = { changes: { acceptedAt: change.at }, remark: checkRemark("remark", input.remark) };
    return takeStep(change, edge, step);
  });
}
