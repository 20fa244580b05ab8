import { type Backtest, backtestOf, emptyTrack, follow, isRunning, type Track } from "./backtest-track.js";
import type { Baseline } from "./baseline.js";
import type { DayKinds } from "./day-kinds.js";
import { baselineFor, evaluationOf, judgeWindows } from "./departure.js";
import { historyEnd } from "./history-end.js";
import { type LifePolicy, lifePolicy } from "./life.js";
import type { DepartureRule } from "./rules.js";
import { type HourSeries, hourMilliseconds, hourOf, hoursOfDay, startOfHour } from "./series.js";

/** What a rule of departure is tried on. */
export interface DepartureBacktestGiven {
  /** What was counted, from as long before `from` as is known (up to 61 weeks), until `until`. */
  readonly series: HourSeries;
  readonly kinds: DayKinds;
  readonly rule: DepartureRule;
  readonly from: Date;
  readonly until: Date;
  readonly policy?: LifePolicy;
}

/**
 * Runs a rule of departure over the past: "it would have fired on these days" (试运行). It is evaluated at the end of each whole
 * hour, by the same functions as the service, and knows at each hour no more than was known then. A year takes well under a
 * second.
 */
export function backtestDeparture(given: DepartureBacktestGiven): Backtest {
  const steps = departureBacktestSteps(given);
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  return step.value;
}

/**
 * The same day by day: whoever answers others meanwhile lets them come between two days, each of which takes some
 * milliseconds.
 */
export function* departureBacktestSteps(given: DepartureBacktestGiven): Generator<void, Backtest, void> {
  const { series, kinds, rule, policy = lifePolicy } = given;
  const track = emptyTrack();
  const baselines = rememberedBaselines(given);
  let evaluatedFrom: Date | null = null;
  const last = Math.min(Math.floor(given.until.getTime() / hourMilliseconds), series.until);
  for (let hour = hourOf(given.from) + 1; hour <= last; hour += 1) {
    const now = startOfHour(hour);
    if (hour % hoursOfDay === 0) yield;
    const baseline = baselines(now, openSinceOf(track));
    if (baseline === null) continue;
    evaluatedFrom ??= now;
    const windows = judgeWindows({ baseline, series, kinds, rule, now });
    // An hour at which there is neither an alert nor a reason for one needs no figures, as most do not.
    if (track.alert === null && !windows.some(({ isOver }) => isOver)) continue;
    follow(track, evaluationOf(windows, rule, now), policy);
  }
  return backtestOf([track], evaluatedFrom);
}

const openSinceOf = (track: Track): Date | null => (isRunning(track) ? (track.alert?.openedAt ?? null) : null);

/** A baseline learns from whole days, so it is the same for all hours whose history ends on the same day. */
function rememberedBaselines({ series, kinds, rule }: DepartureBacktestGiven) {
  let [known, remembered]: [string, Baseline | null] = ["", null];
  return (now: Date, openSince: Date | null): Baseline | null => {
    const key = `${historyEnd(now, openSince)} ${historyEnd(now, null)}`;
    if (key !== known) {
      remembered = baselineFor({ series, kinds, rule, now, openSince });
      known = key;
    }
    return remembered;
  };
}
