import { chinaDay } from "../../../platform/clock.js";
import { inScope, type RequestContext } from "../../../platform/context.js";
import { startValidation } from "../../../platform/validation.js";
import { citationInsertions } from "../../knowledge/index.js";
import type { AnswerConsultationInput } from "../review.inputs.js";
import { type Change, decide, findAndLock, planStep } from "../ticket.change.js";
import { detailsUpdate } from "../ticket.parts.store.js";
import { writeChanges } from "../ticket.steps.js";
import type { TicketRow } from "../ticket.store.js";

/** The longest answer, in characters. */
const longestAnswer = 5000;

/** Answers a consultation (即时解答), which closes it at once: two edges of the table, one transaction. */
export function answerConsultation(context: RequestContext, input: AnswerConsultationInput): Promise<TicketRow> {
  return inScope(context, async (tx) => {
    const change = await findAndLock(tx, context, input.ticketId);
    const answered = planAnswer(change, input.version, input.answer);
    const citations = await citationInsertions(tx, change.actor, {
      sources: input.sources,
      ticket: change.ticket,
      at: change.at,
      day: chinaDay(change.ticket.receivedAt),
    });
    const [ticket] = await writeChanges(
      [answered],
      [detailsUpdate(change.ticket, { answer: input.answer }), ...citations],
    );
    return ticket;
  });
}

/** Answers and closes a consultation that was found, or that is being registered with its answer. */
export function planAnswer(change: Change, version: number, answer: string): Change {
  const answering = decide(change, "ANSWER", version);
  const validation = startValidation();
  validation.text("answer", answer, longestAnswer, 1);
  validation.finish();
  const answered = planStep(change, answering, { changes: { decidedAt: change.at } });
  return planStep(answered, decide(answered, "CLOSE", version), { changes: { closedAt: change.at } });
}
