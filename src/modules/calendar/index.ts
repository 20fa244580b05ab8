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
export { calendarLifetime, calendarOf, currentCalendar, rememberedCalendar } from "./calendar-memory.js";
export { endOfDay, isLocalDate, type LocalDate } from "./local-date.js";
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
