import { authorize } from "../../../access/index.js";
import { chinaDay } from "../../../platform/clock.js";
import { inScope, type RequestContext } from "../../../platform/context.js";
import { illegalTransition } from "../../../platform/errors.js";
import { newId } from "../../../platform/ids.js";
import { recordings } from "../../../platform/record.js";
import { writeAndEnd } from "../../../platform/writing.store.js";
import { addWorkingDays, currentCalendar } from "../../calendar/index.js";
import { findAndLock, notices } from "../../tickets/index.js";
import { placeOfActor, recordedCallback } from "../callback.change.js";
import type { PlanCallbackInput } from "../callback.inputs.js";
import { type CallbackRow, insertPlanned, isHandedOver } from "../callback.store.js";
import { obstacleToPlan, roundOf } from "../callback.workflow.js";
import { usualWithinDays } from "../callback-rule.js";
import { findCallbackRule } from "../callback-rules.store.js";

/**
 * Plans a callback by hand (安排回访) on a closed ticket that the bureau registered. It is due as many working days from now
 * as the rule of the bureau gives after a closing.
 *
 * @throws NOT_FOUND, FORBIDDEN, ILLEGAL_TRANSITION for a ticket that is not closed, was handed over, has no telephone
 *   number, or has the callback of its round already
 */
export function planCallback(context: RequestContext, input: PlanCallbackInput): Promise<CallbackRow> {
  return inScope(context, async (tx) => {
    const change = await findAndLock(tx, context, input.ticketId);
    const { actor, at, ticket } = change;
    const { province, intakeCity: city, intakeCounty: county, intakeBureau: bureau } = ticket;

    authorize(actor, "callback.plan", { province, city, county, bureau });

    const obstacle = obstacleToPlan(ticket, await isHandedOver(tx, ticket));
    if (obstacle !== null) throw illegalTransition(obstacle, []);

    const rule = await findCallbackRule(tx, bureau);
    const calendar = await currentCalendar(tx);
    const { due } = addWorkingDays(chinaDay(at), rule?.withinDays ?? usualWithinDays, calendar);
    const planned = { province, ticketId: ticket.id, id: newId(at), bureau, round: roundOf(ticket) };
    const [callback] = await insertPlanned(tx, [{ ...planned, state: "PLANNED", plannedAt: at, dueOn: due }]);
    if (callback === undefined) throw illegalTransition(plannedAlready, []);

    const { version } = callback;
    await writeAndEnd(tx, [
      notices(change, [{ ticket, kind: "CALLBACK_PLANNED", detail: { dueOn: due } }]),
      ...recordings(actor, [
        recordedCallback(callback, {
          action: "callback.plan",
          event: "PLANNED",
          version,
          place: placeOfActor(actor),
          at,
          requestId: context.requestId,
          detail: { dueOn: due },
        }),
      ]),
    ]);
    return callback;
  });
}

const plannedAlready = {
  zh: "该工单本轮回访已安排或已完成，每轮只回访一次。",
  en: "The ticket has the callback of this round already: there is one in each round.",
};
