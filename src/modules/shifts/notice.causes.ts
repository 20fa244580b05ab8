import type { Place } from "../../platform/actor.js";
import { type TicketState, type TicketVerb, ticketEventTypes } from "../tickets/index.js";
import type { NoticeCause } from "./shift.words.js";

/** A cause by which a ticket comes. */
export type TicketCause = Exclude<NoticeCause, "SUPERVISED">;

/**
 * THE table of the steps that put a ticket into the hands of a bureau that did not ask for it. By all other verbs it stays
 * where it is, ends, or goes to whoever asked for it: a bureau to which a ticket is transferred has agreed to take it, and a
 * superior that takes one up does so itself. For whoever loses it there is nothing to do, and a notice that he had is over.
 */
const causes = {
  DISPATCH: "DISPATCHED",
  DESIGNATE: "DESIGNATED",
  RETURN_TO_CENTRE: "RETURNED",
  REFER_TO_SUPERIOR: "REFERRED",
  // What another province hands over begins here as if an operator had passed it on.
  SUBMIT: "HANDED_OVER",
  ESCALATE: "HANDED_OVER",
  REOPEN: "REOPENED",
} as const satisfies Partial<Record<TicketVerb, TicketCause>>;

const causeOfType = new Map<string, TicketCause>(
  Object.entries(causes).map(([verb, cause]) => [ticketEventTypes[verb as TicketVerb], cause]),
);

/** In which states a ticket waits for the bureau to which it came. */
const waitingStates: Readonly<Record<TicketCause, readonly TicketState[]>> = {
  DISPATCHED: ["DISPATCHED"],
  DESIGNATED: ["DISPATCHED"],
  RETURNED: ["IN_REVIEW", "ESCALATED"],
  REFERRED: ["IN_REVIEW", "ESCALATED"],
  HANDED_OVER: ["IN_REVIEW", "ESCALATED"],
  REOPENED: ["SIGNED"],
};

/** Who took a step on a ticket. */
export interface StepTaken {
  /** The code of the bureau that acted, or for which the platform did. */
  bureau: string;
  /** Whether nobody acted but the platform. */
  isByPlatform: boolean;
}

/** Whether an event may have put a ticket into other hands. Pure. */
export function mayArrive(type: string): boolean {
  return causeOfType.has(type);
}

/**
 * By what a ticket came to a bureau with an event; null where the bureau took the step itself, or nothing came. Pure.
 *
 * @param type the type of the event
 * @param place where the ticket stands after it
 * @param step who took the step that it tells of
 */
export function causeOf(type: string, place: Pick<Place, "bureau">, step: StepTaken): TicketCause | null {
  const cause = causeOfType.get(type);
  if (cause === undefined) return null;
  if (cause === "HANDED_OVER") return step.isByPlatform ? cause : null;
  return step.bureau === place.bureau && !step.isByPlatform ? null : cause;
}

/** Whether a ticket still waits for the bureau to which it came. Pure. */
export function isWaitingFor(
  ticket: { state: string; holder: string } | undefined,
  bureau: string,
  cause: TicketCause,
): boolean {
  if (ticket === undefined || ticket.holder !== bureau) return false;
  return (waitingStates[cause] as readonly string[]).includes(ticket.state);
}
