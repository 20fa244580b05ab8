import { type Backtest, backtestOf, emptyTrack, follow, isRunning, type Track } from "./backtest-track.js";
import { type LifePolicy, lifePolicy } from "./life.js";
import type { ThresholdRule } from "./rules.js";
import { hourMilliseconds } from "./series.js";
import { standingOf, type TicketFact, thresholdEvaluation } from "./threshold.js";

/** What a threshold rule is tried on. */
export interface ThresholdBacktestGiven {
  /** The tickets that the rule watches, from the length of its window before `from` on; in any order. */
  readonly facts: readonly TicketFact[];
  readonly rule: ThresholdRule;
  readonly from: Date;
  readonly until: Date;
  readonly policy?: LifePolicy;
}

/** Runs a threshold rule over the past: it is evaluated at the very instants at which a ticket enters or leaves its window. */
export function backtestThreshold({ facts, rule, from, until, policy = lifePolicy }: ThresholdBacktestGiven): Backtest {
  const products = new Map<string, TicketFact[]>();
  for (const fact of facts) {
    if (fact.product === "" || fact.at > until) continue;
    const group = products.get(fact.product);
    if (group === undefined) products.set(fact.product, [fact]);
    else group.push(fact);
  }
  const tracks = [...products].map(([product, group]) => {
    const sorted = group.sort((one, other) => one.at.getTime() - other.at.getTime());
    return trackOf(product, sorted, { rule, from, until, policy });
  });
  return backtestOf(tracks, from);
}

type Trial = Required<Omit<ThresholdBacktestGiven, "facts">>;

function trackOf(product: string, sorted: readonly TicketFact[], { rule, from, until, policy }: Trial): Track {
  const track = emptyTrack();
  const counties = new Map<string, number>();
  const length = rule.windowHours * hourMilliseconds;
  let [entered, left] = [0, 0];
  const evaluate = (now: Date): void => {
    if (now < from || now > until) return;
    const { isOver } = standingOf(rule, entered - left, counties.size);
    if (isOver || isRunning(track)) {
      follow(track, thresholdEvaluation(product, sorted.slice(left, entered), rule, now), policy);
    }
  };
  while (left < sorted.length) {
    const entering = sorted[entered]?.at.getTime() ?? Number.POSITIVE_INFINITY;
    const leaving = (sorted[left]?.at.getTime() ?? 0) + length;
    const now = new Date(Math.min(entering, leaving));
    fadeBefore(now, track, evaluate, policy);
    // What leaves at an instant is no longer there for what enters at it.
    if (leaving <= entering) {
      change(counties, sorted[left]?.county ?? "", -1);
      left += 1;
    } else {
      change(counties, sorted[entered]?.county ?? "", 1);
      entered += 1;
    }
    evaluate(now);
  }
  fadeBefore(until, track, evaluate, policy);
  return track;
}

/** Between two tickets nothing changes but the time: an alert that has been quiet for long enough by then fades in between. */
function fadeBefore(now: Date, track: Track, evaluate: (at: Date) => void, policy: LifePolicy): void {
  const quietSince = track.alert?.quietSince;
  if (!isRunning(track) || quietSince === null || quietSince === undefined) return;
  const fading = new Date(quietSince.getTime() + policy.quietHours * hourMilliseconds);
  if (fading <= now) evaluate(fading);
}

function change(counties: Map<string, number>, county: string, by: 1 | -1): void {
  if (county === "") return;
  const count = (counties.get(county) ?? 0) + by;
  if (count === 0) counties.delete(county);
  else counties.set(county, count);
}
