import type { Transaction } from "../../platform/database.js";
import { ApplicationError } from "../../platform/errors.js";
import { type Dimension, isTime } from "./counting/dimensions.js";
import { bucketsOf } from "./numbers/periods.js";
import type { CheckedQuestion } from "./question.js";
import { callSizesOf, sizesOf } from "./size.store.js";

/** How many cells one answer may have: groups times measures. */
const mostCells = 10_000;

/** How many values a dimension has at most, wherever it is asked: where this suffices nothing is counted. */
const atMost: Partial<Record<Dimension, number>> = {
  PROVINCE: 40,
  CITY: 500,
  COUNTY: 4000,
  BUREAU: 10_000,
  KIND: 3,
  STATE: 23,
  HOUR: 24,
  WEEKDAY: 7,
  QUEUE: 100,
  OPERATOR: 10_000,
  CHANNEL: 40,
  ISSUE_CLASS: 100,
  GOODS_CLASS: 200,
  TOPIC: 200,
};

/**
 * Refuses a question of too many cells before it is counted.
 *
 * @throws TOO_LARGE for the field question.dimensions, with the number of cells and a smaller question
 */
export async function checkSize(tx: Transaction, question: CheckedQuestion): Promise<void> {
  const { definitions, dimensions, periods, top } = question;
  const cells = (sizeOf: (dimension: Dimension) => number): number =>
    dimensions.reduce((product, dimension) => product * sizeOf(dimension), 1) * definitions.length;
  const known = (dimension: Dimension): number | undefined =>
    isTime(dimension) ? bucketsOf(periods[0], dimension).length : dimension === "RESPONDENT" ? (top ?? 1) : undefined;
  if (cells((dimension) => known(dimension) ?? atMost[dimension] ?? 1) <= mostCells) return;
  const counted = { ...(await sizesOf(tx, question.region)), ...(await callSizes(tx, question)) };
  const sizeOf = (dimension: Dimension): number => known(dimension) ?? counted[dimension] ?? atMost[dimension] ?? 1;
  const actual = cells(sizeOf);
  if (actual <= mostCells) return;
  const [largest = "PROVINCE"] = [...dimensions].sort((one, other) => sizeOf(other) - sizeOf(one));
  const coarser = isTime(largest) && largest !== "YEAR" ? "MONTH" : null;
  throw new ApplicationError(
    "TOO_LARGE",
    {
      zh: `此问题有 ${actual} 个单元格，上限 ${mostCells}。请${coarser === null || largest === coarser ? `去掉维度 ${largest}，或缩小地区、期间` : `把 ${largest} 换成 ${coarser}`}，或减少指标。`,
      en: `This question has ${actual} cells; the limit is ${mostCells}. ${coarser === null || largest === coarser ? `Leave ${largest} out, or ask for a smaller region or period` : `Ask by ${coarser} in place of ${largest}`}, or for fewer measures.`,
    },
    { field: "question.dimensions", actual, limit: mostCells },
  );
}

/** How many queues and operators there were in the region, where the question is by them. */
async function callSizes(tx: Transaction, { dimensions, periods, region }: CheckedQuestion) {
  if (!dimensions.some((dimension) => dimension === "QUEUE" || dimension === "OPERATOR")) return {};
  return callSizesOf(tx, region, periods);
}
