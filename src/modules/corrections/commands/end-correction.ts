import { authorize } from "../../../access/index.js";
import { inScope, type RequestContext } from "../../../platform/context.js";
import { recordings } from "../../../platform/record.js";
import { writeAndEnd } from "../../../platform/writing.store.js";
import { checkRemark, type NoticeKind, notices } from "../../tickets/index.js";
import { type CorrectionChange, findAndLockCorrection, recordedCorrection, requireOpen } from "../correction.change.js";
import type { RefuseCorrectionInput, WithdrawCorrectionInput } from "../correction.inputs.js";
import { correctionUpdate } from "../correction.store.js";
import type { Answered } from "./make-correction.js";

/**
 * Refuses a correction, because the entry is right (不予更正).
 *
 * @throws NOT_FOUND, FORBIDDEN, CONFLICT, ILLEGAL_TRANSITION, INVALID_INPUT
 */
export function refuseCorrection(context: RequestContext, input: RefuseCorrectionInput): Promise<Answered> {
  return inScope(context, async (tx) => {
    const found = await findAndLockCorrection(tx, context, input.correctionId);

    authorize(found.ticket.actor, "correction.make", found.ticket.actor.bureau);

    requireOpen(found, "bureau", input.version);
    const answer = checkRemark("reason", input.reason, 2);
    return end(found, { action: "correction.make", event: "REFUSED", notice: "CORRECTION_REFUSED", answer });
  });
}

/**
 * Withdraws a request (撤回更正申请).
 *
 * @throws NOT_FOUND, FORBIDDEN, CONFLICT, ILLEGAL_TRANSITION
 */
export function withdrawCorrection(context: RequestContext, input: WithdrawCorrectionInput): Promise<Answered> {
  return inScope(context, async (tx) => {
    const found = await findAndLockCorrection(tx, context, input.correctionId);

    authorize(found.ticket.actor, "correction.request", found.ticket.actor.bureau);

    requireOpen(found, "asker", input.version);
    const told = { action: "correction.request", event: "WITHDRAWN", notice: "CORRECTION_WITHDRAWN" } as const;
    return end(found, { ...told, answer: null });
  });
}

async function end(
  { correction, ticket: change }: CorrectionChange,
  {
    action,
    answer,
    event,
    notice,
  }: {
    action: string;
    event: "REFUSED" | "WITHDRAWN";
    notice: NoticeKind;
    answer: string | null;
  },
): Promise<Answered> {
  const { actor, at, ticket, tx } = change;
  const answered = { state: event, answeredBy: actor.person?.id ?? null, answeredAt: at, answer };
  const ended = { ...correction, ...answered, version: correction.version + 1 };
  await writeAndEnd(tx, [
    correctionUpdate(correction, answered),
    notices(change, [{ ticket, kind: notice, remark: answer }]),
    ...recordings(actor, [recordedCorrection(change, ended, { action, event })]),
  ]);
  return { correction: ended, ticket };
}
