export {
  ANNOUNCED_ARRANGEMENTS,
  ANNOUNCED_CALENDAR,
  ANNOUNCED_YEARS,
  type Arrangements,
  buildCalendar,
  type HolidayPeriod,
  type WorkingCalendar,
} from "./arrangements.js";
export { endOfDay, isLocalDate, type LocalDate } from "./local-date.js";
export {
  addNaturalDays,
  addWorkingDays,
  type DueDate,
  isStatutoryHoliday,
  isWorkingDay,
  workingDaysBetween,
} from "./working-days.js";
