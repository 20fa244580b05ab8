import { chinaDay } from "../../platform/clock.js";
import type { RequestContext } from "../../platform/context.js";
import {
  type Answer,
  type AnswerRow,
  type AnswerValue,
  answerQuestions,
  type ComparedValue,
} from "../statistics/index.js";
import {
  allQuestionNames,
  type ReportAnswer,
  type ReportAnswers,
  type ReportComparison,
  type ReportGroup,
  type ReportValue,
} from "./report.answers.js";
import type { ReportDefinition } from "./report.content.js";
import { nameGroups } from "./report.names.js";
import type { ReportQuestions } from "./report.questions.js";

/** The numbers of a report: the only place that asks the statistics. */
export interface ReportNumbers {
  answers: ReportAnswers;
  definitions: ReportDefinition[];
  asOf: Date;
}

/**
 * Has the statistics answer the questions of a report, all as of one moment, and turns the answers into what is kept: texts
 * of decimal numbers, and the names that groups have today.
 *
 * @throws what the statistics throw: NOT_FOUND for a region that is not the caller's
 */
export async function readNumbers(context: RequestContext, questions: ReportQuestions): Promise<ReportNumbers> {
  const names = allQuestionNames.filter((name) => questions[name] !== undefined);
  const asked = names.flatMap((name) => (questions[name] ?? []).map((question) => ({ name, question })));
  const given = await answerQuestions(
    context,
    asked.map(({ question }) => question),
  );
  const answered = asked.map(({ name, question }, position) => ({ name, question, answer: found(given[position]) }));
  const [first] = given;
  const asOf = found(first).question.asOf;
  const answers: Partial<Record<(typeof names)[number], ReportAnswer>> = {};
  for (const name of names) {
    const parts = answered.filter((one) => one.name === name).map(({ answer }) => answer);
    answers[name] = mergedAnswer(parts);
  }
  const region = found(first).question.region.code;
  await nameGroups(context, Object.values(answers), { region, on: chinaDay(asOf) });
  return { answers: answers as ReportAnswers, definitions: definitionsOf(given), asOf };
}

function found<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error("a question of a report has no answer");
  return value;
}

// The parts of a question differ in their measures alone, and only those about all together have parts.
function mergedAnswer(parts: readonly Answer[]): ReportAnswer {
  const { question, rows, total, other, jointShare } = found(parts[0]);
  const [period, comparedPeriod] = question.periods;
  return {
    period: { from: period.from, to: period.to },
    comparedPeriod: comparedPeriod === undefined ? null : { from: comparedPeriod.from, to: comparedPeriod.to },
    rows: rows.map(toGroup),
    total: { ...toGroup(total), values: parts.flatMap((part) => part.total.values.map(toValue)) },
    other: other === null ? null : toGroup(other),
    jointShare,
  };
}

const toGroup = ({ keys, values }: AnswerRow): ReportGroup => ({
  keys: keys.map(({ dimension, code }) => ({ dimension, code, name: code })),
  values: values.map(toValue),
});

const textOf = (amount: bigint | null): string | null => (amount === null ? null : amount.toString());

const toValue = ({ definition, value, numerator, denominator, share, reason, compared }: AnswerValue): ReportValue => ({
  measure: definition.measure,
  value,
  numerator: textOf(numerator),
  denominator: textOf(denominator),
  share,
  reason,
  compared: compared === null ? null : toComparison(compared),
});

const toComparison = ({ value, numerator, denominator, change, growth, reason }: ComparedValue): ReportComparison => ({
  value,
  numerator: textOf(numerator),
  denominator: textOf(denominator),
  change,
  growth,
  reason,
});

function definitionsOf(answers: readonly Answer[]): ReportDefinition[] {
  const all = answers.flatMap(({ question }) => question.definitions);
  const once = new Map(all.map((definition) => [`${definition.measure}.${definition.version}`, definition]));
  return [...once].map(([id, { measure, version, formula, unit, name }]) => ({
    measure,
    id,
    version,
    name: name.zh,
    formula: formula.zh,
    unit,
  }));
}
