import { inScope, type RequestContext } from "../../../platform/context.js";
import { invalidInput, tooLarge } from "../../../platform/errors.js";
import { write } from "../../../platform/writing.store.js";
import {
  beginStep,
  decideInvestigation,
  findAndLockInvestigation,
  investigationType,
  tell,
} from "../investigation.change.js";
import { investigationEventTypes } from "../investigation.events.js";
import type { AddInvestigationTicketsInput } from "../investigation.inputs.js";
import { placeOfInvestigation } from "../investigation.states.js";
import {
  findInvestigatedTickets,
  type InvestigationRow,
  investigatedTicketInsertion,
  investigationUpdate,
} from "../investigation.store.js";
import { checkNumber, findInvestigable, mostTickets } from "../investigation.tickets.js";

/**
 * Adds tickets to a joint investigation. Those that it has already are passed over.
 *
 * @throws NOT_FOUND, FORBIDDEN, CONFLICT, ILLEGAL_TRANSITION for a closed one, INVALID_INPUT where nothing is new, and
 *   TOO_LARGE beyond 100 tickets
 */
export function addInvestigationTickets(
  context: RequestContext,
  input: AddInvestigationTicketsInput,
): Promise<InvestigationRow> {
  return inScope(context, async (tx) => {
    const step = beginStep(tx, context);
    const found = await findAndLockInvestigation(step, input.investigationId);
    const state = decideInvestigation(step, found, "ADD_TICKETS", input.version);
    checkNumber(input.tickets);
    const tickets = await findInvestigable(tx, step.actor, input.tickets, "tickets");
    const before = new Set((await findInvestigatedTickets(tx, [found])).map(({ ticketId }) => ticketId));
    const added = tickets.filter(({ id }) => !before.has(id));
    if (added.length === 0) {
      throw invalidInput("tickets", {
        zh: "这些工单均已在本协查中。",
        en: "All these tickets are in the joint investigation already.",
      });
    }
    if (before.size + added.length > mostTickets) throw tooLarge("tickets", before.size + added.length, mostTickets);

    const row: InvestigationRow = { ...found, state, version: found.version + 1 };
    const { province, id: investigationId } = row;
    await write(tx, [
      investigationUpdate(found, { state }),
      investigatedTicketInsertion(added.map(({ id }) => ({ province, investigationId, ticketId: id }))),
    ]);
    await tell(
      step,
      added.map((ticket) => ({ ticket, kind: "INVESTIGATION_OPENED" })),
      [
        {
          action: "investigation.lead",
          type: investigationType,
          row,
          place: placeOfInvestigation(row),
          event: investigationEventTypes.ADD_TICKETS,
          detail: { lead: row.bureau, tickets: added.length },
        },
      ],
    );
    return row;
  });
}
