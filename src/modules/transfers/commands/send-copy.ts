import { authorize } from "../../../access/index.js";
import type { BilingualText } from "../../../platform/actor.js";
import { chinaDay } from "../../../platform/clock.js";
import { inScope, type RequestContext } from "../../../platform/context.js";
import { invalidInput } from "../../../platform/errors.js";
import { newId } from "../../../platform/ids.js";
import { write } from "../../../platform/writing.store.js";
import { type BureauRow, findBureau, isValidOn } from "../../jurisdictions/index.js";
import { type Change, checkRemark, findAndLock, isCode, notices, placeOfTicket } from "../../tickets/index.js";
import { copyRecordings } from "../copy.change.js";
import type { SendCopyInput } from "../copy.inputs.js";
import { isShown } from "../copy.states.js";
import { type CopyRow, copyInsertion, copyList } from "../copy.store.js";
import { checkMatters } from "../matters-of-tickets.js";

/**
 * Sends a copy of a ticket to a department or another bureau of the same province (抄送). It may be one that sees the ticket
 * anyway, for a copy is also a message. What it shows is named part by part, and the contact is never among it.
 *
 * @throws INVALID_INPUT for a bureau of another province, the sender itself, and one that has such a copy already
 */
export function sendCopy(context: RequestContext, input: SendCopyInput): Promise<CopyRow> {
  return inScope(context, async (tx) => {
    const change = await findAndLock(tx, context, input.ticketId);
    const { actor, at, ticket } = change;
    authorize(actor, "copy.send", placeOfTicket(ticket));
    const receiver = checkReceiver(change, isCode(input.bureau) ? await findBureau(tx, input.bureau) : null);
    checkParts(input);
    const remark = checkRemark("remark", input.remark, showsReport(change, input) ? 2 : 0);
    const before = await copyList.ofTickets(tx, [ticket]);
    checkMatters("copies", before);
    if (
      before.some((copy) => isShown(copy) && copy.sender === actor.bureau.bureau && copy.receiver === receiver.code)
    ) {
      throw invalidInput("bureau", sentAlready);
    }
    const row = newCopy(change, receiver, input, remark);
    await write(tx, [
      copyInsertion(row),
      notices(change, [{ ticket, kind: "COPY_SENT", toBureau: receiver.code }]),
      ...copyRecordings(context, row, "SEND", at),
    ]);
    return row;
  });
}

function newCopy(
  { actor, at, ticket }: Change,
  receiver: BureauRow,
  input: SendCopyInput,
  remark: string | null,
): CopyRow {
  return {
    province: ticket.province,
    id: newId(at),
    ticketId: ticket.id,
    sender: actor.bureau.bureau,
    senderCity: actor.bureau.city,
    senderCounty: actor.bureau.county,
    receiver: receiver.code,
    receiverCity: receiver.city,
    receiverCounty: receiver.county,
    parts: input.parts,
    remark,
    state: "SENT",
    sentAt: at,
    sentBy: actor.person?.id ?? null,
    readAt: null,
    readBy: null,
    withdrawnAt: null,
    version: 1,
  };
}

function checkReceiver({ actor, at, ticket }: Change, bureau: BureauRow | null): BureauRow {
  if (bureau === null || !isValidOn(bureau, chinaDay(at))) throw invalidInput("bureau", unknown);
  if (bureau.province !== ticket.province) throw invalidInput("bureau", elsewhere);
  if (bureau.code === actor.bureau.bureau) throw invalidInput("bureau", oneself);
  return bureau;
}

function checkParts({ parts }: SendCopyInput): void {
  if (parts.length === 0 || new Set(parts).size < parts.length) throw invalidInput("parts", oneOfEach);
}

// Who works on a report is told what he needs, and whoever does not is told nothing (art. 37): the sender says why.
const showsReport = ({ ticket }: Change, { parts }: SendCopyInput): boolean =>
  ticket.kind === "REPORT" && (parts.includes("FACTS") || parts.includes("REQUEST"));

const unknown: BilingualText = { zh: "没有这个单位，或该单位已撤销。", en: "There is no such bureau today." };

const elsewhere: BilingualText = {
  zh: "抄送限于本省单位；外省有处理权限的，请办理跨省移交。",
  en: "A copy goes to a bureau of the same province; to another province a ticket is handed over.",
};

const oneself: BilingualText = { zh: "不能抄送本单位。", en: "Nobody sends a copy to himself." };

const oneOfEach: BilingualText = {
  zh: "须写明抄送内容，至少一项，且不得重复。",
  en: "Name the parts that it shows, at least one, each once.",
};

const sentAlready: BilingualText = {
  zh: "本单位已向该单位抄送且未撤回；如需变更内容，请先撤回。",
  en: "That bureau has a copy from yours; withdraw it first where it is to show something else.",
};
