import { isInRegion } from "../../../access/index.js";
import { chinaDay } from "../../../platform/clock.js";
import { inScope, type RequestContext } from "../../../platform/context.js";
import { type ApplicationError, invalidInput } from "../../../platform/errors.js";
import { type BureauRow, findBureau, findBureaus, isValidOn, placeOf } from "../../jurisdictions/index.js";
import type { DispatchTicketInput } from "../review.inputs.js";
import { adviseOn } from "../ticket.advice.js";
import { type Change, checkRemark, decide, findAndLock, type Step, takeStep } from "../ticket.change.js";
import { isCode } from "../ticket.codes.js";
import { competentReceiptAt } from "../ticket.receipt.js";
import { addDispatch, findDispatches, type TicketRow } from "../ticket.store.js";

/**
 * A dispatcher sends a ticket to a bureau beneath his own or to a unit of the same level (分派; art. 41 of Order 121,
 * art. 35 of Order 20). Where the articles name another bureau as competent, a reason is needed.
 */
export function dispatchTicket(context: RequestContext, input: DispatchTicketInput): Promise<TicketRow> {
  return inScope(context, async (tx) => {
    const change = await findAndLock(tx, context, input.ticketId);
    const edge = decide(change, "DISPATCH", input.version);
    const target = checkTarget(change, isCode(input.bureau) ? await findBureau(tx, input.bureau) : null);
    const named = (await adviseOn(tx, change.actor, change.ticket, change.at)).candidates.map(({ bureau }) => bureau);
    const isCompetent = named.includes(target.code) || (isUnit(target) && named.includes(target.parent ?? ""));
    const remark = checkRemark("reason", input.reason);
    if (!isCompetent && (remark ?? "").trim().length < 2) throw await reasonNeeded(change, named);
    const before = await findDispatches(tx, change.ticket);
    await addDispatch(tx, {
      province: change.ticket.province,
      ticketId: change.ticket.id,
      sequence: before.length + 1,
      fromBureau: change.ticket.holder,
      toBureau: target.code,
      dispatchedAt: change.at,
      competence: isCompetent ? "NAMED_BY_LAW" : "CHOSEN_WITH_REASON",
    });
    const step = stepTo(change, target, isCompetent, remark);
    const competentReceivedAt = competentReceiptAt(change, placeOf(target), before);
    return (await takeStep(change, edge, { ...step, changes: { ...step.changes, competentReceivedAt } })).ticket;
  });
}

// A unit of an authority is competent where its authority is; a county is not so because its city is.
const isUnit = ({ kind }: BureauRow): boolean => kind === "DEPARTMENT" || kind === "STREET_OFFICE";

async function reasonNeeded({ tx }: Change, named: readonly string[]): Promise<ApplicationError> {
  if (named.length === 0) {
    return invalidInput("reason", {
      zh: "按已知地点，条款未能确定有管辖权的单位，请说明分派理由（至少 2 个字）。",
      en: "The articles name no bureau by the places that are known; give a reason, of 2 characters at least, for this one.",
    });
  }
  const names = new Map((await findBureaus(tx, named)).map(({ code, name }) => [code, name]));
  const listed = named.map((code) => `${code} ${names.get(code) ?? ""}`.trimEnd());
  return invalidInput("reason", {
    zh: `按条款有管辖权的单位是 ${listed.join("、")}；分派给其他单位须说明理由（至少 2 个字）。`,
    en: `The articles name ${listed.join(", ")}; give a reason, of 2 characters at least, to send it elsewhere.`,
  });
}

function stepTo(change: Change, target: BureauRow, isCompetent: boolean, remark: string | null): Step {
  const { ticket, at } = change;
  const place = placeOf(target);
  return {
    changes: {
      holder: place.bureau,
      city: place.city,
      county: place.county,
      ownerAtDispatch: place.bureau,
      previousHolder: ticket.holder,
      previousCity: ticket.city,
      previousCounty: ticket.county,
      handler: null,
      isForTracing: false,
      dispatchedAt: ticket.dispatchedAt ?? at,
    },
    detail: {
      fromBureau: ticket.holder,
      toBureau: place.bureau,
      competence: isCompetent ? "NAMED_BY_LAW" : "CHOSEN_WITH_REASON",
    },
    remark,
  };
}

function checkTarget(change: Change, target: BureauRow | null): BureauRow {
  if (target === null || !isValidOn(target, chinaDay(change.at))) {
    throw invalidInput("bureau", { zh: "没有这个单位，或该单位已撤销。", en: "There is no such bureau today." });
  }
  const place = placeOf(target);
  if (place.province !== change.ticket.province || !isInRegion(change.actor.bureau, place)) {
    throw invalidInput("bureau", {
      zh: "只能分送下级单位或同级内设机构（第121号令第四十一条、第20号令第三十五条）。",
      en: "A ticket goes to a bureau beneath or to a unit of the same level (Order 121 art. 41, Order 20 art. 35).",
    });
  }
  if (target.kind === "CENTRE" || target.code === change.ticket.holder) {
    const isSelf =
      target.code === change.ticket.holder && target.kind === "AUTHORITY" && change.ticket.state !== "DISPATCHED";
    if (!isSelf) {
      throw invalidInput("bureau", {
        zh: "不能分派给12315中心或当前持有单位。",
        en: "A ticket is not dispatched to a hotline centre, nor to the bureau that holds it already.",
      });
    }
  }
  return target;
}
