import { CalendarResolver } from "./calendar.resolver.js";

export {
  ANNOUNCED_ARRANGEMENTS,
  ANNOUNCED_CALENDAR,
  ANNOUNCED_YEARS,
  type Arrangements,
  buildCalendar,
  type HolidayPeriod,
  type WorkingCalendar,
} from "./arrangements.js";
export { AnnounceYearInput } from "./calendar.inputs.js";
export { AnnounceYearPayload } from "./calendar.type.js";
export { calendarLifetime, calendarOf, currentCalendar, readCalendar, rememberedCalendar } from "./calendar-memory.js";
export { type Announced, announceYear } from "./commands/announce-year.js";
export { dateOfDayNumber, dayNumberOf, endOfDay, isLocalDate, type LocalDate } from "./local-date.js";
export { longestPeriod, type Period, readPeriod, requireCountedDay } from "./period.js";
export { checkReplyDay, dayAfter, longestReply } from "./reply-day.js";
export {
  addNaturalDays,
  addWorkingDays,
  type DueDate,
  holidayNameOf,
  isStatutoryHoliday,
  isWorkingDay,
  workingDayBefore,
  workingDaysBetween,
} from "./working-days.js";

/** The resolvers of this module. */
export const calendarResolvers = [CalendarResolver] as const;
