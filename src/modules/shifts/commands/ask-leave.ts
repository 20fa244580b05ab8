import { authorize } from "../../../access/index.js";
import { chinaDay } from "../../../platform/clock.js";
import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import { invalidInput } from "../../../platform/errors.js";
import { newId } from "../../../platform/ids.js";
import { writeAndEnd } from "../../../platform/writing.store.js";
import { readPeriod } from "../../calendar/index.js";
import { lockTurnsOf } from "../assignment.store.js";
import { countLeaveOn, type LeaveRow, leaveInsertion } from "../leave.store.js";
import { personOf } from "../own-person.js";
import { checkRemark, requestRecordings } from "../request.change.js";
import type { AskLeaveInput } from "../request.inputs.js";
import { leaveType } from "../request.type.js";
import { leaveEventTypes } from "../shift.events.js";
import { limits } from "../shift.words.js";

/**
 * Somebody asks for leave at his bureau (申请请假).
 *
 * @throws FORBIDDEN for a program that acts for itself; INVALID_INPUT for days that are past, too many or in disorder, and where
 *   he asked for some of them already
 */
export function askLeave(context: RequestContext, input: AskLeaveInput): Promise<LeaveRow> {
  const actor = actorOf(context);
  const person = personOf(actor);
  const { firstDay, kind, lastDay } = input;
  const remark = checkRemark(input.remark);
  checkDays(firstDay, lastDay, chinaDay(context.clock.now()));
  return inScope(context, async (tx) => {
    authorize(actor, "shift.ask", actor.bureau);
    await lockTurnsOf(tx, [person]);
    const { bureau, city, county, province } = actor.bureau;
    if ((await countLeaveOn(tx, { bureau, firstDay, lastDay, person })) > 0) {
      throw invalidInput("firstDay", {
        zh: "其中有的日期已申请过请假。",
        en: "You asked for leave on some of these days already.",
      });
    }
    const at = context.clock.now();
    const row: LeaveRow = {
      ...{ province, city, county, bureau, id: newId(at), person, kind, firstDay, lastDay, state: "ASKED", remark },
      ...{ askedAt: at, decidedAt: null, decidedBy: null, reason: null, version: 1 },
    };
    const step = { action: "shift.ask", event: leaveEventTypes.ASK, type: leaveType } as const;
    await writeAndEnd(tx, [leaveInsertion(row), ...requestRecordings({ actor, at, context }, step, row)]);
    return row;
  });
}

function checkDays(firstDay: string, lastDay: string, today: string): void {
  if (firstDay < today) {
    throw invalidInput("firstDay", { zh: "请假自今日或以后起。", en: "Leave begins today or later." });
  }
  if (lastDay < firstDay) {
    throw invalidInput("lastDay", { zh: "截止日不能早于起始日。", en: "It cannot end before it begins." });
  }
  readPeriod(firstDay, lastDay, limits.leaveDays);
}
