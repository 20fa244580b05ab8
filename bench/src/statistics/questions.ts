import type { MeasureName, Question } from "../../../src/modules/statistics/index.js";
import { benchActors, type Level } from "../page/actors.js";
import { type PeriodName, worldToday } from "./periods.js";

/** A question with who asks it. */
export interface Asked {
  /** Its place in the mix. */
  number: number;
  level: Level;
  login: string;
  /** The level and the code of the region that it is about. */
  region: { level: Level; code: string };
  period: PeriodName;
  question: Question;
}

/** The question whose speed is promised: the nation by province, this year, five measures, beside the year before (同比). */
export function mainQuestion(): Asked {
  const { region } = benchActors.nation;
  return {
    number: 0,
    level: "nation",
    login: `bench.${region}.supervisor`,
    region: { level: "nation", code: region },
    period: "this year",
    question: {
      measures: ["RECEIVED", "CLOSED", "CLOSURE_RATE", "ON_TIME_CLOSURE_RATE", "RECOVERED_LOSS"],
      dimensions: ["PROVINCE"],
      period: { from: `${worldToday.slice(0, 4)}-01-01`, to: worldToday },
      comparison: "YEAR_BEFORE",
    },
  };
}

/** Whether a measure is a duration. */
export const isDuration = (name: MeasureName): boolean => /^(HOURS|WORKING_DAYS)_/.test(name);

/** A question in a few words. */
export function wordsOf({ level, period, question, region }: Asked): string {
  const { comparison, dimensions = [], filter, measures, top, view } = question;
  const narrowed = Object.keys(filter ?? {});
  return [
    region.level === level ? level : `${level} about a ${region.level}`,
    `${measures.join(", ")}`,
    `${top == null ? "" : `top ${top} `}${dimensions?.length === 0 ? "in all" : `by ${dimensions?.join(" x ")}`}`,
    period,
    ...(narrowed.length === 0 ? [] : [`only some ${narrowed.join(", ")}`]),
    ...(comparison == null ? [] : [comparison]),
    ...(view === "EVENT" ? ["event view"] : []),
  ].join("; ");
}
