import { chinaDay } from "../../../platform/clock.js";
import type { LocalDate } from "../../calendar/index.js";
import type { Evaluation, WindowFigures } from "./evaluation.js";
import { type Alert, type DetectionVerb, decide, type LifePolicy } from "./life.js";

/** An alert that a rule would have made. */
export interface BacktestAlert {
  /** The product of a threshold; empty of a departure. */
  readonly key: string;
  readonly openedAt: Date;
  /** When it faded for the last time; null where it still ran at the end. */
  readonly closedAt: Date | null;
  /** How often growth was told. */
  readonly grown: number;
  /** How often it was reopened. */
  readonly reopened: number;
  /** The figures of the evaluation with the highest count. */
  readonly peak: WindowFigures;
}

/** What a rule would have done (回测). */
export interface Backtest {
  /** The days in China on which an alert would have opened, or reopened, ascending. */
  readonly days: readonly LocalDate[];
  readonly alerts: readonly BacktestAlert[];
  /** The days on which the rule's condition held at some evaluation, ascending. */
  readonly daysOver: readonly LocalDate[];
  /** The first instant at which the rule could be evaluated; null where never, for want of history. */
  readonly evaluatedFrom: Date | null;
}

/** What becomes of the alerts of one key, evaluation by evaluation; it is changed in place. */
export interface Track {
  alert: Alert | null;
  readonly alerts: BacktestAlert[];
  readonly fired: Set<LocalDate>;
  readonly over: Set<LocalDate>;
}

/** A track without an alert yet. */
export const emptyTrack = (): Track => ({ alert: null, alerts: [], fired: new Set(), over: new Set() });

/** Whether an alert of the track runs, so that quiet evaluations matter too. */
export const isRunning = ({ alert }: Track): boolean => alert !== null && alert.state !== "CLOSED";

/** Takes an evaluation into a track, as the service would that nobody answers. */
export function follow(track: Track, evaluation: Evaluation, policy: LifePolicy): void {
  const { steps, alert } = decide(track.alert, evaluation, policy);
  track.alert = alert;
  if (evaluation.isOver) track.over.add(chinaDay(evaluation.at));
  for (const { verb } of steps) take(track, verb, evaluation);
  const last = track.alerts.length - 1;
  const current = track.alerts[last];
  if (current !== undefined && isRunning(track) && evaluation.figures.count > current.peak.count) {
    track.alerts[last] = { ...current, peak: evaluation.figures };
  }
}

function take(track: Track, verb: DetectionVerb, { at, key, figures }: Evaluation): void {
  if (verb === "OPEN" || verb === "REOPEN") track.fired.add(chinaDay(at));
  if (verb === "OPEN") {
    track.alerts.push({ key, openedAt: at, closedAt: null, grown: 0, reopened: 0, peak: figures });
    return;
  }
  const last = track.alerts.length - 1;
  const current = track.alerts[last];
  if (current === undefined) return;
  track.alerts[last] = {
    ...current,
    closedAt: verb === "FADE" ? at : verb === "REOPEN" ? null : current.closedAt,
    grown: current.grown + (verb === "GROW" ? 1 : 0),
    reopened: current.reopened + (verb === "REOPEN" ? 1 : 0),
  };
}

/** The tracks of all keys as one answer. */
export function backtestOf(tracks: readonly Track[], evaluatedFrom: Date | null): Backtest {
  const daysOf = (days: (track: Track) => Set<LocalDate>): LocalDate[] =>
    [...new Set(tracks.flatMap((track) => [...days(track)]))].sort();
  return {
    days: daysOf(({ fired }) => fired),
    alerts: tracks
      .flatMap(({ alerts }) => alerts)
      .sort((one, other) => one.openedAt.getTime() - other.openedAt.getTime() || (one.key < other.key ? -1 : 1)),
    daysOver: daysOf(({ over }) => over),
    evaluatedFrom,
  };
}
