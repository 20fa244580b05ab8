import { chinaDay } from "../../../platform/clock.js";
import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import type { Transaction } from "../../../platform/database.js";
import { illegalTransition, invalidInput, notFound } from "../../../platform/errors.js";
import { scopeOf } from "../../../platform/scope.js";
import { linkLifetime, linkOwnerOf } from "../../../platform/signed-link.js";
import { writeAndEnd } from "../../../platform/writing.store.js";
import { requireEntry } from "../../dictionaries/index.js";
import { checkRemark, findTickets, maskAbout, type TicketKind, type TicketRow } from "../../tickets/index.js";
import { attachmentKeyOf, attachmentRecordings, ticketKeyOfAttachment } from "../attachment.change.js";
import { attachmentAddress } from "../attachment.download.js";
import type { CreateAttachmentLinkInput } from "../attachment.inputs.js";
import { authorizeOpening, permittedActions } from "../attachment.sight.js";
import { obstacleToOpening } from "../attachment.states.js";
import { type AttachmentRow, findAttachment } from "../attachment.store.js";

/** A link that was given, and until when it opens the content. */
export interface GivenLink {
  row: AttachmentRow;
  url: string;
  expiresAt: Date;
}

/**
 * Gives a link to the content of an attachment (打开附件). Each is recorded with its purpose.
 *
 * @throws NOT_FOUND, FORBIDDEN, ILLEGAL_TRANSITION where it cannot be opened as it stands, INVALID_INPUT
 */
export function createAttachmentLink(context: RequestContext, input: CreateAttachmentLinkInput): Promise<GivenLink> {
  const actor = actorOf(context);
  const key = attachmentKeyOf(input.attachmentId, "attachmentId");
  return inScope(context, async (tx) => {
    const row = await findAttachment(tx, key);
    const [ticket] = row === null ? [] : await findTickets(tx, scopeOf(actor.bureau), [ticketKeyOfAttachment(row)]);
    if (row === null || ticket === undefined) throw notFound("attachmentId");

    authorizeOpening(actor, ticket);
    const obstacle = obstacleToOpening(row, context.fileRules);
    if (obstacle !== null) throw illegalTransition(obstacle, permittedActions(actor, row, ticket, context.fileRules));

    const at = context.clock.now();
    const detail = await checkPurpose(tx, context, input, ticket);
    const expiresAt = new Date(at.getTime() + linkLifetime);
    await writeAndEnd(
      tx,
      attachmentRecordings(
        actor,
        { row, ticket },
        {
          ...{ action: "attachment.open", event: null, at, requestId: context.requestId, version: row.version },
          detail,
        },
      ),
    );
    const url = attachmentAddress(context, { row, holder: ticket.holder }, linkOwnerOf(actor), expiresAt);
    return { row, url, expiresAt };
  });
}

/** Why it is opened, as the audit keeps it: what a citizen confided in a report or complaint opens for a purpose alone. */
async function checkPurpose(
  tx: Transaction,
  context: RequestContext,
  { purpose, reason }: CreateAttachmentLinkInput,
  ticket: TicketRow,
): Promise<{ purpose: string | null; reason: string | null }> {
  if (purpose == null) {
    if (ticket.kind !== "CONSULTATION") throw invalidInput("purpose", purposeNeeded);
    return { purpose: null, reason: null };
  }
  const entry = await requireEntry(tx, actorOf(context), {
    ...{ dictionary: "CONTACT_PURPOSE", code: purpose, field: "purpose" },
    ...{ kind: ticket.kind as TicketKind, on: chinaDay(context.clock.now()) },
  });
  const words = checkRemark("reason", reason, entry.needsExplanation ? 2 : 0);
  // SECURITY: auditors read this, and they may not know the citizen.
  return { purpose, reason: words === null ? null : await maskAbout(context, ticket, words) };
}

const purposeNeeded = {
  zh: "打开投诉、举报材料须说明目的。",
  en: "What belongs to a complaint or report is opened for a purpose, which is recorded.",
};
