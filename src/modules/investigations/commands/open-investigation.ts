import { authorize } from "../../../access/index.js";
import { inScope, type RequestContext } from "../../../platform/context.js";
import { forbidden } from "../../../platform/errors.js";
import { newId } from "../../../platform/ids.js";
import { write } from "../../../platform/writing.store.js";
import { beginStep, checkWords, investigationType, type Step, tell } from "../investigation.change.js";
import { investigationEventTypes } from "../investigation.events.js";
import type { OpenInvestigationInput } from "../investigation.inputs.js";
import { placeOfInvestigation } from "../investigation.states.js";
import { type InvestigationRow, investigatedTicketInsertion, investigationInsertion } from "../investigation.store.js";
import { checkNumber, findInvestigable } from "../investigation.tickets.js";
import { personOf } from "../task.change.js";

/**
 * Opens a joint investigation that the acting bureau leads: an authority, or a centre for the region of its authority.
 *
 * @throws NOT_FOUND for a ticket that is not visible, FORBIDDEN for one that is handled elsewhere and for departments and
 *   street offices, INVALID_INPUT and TOO_LARGE
 */
export function openInvestigation(context: RequestContext, input: OpenInvestigationInput): Promise<InvestigationRow> {
  return inScope(context, async (tx) => {
    const step = beginStep(tx, context);
    authorizeLead(step);
    checkNumber(input.tickets);
    const tickets = await findInvestigable(tx, step.actor, input.tickets, "tickets");
    checkWords({ title: input.title, purpose: input.purpose });

    const row = newInvestigation(step, input);
    await write(tx, [investigationInsertion(row)]);
    const { province, id: investigationId } = row;
    await write(tx, [
      investigatedTicketInsertion(tickets.map(({ id }) => ({ province, investigationId, ticketId: id }))),
    ]);

    const detail = { lead: row.bureau, tickets: tickets.length };
    await tell(
      step,
      tickets.map((ticket) => ({ ticket, kind: "INVESTIGATION_OPENED" })),
      [
        {
          action: "investigation.lead",
          type: investigationType,
          row,
          place: placeOfInvestigation(row),
          event: investigationEventTypes.OPEN,
          detail,
        },
      ],
    );
    return row;
  });
}

function authorizeLead({ actor }: Step): void {
  authorize(actor, "investigation.lead", actor.bureau);
  if (actor.bureau.kind === "AUTHORITY" || actor.bureau.kind === "CENTRE") return;
  throw forbidden({
    zh: "协查由市场监管局或其12315中心牵头；内设机构、派出机构请报所属局发起。",
    en: "An authority or its 12315 centre leads a joint investigation; a department or street office asks its authority.",
  });
}

function newInvestigation(step: Step, { title, purpose }: OpenInvestigationInput): InvestigationRow {
  const { actor, at } = step;
  const { province, city, county, bureau } = actor.bureau;
  return {
    province,
    city,
    county,
    bureau,
    id: newId(at),
    title,
    purpose,
    state: "OPEN",
    openedAt: at,
    openedBy: personOf(step),
    outcome: null,
    closedAt: null,
    closedBy: null,
    version: 1,
  };
}
