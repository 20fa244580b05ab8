import type { Action } from "../../access/index.js";

/** What an event about a matter between bureaus means for the bureau at whose place it stands. */
export interface MatterEvent {
  /** The action by which somebody there acts upon it: whoever does not hold it is not told. */
  action: Action;
  /** Whether something waits since then, or no longer does. */
  waits: boolean;
}

type MatterEvents = Readonly<Record<string, MatterEvent>>;

const waiting = (action: Action): MatterEvent => ({ action, waits: true });
const over = (action: Action): MatterEvent => ({ action, waits: false });

/** What is escalated to a bureau, by the type of the event; each stands at the place of the bureau that must know. */
export const escalationEvents: MatterEvents = {
  "supervisionOrder.issued": waiting("supervision.read"),
  "supervisionOrder.sentBack": waiting("supervision.read"),
  "supervisionOrder.accepted": over("supervision.read"),
  "supervisionOrder.closed": over("supervision.read"),
  // An order of the bureau was ignored, and rose to the one above.
  "supervisionOrder.risen": over("supervision.read"),
  "dispute.referred": waiting("dispute.designate"),
  "elevation.asked": waiting("elevation.decide"),
  "extension.requested": waiting("extension.decide"),
  "extension.granted": over("extension.decide"),
  "extension.refused": over("extension.decide"),
  "extension.withdrawn": over("extension.decide"),
  "extension.lapsed": over("extension.decide"),
};

/** The events of tickets that are escalated to the bureau that handles them. */
export const escalatedTicketEvents: ReadonlySet<string> = new Set([
  "ticket.reminded",
  "ticket.referredToSuperior",
  "deadline.expired",
]);

/** What waits for a bureau besides tickets, by the type of the event; each stands at its place. */
export const workEvents: MatterEvents = {
  "investigationTask.given": waiting("investigation.answer"),
  "investigationTask.reminded": waiting("investigation.answer"),
  "investigationTask.withdrawn": over("investigation.answer"),
  "investigationTask.closed": over("investigation.answer"),
  "investigationTask.answered": waiting("investigation.lead"),
  "dispute.raised": waiting("dispute.answer"),
  "dispute.withdrawn": over("dispute.answer"),
  "dispute.contested": waiting("dispute.refer"),
  "dispute.agreed": over("dispute.refer"),
  "elevation.refused": over("elevation.ask"),
  "extension.refused": over("extension.request"),
  "extension.lapsed": over("extension.request"),
  "supervisionOrder.answered": waiting("supervision.decide"),
  "copy.sent": waiting("copy.receive"),
  "copy.withdrawn": over("copy.receive"),
  "callback.planned": waiting("callback.make"),
  "callback.made": over("callback.make"),
  "callback.givenUp": over("callback.make"),
  "report.submitted": waiting("report.receive"),
};
