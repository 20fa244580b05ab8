export { act, type PersonVerb } from "./acts.js";
export { backtestDeparture, type DepartureBacktestGiven, departureBacktestSteps } from "./backtest-departure.js";
export { backtestThreshold, type ThresholdBacktestGiven } from "./backtest-threshold.js";
export type { Backtest, BacktestAlert } from "./backtest-track.js";
export { type DayKind, type DayKinds, dayKindsOf } from "./day-kinds.js";
export { type DepartureGiven, evaluateDeparture } from "./departure.js";
export { type Evaluation, mostTickets, type WindowFigures } from "./evaluation.js";
export {
  type Evidence,
  type EvidenceGiven,
  type EvidenceHour,
  evidenceBounds,
  evidenceOf,
  type Share,
} from "./evidence.js";
export {
  type Alert,
  type AlertState,
  type AlertStep,
  type AlertTransition,
  type AlertVerb,
  alertStates,
  alertTransitions,
  alertVerbs,
  type Decision,
  type DetectionVerb,
  decide,
  type LifePolicy,
  lifePolicy,
  nextAlertState,
  type ToldFigures,
} from "./life.js";
export { type RaisableAlert, type Raised, type RaisingPolicy, raisedOf, raisingPolicy } from "./raising.js";
export {
  type DepartureRule,
  faultsOf,
  type Matter,
  matterKeyOf,
  type RuleFault,
  ruleBounds,
  ruleDefaults,
  type SurgeRule,
  type ThresholdRule,
} from "./rules.js";
export {
  type HourCount,
  type HourNumber,
  type HourSeries,
  historyWeeks,
  hourOf,
  makeSeries,
  startOfHour,
} from "./series.js";
export { evaluateThreshold, type TicketFact } from "./threshold.js";
