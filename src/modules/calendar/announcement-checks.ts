import type { BilingualText } from "../../platform/actor.js";
import { startValidation, type Validation } from "../../platform/validation.js";
import type { HolidayPeriod } from "./arrangements.js";
import { isWorkedOn } from "./day-counts.js";
import { dateOfDayNumber, dayNumberOf, isWeekend, type LocalDate } from "./local-date.js";
import { namesOfPeriod, statutoryHolidays } from "./statutory-holidays.js";
import { calendarOfYears, firstDayOfYearEnd, horizonOf, type YearArrangement } from "./years.js";

/** The most that an arrangement may hold; no notice held half of it. */
const announcementLimits = { holidays: 20, daysOfHoliday: 15, makeUpDays: 30, notice: 60 } as const;

/** What an administrator announces. */
export interface Announcement {
  readonly year: number;
  readonly holidays: readonly HolidayPeriod[];
  readonly makeUpDays: readonly LocalDate[];
  readonly notice: string;
  /** Whether it replaces what was announced of the year before. */
  readonly isCorrection: boolean;
}

/** One check under way. */
interface Checking extends Validation {
  readonly wanted: Announcement;
  /** The first and the last day that a notice on the year may arrange. */
  readonly firstDay: LocalDate;
  readonly lastDay: LocalDate;
}

const namePattern = /^[\p{Script=Han}0-9]{1,30}(、[\p{Script=Han}0-9]{1,30}){0,2}$/u;
const noticePattern = /^[\p{Script=Han}〔〕［］（）()[\]\d ]+号$/u;

/**
 * Checks an announcement against the years in force.
 *
 * @param today the day in China; what lies before it has passed and stays as it was
 * @returns the first day that may count in another way than before; null where only the notice is another
 * @throws INVALID_INPUT with everything that is wrong, each with its field
 */
export function checkAnnouncement(
  wanted: Announcement,
  years: readonly YearArrangement[],
  today: LocalDate,
): LocalDate | null {
  const { year } = wanted;
  const checking = {
    ...startValidation(),
    wanted,
    firstDay: `${year - 1}-${firstDayOfYearEnd}`,
    lastDay: `${year}-12-31`,
  };
  const before = years.find((one) => one.year === year);
  checkYear(checking, years, before);
  checkNotice(checking);
  const { holidays, makeUpDays } = wanted;
  if (holidays.length > announcementLimits.holidays) tooMany(checking, "holidays");
  else checkHolidays(checking);
  if (makeUpDays.length > announcementLimits.makeUpDays) tooMany(checking, "makeUpDays");
  else checkMakeUpDays(checking, years);
  // Days of a wrong year would all be told of twice.
  checking.finish();
  if (before === undefined) return checking.firstDay;
  const firstChanged = checkCorrection(checking, years, before, today);
  checking.finish();
  return firstChanged;
}

function tooMany({ add }: Checking, field: "holidays" | "makeUpDays"): void {
  const most = announcementLimits[field];
  add(field, { zh: `${field} 最多 ${most} 项。`, en: `${field} takes at most ${most}.` });
}

function checkYear(
  { add, wanted }: Checking,
  years: readonly YearArrangement[],
  before: YearArrangement | undefined,
): void {
  const { year, isCorrection } = wanted;
  const next = horizonOf(years) + 1;
  if (before === undefined && year !== next) {
    add("year", {
      zh: `已公布至 ${next - 1} 年，只能公布 ${next} 年的安排。`,
      en: `The years up to ${next - 1} are announced; only ${next} can be announced now.`,
    });
  } else if (before === undefined && isCorrection) {
    add("isCorrection", {
      zh: `${year} 年的安排尚未公布，无可更正。`,
      en: `${year} was not announced yet, so there is nothing to correct.`,
    });
  } else if (before !== undefined && !isCorrection) {
    const notice = before.notice ?? "";
    add("year", {
      zh: `${year} 年的安排已公布${notice}；如需更正，请将 isCorrection 设为 true。`,
      en: `${year} is announced already ${notice === "" ? "with the release" : `by ${notice}`}; set isCorrection to replace it.`,
    });
  }
}

function checkNotice({ add, wanted, text }: Checking): void {
  text("notice", wanted.notice, announcementLimits.notice, 4);
  if (noticePattern.test(wanted.notice)) return;
  add("notice", {
    zh: "notice 应为通知文号，例如 国办发明电〔2026〕7号。",
    en: "notice is the number of the State Council's notice, such as 国办发明电〔2026〕7号.",
  });
}

function checkHolidays(checking: Checking): void {
  const { holidays } = checking.wanted;
  holidays.forEach((period, index) => {
    checkPeriod(checking, period, `holidays.${index}`);
  });
  const inOrder = holidays.map((period, index) => ({ ...period, index })).sort((a, b) => (a.first < b.first ? -1 : 1));
  inOrder.forEach(({ first, index }, position) => {
    const earlier = inOrder.slice(0, position).find(({ last }) => last >= first);
    if (earlier === undefined) return;
    checking.add(`holidays.${index}.first`, {
      zh: `与另一假期（${earlier.first} 至 ${earlier.last}）重叠。`,
      en: `It overlaps with the holiday from ${earlier.first} to ${earlier.last}.`,
    });
  });
  checkNames(checking);
}

