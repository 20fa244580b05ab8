import {
  type Comparison,
  type Dimension,
  findDefinition,
  type MeasureName,
  type Question,
} from "../statistics/index.js";
import type { CallQuestionName, QuestionName } from "./report.answers.js";
import { mostNamed } from "./report.facts.js";
import { daysOf, type ReportKind, type ReportPeriod } from "./report.kinds.js";
import { callMeasures, reportMeasures } from "./report.measures.js";

/** The questions of a report, by what they are for; one that has more measures than one question may have is several. */
export type ReportQuestions = Readonly<Record<QuestionName, readonly Question[]>> &
  Readonly<Partial<Record<CallQuestionName, readonly Question[]>>>;

/** What the questions of a report are about. */
export interface QuestionMatter {
  kind: ReportKind;
  period: ReportPeriod;
  /** The code of the bureau whose region is counted, and the dimension of the bureaus directly beneath it. */
  region: string;
  regionDimension: Dimension;
  /** The code of the topic of a topic report. */
  topic: string | null;
  /** The business line that is counted alone; null for all. */
  line: string | null;
}

/** The class of complaints and reports about prices, in the dictionary of issue classes. */
const priceClass = "PRICE";

// One question of the statistics has twelve measures at most.
const mostMeasures = 12;

const inParts = <One>(all: readonly One[]): One[][] =>
  Array.from({ length: Math.ceil(all.length / mostMeasures) }, (_, part) =>
    all.slice(part * mostMeasures, (part + 1) * mostMeasures),
  );

const counted = ["RECEIVED", "CLOSED", "CLOSURE_RATE"] as const satisfies readonly MeasureName[];

// The versions are named, so that what is asked again later is counted by the same definitions.
const versionsOf = (measures: readonly MeasureName[]): { measure: MeasureName; version: number }[] =>
  measures.map((measure) => ({ measure, version: findDefinition(measure, null)?.version ?? 1 }));

// Said although it is usual, for what is kept must not change its meaning with what is usual.
const manner = { view: "COHORT", tree: "NOW", digits: 2, isForOthers: true } as const;

function timeDimension({ kind, period }: QuestionMatter): Dimension {
  if (kind === "DAILY") return "HOUR";
  return daysOf(period) <= 31 ? "DAY" : "MONTH";
}

/** The measures of calls: of the whole nation no hours and calls are looked through one by one. */
function measuresOfCalls({ regionDimension }: QuestionMatter): MeasureName[] {
  const isLooked = (measure: MeasureName): boolean =>
    measure === "LOWEST_CONNECTION_RATE_24H" || measure === "LONGEST_CALL";
  return callMeasures
    .map(({ measure }) => measure)
    .filter((measure) => regionDimension !== "PROVINCE" || !isLooked(measure));
}

/**
 * The questions of a report. They are plain values, which are kept with it, and name everything that would otherwise depend
 * upon who asks and when.
 */
export function questionsOf(matter: QuestionMatter): ReportQuestions {
  const { period, region, topic } = matter;
  const topics = topic === null ? {} : { topics: [topic] };
  const ask = (
    measures: readonly MeasureName[],
    dimensions: readonly Dimension[],
    comparison: Comparison | null,
    more: Partial<Question> = {},
  ): Question => ({
    measures,
    versions: versionsOf(measures),
    dimensions,
    period,
    region,
    filter: topics,
    ...(comparison === null ? {} : { comparison }),
    ...manner,
    ...more,
  });
  const ofCalls = (): Record<CallQuestionName, readonly Question[]> => {
    const measures = measuresOfCalls(matter);
    return {
      calls: [ask(measures, [], "YEAR_BEFORE")],
      callsBefore: [ask(measures, [], "PERIOD_BEFORE")],
      callsByTime: [ask(["CALLS_OFFERED", "CALLS_ANSWERED", "CONNECTION_RATE"], [timeDimension(matter)], null)],
    };
  };
  const all = inParts(reportMeasures.map(({ measure }) => measure));
  const prices = { filter: { ...topics, issueClasses: [priceClass] } };
  const largest = { top: mostNamed, topBy: "RECEIVED" } as const;
  return {
    total: all.map((measures) => ask(measures, [], "YEAR_BEFORE")),
    totalBefore: all.map((measures) => ask(measures, [], "PERIOD_BEFORE")),
    byKind: [ask(counted, ["KIND"], "YEAR_BEFORE")],
    byKindBefore: [ask(["RECEIVED"], ["KIND"], "PERIOD_BEFORE")],
    byRegion: [ask([...counted, "RECOVERED_LOSS"], [matter.regionDimension], "YEAR_BEFORE")],
    issueClasses: [ask(["RECEIVED"], ["ISSUE_CLASS"], "YEAR_BEFORE", largest)],
    goodsClasses: [ask(["RECEIVED"], ["GOODS_CLASS"], "YEAR_BEFORE", largest)],
    channels: [ask(["RECEIVED"], ["CHANNEL"], "YEAR_BEFORE")],
    // Unlike all others about everything, so that the part of a topic in all of them can be told.
    topics: [ask(["RECEIVED"], ["TOPIC"], "YEAR_BEFORE", { filter: {} })],
    price: [ask(counted, ["KIND"], "YEAR_BEFORE", prices)],
    priceBefore: [ask(["RECEIVED"], ["KIND"], "PERIOD_BEFORE", prices)],
    byTime: [ask(counted, [timeDimension(matter)], null)],
    ...(topic !== null || matter.line !== null ? {} : ofCalls()),
  };
}
