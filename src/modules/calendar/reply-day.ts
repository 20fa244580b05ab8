import type { Validation } from "../../platform/validation.js";
import type { WorkingCalendar } from "./arrangements.js";
import { dateOfDayNumber, dayNumberOf, type LocalDate } from "./local-date.js";
import { addWorkingDays, isWorkingDay } from "./working-days.js";

/** How far ahead a day for a reply may lie, in days. */
export const longestReply = 366;

/** The day after a date, whatever day it is. */
export function dayAfter(date: LocalDate): LocalDate {
  return dateOfDayNumber(dayNumberOf(date) + 1);
}

/**
 * Notes what is wrong with a day by which somebody is to reply: it lies in the past, is a day off, or lies more than a year
 * ahead. The messages name the nearest day that may be used.
 *
 * @param field where the day stands in the input
 * @param today the day in China on which it is set; it may be that day itself
 */
export function checkReplyDay(
  validation: Validation,
  field: string,
  date: LocalDate,
  today: LocalDate,
  calendar: WorkingCalendar,
): void {
  if (date < today) {
    const next = addWorkingDays(today, 1, calendar).due;
    validation.add(field, {
      zh: `${field} 不能早于今天（${today}）；下一个工作日为 ${next}。`,
      en: `${field} cannot be before today (${today}); the next working day is ${next}.`,
    });
  } else if (dayNumberOf(date) - dayNumberOf(today) > longestReply) {
    validation.add(field, {
      zh: `${field} 不能晚于今天起 ${longestReply} 日。`,
      en: `${field} cannot be more than ${longestReply} days ahead.`,
    });
  } else if (!isWorkingDay(date, calendar)) {
    const next = addWorkingDays(date, 1, calendar).due;
    validation.add(field, {
      zh: `${field}（${date}）不是工作日；其后的第一个工作日为 ${next}。`,
      en: `${field} (${date}) is a day off; the first working day after it is ${next}.`,
    });
  }
}
