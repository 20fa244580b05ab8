import { startValidation, type Validation } from "../../platform/validation.js";
import type { SetRosterRulesInput, SetShiftInput } from "./shift.inputs.js";
import { minuteOfClock, type ShiftPlan } from "./shift.times.js";
import { limits } from "./shift.words.js";

const codePattern = /^[A-Z][A-Z0-9_]{0,19}$/;
const longestShift = 1440;

function checkRange(validation: Validation, field: string, value: number, least: number, most: number): void {
  if (value >= least && value <= most) return;
  validation.add(field, { zh: `${field} 须为 ${least} 至 ${most}。`, en: `${field} is from ${least} to ${most}.` });
}

/**
 * Checks what is said of a shift.
 *
 * @throws INVALID_INPUT with all that is wrong: a code, a name or a time that is none, no length or more than 24 hours, breaks
 *   that leave nothing of it, days of the week that there are not, and no day at all
 */
export function planOf(input: SetShiftInput): ShiftPlan {
  const { breakMinutes, code, name, onHolidays, onWorkingDays, plannedHeads } = input;
  const validation = startValidation();
  if (!codePattern.test(code)) {
    validation.add("code", {
      zh: "班次代码由 1 至 20 个大写字母、数字和下划线组成，以字母开头。",
      en: "A code has 1 to 20 capital letters, digits and underscores, and begins with a letter.",
    });
  }
  validation.text("name", name, limits.name, 1);
  const { lengthMinutes, startMinute } = checkHours(validation, input);
  if (lengthMinutes > 0) checkRange(validation, "breakMinutes", breakMinutes, 0, lengthMinutes - 1);
  checkRange(validation, "plannedHeads", plannedHeads, 0, limits.heads);
  const weekdays = checkDays(validation, input);
  validation.finish();
  return { code, name, startMinute, lengthMinutes, breakMinutes, weekdays, onWorkingDays, onHolidays, plannedHeads };
}

function checkHours(validation: Validation, { endsNextDay, endTime, startTime }: SetShiftInput) {
  const [start, end] = [minuteOfClock(startTime), minuteOfClock(endTime)];
  for (const [field, minute] of [["startTime", start] as const, ["endTime", end] as const]) {
    if (minute === null) {
      validation.add(field, { zh: `${field} 须形如 08:30。`, en: `${field} is a time of the day such as 08:30.` });
    }
  }
  if (start === null || end === null) return { startMinute: 0, lengthMinutes: 0 };
  const lengthMinutes = end - start + (endsNextDay ? longestShift : 0);
  if (lengthMinutes < 1 || lengthMinutes > longestShift) {
    validation.add("endTime", {
      zh: "班次须晚于开始时间结束，且不超过 24 小时；跨零点的请设 endsNextDay。",
      en: "A shift ends after it begins, and lasts 24 hours at most; set endsNextDay for one that crosses midnight.",
    });
  }
  return { startMinute: start, lengthMinutes };
}

function checkDays(validation: Validation, { onHolidays, onWorkingDays, weekdays }: SetShiftInput): number[] {
  if (weekdays.length > 7 || weekdays.some((weekday) => weekday < 1 || weekday > 7)) {
    validation.add("weekdays", {
      zh: "每周几须为 1（周一）至 7（周日），不重复。",
      en: "Days of the week are 1 (Monday) to 7 (Sunday), each once.",
    });
  } else if (weekdays.length === 0 && !onWorkingDays && !onHolidays) {
    validation.add("weekdays", { zh: "须至少指定一类适用日期。", en: "Say on which days it is on." });
  }
  return [...new Set(weekdays)].sort((one, other) => one - other);
}

/**
 * Checks what a bureau asks of its rosters.
 *
 * @throws INVALID_INPUT with all that is wrong
 */
export function checkRosterRules(input: SetRosterRulesInput): void {
  const validation = startValidation();
  checkRange(validation, "leastRestMinutes", input.leastRestMinutes, 0, 1440);
  checkRange(validation, "mostWeekHours", input.mostWeekHours, 8, 168);
  checkRange(validation, "acknowledgeMinutes", input.acknowledgeMinutes, 1, 240);
  validation.finish();
}
