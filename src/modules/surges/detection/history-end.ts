import { type ChinaDay, dayOfHour, hourOf } from "./series.js";

/** The days before an evaluation that its baseline does not learn from: a surge that rises slowly is not to become usual. */
const daysLeftOut = 7;

/** As long as an alert runs the baseline stays as it was before it; after four weeks what is there has become usual. */
const longestHold = 28;

/** A surge begins a little before it is noticed. */
const daysBeforeAlert = 2;

/**
 * The day before which the history of an evaluation ends: a week ago, or before the alert that runs, if that is earlier.
 *
 * @param openSince when the running alert was opened; null when none runs
 */
export function historyEnd(now: Date, openSince: Date | null): ChinaDay {
  const today = dayOfHour(hourOf(now));
  if (openSince === null) return today - daysLeftOut;
  const before = dayOfHour(hourOf(openSince)) - daysBeforeAlert;
  return Math.max(Math.min(before, today - daysLeftOut), today - longestHold);
}
