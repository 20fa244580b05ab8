import { inScope, type RequestContext } from "../../../platform/context.js";
import { checkRemark, decide, findAndLock, refuseVerb, type Step, takeStep } from "../ticket.change.js";
import type { TicketStepInput } from "../ticket.inputs.js";
import { needsFeedback } from "../ticket.regime.js";
import type { TicketRow } from "../ticket.store.js";
import type { TicketKind } from "../ticket.workflow.js";

/** A handler archives a closed ticket (归档), once the citizen was told where the law wants that. */
export function archiveTicket(context: RequestContext, input: TicketStepInput): Promise<TicketRow> {
  return inScope(context, async (tx) => {
    const change = await findAndLock(tx, context, input.ticketId);
    const edge = decide(change, "ARCHIVE", input.version);
    const { ticket } = change;
    const regime = ticket.regime === "ORDER_20" ? "ORDER_20" : "ORDER_121";
    const mustTell = needsFeedback({ kind: ticket.kind as TicketKind, regime, isAnonymous: ticket.isAnonymous });
    if (mustTell && ticket.feedbackAt === null) {
      throw refuseVerb(change, "ARCHIVE", {
        zh: "归档前须先将处理结果告知当事人（第121号令第十五条、第二十三条；第20号令第十四条、第二十一条、第三十一条）。",
        en: "Before archiving, the citizen must be told (Order 121 art. 15 and 23; Order 20 art. 14, 21 and 31): give feedback first.",
      });
    }
    const step: Step = { changes: { archivedAt: change.at }, remark: checkRemark("remark", input.remark) };
    return (await takeStep(change, edge, step)).ticket;
  });
}
