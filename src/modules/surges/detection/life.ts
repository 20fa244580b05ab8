import type { Evaluation, WindowFigures } from "./evaluation.js";
import { hourMilliseconds } from "./series.js";

/**
 * The states of an alert (预警): open 待处理, acknowledged 已确认, snoozed 暂缓提醒, closed 已关闭. One that is reopened is open.
 */
export const alertStates = ["OPEN", "ACKNOWLEDGED", "SNOOZED", "CLOSED"] as const;

/** A state of an alert. */
export type AlertState = (typeof alertStates)[number];

/** The verbs of an alert, those of detection and those of persons. */
export const alertVerbs = ["OPEN", "GROW", "ACKNOWLEDGE", "SNOOZE", "WAKE", "CLOSE", "FADE", "REOPEN"] as const;

/** A verb of an alert. */
export type AlertVerb = (typeof alertVerbs)[number];

/** From which states a verb leads where, and whose it is. */
export interface AlertTransition {
  readonly from: readonly AlertState[];
  /** `SAME`: the state stays what it is. */
  readonly to: AlertState | "SAME";
  readonly by: readonly ("DETECTION" | "PERSON")[];
}

const running = ["OPEN", "ACKNOWLEDGED", "SNOOZED"] as const;

/** The life of an alert. OPEN makes a new one, so it leads from no state. */
export const alertTransitions: Readonly<Record<AlertVerb, AlertTransition>> = {
  OPEN: { from: [], to: "OPEN", by: ["DETECTION"] },
  GROW: { from: ["OPEN", "ACKNOWLEDGED"], to: "SAME", by: ["DETECTION"] },
  ACKNOWLEDGE: { from: ["OPEN", "SNOOZED"], to: "ACKNOWLEDGED", by: ["PERSON"] },
  SNOOZE: { from: running, to: "SNOOZED", by: ["PERSON"] },
  WAKE: { from: ["SNOOZED"], to: "OPEN", by: ["DETECTION"] },
  CLOSE: { from: running, to: "CLOSED", by: ["PERSON"] },
  FADE: { from: running, to: "CLOSED", by: ["DETECTION"] },
  REOPEN: { from: ["CLOSED"], to: "OPEN", by: ["DETECTION", "PERSON"] },
};

/** The state to which a verb leads from a state; null where it is not allowed. */
export function nextAlertState(state: AlertState, verb: AlertVerb): AlertState | null {
  const { from, to } = alertTransitions[verb];
  if (!from.includes(state)) return null;
  return to === "SAME" ? state : to;
}

/** The figures that were told last; growth is judged against them. */
export interface ToldFigures {
  readonly count: number;
  readonly counties: number | null;
}

/** What detection needs to know of an alert. */
export interface Alert {
  readonly state: AlertState;
  readonly openedAt: Date;
  readonly told: ToldFigures;
  /** Since when all has been as usual; null while it is not. */
  readonly quietSince: Date | null;
  readonly snoozedUntil: Date | null;
  readonly closedAt: Date | null;
  readonly closedBy: "PERSON" | "DETECTION" | null;
}

/** How patient an alert is. */
export interface LifePolicy {
  /** So many hours without a break must be as usual for an alert to fade: longer than a night, in which nobody calls. */
  readonly quietHours: number;
  /** Growth is told when the count is so many times the one told last ... */
  readonly growthFactor: number;
  /** ... and at least so many more. */
  readonly leastGrowth: number;
  /** For so many hours after its closing what comes again is the same surge, and reopens it. */
  readonly reopenHours: number;
}

/** The patience of alerts where nobody says otherwise. A surge from 12 tickets to 200 is told in four steps, not in 188. */
export const lifePolicy: LifePolicy = { quietHours: 24, growthFactor: 2, leastGrowth: 5, reopenHours: 72 };

/** The verbs that detection itself uses. */
export type DetectionVerb = "OPEN" | "GROW" | "WAKE" | "FADE" | "REOPEN";

/** A step that detection takes. */
export interface AlertStep {
  readonly verb: DetectionVerb;
  readonly at: Date;
  /** The figures that are told with it. */
  readonly figures: WindowFigures;
}

