import { relationOf } from "../../access/index.js";
import type { Actor, BilingualText, Place } from "../../platform/actor.js";
import { chinaDay } from "../../platform/clock.js";
import { invalidInput } from "../../platform/errors.js";
import { newId } from "../../platform/ids.js";
import { type BureauRow, isValidOn, placeOf } from "../jurisdictions/index.js";
import { type Change, findEdge, type TicketKind, type TicketRow, type TicketState } from "../tickets/index.js";
import type { DisputeRow } from "./dispute.store.js";

/** The three parties of a dispute. */
export interface Parties {
  raiser: Place;
  proposed: Place;
  superior: Place;
}

/** What of a new dispute is the same however it came about: its key, its ticket and its parties; nothing has happened yet. */
export function newDispute(
  { ticket, actor, at }: Pick<Change, "ticket" | "actor" | "at">,
  { raiser, proposed, superior }: Parties,
) {
  return {
    province: ticket.province,
    id: newId(at),
    ticketId: ticket.id,
    raiser: raiser.bureau,
    raiserCity: raiser.city,
    raiserCounty: raiser.county,
    proposed: proposed.bureau,
    proposedCity: proposed.city,
    proposedCounty: proposed.county,
    superior: superior.bureau,
    superiorCity: superior.city,
    superiorCounty: superior.county,
    raisedAt: at,
    raisedBy: actor.person?.id ?? null,
    answeredAt: null,
    answeredBy: null,
    answer: null,
    referredAt: null,
    referredBy: null,
    designated: null,
    grounds: null,
    endedAt: null,
    endedBy: null,
    version: 1,
  } satisfies Partial<DisputeRow>;
}

/**
 * What stands in the way of raising a dispute over a ticket, or null where nothing does.
 *
 * @param isDisputed whether a dispute over it is open already
 */
export function obstacleToRaising(actor: Actor, ticket: TicketRow, isDisputed: boolean): BilingualText | null {
  if (actor.bureau.kind !== "AUTHORITY") return unitReturns;
  if (ticket.designated !== null) return designatedFinally;
  if (isDisputed) return disputedAlready;
  const isUndecided = findEdge(ticket.kind as TicketKind, ticket.state as TicketState, "TRANSFER") !== null;
  return isUndecided ? null : notDisputable(ticket);
}

const unitReturns: BilingualText = {
  zh: "内设机构、派出机构和12315中心不提出管辖争议；不具备处理权限的，应退回（第121号令第四十一条、第20号令第三十七条）。",
  en: "A unit or centre raises no dispute: without power it returns the ticket to its authority (Order 121 art. 41, Order 20 art. 37).",
};

const designatedFinally: BilingualText = {
  zh: "共同的上级部门已指定处理机关，不得再提出争议（第121号令第三十三条、第20号令第三十条）。",
  en: "The common superior has designated who handles it, which is final (Order 121 art. 33, Order 20 art. 30).",
};

const disputedAlready: BilingualText = {
  zh: "该工单已有未结的管辖争议。",
  en: "A dispute over this ticket is open already.",
};

const notDisputable = ({ kind, state }: TicketRow): BilingualText => ({
  zh: `状态 ${state} 的工单不能提出管辖争议；争议应在作出处理决定前提出（第121号令第三十三条）。`,
  en: `No dispute is raised over a ${kind} in state ${state}: it must be at your bureau and undecided (Order 121 art. 33).`,
});

/**
 * Checks the bureau that is said to be competent: an authority of the same province, which is neither above nor beneath the
 * one that says so.
 *
 * @throws INVALID_INPUT for `proposedBureau`, with the article that shows the right way
 */
export function checkProposed({ actor, ticket, at }: Change, proposed: BureauRow | null): BureauRow {
  if (proposed === null || !isValidOn(proposed, chinaDay(at))) throw refused(unknownBureau);
  const place = placeOf(proposed);
  if (proposed.kind !== "AUTHORITY") throw refused(noAuthority);
  const relation = relationOf(actor.bureau, place);
  if (relation === "own") throw refused(itself);
  if (relation === "above") throw refused(above);
  if (relation === "beneath") throw refused(beneath);
  if (place.province !== ticket.province) throw refused(otherProvince);
  return proposed;
}

const refused = (text: BilingualText) => invalidInput("proposedBureau", text);

const unknownBureau: BilingualText = { zh: "没有这个单位，或该单位已撤销。", en: "There is no such bureau today." };

const noAuthority: BilingualText = {
  zh: "管辖争议发生在市场监督管理部门之间，请填写局的代码（第121号令第三十三条）。",
  en: "Disputes are between authorities: name an authority, not a unit or centre of one (Order 121 art. 33).",
};

const itself: BilingualText = {
  zh: "本单位正是承办单位，请填写其他有处理权限的单位（第121号令第三十三条）。",
  en: "Your bureau holds the ticket: name the other authority that is competent (Order 121 art. 33).",
};

const above: BilingualText = {
  zh: "应由上级处理的，请报请提级（requestElevation；第121号令第十三条、第20号令第十二条）。",
  en: "What a superior should handle, ask it to take up: requestElevation (Order 121 art. 13, Order 20 art. 12).",
};

const beneath: BilingualText = {
  zh: "应由下级处理的，请分派（dispatchTicket；第121号令第四十一条、第20号令第三十七条）。",
  en: "What a bureau beneath yours should handle, dispatch to it: dispatchTicket (Order 121 art. 41, Order 20 art. 37).",
};

const otherProvince: BilingualText = {
  zh: "外省单位有处理权限的，请跨省移交（handOverTicket）；管辖争议须有共同的上级部门在本省（第121号令第三十三条）。",
  en: "What another province should handle, hand over: handOverTicket. Disputes are within a province (Order 121 art. 33).",
};
