import { inScope, type RequestContext } from "../../../platform/context.js";
import { checkRemark, decide, findAndLock, type Step } from "../ticket.change.js";
import type { StartVerificationInput } from "../ticket.inputs.js";
import { takeStep } from "../ticket.steps.js";
import type { TicketRow } from "../ticket.store.js";
import { planSigning } from "./sign-ticket.js";

/**
 * The handler begins to verify a report (核查; art. 35 of Order 121). Where he says so he signs for it first, as a step of
 * its own in the same transaction.
 */
export function startVerification(context: RequestContext, input: StartVerificationInput): Promise<TicketRow> {
  return inScope(context, async (tx) => {
    const found = await findAndLock(tx, context, input.ticketId);
    const change = input.withSigning ? planSigning(found, input.version) : found;
    const edge = decide(change, "START_VERIFICATION", input.version);
    const step: Step = { remark: checkRemark("remark", input.remark) };
    return takeStep(change, edge, step);
  });
}
