import { newId } from "../../platform/ids.js";
import type { Writing } from "../../platform/writing.store.js";
import { type AlertStep, figureWriting, fromDetection, placeOfAlert, toDetection } from "./alert.steps.js";
import type { AlertRow } from "./alert.store.js";
import { decide, type Evaluation, type LifePolicy, lifePolicy } from "./detection/index.js";
import type { RuleRow } from "./rule.store.js";
import type { SurgeGrouping } from "./rule.words.js";
import { narrowed, samenessOf } from "./watched.js";

/** What follows of an evaluation: a step that is told, or figures that are only noted. */
export interface Outcome {
  step: AlertStep | null;
  figures: Writing | null;
  /** The alert as it stands then; null where there is none. */
  alert: AlertRow | null;
}

const nothing: Outcome = { step: null, figures: null, alert: null };

/** The figures of an evaluation as columns. */
function figuresOf({ at, figures }: Evaluation, before: AlertRow | null) {
  const { count, counties, expected, since, upper } = figures;
  const isPeak = before === null || count > before.peak;
  return {
    ...{ windowFrom: since, windowTo: at, count, counties, expected, upper },
    peak: isPeak ? count : before.peak,
    peakAt: isPeak ? at : before.peakAt,
  };
}

/** What is new of an alert that is opened, beside its figures and its life. */
export type NewAlert = Omit<
  AlertRow,
  | keyof ReturnType<typeof figuresOf>
  | keyof ReturnType<typeof fromDetection>
  | "id"
  | "version"
  | "openedAt"
  | "since"
  | `acknowledged${string}`
  | `close${"dBy" | "Reason"}`
  | `raised${string}`
>;

const unhandled = {
  ...{ acknowledgedAt: null, acknowledgedBy: null, closedBy: null, closeReason: null },
} as const;

/** How alerts of a kind differ from those of rules. */
export interface AlertManner {
  policy: LifePolicy;
  /** What becomes of the figures in the row. */
  shape: (row: AlertRow) => AlertRow;
}

const ofRules: AlertManner = { policy: lifePolicy, shape: (row) => row };

/**
 * What an evaluation means for the latest alert of the same: the step that is told, or the figures as they are now. Pure but
 * for the identifier of a new alert.
 *
 * @param fresh what a new alert would be
 */
export function outcomeOf(
  latest: AlertRow | null,
  evaluation: Evaluation,
  fresh: () => NewAlert,
  { policy, shape }: AlertManner = ofRules,
): Outcome {
  const { alert, steps } = decide(latest === null ? null : toDetection(latest), evaluation, policy);
  if (alert === null) return nothing;
  const [step] = steps;
  if (step?.verb === "OPEN" || latest === null) {
    const after = shape(opened(fresh(), evaluation, fromDetection(alert)));
    return { step: stepOf("OPEN", null, after), figures: null, alert: after };
  }
  const isOver = latest.state === "CLOSED" && step === undefined;
  const life = { ...latest, ...(isOver ? {} : figuresOf(evaluation, latest)), ...fromDetection(alert) };
  if (step === undefined) {
    const after = isOver ? life : shape(life);
    return { step: null, figures: figureWriting(latest, after), alert: after };
  }
  const after = shape({
    ...{ ...life, version: latest.version + 1 },
    ...(step.verb === "FADE" ? { closeReason: "QUIET" } : {}),
    ...(step.verb === "REOPEN" ? unhandled : {}),
  });
  return { step: stepOf(step.verb, latest, after), figures: null, alert: after };
}

const stepOf = (verb: AlertStep["verb"], before: AlertRow | null, after: AlertRow): AlertStep => ({
  ...{ actor: { place: placeOfAlert(after) }, verb, before, after, remark: null },
});

function opened(fresh: NewAlert, evaluation: Evaluation, life: ReturnType<typeof fromDetection>): AlertRow {
  const { at, figures } = evaluation;
  return {
    ...fresh,
    ...life,
    ...figuresOf(evaluation, null),
    ...unhandled,
    ...{ id: newId(at), version: 1, openedAt: at, since: figures.since, raisedProvince: null, raisedTo: null },
  };
}

/** What an alert of a rule is, for one of the surges that it tells apart. */
function alertOfRule(rule: RuleRow, key: string): NewAlert {
  const watched = narrowed(rule, rule.groupedBy as SurgeGrouping, key);
  const { bureau, city, county, goodsClass, id, issueClass, kinds, line, province } = watched;
  const { region, regionCity, regionCounty, topic, words } = watched;
  return {
    ...{ province, city, county, bureau, line, rule: id, region, regionCity, regionCounty },
    ...{ kinds, issueClass, goodsClass, topic, words, sameness: samenessOf(watched), parts: 0 },
  };
}

/** What several evaluations of one rule leave: the steps to tell and the writings besides. */
export interface Looked {
  steps: readonly AlertStep[];
  figures: readonly (Writing | null)[];
  /** Whether an alert of the rule is not closed. */
  isWatching: boolean;
}

/** The outcomes of the evaluations of a rule upon its latest alerts. */
export function lookAt(
  rule: RuleRow,
  latest: ReadonlyMap<string, AlertRow>,
  evaluations: readonly Evaluation[],
): Looked {
  const outcomes = evaluations.map((evaluation) =>
    outcomeOf(latest.get(evaluation.key) ?? null, evaluation, () => alertOfRule(rule, evaluation.key)),
  );
  return {
    steps: outcomes.flatMap(({ step }) => step ?? []),
    figures: outcomes.map(({ figures }) => figures),
    isWatching: outcomes.some(({ alert }) => alert !== null && alert.state !== "CLOSED"),
  };
}
