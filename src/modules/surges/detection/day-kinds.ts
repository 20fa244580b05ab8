import {
  ANNOUNCED_CALENDAR,
  dateOfDayNumber,
  isStatutoryHoliday,
  isWorkingDay,
  type WorkingCalendar,
} from "../../calendar/index.js";
import { type ChinaDay, dayOfHour, hourOf } from "./series.js";

/**
 * What a day is to those who call: an ordinary working day, a plain weekend, a statutory holiday (法定节假日) with the days
 * exchanged for it, or a day of a weekend that is worked in exchange (调休上班).
 */
export type DayKind = "WORKING" | "WEEKEND" | "HOLIDAY" | "MAKE_UP";

/** The kinds of consecutive days, from the first. */
export interface DayKinds {
  readonly firstDay: ChinaDay;
  readonly kinds: readonly DayKind[];
}

/** The days of the week, Monday to Sunday. */
const weekdays = 7;

/** The classes of days that differ in level: the seven days of the week, then holidays, then make-up days. */
export const dayClasses = weekdays + 2;

/** The class of holidays. */
export const holidayClass = weekdays;

/** The class of make-up days. */
export const makeUpClass = weekdays + 1;

/** The two groups of classes with a daily course of their own: days that are worked, and days off. */
export const dayGroups = { worked: 0, off: 1 } as const;

/**
 * The kinds of all days from the one of an instant to the one of another, both included, by the arrangements of the State
 * Council.
 */
export function dayKindsOf(from: Date, until: Date, calendar: WorkingCalendar = ANNOUNCED_CALENDAR): DayKinds {
  const [firstDay, lastDay] = [dayOfHour(hourOf(from)), dayOfHour(hourOf(until))];
  const kinds: DayKind[] = [];
  for (let day = firstDay; day <= lastDay; day += 1) kinds.push(kindOf(day, calendar));
  return { firstDay, kinds };
}

function kindOf(day: ChinaDay, calendar: WorkingCalendar): DayKind {
  const date = dateOfDayNumber(day);
  if (isStatutoryHoliday(date, calendar)) return "HOLIDAY";
  const isWorked = isWorkingDay(date, calendar);
  if (isWeekend(day)) return isWorked ? "MAKE_UP" : "WEEKEND";
  return "WORKING";
}

/**
 * The class of a day: 0 (Monday) to 6 (Sunday), `holidayClass` or `makeUpClass`. Days whose kind is not given are of a plain
 * week.
 */
export function dayClassOf(kinds: DayKinds, day: ChinaDay): number {
  const kind = kinds.kinds[day - kinds.firstDay];
  if (kind === "HOLIDAY") return holidayClass;
  if (kind === "MAKE_UP") return makeUpClass;
  return weekdayOf(day);
}

/** The group of a class: `dayGroups.worked` for Monday to Friday and make-up days, else `dayGroups.off`. */
export function dayGroupOf(dayClass: number): 0 | 1 {
  return dayClass < 5 || dayClass === makeUpClass ? dayGroups.worked : dayGroups.off;
}

// Day 0, 1970-01-01, was a Thursday; Monday is 0.
const weekdayOf = (day: ChinaDay): number => (((day + 3) % weekdays) + weekdays) % weekdays;

const isWeekend = (day: ChinaDay): boolean => weekdayOf(day) >= 5;
