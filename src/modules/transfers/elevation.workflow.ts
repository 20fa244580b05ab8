import type { Actor, BilingualText } from "../../platform/actor.js";
import { findEdge, type TicketKind, type TicketRow, type TicketState } from "../tickets/index.js";
import type { ElevationRow } from "./elevation.store.js";

/** The states of a request to take a case up. */
export const elevationStates = ["PENDING", "TAKEN_UP", "REFUSED", "WITHDRAWN"] as const;

/** A state of a request. */
export type ElevationState = (typeof elevationStates)[number];

/** What is done with a request. */
export const elevationActions = ["APPROVE", "REFUSE", "WITHDRAW"] as const;

/** An action upon a request. */
export type ElevationAction = (typeof elevationActions)[number];

/** THE table of states and actions of a request: each action ends a pending one. */
export const elevationEdges: Readonly<Record<ElevationAction, { from: ElevationState; to: ElevationState }>> = {
  APPROVE: { from: "PENDING", to: "TAKEN_UP" },
  REFUSE: { from: "PENDING", to: "REFUSED" },
  WITHDRAW: { from: "PENDING", to: "WITHDRAWN" },
};

/** What of a ticket decides whether it can be taken up. */
export type TicketToTake = Pick<TicketRow, "kind" | "state" | "province" | "city" | "county">;

/** Whether a case can still be taken up where it stands: it is not decided yet. */
export function canBeTakenUp({ kind, state }: Pick<TicketToTake, "kind" | "state">): boolean {
  return findEdge(kind as TicketKind, state as TicketState, "TAKE_UP") !== null;
}

/** Whether the ticket has left the bureau that asked, so that nothing is left of the request. */
export function hasLeft({ asker }: Pick<ElevationRow, "asker">, { province, city, county }: TicketToTake): boolean {
  return (county ?? city ?? province) !== asker;
}

/**
 * What stands in the way of an action upon a request besides the rights, or null where nothing does. Commands refuse by it,
 * and `permittedActions` leaves out what it refuses.
 *
 * @param ticket the ticket as it stands now
 */
export function obstacleToElevation(
  action: ElevationAction,
  elevation: Pick<ElevationRow, "state" | "asker">,
  ticket: TicketToTake,
): BilingualText | null {
  if (elevation.state !== elevationEdges[action].from) return stateText(action, elevation.state);
  return action === "APPROVE" && (hasLeft(elevation, ticket) || !canBeTakenUp(ticket)) ? movedOn : null;
}

/**
 * What stands in the way of asking a superior to take a case up, or null where nothing does.
 *
 * @param isAsked whether a request is pending already
 */
export function obstacleToAsking(actor: Actor, ticket: TicketToTake, isAsked: boolean): BilingualText | null {
  if (actor.bureau.kind !== "AUTHORITY") return unitReturns;
  if (isAsked) return askedAlready;
  return canBeTakenUp(ticket) ? null : notTakeable(ticket);
}

const stateText = (action: ElevationAction, state: string): BilingualText => ({
  zh: `状态 ${state} 的提级申请不能执行 ${action}。`,
  en: `${action} is not possible for a request in state ${state}.`,
});

const movedOn: BilingualText = {
  zh: "工单已移出报请单位或已作出处理决定，不能提级（第121号令第十三条）。",
  en: "The ticket has left the bureau that asked, or was decided there: it can no longer be taken up (Order 121 art. 13).",
};

const unitReturns: BilingualText = {
  zh: "报请提级由市场监督管理部门提出；内设机构、派出机构应退回本部门（第121号令第十三条、第四十一条）。",
  en: "It is for an authority to ask its superior; a unit returns the ticket to its authority (Order 121 art. 13 and 41).",
};

const askedAlready: BilingualText = {
  zh: "该工单已有待决定的提级申请。",
  en: "A request to take this case up is pending already.",
};

const notTakeable = ({ kind, state }: TicketToTake): BilingualText => ({
  zh: `状态 ${state} 的工单不能报请提级（第121号令第十三条、第20号令第十二条）。`,
  en: `No superior takes up a ${kind} in state ${state} (Order 121 art. 13, Order 20 art. 12).`,
});
