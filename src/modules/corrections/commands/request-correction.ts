import { authorize } from "../../../access/index.js";
import { inScope, type RequestContext } from "../../../platform/context.js";
import { illegalTransition, invalidInput } from "../../../platform/errors.js";
import { newId } from "../../../platform/ids.js";
import { recordings } from "../../../platform/record.js";
import { writeAndEnd } from "../../../platform/writing.store.js";
import { checkRemark, edgeThrough, findAndLock, notices, placeOfTicket } from "../../tickets/index.js";
import { recordedCorrection } from "../correction.change.js";
import type { CorrectableField } from "../correction.enums.js";
import type { RequestCorrectionInput } from "../correction.inputs.js";
import { type CorrectionRow, correctionInsertion, findOpenCorrection } from "../correction.store.js";
import type { Answered } from "./make-correction.js";

/**
 * Asks the bureau that registered a ticket to correct the entry (申请更正): the ticket stays where it is, and its clock runs on.
 *
 * @throws NOT_FOUND, FORBIDDEN; ILLEGAL_TRANSITION where the ticket stands where nothing is corrected any more, and while
 *   another request is open; INVALID_INPUT
 */
export function requestCorrection(context: RequestContext, input: RequestCorrectionInput): Promise<Answered> {
  return inScope(context, async (tx) => {
    const change = await findAndLock(tx, context, input.ticketId);
    const { actor, at, ticket } = change;

    authorize(actor, "correction.request", placeOfTicket(ticket));

    edgeThrough(change, "CORRECT");
    if ((await findOpenCorrection(tx, ticket)) !== null) {
      throw illegalTransition(
        { zh: "该工单已有待办的更正申请。", en: "A correction of this ticket was asked for already." },
        [],
      );
    }
    const { fields } = input;
    checkFields(fields);
    const reason = checkRemark("reason", input.reason, 2) ?? "";

    const row: CorrectionRow = {
      ...{ province: ticket.province, ticketId: ticket.id, id: newId(at) },
      ...{ bureau: ticket.intakeBureau, asker: actor.bureau.bureau, fields, reason, state: "REQUESTED" },
      ...{
        askedBy: actor.person?.id ?? null,
        askedAt: at,
        answeredBy: null,
        answeredAt: null,
        answer: null,
        version: 1,
      },
    };
    await writeAndEnd(tx, [
      correctionInsertion(row),
      notices(change, [{ ticket, kind: "CORRECTION_REQUESTED", toBureau: row.bureau, remark: reason }]),
      ...recordings(actor, [recordedCorrection(change, row, { action: "correction.request", event: "REQUESTED" })]),
    ]);
    return { correction: row, ticket };
  });
}

function checkFields(fields: readonly CorrectableField[]): void {
  if (fields.length > 0 && new Set(fields).size === fields.length) return;
  throw invalidInput("fields", { zh: "须列出互不相同的要素。", en: "Name different fields, at least one." });
}
