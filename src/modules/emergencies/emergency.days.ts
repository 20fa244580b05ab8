import type { Validation } from "../../platform/validation.js";
import { dateOfDayNumber, dayNumberOf } from "../calendar/index.js";
import { emergencyLimits } from "./emergency.words.js";

/** Notes a first day that lies too far from today. */
export function checkFirstDay(validation: Validation, firstDay: string, today: string): void {
  if (Math.abs(dayNumberOf(firstDay) - dayNumberOf(today)) <= emergencyLimits.daysAround) return;
  validation.add("from", {
    zh: `起始日应在今天前后 ${emergencyLimits.daysAround} 日之内。`,
    en: `It begins at most ${emergencyLimits.daysAround} days before or after today.`,
  });
}

/** Notes a last day that is over, comes before the first, or lies too far from it. An open end is always sound. */
export function checkLastDay(validation: Validation, firstDay: string, lastDay: string | null, today: string): void {
  if (lastDay === null) return;
  if (lastDay < firstDay || lastDay < today) {
    validation.add("to", {
      zh: "截止日不得早于起始日，也不得早于今天。",
      en: "The last day is neither before the first nor before today.",
    });
  } else if (dayNumberOf(lastDay) - dayNumberOf(firstDay) >= emergencyLimits.days) {
    validation.add("to", {
      zh: `应急状态最长 ${emergencyLimits.days} 日；结束日未定的，请不填写。`,
      en: `An emergency is planned for at most ${emergencyLimits.days} days; leave the end open where it is not known.`,
    });
  }
}

/** The day after the later of two days: when the first daily report from then on is due. */
export function dayAfterLater(one: string, other: string): string {
  return dateOfDayNumber(Math.max(dayNumberOf(one), dayNumberOf(other)) + 1);
}
