import { chinaDay } from "../../platform/clock.js";
import type { RequestContext } from "../../platform/context.js";
import { invalidInput } from "../../platform/errors.js";
import { startValidation, type Validation } from "../../platform/validation.js";
import { readPeriod } from "../calendar/index.js";
import { checkCodes } from "./codes.js";
import type { CountedRegion, CountingFilter, Tree } from "./counting/counting.js";
import { type Dimension, isTime } from "./counting/dimensions.js";
import { findDefinition } from "./definitions.js";
import { type Definition, isMeasureOfCalls, isTicketDuration, type MeasureName, type View } from "./measures.js";
import { type DayRange, periodBefore, samePeriodYearBefore } from "./numbers/periods.js";
import { regionAsked } from "./region.js";
import { checkSuitability } from "./suitability.js";

/** With which period a question compares: 同比 or 环比. */
export type Comparison = "YEAR_BEFORE" | "PERIOD_BEFORE";

/** A question to the statistics (统计提问), as it is asked. What is left out has the value of the comment. */
export interface Question {
  measures: readonly MeasureName[];
  /** Another version of a measure than the one in force. */
  versions?: readonly { measure: MeasureName; version: number }[] | null;
  dimensions?: readonly Dimension[] | null;
  period: DayRange;
  /** The code of a bureau; the caller's own region. */
  region?: string | null;
  filter?: Partial<CountingFilter> | null;
  comparison?: Comparison | null;
  comparedPeriod?: DayRange | null;
  /** COHORT. */
  view?: View | null;
  /** NOW. */
  tree?: Tree | null;
  /** How many of the largest groups; all. */
  top?: number | null;
  /** By which measure they are the largest; the first. */
  topBy?: MeasureName | null;
  /** Decimals of rates and growth; 2. */
  digits?: number | null;
  /** Whether others will read the answer, so that small groups of one's own are suppressed too; false. Not in the API. */
  isForOthers?: boolean;
}

/** A question that was checked, with everything that was left out filled in. */
export interface CheckedQuestion {
  definitions: readonly Definition[];
  dimensions: readonly Dimension[];
  region: CountedRegion;
  filter: CountingFilter;
  /** The period asked for, and the one that it is compared with. */
  periods: readonly [DayRange] | readonly [DayRange, DayRange];
  view: View;
  tree: Tree;
  top: number | null;
  topBy: Definition;
  digits: number;
  isForOthers: boolean;
  asOf: Date;
  today: string;
}

/** The longest period that is counted at once, in days: ten years. */
export const longestStatistics = 3660;

/** How many measures and dimensions one question may have, and how many groups may be the largest. */
const [mostMeasures, mostDimensions, mostTop, mostDigits] = [12, 4, 100, 6];

const noFilter: CountingFilter = {
  kinds: null,
  channels: null,
  issueClasses: null,
  goodsClasses: null,
  topics: null,
  states: null,
  respondent: null,
  queues: null,
  operators: null,
};

/**
 * Checks a question and fills in what it leaves out: the region of the caller, the versions in force.
 *
 * @throws INVALID_INPUT naming the field; NOT_FOUND for a region that is not the caller's
 */
export async function checkQuestion(context: RequestContext, question: Question): Promise<CheckedQuestion> {
  const validation = startValidation();
  checkNames(validation, question);
  const definitions = definitionsOf(validation, question);
  validation.finish();
  const topBy = definitions.find(({ measure }) => measure === (question.topBy ?? question.measures[0]));
  if (topBy === undefined) {
    throw invalidInput("question.topBy", { zh: "须是所问指标之一。", en: "It must be one of the measures asked for." });
  }
  checkMeasures(question, definitions, topBy);
  const periods = periodsOf(question);
  const filter = { ...noFilter, ...definedOf(question.filter ?? {}) };
  await checkCodes(context, filter);
  const region = await regionAsked(context, question.region ?? null, "question.region");
  checkSuitability({
    definitions,
    dimensions: question.dimensions ?? [],
    filter,
    region,
    tree: question.tree ?? "NOW",
  });
  const asOf = context.clock.now();
  return {
    definitions,
    dimensions: question.dimensions ?? [],
    region,
    filter,
    periods,
    view: question.view ?? "COHORT",
    tree: question.tree ?? "NOW",
    top: question.top ?? null,
    topBy,
    digits: question.digits ?? 2,
    isForOthers: question.isForOthers ?? false,
    asOf,
    today: chinaDay(asOf),
  };
}

const definedOf = (given: Partial<CountingFilter>): Partial<CountingFilter> =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value != null));

