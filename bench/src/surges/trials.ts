import type { DepartureRule } from "../../../src/modules/surges/detection/index.js";
import { type Ordinary, ticketsOf } from "../../../test/surges/generate.js";
import { chanceOf } from "../../../test/surges/random.js";
import type { Detection } from "./detection.js";
import { ourRule, sigmaRule, type Watch, type Watched } from "./rules.js";

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];

/** How often the rules are asked. */
const step = 15 * minute;

/** The history before the year that is tried: what our rule looks at, at most. */
const historyDays = 61 * 7;
const trialDays = 365;

/** 1 January 2024 in China; the year that is tried begins in March 2025, so that the holidays of both years are announced. */
const start = Date.parse("2024-01-01T00:00:00+08:00");
const begin = start + historyDays * day;
const end = begin + trialDays * day;

/** An alert that was quiet for so long is over, under either rule. */
const quiet = 24 * hour;

/** A surge that is not noticed in so many days counts as noticed then. */
export const patienceDays = 10;

/** A rule that takes part: it makes a watch for a series. */
export interface Contestant {
  name: string;
  watch(series: Watched): Watch;
}

/** What is tried: how tickets come in, and how much more in the surges. */
export interface Scale {
  name: string;
  ordinary: Ordinary;
}

/** What one rule did on the series of one scale. */
export interface Trial {
  falseAlarms: number;
  /** Hours from the beginning of a surge to the alert, by how many times what is usual came in. */
  delays: ReadonlyMap<number, readonly number[]>;
}

/** The contestants: ours as a rule is by default, three sigma, and sigma at any other number. */
export const ours = (detection: Detection, rule: DepartureRule): Contestant => ({
  name: "ours",
  watch: (series) => ourRule(detection, rule, series),
});

/** The simple rule with so many standard deviations. */
export const sigma = (sigmas: number): Contestant => ({
  name: `${sigmas} sigma`,
  watch: (series) => sigmaRule(sigmas, series),
});

/** What is tried on each series. */
export interface Plan {
  series: number;
  surgesOfSeries: number;
  times: readonly number[];
  /** Whether a surge of six times what is usual lies five weeks before each surge that is to be noticed. */
  isMasked: boolean;
}

/** Counts the false alarms of a contestant on a year of each series without a surge. */
export function falseAlarmsOf(detection: Detection, contestant: Contestant, { ordinary }: Scale, plan: Plan): number {
  let alarms = 0;
  for (let seed = 1; seed <= plan.series; seed += 1) {
    alarms += alertsOf(contestant.watch(calmYear(detection, ordinary, seed)), begin, end);
  }
  return alarms;
}

/** How long a contestant needs to notice surges that begin at any time of the year, in hours. */
export function delaysOf(
  detection: Detection,
  contestant: Contestant,
  { ordinary }: Scale,
  plan: Plan,
): Map<number, number[]> {
  const delays = new Map<number, number[]>(plan.times.map((times) => [times, []]));
  for (let seed = 1; seed <= plan.series; seed += 1) {
    const calm = calmYear(detection, ordinary, seed);
    for (let surge = 0; surge < plan.surgesOfSeries; surge += 1) {
      const chance = chanceOf(seed * 1000 + surge);
      const from = begin + Math.floor(chance.next() * (trialDays - patienceDays) * day);
      const until = from + patienceDays * day;
      for (const times of plan.times) {
        const extra = (beginning: number, ending: number, factor: number) =>
          ticketsOf(
            { ...ordinary, perDay: ordinary.perDay * (factor - 1) },
            calm.kinds,
            { from: beginning, until: ending },
            chance,
          );
        const before = plan.isMasked ? extra(from - 35 * day, from - 25 * day, 6) : [];
        const added = [...before, ...extra(from, until, times)];
        const instants = [...calm.instants.filter((instant) => instant < until), ...added].sort(
          (one, other) => one - other,
        );
        const watch = contestant.watch({ ...calm, instants });
        delays.get(times)?.push(delayOf(watch, from, until));
      }
    }
  }
  return delays;
}

const calmYears = new Map<string, Watched>();

/** A series without a surge: always the same of the same seed, so it is made once. */
function calmYear(detection: Detection, ordinary: Ordinary, seed: number): Watched {
  const key = JSON.stringify([ordinary, seed]);
  const known = calmYears.get(key);
  if (known !== undefined) return known;
  const made = makeCalmYear(detection, ordinary, seed);
  calmYears.set(key, made);
  return made;
}

function makeCalmYear(detection: Detection, ordinary: Ordinary, seed: number): Watched {
  const kinds = detection.dayKindsOf(new Date(start), new Date(end));
  const instants = ticketsOf(ordinary, kinds, { from: start, until: end }, chanceOf(seed));
  return { instants, kinds, start, until: end };
}

/** How many alerts a watch opens; what is not quiet for a day is the same alert. */
function alertsOf(watch: Watch, from: number, until: number): number {
  let alerts = 0;
  let [isOpen, loudAt] = [false, 0];
  for (let now = from; now < until; now += step) {
    const { isOver, isQuiet } = watch(now);
    if (isOpen && !isQuiet) loudAt = now;
    else if (isOpen && now - loudAt >= quiet) isOpen = false;
    if (isOver && !isOpen) [alerts, isOpen, loudAt] = [alerts + 1, true, now];
  }
  return alerts;
}

/** Hours until a watch is over for the first time. */
function delayOf(watch: Watch, from: number, until: number): number {
  for (let now = from; now < until; now += step) if (watch(now).isOver) return (now - from) / hour;
  return (until - from) / hour;
}
