import { inScope, type RequestContext } from "../../../platform/context.js";
import { startValidation } from "../../../platform/validation.js";
import type { AnswerConsultationInput } from "../review.inputs.js";
import { type Change, decide, findAndLock, takeStep } from "../ticket.change.js";
import { type TicketRow, updateDetails } from "../ticket.store.js";

/** The longest answer, in characters. */
export const longestAnswer = 5000;

/** Answers a consultation (即时解答), which closes it at once: two edges of the table, one transaction. */
export function answerConsultation(context: RequestContext, input: AnswerConsultationInput): Promise<TicketRow> {
  return inScope(context, async (tx) => {
    const change = await findAndLock(tx, context, input.ticketId);
    return answerAndClose(change, input.version, input.answer);
  });
}

/** Answers and closes a consultation that was found, or that was just registered. */
export async function answerAndClose(change: Change, version: number, answer: string): Promise<TicketRow> {
  const answering = decide(change, "ANSWER", version);
  const validation = startValidation();
  validation.text("answer", answer, longestAnswer, 1);
  validation.finish();
  await updateDetails(change.tx, change.ticket, { answer });
  const answered = await takeStep(change, answering, { changes: { decidedAt: change.at } });
  const closing = decide(answered, "CLOSE", answered.ticket.version);
  return (await takeStep(answered, closing, { changes: { closedAt: change.at } })).ticket;
}