/** What follows of an evaluation. */
export interface Decision {
  /** The steps to take, at most one: nothing to tell is told. */
  readonly steps: readonly AlertStep[];
  /**
   * The alert as it stands then: the very object that was given where nothing changed, a new alert after OPEN; null where
   * there is none.
   */
  readonly alert: Alert | null;
}

/**
 * Decides what an evaluation means for the latest alert of its rule and key, a closed one included. One surge is one alert: it
 * opens when the rule's condition holds, is told again only when it has grown by a meaningful step, and fades after a quiet
 * time, so that neither the minutes between two evaluations nor a quiet night make a second one. The instant is that of the
 * evaluation.
 */
export function decide(alert: Alert | null, evaluation: Evaluation, policy: LifePolicy = lifePolicy): Decision {
  if (alert === null) return evaluation.isOver ? opened(evaluation) : { steps: [], alert };
  const quietSince = evaluation.isQuiet ? (alert.quietSince ?? evaluation.at) : alert.quietSince;
  if (alert.state === "CLOSED") return decideClosed(watched(alert, quietSince), evaluation, policy);
  return decideRunning(watched(alert, evaluation.isQuiet ? quietSince : null), evaluation, policy);
}

function decideRunning(alert: Alert, evaluation: Evaluation, policy: LifePolicy): Decision {
  const { at } = evaluation;
  if (alert.quietSince !== null && hoursBetween(alert.quietSince, at) >= policy.quietHours) {
    return stepped(alert, "FADE", evaluation, { snoozedUntil: null, closedAt: at, closedBy: "DETECTION" });
  }
  if (alert.state === "SNOOZED") {
    const isAsleep = alert.snoozedUntil !== null && at < alert.snoozedUntil;
    // Who is awaited by a quiet time alone is left to fade.
    if (isAsleep || alert.quietSince !== null) return { steps: [], alert };
    return stepped(alert, "WAKE", evaluation, { snoozedUntil: null, told: toldOf(evaluation) });
  }
  if (!evaluation.isOver || !hasGrown(alert.told, evaluation, policy)) return { steps: [], alert };
  return stepped(alert, "GROW", evaluation, { told: toldOf(evaluation) });
}

function decideClosed(alert: Alert, evaluation: Evaluation, policy: LifePolicy): Decision {
  if (!evaluation.isOver) return { steps: [], alert };
  const isRecent = alert.closedAt !== null && hoursBetween(alert.closedAt, evaluation.at) < policy.reopenHours;
  // Whoever closed it has seen this surge: it must have been over, or have grown, to be shown to him again.
  if (alert.quietSince === null && !hasGrown(alert.told, evaluation, policy)) return { steps: [], alert };
  if (!isRecent) return opened(evaluation);
  const running = { quietSince: null, closedAt: null, closedBy: null, told: toldOf(evaluation) };
  return stepped(alert, "REOPEN", evaluation, running);
}

function opened(evaluation: Evaluation): Decision {
  const { at, figures } = evaluation;
  const ends = { quietSince: null, snoozedUntil: null, closedAt: null, closedBy: null };
  const alert: Alert = { state: "OPEN", openedAt: at, told: toldOf(evaluation), ...ends };
  return { steps: [{ verb: "OPEN", at, figures }], alert };
}

function stepped(alert: Alert, verb: DetectionVerb, { at, figures }: Evaluation, change: Partial<Alert>): Decision {
  const state = nextAlertState(alert.state, verb) ?? alert.state;
  return { steps: [{ verb, at, figures }], alert: { ...alert, ...change, state } };
}

const watched = (alert: Alert, quietSince: Date | null): Alert =>
  alert.quietSince === quietSince ? alert : { ...alert, quietSince };

/**
 * Whether the figures have grown by a meaningful step: so many times the tickets, or so many times the counties and two more.
 */
function hasGrown(told: ToldFigures, { figures }: Evaluation, policy: LifePolicy): boolean {
  const { growthFactor, leastGrowth } = policy;
  if (figures.count >= told.count * growthFactor && figures.count >= told.count + leastGrowth) return true;
  if (figures.counties === null || told.counties === null) return false;
  return figures.counties >= told.counties * growthFactor && figures.counties >= told.counties + 2;
}

const toldOf = ({ figures }: Evaluation): ToldFigures => ({ count: figures.count, counties: figures.counties });

const hoursBetween = (from: Date, until: Date): number => (until.getTime() - from.getTime()) / hourMilliseconds;
