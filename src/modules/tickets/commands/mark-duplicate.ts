import { inScope, type RequestContext } from "../../../platform/context.js";
import { invalidInput, notFound } from "../../../platform/errors.js";
import { scopeOf } from "../../../platform/scope.js";
import { checkRemark, decide, findAndLock, type Step } from "../ticket.change.js";
import type { MarkDuplicateInput } from "../ticket.inputs.js";
import { ticketIdOf, ticketKeyOf } from "../ticket.key.js";
import { takeStep } from "../ticket.steps.js";
import { findTickets, type TicketRow } from "../ticket.store.js";

/** The handler records that a report repeats an earlier one by the same person on the same fact (重复举报; art. 35 of Order 121): it is not handled again. */
export function markDuplicate(context: RequestContext, input: MarkDuplicateInput): Promise<TicketRow> {
  return inScope(context, async (tx) => {
    const change = await findAndLock(tx, context, input.ticketId);
    const edge = decide(change, "MARK_DUPLICATE", input.version);
    const { ticket, actor } = change;
    const [original] = await findTickets(tx, scopeOf(actor.bureau), [ticketKeyOf(input.originalId, "originalId")]);
    if (original === undefined) throw notFound("originalId");
    if (
      original.kind !== "REPORT" ||
      original.province !== ticket.province ||
      original.receivedAt > ticket.receivedAt ||
      original.id === ticket.id
    ) {
      throw invalidInput("originalId", {
        zh: "须为本省更早收到的另一件举报。",
        en: "It must be another report of the same province that was received earlier.",
      });
    }
    const step: Step = {
      changes: { duplicateOf: original.id, decidedAt: change.at },
      detail: { original: ticketIdOf(original) },
      remark: checkRemark("remark", input.remark),
    };
    return takeStep(change, edge, step);
  });
}
