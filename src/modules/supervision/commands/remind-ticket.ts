import { authorize } from "../../../access/index.js";
import type { BilingualText } from "../../../platform/actor.js";
import { chinaDay } from "../../../platform/clock.js";
import { inScope, type RequestContext } from "../../../platform/context.js";
import { illegalTransition } from "../../../platform/errors.js";
import { recordings } from "../../../platform/record.js";
import { writeAndEnd } from "../../../platform/writing.store.js";
import { addWorkingDays, currentCalendar, workingDaysBetween } from "../../calendar/index.js";
import {
  type Change,
  checkRemark,
  findAndLock,
  finishedStates,
  notices,
  placeOfTicket,
  subjectOfTicket,
  type TicketRow,
} from "../../tickets/index.js";
import type { RemindTicketInput } from "../reminder.inputs.js";
import { findLastReminder } from "../reminder.store.js";
import { supervisionEventTypes } from "../supervision.events.js";

/**
 * Reminds whoever handles a ticket (催办): a notice in its timeline, which makes no version. A centre reminds throughout the
 * region of its authority. The ticket is locked meanwhile, so that two at once do not both find that nobody reminded today.
 *
 * @throws NOT_FOUND; FORBIDDEN; ILLEGAL_TRANSITION for a ticket that is closed, and where the same bureau reminded of it
 *   since the last working day began; INVALID_INPUT for wrong words
 */
export function remindTicket(context: RequestContext, input: RemindTicketInput): Promise<TicketRow> {
  return inScope(context, async (tx) => {
    const change = await findAndLock(tx, context, input.ticketId);
    const { actor, at, ticket } = change;

    authorize(actor, "ticket.remind", placeOfTicket(ticket));

    const obstacle = isFinished(ticket) ? finished(ticket) : await obstacleOfToday(change);
    if (obstacle !== null) throw illegalTransition(obstacle, []);
    const remark = checkRemark("remark", input.remark);

    const bureaus = { bureau: actor.bureau.bureau, toBureau: ticket.holder };
    await writeAndEnd(tx, [
      notices(change, [{ ticket, kind: "REMINDER", toBureau: ticket.holder, remark }]),
      ...recordings(actor, [
        {
          action: "ticket.remind",
          at,
          requestId: context.requestId,
          subject: subjectOfTicket(ticket),
          detail: bureaus,
          events: [{ type: supervisionEventTypes.REMINDED, payload: { ...bureaus, state: ticket.state } }],
        },
      ]),
    ]);
    return ticket;
  });
}

const isFinished = ({ state }: TicketRow): boolean => (finishedStates as readonly string[]).includes(state);

function finished({ number }: TicketRow): BilingualText {
  return {
    zh: `工单 ${number} 已办结，无需催办。`,
    en: `The ticket ${number} is closed; only open tickets are reminded of.`,
  };
}

// Reminders on a day off count with the working day before it: nobody could act in between.
async function obstacleOfToday({ tx, actor, at, ticket }: Change): Promise<BilingualText | null> {
  const last = await findLastReminder(tx, ticket, actor.bureau.bureau);
  if (last === null) return null;
  const [lastDay, calendar] = [chinaDay(last), await currentCalendar(tx)];
  if (workingDaysBetween(lastDay, chinaDay(at), calendar) > 0) return null;
  const next = addWorkingDays(lastDay, 1, calendar).due;
  return {
    zh: `本单位已于 ${lastDay} 催办，同一工作日内不重复催办；${next} 起可再次催办。`,
    en: `Your bureau reminded of it on ${lastDay}, and does so once in a working day: again from ${next} on.`,
  };
}
