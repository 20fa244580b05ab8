import { historyWeeks } from "./series.js";

/** A rule of departure from what is usual: the count of a trailing window against what the history lets expect of it. */
export interface DepartureRule {
  readonly kind: "DEPARTURE";
  /** The trailing windows in hours, ascending: short ones notice what is sudden, long ones what is slight but lasts. */
  readonly windowHours: readonly number[];
  /** How many alerts a year the rule may open on average where nothing is the matter (误报率). */
  readonly falseAlarmsPerYear: number;
  /** With fewer tickets in the window it never fires, however unusual they are. */
  readonly leastCount: number;
}

/** A threshold rule: so many tickets on one product in so many counties within so many hours. */
export interface ThresholdRule {
  readonly kind: "THRESHOLD";
  readonly windowHours: number;
  readonly tickets: number;
  readonly counties: number;
}

/** A rule by which a surge is noticed (激增预警规则). */
export type SurgeRule = DepartureRule | ThresholdRule;

/**
 * What a rule says where its maker says nothing. The threshold is the one that price desks use: 8 in 3 counties within 48 h.
 */
export const ruleDefaults = {
  departure: { kind: "DEPARTURE", windowHours: [6, 24, 48], falseAlarmsPerYear: 2, leastCount: 3 },
  threshold: { kind: "THRESHOLD", windowHours: 48, tickets: 8, counties: 3 },
} as const satisfies { departure: DepartureRule; threshold: ThresholdRule };

/** The least and the most that each number of a rule may be. */
export const ruleBounds = {
  windows: { least: 1, most: 4 },
  /** Of a departure: up to a week, of which the least history holds eight. */
  departureHours: { least: 1, most: (historyWeeks.least / 8) * 168 },
  thresholdHours: { least: 1, most: 720 },
  falseAlarmsPerYear: { least: 0.01, most: 52 },
  leastCount: { least: 2, most: 10_000 },
  tickets: { least: 2, most: 10_000 },
  counties: { least: 1, most: 3_000 },
} as const;

/** What may be wrong with a rule. */
export type RuleFault = "WINDOWS" | "FALSE_ALARMS" | "LEAST_COUNT" | "TICKETS" | "COUNTIES";

type Bound = { readonly least: number; readonly most: number };

const isWithin = (value: number, { least, most }: Bound): boolean => value >= least && value <= most;
const isWholeWithin = (value: number, bound: Bound): boolean => Number.isInteger(value) && isWithin(value, bound);

/** What is wrong with a rule; empty when it is sound. */
export function faultsOf(rule: SurgeRule): RuleFault[] {
  const checks: [RuleFault, boolean][] =
    rule.kind === "DEPARTURE"
      ? [
          ["WINDOWS", areWindows(rule.windowHours)],
          ["FALSE_ALARMS", isWithin(rule.falseAlarmsPerYear, ruleBounds.falseAlarmsPerYear)],
          ["LEAST_COUNT", isWholeWithin(rule.leastCount, ruleBounds.leastCount)],
        ]
      : [
          ["WINDOWS", isWholeWithin(rule.windowHours, ruleBounds.thresholdHours)],
          ["TICKETS", isWholeWithin(rule.tickets, ruleBounds.tickets)],
          // As many counties as tickets are needed at most: one ticket lies in one county.
          ["COUNTIES", isWholeWithin(rule.counties, { ...ruleBounds.counties, most: rule.tickets })],
        ];
  return checks.filter(([, isSound]) => !isSound).map(([fault]) => fault);
}

function areWindows(windows: readonly number[]): boolean {
  return (
    isWithin(windows.length, ruleBounds.windows) &&
    windows.every((hours, place) => {
      const before = windows[place - 1] ?? 0;
      return isWholeWithin(hours, ruleBounds.departureHours) && hours > before;
    })
  );
}

/** What a rule watches. */
export interface Matter {
  readonly issueClasses: readonly string[];
  readonly topics: readonly string[];
  readonly words: readonly string[];
}

/**
 * A text that is the same for rules that watch the same, whatever the order in which their classes, topics and words were
 * written: by it the alerts of several cities are seen to be of one matter.
 */
export function matterKeyOf({ issueClasses, topics, words }: Matter): string {
  return JSON.stringify([issueClasses, topics, words].map(canonical));
}

// Full-width forms and letter case are ways of writing the same word; NFKC and lower case take them away.
function canonical(values: readonly string[]): string[] {
  const written = values.map((value) => value.normalize("NFKC").trim().toLowerCase()).filter((value) => value !== "");
  return [...new Set(written)].sort();
}
