import { type DayCourse, dayCourseOf } from "./day-course.js";
import type { DayFactors } from "./day-factors.js";
import { type DayKinds, dayClassOf } from "./day-kinds.js";
import type { Dispersion } from "./dispersion.js";
import { type DailyHistory, type EndLevel, endLevelOf } from "./level.js";
import { type ChinaDay, dayOfHour, firstHourOf, type HourSeries, historyWeeks, hoursOfDay } from "./series.js";
import { settleHistory } from "./settle.js";
import { windowDispersions } from "./window-dispersion.js";

/** What is usual in a region, learnt from its history: made by `fitBaseline`, read by `expectedOf`. */
export interface Baseline {
  /** The days that it was learnt from: from the first up to, not including, the last. */
  readonly firstDay: ChinaDay;
  readonly endDay: ChinaDay;
  /** Tickets on a day of factor 1, at the end of the history. */
  readonly end: EndLevel;
  readonly days: DayFactors;
  readonly course: DayCourse;
  /** The dispersion of counts over windows, by their length in hours. */
  readonly dispersions: ReadonlyMap<number, Dispersion>;
}

/** What a baseline is learnt from. */
export interface BaselineGiven {
  readonly series: HourSeries;
  readonly kinds: DayKinds;
  /** The day before which the history ends. */
  readonly endDay: ChinaDay;
  /** The lengths of the windows, in hours, that will be judged by it. */
  readonly windowHours: readonly number[];
}

// Of the least history a week is left out before the instant that is judged (see history-end.ts), and its first day may be
// half.
const leastDays = historyWeeks.least * 7 - 8;
const mostDays = historyWeeks.most * 7;

/**
 * Learns what is usual: a level that moves slowly, a factor for each weekday, for holidays and for make-up days, and the
 * course of the day. Answers null where fewer than 48 whole days are known before `endDay`.
 *
 * The method is that of public-health surveillance: a log-linear quasi-Poisson model of the counts whose past outbreaks are
 * weighted down by their Anscombe residuals (Farrington, Andrews, Beale & Catchpole 1996, JRSS A 159:547), with the bound for
 * outbreaks and the negative binomial prediction of Noufaily et al. 2013 (Statistics in Medicine 32:1206). Where they choose
 * comparable weeks of earlier years, calls have weekdays, holidays and hours; their factors are drawn together by gamma
 * priors, as in the Bayesian prediction of Salmon, Schumacher & Höhle 2016 (Journal of Statistical Software 70:10), so that
 * eight weeks of a county with a ticket in ten days are enough.
 */
export function fitBaseline({ series, kinds, endDay, windowHours }: BaselineGiven): Baseline | null {
  const firstKnown = dayOfHour(series.from + hoursOfDay - 1);
  const firstDay = Math.max(firstKnown, endDay - mostDays);
  const count = Math.min(endDay, dayOfHour(series.until)) - firstDay;
  if (count < leastDays) return null;
  const start = firstHourOf(firstDay) - series.from;
  const hours = series.counts.subarray(start, start + count * hoursOfDay);
  const { counts, classes } = dailyOf(hours, kinds, firstDay);
  const { history, factors: days, levels, excess, share, halfLife } = settleHistory(counts, classes);
  const { factors } = days;
  const course = dayCourseOf(hours, history);
  return {
    firstDay,
    endDay: firstDay + count,
    end: endLevelOf(history, { factors, halfLife, excess }),
    days,
    course,
    dispersions: windowDispersions({ hours, history, levels, factors, course, share, halfLife }, windowHours),
  };
}

function dailyOf(hours: Float64Array, kinds: DayKinds, firstDay: ChinaDay): Omit<DailyHistory, "weights"> {
  const days = hours.length / hoursOfDay;
  const [counts, classes] = [new Float64Array(days), new Uint8Array(days)];
  for (let day = 0; day < days; day += 1) {
    for (let hour = 0; hour < hoursOfDay; hour += 1) {
      counts[day] = (counts[day] ?? 0) + (hours[day * hoursOfDay + hour] ?? 0);
    }
    classes[day] = dayClassOf(kinds, firstDay + day);
  }
  return { counts, classes };
}
