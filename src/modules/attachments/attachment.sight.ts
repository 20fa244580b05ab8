import { authorize, holds, may } from "../../access/index.js";
import type { Actor, BilingualText, Place } from "../../platform/actor.js";
import { forbidden } from "../../platform/errors.js";
import type { FileRules } from "../../platform/file-rules.js";
import { isConfidentialFor, placeOfTicket, type TicketRow } from "../tickets/index.js";
import { type AttachmentAction, obstacleToOpening, obstacleToRemoving } from "./attachment.states.js";
import type { AttachmentRow } from "./attachment.store.js";

/**
 * Where an attachment is added to or removed from a ticket: at the bureau that handles it, and at the one that registered
 * it, to which the citizen may bring more.
 */
export function placeOfWork(actor: Actor, ticket: TicketRow): Place {
  return actor.bureau.bureau === ticket.intakeBureau ? actor.bureau : placeOfTicket(ticket);
}

const confidential: BilingualText = {
  zh: "举报材料可能暴露举报人，仅限登记和承办单位打开（第121号令第三十七条）。",
  en: "What belongs to a report may show who made it: only the bureaus that registered and handle it open it (Order 121 art. 37).",
};

/**
 * Whether the actor may open what belongs to a ticket that he sees.
 *
 * SECURITY: whoever sees a consultation or complaint may open its files, for a purpose that is recorded; those of a report
 * open only at the bureaus that registered and handle it. Others see that there are files, and not what they are called.
 *
 * @throws FORBIDDEN
 */
export function authorizeOpening(actor: Actor, ticket: TicketRow): void {
  // The ticket was found in the scope of the actor: his own place is as good as that of the ticket.
  authorize(actor, "attachment.open", actor.bureau);
  if (isConfidentialFor(actor, ticket)) throw forbidden(confidential);
}

/** Whether the actor may open what belongs to a ticket that he sees, by the same rules. */
export function mayOpen(actor: Actor, ticket: TicketRow): boolean {
  return holds(actor, "attachment.open") && !isConfidentialFor(actor, ticket);
}

/** What the actor may do with an attachment of a ticket that he sees, by the rules that the commands refuse by. */
export function permittedActions(
  actor: Actor,
  row: AttachmentRow,
  ticket: TicketRow,
  rules: FileRules,
): AttachmentAction[] {
  const actions: AttachmentAction[] = [];
  if (mayOpen(actor, ticket) && obstacleToOpening(row, rules) === null) actions.push("OPEN");
  const mayRemove = may(actor, "attachment.remove", placeOfWork(actor, ticket));
  if (mayRemove && obstacleToRemoving(row) === null) actions.push("REMOVE");
  return actions;
}