function checkNames(validation: Validation, { measures, dimensions, top, digits }: Question): void {
  const named = dimensions ?? [];
  if (measures.length === 0 || measures.length > mostMeasures || new Set(measures).size < measures.length) {
    validation.add("question.measures", {
      zh: `须列出 1 至 ${mostMeasures} 个指标，且不得重复。`,
      en: `Name 1 to ${mostMeasures} measures, each once.`,
    });
  }
  const times = named.filter(isTime);
  if (named.length > mostDimensions || new Set(named).size < named.length || times.length > 1) {
    validation.add("question.dimensions", {
      zh: `最多 ${mostDimensions} 个维度，不得重复，时间维度最多一个。`,
      en: `At most ${mostDimensions} dimensions, each once, and one of time at most.`,
    });
  }
  const isInteger = (value: number | null | undefined, least: number, most: number): boolean =>
    value == null || (value >= least && value <= most);
  if (!isInteger(top, 1, mostTop) || (top != null && named.length !== 1)) {
    validation.add("question.top", {
      zh: `1 至 ${mostTop}，且只能有一个维度。`,
      en: `From 1 to ${mostTop}, with exactly one dimension.`,
    });
  }
  if (!isInteger(digits, 0, mostDigits)) {
    validation.add("question.digits", { zh: `0 至 ${mostDigits} 位小数。`, en: `From 0 to ${mostDigits} decimals.` });
  }
  if (named.includes("RESPONDENT") && top == null) {
    validation.add("question.top", {
      zh: "按被诉对象统计须给出 top：对象不计其数。",
      en: "By respondent name how many of the largest are wanted: there is no end to them.",
    });
  }
}

function definitionsOf(validation: Validation, { measures, versions }: Question): Definition[] {
  const asked = new Map((versions ?? []).map(({ measure, version }) => [measure, version]));
  if (asked.size < (versions ?? []).length || [...asked.keys()].some((measure) => !measures.includes(measure))) {
    validation.add("question.versions", {
      zh: "版本只能对所问指标各指定一次。",
      en: "A version is named once, for a measure that is asked for.",
    });
  }
  return measures.flatMap((measure) => {
    const found = findDefinition(measure, asked.get(measure) ?? null);
    if (found === null) {
      validation.add("question.versions", { zh: `${measure} 没有这个版本。`, en: `${measure} has no such version.` });
    }
    return found === null ? [] : [found];
  });
}

function checkMeasures(question: Question, definitions: readonly Definition[], topBy: Definition): void {
  if (question.tree === "THEN" && definitions.some(({ measure }) => isTicketDuration(measure))) {
    throw invalidInput("question.tree", {
      zh: "时长只按现行机构统计。",
      en: "Durations are counted under the tree of today alone.",
    });
  }
  const named = question.dimensions ?? [];
  // How a ticket stands now, and at what hour it came, is asked of tickets by their registration.
  const onlyOfReceived = named.filter((dimension) => dimension === "STATE" || dimension === "HOUR");
  const other = definitions.find(({ numerator, denominator, measure }) => {
    if (isMeasureOfCalls(measure)) return false;
    if (isTicketDuration(measure)) return question.view === "EVENT";
    const view = question.view ?? "COHORT";
    return [numerator, denominator].some((side) => side !== null && side[view].basis !== "REGISTERED");
  });
  const [dimension] = onlyOfReceived;
  if (dimension !== undefined && other !== undefined) {
    throw invalidInput("question.dimensions", {
      zh: `指标 ${other.measure} 在此口径下没有维度 ${dimension}。`,
      en: `The measure ${other.measure} has no dimension ${dimension} in this view.`,
    });
  }
  if (
    question.top != null &&
    (topBy.form === "DISTRIBUTION" ||
      topBy.form === "EXTREME" ||
      (named.includes("RESPONDENT") && topBy.form === "RATE"))
  ) {
    throw invalidInput("question.topBy", {
      zh: "排序指标须是数量、金额或比率；按被诉对象时不能是比率。",
      en: "The largest are found by a count, a sum or a rate, and respondents not by a rate.",
    });
  }
}

function periodsOf(question: Question): CheckedQuestion["periods"] {
  const { from, to } = question.period;
  readPeriod(from, to, longestStatistics, "question.period.");
  const { comparison, comparedPeriod } = question;
  if (comparison != null && comparedPeriod != null) {
    throw invalidInput("question.comparedPeriod", {
      zh: "comparison 与 comparedPeriod 只能给出一个。",
      en: "Name comparison or comparedPeriod, not both.",
    });
  }
  const period = { from, to };
  if (comparison === "YEAR_BEFORE") return [period, samePeriodYearBefore(period)];
  if (comparison === "PERIOD_BEFORE") return [period, periodBefore(period)];
  if (comparedPeriod == null) return [period];
  readPeriod(comparedPeriod.from, comparedPeriod.to, longestStatistics, "question.comparedPeriod.");
  return [period, { from: comparedPeriod.from, to: comparedPeriod.to }];
}
