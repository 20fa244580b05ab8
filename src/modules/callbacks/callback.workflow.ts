import { may } from "../../access/index.js";
import type { Actor, BilingualText, Place } from "../../platform/actor.js";

/** The states of a callback (回访状态). */
const callbackStates = ["PLANNED", "DONE", "UNREACHED"] as const;

/** A state of a callback. */
export type CallbackState = (typeof callbackStates)[number];

/** The four grades of the trade (满意度), the best first. */
export const callbackGrades = ["VERY_SATISFIED", "SATISFIED", "NEUTRAL", "DISSATISFIED"] as const;

/** A grade. */
export type CallbackGrade = (typeof callbackGrades)[number];

/** What may be done with a callback. */
const callbackActions = ["RECORD", "RECORD_UNREACHED"] as const;

/** An action on a callback. */
export type CallbackAction = (typeof callbackActions)[number];

/** How often somebody tries to reach the citizen before the callback is given up. */
export const mostTries = 3;

/** THE table: from which state an action leads, and where to. The last try of RECORD_UNREACHED ends it, see `stateAfterTry`. */
const edges: Readonly<Record<CallbackAction, { from: CallbackState; to: CallbackState }>> = {
  RECORD: { from: "PLANNED", to: "DONE" },
  RECORD_UNREACHED: { from: "PLANNED", to: "UNREACHED" },
};

/** The state after one more try that reached nobody. */
export function stateAfterTry(tries: number): CallbackState {
  return tries >= mostTries ? edges.RECORD_UNREACHED.to : "PLANNED";
}

/** What of a callback decides what may be done with it. */
export interface CallbackStanding {
  state: string;
  /** The place of the bureau that calls. */
  place: Place;
}

/** What stands in the way of an action besides rights; null where nothing does. */
export function obstacleTo(callback: Pick<CallbackStanding, "state">, action: CallbackAction): BilingualText | null {
  if (callback.state === edges[action].from) return null;
  return {
    zh: `状态 ${callback.state} 的回访不能执行 ${action}：每轮回访只记录一次结果。`,
    en: `${action} is not possible for a callback in state ${callback.state}: a round ends with one result.`,
  };
}

/** What an actor may do with a callback as it stands: commands refuse by the same rules. */
export function permittedActions(actor: Actor, callback: CallbackStanding): CallbackAction[] {
  if (!may(actor, "callback.make", callback.place)) return [];
  return callbackActions.filter((action) => obstacleTo(callback, action) === null);
}

/** What of a ticket decides about its callbacks. */
export interface CalledTicket {
  state: string;
  reopenedAt: Date | null;
  contactPhoneMasked: string | null;
  mergedInto: string | null;
}

/** The round of the next callback on a ticket: the second after it was done again. */
export function roundOf({ reopenedAt }: Pick<CalledTicket, "reopenedAt">): 1 | 2 {
  return reopenedAt === null ? 1 : 2;
}

/**
 * Why no callback can be planned on a ticket; null where one can.
 *
 * @param isHandedOver whether it was handed over to another province, which calls instead
 */
export function obstacleToPlan(ticket: CalledTicket, isHandedOver: boolean): BilingualText | null {
  if (ticket.state !== "CLOSED" && ticket.state !== "ARCHIVED") {
    return {
      zh: "只能回访已办结的工单（第121号令第二十六条）。",
      en: "Only a closed ticket is called back (Order 121 art. 26).",
    };
  }
  if (isHandedOver) {
    return {
      zh: "工单已移交外省办理，由接收单位回访。",
      en: "The ticket was handed over to another province, whose bureau calls back.",
    };
  }
  // Done again, it would be handled beside the ticket that goes on in its place.
  if (ticket.mergedInto !== null) {
    return {
      zh: "工单已并入其他工单，请回访主工单。",
      en: "The ticket was merged into another, on which the citizen is called back.",
    };
  }
  if (ticket.contactPhoneMasked !== null) return null;
  return { zh: "工单没有联系电话，无法回访。", en: "The ticket has no telephone number to call." };
}

/** Whether a grade has the ticket done again: dissatisfied through the handler's fault, in the first round, once. */
export function reopens(
  graded: { grade: CallbackGrade; isHandlersFault: boolean; round: number },
  ticket: Pick<CalledTicket, "reopenedAt">,
): boolean {
  return graded.grade === "DISSATISFIED" && graded.isHandlersFault && graded.round === 1 && ticket.reopenedAt === null;
}
