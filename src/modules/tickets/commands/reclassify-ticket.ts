import { chinaDay } from "../../../platform/clock.js";
import { inScope, type RequestContext } from "../../../platform/context.js";
import type { ReclassifyTicketInput } from "../review.inputs.js";
import { checkRemark, decide, findAndLock, type Step } from "../ticket.change.js";
import { classify } from "../ticket.classes.js";
import { goodsOfLikeness } from "../ticket.likeness.store.js";
import { takeStep } from "../ticket.steps.js";
import type { TicketRow } from "../ticket.store.js";

/** A dispatcher corrects the class, goods and topics of an entry under review (更正分类). */
export function reclassifyTicket(context: RequestContext, input: ReclassifyTicketInput): Promise<TicketRow> {
  return inScope(context, async (tx) => {
    const change = await findAndLock(tx, context, input.ticketId);
    const edge = decide(change, "RECLASSIFY", input.version);
    const { ticket } = change;
    const classes = await classify(tx, change.actor, chinaDay(change.at), ticket.kind, {
      issueClass: input.issueClass ?? ticket.issueClass,
      goodsClass: input.goodsClass === undefined ? ticket.goodsClass : input.goodsClass,
      topics: input.topics ?? ticket.topics,
    });
    const step: Step = {
      changes: classes,
      detail: { issueClassBefore: ticket.issueClass, issueClass: classes.issueClass, line: classes.line },
      remark: checkRemark("remark", input.remark),
    };
    return takeStep(change, edge, step, [goodsOfLikeness(ticket, classes.goodsClass)]);
  });
}
