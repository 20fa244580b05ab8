import type { Dimension, Question } from "../../../src/modules/statistics/index.js";
import type { Level } from "../page/actors.js";
import type { Asked } from "./questions.js";

type Filter = NonNullable<Question["filter"]>;

/** How many groups a dimension has at most in a region of a level, for all that tickets have. */
const groupsOf: Readonly<Record<Level, Partial<Record<Dimension, number>>>> = {
  county: { BUREAU: 5 },
  city: { COUNTY: 30, BUREAU: 60 },
  province: { CITY: 23, COUNTY: 190 },
  nation: { PROVINCE: 32, CITY: 380 },
};
const groupsAnywhere: Partial<Record<Dimension, number>> = {
  KIND: 3,
  ISSUE_CLASS: 25,
  GOODS_CLASS: 60,
  CHANNEL: 14,
  TOPIC: 20,
  STATE: 23,
  HOUR: 24,
  MONTH: 37,
  QUARTER: 13,
  YEAR: 4,
};

/** How many groups each condition tells apart: small groups of reports are looked for in each of them. */
const toldApart: Partial<Record<keyof Filter, number>> = {
  channels: 14,
  issueClasses: 25,
  goodsClasses: 60,
  topics: 20,
};

// The product refuses more than 10,000 cells (by the size of its dictionaries), and to judge more than 4,000 groups.
const mostCells = 4000;
const mostGroups = 3500;
/** Leaves out what would make a question too large: first what narrows it, then its second dimension. */
export function fitting(asked: Asked, days: number): Asked {
  const { level, question, region } = asked;
  const { dimensions, filter, measures } = question;
  const conditions = Object.keys(filter ?? {}) as (keyof Filter)[];
  const apart = Math.max(1, ...conditions.map((name) => toldApart[name] ?? 1));
  // A county is judged among those beside it.
  const beside = region.level === "county" && level !== "county" ? 30 : 1;
  const groups = (dimensions ?? []).reduce((product, one) => product * sizeOf(one, region.level, days), 1);
  const isFitting = groups * measures.length <= mostCells && groups * apart * beside <= mostGroups;
  if (isFitting) return asked;
  const kept = Object.entries(filter ?? {}).filter(([name]) => toldApart[name as keyof Filter] === undefined);
  if (kept.length < conditions.length) {
    return fitting({ ...asked, question: { ...question, filter: Object.fromEntries(kept) as Filter } }, days);
  }
  const [only] = dimensions ?? [];
  if (only === undefined || dimensions?.length === 1) return asked;
  return fitting({ ...asked, question: { ...question, dimensions: [only] } }, days);
}

function sizeOf(dimension: Dimension, level: Level, days: number): number {
  if (dimension === "DAY") return days;
  if (dimension === "WEEK") return Math.ceil(days / 7) + 1;
  return groupsOf[level][dimension] ?? groupsAnywhere[dimension] ?? 1;
}
