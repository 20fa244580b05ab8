import { inScope, type RequestContext } from "../../../platform/context.js";
import { startValidation } from "../../../platform/validation.js";
import { checkRemark, decide, findAndLock, type Step, takeStep } from "../ticket.change.js";
import type { FileCaseInput } from "../ticket.inputs.js";
import type { TicketRow } from "../ticket.store.js";

/** The handler records that a case was filed on a report (立案; art. 35 of Order 121, art. 31 of Order 20). */
export function fileCase(context: RequestContext, input: FileCaseInput): Promise<TicketRow> {
  return inScope(context, async (tx) => {
    const change = await findAndLock(tx, context, input.ticketId);
    const edge = decide(change, "FILE_CASE", input.version);
    const validation = startValidation();
    validation.text("caseNumber", input.caseNumber, 100, 1);
    validation.finish();
    const step: Step = {
      changes: { caseNumber: input.caseNumber, decidedAt: change.at },
      detail: { caseNumber: input.caseNumber },
      remark: checkRemark("remark", input.remark),
    };
    return (await takeStep(change, edge, step)).ticket;
  });
}
