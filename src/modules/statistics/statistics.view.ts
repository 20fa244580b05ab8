import type { RequestContext } from "../../platform/context.js";
import { inLocale } from "../../platform/errors.js";
import type { Answer, AnswerRow, AnswerValue, ComparedValue } from "./answer.values.js";
import type { Extreme } from "./calls/call-extremes.js";
import { findDefinition } from "./definitions.js";
import type { Definition } from "./measures.js";
import type { CheckedQuestion } from "./question.js";
import type { Ranking } from "./ranking.js";
import { RegionRanking } from "./ranking.type.js";
import { type AppliedCondition, MeasureDefinition, StatisticsAnswer, StatisticsRow } from "./statistics.type.js";
import type { StatisticsSpan, StatisticsValue } from "./value.type.js";

// A sum of absurd amounts may be more than a number holds exactly. Its value is a text and holds it.
const whole = (amount: bigint | null): number | null =>
  amount === null || amount > BigInt(Number.MAX_SAFE_INTEGER) ? null : Number(amount);

const spanOf = (extreme: Extreme | null): StatisticsSpan | null =>
  extreme === null ? null : { from: extreme.from, to: extreme.to };

function toComparison({ extreme, ...compared }: ComparedValue): NonNullable<StatisticsValue["compared"]> {
  const { denominator, numerator } = compared;
  return { ...compared, numerator: whole(numerator), denominator: whole(denominator), span: spanOf(extreme) };
}

function toValue({ compared, definition, extreme, ...value }: AnswerValue): StatisticsValue {
  return {
    ...value,
    measure: definition.measure,
    version: definition.version,
    unit: definition.unit,
    numerator: whole(value.numerator),
    denominator: whole(value.denominator),
    span: spanOf(extreme),
    compared: compared === null ? null : toComparison(compared),
  };
}

/** A row in the form of the API. */
function toRow(question: CheckedQuestion, { isSuppressed, keys, values }: AnswerRow, isRest = false): StatisticsRow {
  return Object.assign(new StatisticsRow(), {
    keys: keys.map(({ dimension, code }) => ({ dimension, code })),
    values: values.map(toValue),
    isSuppressed,
    question: isRest ? null : question,
  });
}

/** A comparison of subordinates in the form of the API. */
export function toRanking({ answer, comparable, mean, places }: Ranking): RegionRanking {
  return Object.assign(new RegionRanking(), {
    answer: toAnswer(answer),
    mean,
    comparable,
    regions: places.map(({ difference, rank, reason, row }) => ({
      row: toRow(answer.question, row),
      rank,
      difference,
      reason,
    })),
  });
}

/** A definition in the language of the request. */
export function toDefinition({ locale }: RequestContext, definition: Definition): MeasureDefinition {
  const { form, formula, measure, name, source, unit, version } = definition;
  return Object.assign(new MeasureDefinition(), {
    measure,
    version,
    isInForce: findDefinition(measure, null)?.version === version,
    name: inLocale(name, locale),
    formula: inLocale(formula, locale),
    unit,
    form,
    source,
  });
}

/** The conditions that a question was answered under, that of a business line too. */
function conditionsOf({ filter, region }: CheckedQuestion): AppliedCondition[] {
  const given = Object.entries(filter).flatMap(([name, value]) =>
    value === null ? [] : [{ name, values: typeof value === "string" ? [value] : [...value] }],
  );
  return region.line === null ? given : [...given, { name: "line", values: [region.line] }];
}

/** An answer in the form of the API. */
export function toAnswer(answer: Answer): StatisticsAnswer {
  const { jointShare, other, question, rows, suppressed, total } = answer;
  const [period, compared] = question.periods;
  return Object.assign(new StatisticsAnswer(), {
    asOf: question.asOf,
    view: question.view,
    tree: question.tree,
    period,
    comparedPeriod: compared ?? null,
    conditions: conditionsOf(question),
    rows: rows.map((row) => toRow(question, row)),
    total: toRow(question, total),
    other: other === null ? null : toRow(question, other, true),
    jointShare,
    suppressed,
    question,
  });
}
