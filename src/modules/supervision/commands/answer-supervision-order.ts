import { chinaDay } from "../../../platform/clock.js";
import { inScope, type RequestContext } from "../../../platform/context.js";
import { decideOrder, findAndLockOrder, takeOrderStep } from "../order.change.js";
import type { AnswerSupervisionOrderInput } from "../order.inputs.js";
import { never } from "../order.issuing.js";
import type { OrderRow } from "../order.store.js";
import { checkWords } from "../words.js";

/**
 * The receiver answers an order (回复督办), late or in time: from then on it does not rise. An order that was not confirmed
 * is received with its answer.
 *
 * @throws NOT_FOUND, FORBIDDEN, CONFLICT, ILLEGAL_TRANSITION, INVALID_INPUT for missing words
 */
export function answerSupervisionOrder(context: RequestContext, input: AnswerSupervisionOrderInput): Promise<OrderRow> {
  return inScope(context, async (tx) => {
    const change = await findAndLockOrder(tx, context, input.orderId);
    const edge = decideOrder(change, "ANSWER", input.version);
    const answer = checkWords("answer", input.answer, 2);
    const { at, order } = change;
    const person = change.actor.person?.id ?? null;
    return takeOrderStep(change, edge, {
      changes: {
        ...(order.receivedAt === null ? { receivedAt: at, receivedBy: person } : {}),
        answer,
        answeredAt: at,
        answeredBy: person,
        wasLate: order.wasLate || chinaDay(at) > order.replyBy,
        risesOn: never,
      },
      notice: { kind: "SUPERVISION_ANSWERED" },
    });
  });
}
