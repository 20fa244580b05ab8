import { authorize } from "../../../access/index.js";
import { inScope, type RequestContext } from "../../../platform/context.js";
import { conflict, illegalTransition, notFound } from "../../../platform/errors.js";
import { startValidation } from "../../../platform/validation.js";
import { writeAndEnd } from "../../../platform/writing.store.js";
import { findAndLock, ticketIdOf } from "../../tickets/index.js";
import { attachmentKeyOf, attachmentRecordings, ticketKeyOfAttachment } from "../attachment.change.js";
import type { RemoveAttachmentInput } from "../attachment.inputs.js";
import { permittedActions, placeOfWork } from "../attachment.sight.js";
import { obstacleToRemoving } from "../attachment.states.js";
import {
  type AttachmentChanges,
  type AttachmentRow,
  attachmentUpdate,
  findAttachment,
  lockAttachment,
} from "../attachment.store.js";

const longestReason = 500;

/**
 * Removes an attachment (移除附件), by whoever handles or registered the ticket. The record and the reason stay; the content
 * is deleted by the pass after 30 days.
 *
 * @throws NOT_FOUND, FORBIDDEN, CONFLICT, ILLEGAL_TRANSITION, INVALID_INPUT
 */
export function removeAttachment(context: RequestContext, input: RemoveAttachmentInput): Promise<AttachmentRow> {
  const key = attachmentKeyOf(input.attachmentId, "attachmentId");
  return inScope(context, async (tx) => {
    if ((await findAttachment(tx, key)) === null) throw notFound("attachmentId");
    const { actor, at, ticket } = await findAndLock(
      ...([tx, context, ticketIdOf(ticketKeyOfAttachment(key)), "attachmentId"] as const),
    );
    const row = await lockAttachment(tx, key);
    if (row === null) throw notFound("attachmentId");

    authorize(actor, "attachment.remove", placeOfWork(actor, ticket));
    if (row.version !== input.version) throw conflict(row.version);
    const obstacle = obstacleToRemoving(row);
    if (obstacle !== null) throw illegalTransition(obstacle, permittedActions(actor, row, ticket, context.fileRules));
    const validation = startValidation();
    validation.text("reason", input.reason, longestReason, 2);
    validation.finish();

    const changes = {
      ...{ state: "REMOVED", removedAt: at, removedBy: actor.person?.id ?? null },
      ...{ removalReason: input.reason, scanDue: null },
    } satisfies AttachmentChanges;
    const version = row.version + 1;
    await writeAndEnd(tx, [
      attachmentUpdate(row, changes),
      ...attachmentRecordings(
        actor,
        { row, ticket },
        { action: "attachment.remove", event: "REMOVED", at, requestId: context.requestId, version },
      ),
    ]);
    return { ...row, ...changes, version };
  });
}
