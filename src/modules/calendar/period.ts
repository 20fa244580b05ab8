import { startValidation } from "../../platform/validation.js";
import { dayNumberOf, endOfDay, type LocalDate } from "./local-date.js";

/** The longest period that is counted at once, in days: a year. */
export const longestPeriod = 366;

/** The first day of which anything can be counted, and the last; nothing is older, and a year of five digits is no day. */
const firstCountedDay: LocalDate = "2000-01-01";
const lastCountedDay: LocalDate = "2999-12-31";

/** Days that are counted, first and last included, and their instants: from the beginning, and before the end. */
export interface Period {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly beginning: Date;
  readonly end: Date;
}

/**
 * Checks that a day is one of which anything can be counted.
 *
 * @param field where it stands in the input
 * @throws INVALID_INPUT for a day out of the years of the trade
 */
export function requireCountedDay(field: string, day: LocalDate): void {
  const validation = startValidation();
  checkCountedDay(validation, field, day);
  validation.finish();
}

function checkCountedDay(validation: ReturnType<typeof startValidation>, field: string, day: LocalDate): void {
  if (day >= firstCountedDay && day <= lastCountedDay) return;
  validation.add(field, {
    zh: `日期应在 ${firstCountedDay} 至 ${lastCountedDay} 之间。`,
    en: `A day from ${firstCountedDay} to ${lastCountedDay}.`,
  });
}

/**
 * The period from one day in China to another.
 *
 * @param longest the most days that it may have
 * @param prefix where the days stand in the input, such as "period."
 * @throws INVALID_INPUT for a period that ends before it begins, is longer than a year, or lies out of the years of the trade
 */
export function readPeriod(from: LocalDate, to: LocalDate, longest = longestPeriod, prefix = ""): Period {
  const validation = startValidation();
  checkCountedDay(validation, `${prefix}from`, from);
  checkCountedDay(validation, `${prefix}to`, to);
  validation.finish();
  if (to < from) {
    validation.add(`${prefix}to`, { zh: "截止日不能早于起始日。", en: "The period cannot end before it begins." });
  } else if (dayNumberOf(to) - dayNumberOf(from) >= longest) {
    validation.add(`${prefix}to`, {
      zh: `统计期间最长 ${longest} 日。`,
      en: `A period of at most ${longest} days is counted.`,
    });
  }
  validation.finish();
  return {
    from,
    to,
    beginning: new Date(endOfDay(from).getTime() + 1 - dayMilliseconds),
    end: new Date(endOfDay(to).getTime() + 1),
  };
}

const dayMilliseconds = 86_400_000;
