import { type BilingualText, nationCode } from "../../../platform/actor.js";
import { chinaDay } from "../../../platform/clock.js";
import { inScope, type RequestContext } from "../../../platform/context.js";
import { asSystemWithin, keepOpen } from "../../../platform/database.js";
import { illegalTransition, invalidInput } from "../../../platform/errors.js";
import { newId } from "../../../platform/ids.js";
import { requireEntry } from "../../dictionaries/index.js";
import { type BureauRow, findBureau } from "../../jurisdictions/index.js";
import {
  type Change,
  checkRemark,
  decide,
  findAndLock,
  findParts,
  isCode,
  keyText,
  notices,
  permittedVerbs,
  planStep,
  planTakeover,
  type Step,
  type SystemChange,
  type TicketParts,
  type TicketRow,
  ticketIdOf,
  writeChanges,
} from "../../tickets/index.js";
import { endMovedOnDisputes } from "../dispute.platform.js";
import type { HandOverTicketInput } from "../handover.inputs.js";
import { checkReceiver, provincesOf } from "../handover.rules.js";
import { type HandoverRow, handoverInsertion, handoverList } from "../handover.store.js";
import type { HandoverSide } from "../handover.type.js";

/** What a handing over made: the ticket, closed, and the side that its province keeps. */
export interface HandedOver {
  ticket: TicketRow;
  handover: HandoverRow;
}

/**
 * Hands a ticket over to an authority of another province (跨省移交): a linked ticket begins there, and this one is closed as
 * handed over, the citizen having been told (art. 34 of Order 121). Both at once or neither. Nothing is left of a dispute over
 * it, which ends with it.
 *
 * @throws INVALID_INPUT for a bureau of this province, or of one that had the matter before
 */
export function handOverTicket(context: RequestContext, input: HandOverTicketInput): Promise<HandedOver> {
  return inScope(context, async (tx) => {
    const change = await findAndLock(tx, context, input.ticketId);
    const edge = decide(change, "HAND_OVER", input.version);
    const { ticket, actor } = change;
    const sides = await handoverList.ofTickets(tx, [ticket]);
    refuseAgain(change, sides);
    const provinces = provincesOf(ticket.province, sides);
    const found = isCode(input.bureau) ? await findBureau(tx, input.bureau) : null;
    const target = checkReceiver(found, provinces, chinaDay(change.at));
    const explanation = await checkReasons(change, input);
    const parts = (await findParts(tx, [ticket])).get(keyText(ticket));
    if (parts === undefined) throw new Error("a ticket has no details");
    await checkTold(change, input, parts);
    const reasons = { reason: input.reason, explanation, handedOverAt: change.at, provincesBefore: provinces };
    keepOpen(tx);
    // SECURITY: widened sight: the right to hand over was asked for above, and nothing of the other province is read but
    // what a new ticket needs: its bureau, its dictionaries and its next number.
    const other = await asSystemWithin(tx, actor, "a ticket begins in the province that it is handed over to", () =>
      beginThere(change, target, { parts, issueClass: input.issueClass ?? ticket.issueClass, reasons }),
    );
    const handover = newSide("FROM", ticket, other, reasons);
    const closing = planStep(change, edge, stepOf(change, input, target, other));
    await endMovedOnDisputes(change, closing.ticket);
    const [closed] = await writeChanges([closing], [handoverInsertion(handover)]);
    return { ticket: closed, handover };
  });
}

type Reasons = Pick<HandoverRow, "reason" | "explanation" | "handedOverAt" | "provincesBefore">;

async function beginThere(
  change: Change,
  target: BureauRow,
  { parts, issueClass, reasons }: { parts: TicketParts; issueClass: string; reasons: Reasons },
): Promise<TicketRow> {
  const { ticket } = change;
  const other: SystemChange = await planTakeover(change, parts, target, issueClass);
  const detail = { fromBureau: ticket.holder, reason: reasons.reason };
  const side = newSide("TO", other.ticket, ticket, reasons);
  const [begun] = await writeChanges(
    [other],
    [handoverInsertion(side), notices(other, [{ ticket: other.ticket, kind: "TAKEN_OVER", detail }])],
  );
  return begun;
}

function newSide(side: HandoverSide, own: TicketRow, other: TicketRow, reasons: Reasons): HandoverRow {
  const { province, city, county, holder } = own;
  return {
    ...{ province, city, county, bureau: holder },
    id: newId(reasons.handedOverAt),
    ticketId: own.id,
    side,
    otherProvince: other.province,
    otherTicket: other.id,
    otherBureau: other.holder,
    ...reasons,
    // What the citizen brought is handed over with the case; module attachments, which comes later, sees to it.
    filesDue: side === "FROM" ? reasons.handedOverAt : null,
  };
}

// A ticket that was done again after a callback may stand open here though it was handed over.
function refuseAgain({ actor, ticket }: Change, sides: readonly HandoverRow[]): void {
  if (!sides.some(({ side }) => side === "FROM")) return;
  const instead = permittedVerbs(actor, ticket).filter((verb) => verb !== "HAND_OVER");
  throw illegalTransition(handedOverBefore, instead);
}

function stepOf({ ticket, at }: Change, input: HandOverTicketInput, target: BureauRow, other: TicketRow): Step {
  const { told } = input;
  const feedbackAt = told == null ? ticket.feedbackAt : (ticket.feedbackAt ?? at);
  return {
    changes: { closedAt: at, feedbackAt, isForTracing: false },
    detail: {
      fromBureau: ticket.holder,
      toBureau: target.code,
      reason: input.reason,
      method: told?.method ?? null,
      linked: ticketIdOf(other),
    },
    remark: told?.explanation ?? null,
  };
}

async function checkReasons({ tx, actor, ticket, at }: Change, input: HandOverTicketInput): Promise<string> {
  const { kind, regime } = ticket;
  const wanted = { dictionary: "HANDOVER_REASON", code: input.reason, field: "reason", kind, regime } as const;
  const entry = await requireEntry(tx, actor, { ...wanted, on: chinaDay(at) });
  if (entry.bureau !== nationCode) throw invalidInput("reason", ownReason);
  return checkRemark("explanation", input.explanation, 2) ?? "";
}

async function checkTold({ tx, actor, ticket, at }: Change, { told }: HandOverTicketInput, parts: TicketParts) {
  if (told == null) {
    if (parts.contact !== null) throw invalidInput("told", untold);
    return;
  }
  const wanted = { dictionary: "FEEDBACK_METHOD", code: told.method, field: "told.method", kind: ticket.kind } as const;
  await requireEntry(tx, actor, { ...wanted, on: chinaDay(at) });
  checkRemark("told.explanation", told.explanation, 2);
}

const handedOverBefore: BilingualText = {
  zh: "该工单已移交过外省，不得再次移交；对处理权限有争议的，报请共同的上一级指定（第121号令第三十三条、第20号令第三十条）。",
  en: "The ticket was handed over once; a dispute is for the common superior to decide (Order 121 art. 33, Order 20 art. 30).",
};

const ownReason: BilingualText = {
  zh: "跨省移交须使用全国字典中的移交原因，以便双方理解。",
  en: "Use a reason of the nation's dictionary, which the other province knows too.",
};

const untold: BilingualText = {
  zh: "移交外省前须告知当事人，并填写告知方式和内容（第121号令第三十四条、第20号令第二十九条）。",
  en: "The citizen must be told of it: say by what means and in which words (Order 121 art. 34, Order 20 art. 29).",
};
