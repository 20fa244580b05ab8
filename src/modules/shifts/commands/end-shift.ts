import { authorize } from "../../../access/index.js";
import { chinaDay } from "../../../platform/clock.js";
import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import { conflict, invalidInput, notFound } from "../../../platform/errors.js";
import { writeAndEnd } from "../../../platform/writing.store.js";
import { requireCountedDay } from "../../calendar/index.js";
import { countOtherHours } from "../assignment.store.js";
import { rosterRecordings } from "../roster.change.js";
import { shiftEventTypes } from "../shift.events.js";
import type { EndShiftInput } from "../shift.inputs.js";
import { findShiftsOf, lockRosterOf, type ShiftRow, shiftUpdate } from "../shift.store.js";

/**
 * Ends a shift of the caller's bureau (停用班次): from a day on it is not in force any more, and its history stays.
 *
 * @throws FORBIDDEN; NOT_FOUND for a shift that the bureau never set; CONFLICT; INVALID_INPUT for a day that is past or before
 *   its first, and where people are assigned to it from that day on
 */
export function endShift(context: RequestContext, input: EndShiftInput): Promise<ShiftRow> {
  const actor = actorOf(context);
  const { code, validTo, version } = input;
  requireCountedDay("validTo", validTo);
  return inScope(context, async (tx) => {
    const { bureau } = actor.bureau;
    await lockRosterOf(tx, bureau);
    const row = (await findShiftsOf(tx, [bureau])).filter((one) => one.code === code).at(-1);
    authorize(actor, "shift.manage", actor.bureau);
    if (row === undefined) throw notFound("code");
    if (row.version !== version) throw conflict(row.version);
    const at = context.clock.now();
    if (validTo <= chinaDay(at) || validTo <= row.validFrom || (row.validTo !== null && validTo > row.validTo)) {
      throw invalidInput("validTo", {
        zh: "停用日须在今日和启用日之后，且不晚于已定的停用日。",
        en: "It ends after today, after its first day, and not after an end that is set already.",
      });
    }
    if (await countOtherHours(tx, { bureau, code, fromDay: validTo }, null)) {
      throw invalidInput("validTo", {
        zh: "自该日起仍有人排在此班次，请先撤下。",
        en: "People are assigned to this shift from that day on: take them off first.",
      });
    }
    await writeAndEnd(tx, [
      shiftUpdate(row, { validTo }),
      ...rosterRecordings(context, actor, at, shiftEventTypes.SHIFT_ENDED, { code, validTo }),
    ]);
    return { ...row, validTo, version: version + 1 };
  });
}
