import type { BilingualText } from "../../platform/actor.js";
import type { TicketKind, TicketRow, TicketState, TicketVerb } from "../tickets/index.js";
import { findEdge } from "../tickets/index.js";
import type { DisputeRow } from "./dispute.store.js";

/** The states of a dispute. */
export const disputeStates = ["NEGOTIATING", "CONTESTED", "REFERRED", "AGREED", "DESIGNATED", "WITHDRAWN"] as const;

/** A state of a dispute. */
export type DisputeState = (typeof disputeStates)[number];

/** How a dispute came about. */
export const disputeOrigins = ["RAISED", "THIRD_RETURN"] as const;

/** How a dispute came about: a bureau raised it, or a ticket was returned for the third time. */
export type DisputeOrigin = (typeof disputeOrigins)[number];

/** What a party or the superior does with a dispute. */
export const disputeActions = ["ACCEPT", "CONTEST", "REFER", "WITHDRAW", "DESIGNATE"] as const;

/** An action upon a dispute. */
export type DisputeAction = (typeof disputeActions)[number];

/** The states in which a dispute still has no end. */
export const openDisputeStates: readonly DisputeState[] = ["NEGOTIATING", "CONTESTED", "REFERRED"];

interface DisputeEdge {
  from: readonly DisputeState[];
  to: DisputeState;
  /** The verb by which the ticket moves with it; null where the ticket stays. */
  verb: TicketVerb | null;
}

/**
 * THE table of states and actions of a dispute. The superior may designate at once, without waiting for the bureaus to
 * negotiate (也可以直接由共同的上一级市场监督管理部门指定; art. 33 of Order 121, art. 30 of Order 20).
 */
export const disputeEdges: Readonly<Record<DisputeAction, DisputeEdge>> = {
  ACCEPT: { from: ["NEGOTIATING", "CONTESTED"], to: "AGREED", verb: "TRANSFER" },
  CONTEST: { from: ["NEGOTIATING"], to: "CONTESTED", verb: null },
  REFER: { from: ["NEGOTIATING", "CONTESTED"], to: "REFERRED", verb: null },
  WITHDRAW: { from: openDisputeStates, to: "WITHDRAWN", verb: null },
  DESIGNATE: { from: openDisputeStates, to: "DESIGNATED", verb: "DESIGNATE" },
};

/** Whether a dispute still has no end. */
export function isOpen({ state }: Pick<DisputeRow, "state">): boolean {
  return openDisputeStates.includes(state as DisputeState);
}

const authorityOf = ({ province, city, county }: Pick<TicketRow, "province" | "city" | "county">): string =>
  county ?? city ?? province;

/**
 * Whether the ticket has moved on from under a dispute (争议失去对象): it left the authority that disputes it, or that is to
 * designate after a third return, or it was decided or closed there. Nothing is left to agree or to designate then.
 */
export function hasMovedOn(dispute: DisputeFacts, ticket: TicketFacts): boolean {
  if (findEdge(ticket.kind as TicketKind, ticket.state as TicketState, "DESIGNATE") === null) return true;
  return dispute.origin === "THIRD_RETURN"
    ? ticket.holder !== dispute.superior
    : authorityOf(ticket) !== dispute.raiser;
}

/** What of a dispute decides what may be done with it. */
export type DisputeFacts = Pick<DisputeRow, "state" | "origin" | "raiser" | "superior">;

/** What of its ticket decides it. */
export type TicketFacts = Pick<TicketRow, "kind" | "state" | "holder" | "province" | "city" | "county">;

/**
 * What stands in the way of an action upon a dispute besides the rights, or null where nothing does. Commands refuse by it,
 * and `permittedActions` leaves out what it refuses.
 *
 * @param ticket the ticket as it stands now
 */
export function obstacleToDispute(
  action: DisputeAction,
  dispute: DisputeFacts,
  ticket: TicketFacts,
): BilingualText | null {
  const { from, verb } = disputeEdges[action];
  if (!from.includes(dispute.state as DisputeState)) return stateText(action, dispute.state as DisputeState);
  if (action === "WITHDRAW") return dispute.origin === "THIRD_RETURN" ? ofThirdReturn : null;
  if (hasMovedOn(dispute, ticket)) return movedOn;
  if (verb !== null && findEdge(ticket.kind as TicketKind, ticket.state as TicketState, verb) === null) return movedOn;
  return null;
}

const stateText = (action: DisputeAction, state: DisputeState): BilingualText => {
  if (state === "DESIGNATED") return designatedAlready;
  return {
    zh: `状态 ${state} 的管辖争议不能执行 ${action}。`,
    en: `${action} is not possible for a dispute in state ${state}.`,
  };
};

const designatedAlready: BilingualText = {
  zh: "共同的上级部门已指定处理机关，指定为终局（第121号令第三十三条、第20号令第三十条）。",
  en: "The common superior has designated who handles it, which is final (Order 121 art. 33, Order 20 art. 30).",
};

const ofThirdReturn: BilingualText = {
  zh: "第三次退回的工单由共同的上级部门指定处理机关，不能撤回（第121号令第三十三条）。",
  en: "After the third return the common superior designates; there is nothing to withdraw (Order 121 art. 33).",
};

const movedOn: BilingualText = {
  zh: "工单已移出争议单位或已作出处理决定，该争议已失去对象。",
  en: "The ticket has left the bureau that disputes it, or was decided there: nothing is left of the dispute.",
};
