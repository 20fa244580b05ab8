import { inScope, type RequestContext } from "../../../platform/context.js";
import { invalidInput } from "../../../platform/errors.js";
import type { RefuseComplaintInput } from "../complaint.inputs.js";
import { decide, findAndLock, type Step } from "../ticket.change.js";
import { checkReason } from "../ticket.reasons.js";
import { takeStep } from "../ticket.steps.js";
import type { TicketRow } from "../ticket.store.js";

/**
 * The handler refuses a complaint (不予受理) on a ground of art. 16 of Order 121 (art. 15 of Order 20). The reason and the
 * other routes of art. 39 of the consumer law must be told (art. 15 of Order 121). A person decides; nothing is refused
 * by itself.
 */
export function refuseComplaint(context: RequestContext, input: RefuseComplaintInput): Promise<TicketRow> {
  return inScope(context, async (tx) => {
    const change = await findAndLock(tx, context, input.ticketId);
    const edge = decide(change, "REFUSE", input.version);
    if (input.otherRoutes.length === 0 || new Set(input.otherRoutes).size < input.otherRoutes.length) {
      throw invalidInput("otherRoutes", {
        zh: "须告知至少一条《消费者权益保护法》第三十九条规定的其他途径，且不得重复。",
        en: "At least one other route of art. 39 of the consumer law must be told, each once.",
      });
    }
    const remark = await checkReason(change, "REFUSAL_GROUND", "ground", input.ground, {
      field: "explanation",
      text: input.explanation,
      isNeeded: true,
    });
    const step: Step = {
      changes: { refusalGround: input.ground, decidedAt: change.at },
      detail: { ground: input.ground, otherRoutes: input.otherRoutes },
      remark,
    };
    return takeStep(change, edge, step);
  });
}
