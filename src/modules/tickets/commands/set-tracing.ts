import { inScope, type RequestContext } from "../../../platform/context.js";
import { invalidInput } from "../../../platform/errors.js";
import type { SetTracingInput } from "../review.inputs.js";
import { checkRemark, decide, findAndLock, type Step } from "../ticket.change.js";
import { checkReason } from "../ticket.reasons.js";
import { takeStep } from "../ticket.steps.js";
import type { TicketRow } from "../ticket.store.js";

/** A dispatcher puts a ticket whose respondent cannot be identified on the list for joint tracing (协查), or takes it off. */
export function setTracing(context: RequestContext, input: SetTracingInput): Promise<TicketRow> {
  return inScope(context, async (tx) => {
    const change = await findAndLock(tx, context, input.ticketId);
    const edge = decide(change, "SET_TRACING", input.version);
    if (change.ticket.isForTracing === input.isForTracing) {
      throw invalidInput("isForTracing", {
        zh: input.isForTracing ? "该工单已在协查名单中。" : "该工单不在协查名单中。",
        en: input.isForTracing ? "The ticket is on the list already." : "The ticket is not on the list.",
      });
    }
    if (input.isForTracing && input.reason == null) {
      throw invalidInput("reason", { zh: "列入协查名单须说明原因。", en: "A reason is needed to put it on the list." });
    }
    const remark =
      input.reason == null
        ? checkRemark("explanation", input.explanation)
        : await checkReason(change, "TRACING_REASON", "reason", input.reason, {
            field: "explanation",
            text: input.explanation,
          });
    const step: Step = {
      changes: { isForTracing: input.isForTracing },
      detail: { isForTracing: input.isForTracing, reason: input.reason ?? null },
      remark,
    };
    return takeStep(change, edge, step);
  });
}
