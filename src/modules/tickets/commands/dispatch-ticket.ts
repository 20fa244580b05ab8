import { isInRegion } from "../../../access/index.js";
import { chinaDay } from "../../../platform/clock.js";
import { inScope, type RequestContext } from "../../../platform/context.js";
import { type ApplicationError, invalidInput } from "../../../platform/errors.js";
import { together } from "../../../platform/together.js";
import { type BureauRow, findBureau, findBureaus, isValidOn, placeOf } from "../../jurisdictions/index.js";
import { dispatchInsertion, findDispatches, type NewDispatch } from "../dispatch.store.js";
import type { DispatchTicketInput } from "../review.inputs.js";
import { advise, matterOf } from "../ticket.advice.js";
import { type Change, checkRemark, decide, findAndLock, type Step } from "../ticket.change.js";
import { isCode } from "../ticket.codes.js";
import { ticketKeyOf } from "../ticket.key.js";
import { findParts } from "../ticket.parts.store.js";
import { competentReceiptAt } from "../ticket.receipt.js";
import { takeStep } from "../ticket.steps.js";
import { keyText, type TicketRow } from "../ticket.store.js";

/**
 * A dispatcher sends a ticket to a bureau beneath his own or to a unit of the same level (分派; art. 41 of Order 121,
 * art. 37 of Order 20). Where the articles name another bureau as competent, a reason is needed.
 */
export function dispatchTicket(context: RequestContext, input: DispatchTicketInput): Promise<TicketRow> {
  return inScope(context, async (tx) => {
    const key = ticketKeyOf(input.ticketId);
    const [change, found, parts, before] = await together([
      findAndLock(tx, context, input.ticketId),
      isCode(input.bureau) ? findBureau(tx, input.bureau) : null,
      findParts(tx, [key]),
      // After the lock, so that nobody can add another meanwhile.
      findDispatches(tx, key),
    ]);
    const edge = decide(change, "DISPATCH", input.version);
    const target = checkTarget(change, found);
    const matter = matterOf(change.ticket, parts.get(keyText(key)));
    const named = (await advise(tx, change.actor, matter, chinaDay(change.at))).candidates.map(({ bureau }) => bureau);
    const isCompetent = named.includes(target.code) || (isUnit(target) && named.includes(target.parent ?? ""));
    const remark = checkRemark("reason", input.reason);
    if (!isCompetent && (remark ?? "").trim().length < 2) throw await reasonNeeded(change, named);
    const step = stepTo(change, target, isCompetent, remark);
    const competentReceivedAt = competentReceiptAt(change, placeOf(target), before);
    return takeStep(change, edge, { ...step, changes: { ...step.changes, competentReceivedAt } }, [
      dispatchInsertion(dispatchOf(change, target, isCompetent, before.length + 1)),
    ]);
  });
}

function dispatchOf({ ticket, at }: Change, target: BureauRow, isCompetent: boolean, sequence: number): NewDispatch {
  return {
    province: ticket.province,
    ticketId: ticket.id,
    sequence,
    fromBureau: ticket.holder,
    toBureau: target.code,
    dispatchedAt: at,
    competence: isCompetent ? "NAMED_BY_LAW" : "CHOSEN_WITH_REASON",
  };
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
      zh: "只能分送下级单位或同级内设机构（第121号令第四十一条、第20号令第三十七条）。",
      en: "A ticket goes to a bureau beneath or to a unit of the same level (Order 121 art. 41, Order 20 art. 37).",
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
