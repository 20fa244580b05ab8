import { authorize } from "../../../access/index.js";
import type { BilingualText } from "../../../platform/actor.js";
import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import { illegalTransition, notFound } from "../../../platform/errors.js";
import { scopeOf } from "../../../platform/scope.js";
import { writeAndEnd } from "../../../platform/writing.store.js";
import { findTickets, placeOfTicket } from "../../tickets/index.js";
import type { AnswerPriceQuestionInput } from "../case.inputs.js";
import { checkNote, noteKeyOrNull, noteOf, noteWritings } from "../note.change.js";
import { findNoteForChange, type NoteRow, questionClosing } from "../note.store.js";

/**
 * The bureau that handles a case answers the question of a price desk (答复询问), once; whoever holds the ticket now does,
 * also where it was handed on since.
 *
 * @throws NOT_FOUND for a question that is not visible; FORBIDDEN at another bureau than the one that holds the ticket;
 *   ILLEGAL_TRANSITION where it was answered; INVALID_INPUT for missing or too many words
 */
export function answerPriceQuestion(context: RequestContext, input: AnswerPriceQuestionInput): Promise<NoteRow> {
  return inScope(context, async (tx) => {
    const actor = actorOf(context);
    const key = noteKeyOrNull(input.questionId);
    const question = key === null ? null : await findNoteForChange(tx, key);
    if (question === null || question.kind !== "QUESTION") throw notFound("questionId");
    const ticketKey = { province: question.province, id: question.ticketId };
    const [ticket] = await findTickets(tx, scopeOf(actor.bureau), [ticketKey]);
    if (ticket === undefined) throw notFound("questionId");

    authorize(actor, "price.answer", placeOfTicket(ticket));

    if (!question.isOpen) throw illegalTransition(answeredBefore, []);
    checkNote("answer", input.answer);
    const { desk, id } = question;
    const note = noteOf(context, ticket, {
      ...{ kind: "ANSWER", desk, words: input.answer, toBureau: desk, question: id },
    });
    const { requestId } = context;
    await writeAndEnd(tx, [
      ...noteWritings(actor, ticket, note, { action: "price.answer", requestId }),
      questionClosing(question),
    ]);
    return note;
  });
}

const answeredBefore: BilingualText = {
  zh: "该询问已答复。",
  en: "The question was answered already.",
};
