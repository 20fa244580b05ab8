import { authorize } from "../../../access/index.js";
import { chinaDay } from "../../../platform/clock.js";
import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import { conflict, invalidInput, tooLarge } from "../../../platform/errors.js";
import { newId } from "../../../platform/ids.js";
import { type Writing, writeAndEnd } from "../../../platform/writing.store.js";
import { requireCountedDay } from "../../calendar/index.js";
import { countOtherHours } from "../assignment.store.js";
import { rosterRecordings } from "../roster.change.js";
import { planOf } from "../shift.check.js";
import { shiftEventTypes } from "../shift.events.js";
import type { SetShiftInput } from "../shift.inputs.js";
import { isInForce } from "../shift.plans.js";
import { findShiftsOf, lockRosterOf, type ShiftRow, shiftInsertion, shiftUpdate } from "../shift.store.js";
import { limits } from "../shift.words.js";

/**
 * Sets a shift of the caller's bureau from a day on (设置班次). The version before it ends on that day and stays as history; one
 * that begins on the same day, of which nothing has happened yet, is said anew.
 *
 * @throws FORBIDDEN; INVALID_INPUT, also where people are assigned to other hours of it from that day on, and where a later
 *   version is set already; CONFLICT; TOO_LARGE for one shift too many
 */
export function setShift(context: RequestContext, input: SetShiftInput): Promise<ShiftRow> {
  const actor = actorOf(context);
  const plan = planOf(input);
  const at = context.clock.now();
  const validFrom = input.validFrom ?? chinaDay(at);
  requireCountedDay("validFrom", validFrom);
  return inScope(context, async (tx) => {
    const { bureau, city, county, province } = actor.bureau;
    await lockRosterOf(tx, bureau);
    const rows = await findShiftsOf(tx, [bureau]);
    authorize(actor, "shift.manage", actor.bureau);
    const last = rows.filter(({ code }) => code === plan.code).at(-1) ?? null;
    checkSuccession(last, validFrom, input.version ?? null, chinaDay(at));
    if (await countOtherHours(tx, { bureau, code: plan.code, fromDay: validFrom }, plan)) throw stillAssigned();
    const row: ShiftRow = {
      ...{ province, city, county, bureau, id: newId(at), ...plan, weekdays: [...plan.weekdays] },
      ...{ validFrom, validTo: null, setAt: at, setBy: actor.person?.id ?? null, version: (last?.version ?? 0) + 1 },
    };
    const isSaidAnew = last?.validFrom === validFrom;
    const inForce = rows.filter((one) => one.code !== plan.code && isInForce(one, validFrom));
    if (inForce.length >= limits.shifts) throw tooLarge("shifts", inForce.length + 1, limits.shifts);
    const writings = isSaidAnew ? [anew(last, row)] : [endOf(last, row), shiftInsertion(row)];
    const { code, lengthMinutes, plannedHeads, startMinute } = plan;
    const detail = { code, startMinute, lengthMinutes, plannedHeads, validFrom };
    await writeAndEnd(tx, [...writings, ...rosterRecordings(context, actor, at, shiftEventTypes.SHIFT_SET, detail)]);
    return isSaidAnew ? { ...row, id: last.id } : row;
  });
}

function checkSuccession(last: ShiftRow | null, validFrom: string, version: number | null, today: string): void {
  if (version !== (last?.version ?? null)) throw conflict(last?.version ?? 0);
  if (validFrom < today) {
    throw invalidInput("validFrom", {
      zh: "班次只能自今日或以后启用，以往的安排保留为历史。",
      en: "A shift is set from today on at the earliest: what was, stays.",
    });
  }
  if (last !== null && validFrom < last.validFrom) {
    throw invalidInput("validFrom", {
      zh: `该班次已有自 ${last.validFrom} 起的版本，不能与之重叠。`,
      en: `A version of this shift is set from ${last.validFrom} on, with which it must not overlap.`,
    });
  }
}

const stillAssigned = () =>
  invalidInput("validFrom", {
    zh: "自该日起已有人排在此班次的原时段；请先撤下，或自更晚的日期起调整。",
    en: "People are assigned to other hours of this shift from that day on: take them off first, or set a later day.",
  });

function anew(last: ShiftRow, row: ShiftRow): Writing {
  const { breakMinutes, lengthMinutes, name, onHolidays, onWorkingDays, plannedHeads, setAt, setBy } = row;
  const { startMinute, validTo, weekdays } = row;
  return shiftUpdate(last, {
    ...{ breakMinutes, lengthMinutes, name, onHolidays, onWorkingDays, plannedHeads, setAt, setBy },
    ...{ startMinute, validTo, weekdays },
  });
}

// A version that had ended before keeps its end.
function endOf(last: ShiftRow | null, { validFrom }: ShiftRow): Writing | null {
  return last === null || (last.validTo !== null && last.validTo <= validFrom)
    ? null
    : shiftUpdate(last, { validTo: validFrom });
}