function checkPeriod({ add, firstDay, lastDay, wanted }: Checking, period: HolidayPeriod, field: string): void {
  const { first, last, name } = period;
  const { year } = wanted;
  if (!namePattern.test(name)) {
    add(`${field}.name`, {
      zh: "name 应为节日的中文名称；合并放假的以顿号连接，例如 国庆节、中秋节。",
      en: "name is the Chinese name of the holiday; joined holidays are written as 国庆节、中秋节.",
    });
  }
  if (first < firstDay || first > lastDay) add(`${field}.first`, outsideText(first, firstDay, lastDay));
  if (last < `${year}-01-01` || last > lastDay) add(`${field}.last`, outsideText(last, `${year}-01-01`, lastDay));
  const days = dayNumberOf(last) - dayNumberOf(first) + 1;
  const most = announcementLimits.daysOfHoliday;
  if (days < 1) add(`${field}.last`, { zh: "last 早于 first。", en: "last lies before first." });
  else if (days > most) {
    add(`${field}.last`, {
      zh: `假期最长 ${most} 天，此处为 ${days} 天。`,
      en: `A holiday has at most ${most} days, not ${days}.`,
    });
  }
}

const outsideText = (day: LocalDate, first: LocalDate, last: LocalDate): BilingualText => ({
  zh: `${day} 不在 ${first} 至 ${last} 之间。`,
  en: `${day} does not lie between ${first} and ${last}.`,
});

function checkNames({ add, wanted }: Checking): void {
  const { holidays, year } = wanted;
  const named = holidays.flatMap(({ name }, index) => namesOfPeriod(name).map((one) => ({ name: one, index })));
  named.forEach(({ name, index }, position) => {
    if (!namePattern.test(name) || named.findIndex((other) => other.name === name) === position) return;
    add(`holidays.${index}.name`, { zh: `${name} 重复出现。`, en: `${name} stands there twice.` });
  });
  for (const { name, from, to } of statutoryHolidays) {
    const found = named.find((one) => one.name === name);
    const period = found && holidays[found.index];
    if (found === undefined || period === undefined) {
      add("holidays", { zh: `缺少${name}。`, en: `The holiday ${name} is missing.` });
    } else if (period.last < `${year}-${from}` || period.first > `${year}-${to}`) {
      add(`holidays.${found.index}.first`, {
        zh: `${name}应包含 ${year}-${from} 至 ${year}-${to} 之间的日期。`,
        en: `${name} must hold a day from ${year}-${from} to ${year}-${to}.`,
      });
    }
  }
}

function checkMakeUpDays({ add, firstDay, lastDay, wanted }: Checking, years: readonly YearArrangement[]): void {
  const { holidays, makeUpDays, year } = wanted;
  const others = calendarOfYears(years.filter((one) => one.year !== year));
  makeUpDays.forEach((day, index) => {
    const field = `makeUpDays.${index}`;
    const number = dayNumberOf(day);
    if (day < firstDay || day > lastDay) add(field, outsideText(day, firstDay, lastDay));
    else if (!isWeekend(number)) {
      add(field, { zh: `${day} 不是星期六或星期日。`, en: `${day} is neither a Saturday nor a Sunday.` });
    } else if (holidays.some(({ first, last }) => first <= day && day <= last) || others.holidayDays.has(number)) {
      add(field, { zh: `${day} 在假期之内。`, en: `${day} lies in a holiday.` });
    } else if (makeUpDays.indexOf(day) !== index || others.makeUpDays.has(number)) {
      add(field, { zh: `${day} 重复出现。`, en: `${day} is a make-up day already.` });
    }
  });
}

// Limits that ended before today were counted with the days as they were known then.
function checkCorrection(
  checking: Checking,
  years: readonly YearArrangement[],
  before: YearArrangement,
  today: LocalDate,
): LocalDate | null {
  const { add, wanted } = checking;
  const changed = firstChangedDay(checking, years, before);
  if (changed !== null && changed < today) {
    add("holidays", {
      zh: `${changed} 已过，不能再更改当天是否上班；请保留今天（${today}）之前的安排。`,
      en: `${changed} has passed, and stays as it was: keep what was arranged for the days before today (${today}).`,
    });
  } else if (changed === null && wanted.notice === before.notice) {
    add("year", { zh: "与已公布的安排完全相同。", en: "It is what was announced already." });
  }
  return changed;
}

function firstChangedDay(
  { firstDay, lastDay, wanted }: Checking,
  years: readonly YearArrangement[],
  before: YearArrangement,
): LocalDate | null {
  const corrected = years.map((one) => (one === before ? { ...one, ...wanted } : one));
  const [was, becomes] = [calendarOfYears(years), calendarOfYears(corrected)];
  for (let day = dayNumberOf(firstDay); day <= dayNumberOf(lastDay); day += 1) {
    const isSame =
      isWorkedOn(day, was) === isWorkedOn(day, becomes) && was.holidayDays.has(day) === becomes.holidayDays.has(day);
    if (!isSame) return dateOfDayNumber(day);
  }
  return null;
}
