import type { RequestContext } from "../../platform/context.js";
import { invalidInput } from "../../platform/errors.js";
import { answerQuestion } from "./answer.js";
import type { Answer, AnswerRow, AnswerValue } from "./answer.values.js";
import type { PlaceDimension } from "./counting/dimensions.js";
import { decimalText, type Fraction } from "./numbers/fraction.js";
import { type Comparison, compareUnits } from "./numbers/ranking.js";
import type { Question } from "./question.js";

/** What a comparison of subordinates is asked for. */
export interface RankingRequest {
  question: Omit<Question, "measures" | "dimensions" | "top" | "topBy"> & { measure: Question["measures"][number] };
  by: PlaceDimension;
  /** The smallest denominator, or count, by which one may be compared. */
  smallestBase: number;
}

/** How one subordinate stands among the others. */
export interface RankedPlace {
  row: AnswerRow;
  value: AnswerValue;
  /** Equal ones share a rank; null where it cannot be compared. */
  rank: number | null;
  /** The difference to the mean: of rates in percentage points. */
  difference: string | null;
  reason: "EMPTY_DENOMINATOR" | "BASE_TOO_SMALL" | "SUPPRESSED" | null;
}

/** A comparison of subordinates. */
export interface Ranking {
  answer: Answer;
  /** The mean of all: of a rate all numerators over all denominators. */
  mean: string | null;
  comparable: number;
  places: readonly RankedPlace[];
}

/** The least and the most that may be asked for as the smallest base. */
const [leastBase, mostBase] = [1, 1_000_000];

/**
 * Compares the subordinates of a region (下级比较): each with its denominator, its difference to the mean of all, and a rank
 * only where there is enough to compare, so that nobody leads a table by three tickets.
 *
 * @throws INVALID_INPUT for a measure without a direction, besides what a question throws
 */
export async function rankPlaces(context: RequestContext, request: RankingRequest): Promise<Ranking> {
  const { by, question, smallestBase } = request;
  if (smallestBase < leastBase || smallestBase > mostBase) {
    throw invalidInput("smallestBase", {
      zh: `须为 ${leastBase} 至 ${mostBase}。`,
      en: `From ${leastBase} to ${mostBase}.`,
    });
  }
  const { measure, ...rest } = question;
  const answer = await answerQuestion(context, { ...rest, measures: [measure], dimensions: [by] });
  const [definition] = answer.question.definitions;
  if (definition === undefined || (definition.form !== "COUNT" && definition.form !== "RATE")) {
    throw invalidInput("question.measure", {
      zh: "只比较数量和比率；金额、时长、极值与比值不排名。",
      en: "Counts and rates are compared; sums, durations, extremes and ratios get no rank.",
    });
  }
  const told = answer.rows.flatMap((row) => {
    const [value] = row.values;
    return value === undefined ? [] : [{ row, value }];
  });
  const compared = compareUnits(
    told.flatMap(({ row, value }) =>
      value.numerator === null ? [] : [{ code: codeOf(row), value: fractionOf(value) }],
    ),
    {
      form: definition.form,
      direction: definition.isHigherBetter === false ? "LOWER_FIRST" : "HIGHER_FIRST",
      smallestBase: BigInt(smallestBase),
    },
  );
  const { digits } = answer.question;
  return {
    answer,
    mean: meanText(compared, definition.form, digits),
    comparable: compared.comparable,
    places: told.map(({ row, value }) => ({ row, value, ...standingOf(compared, codeOf(row), digits) })).sort(inOrder),
  };
}

const codeOf = ({ keys }: AnswerRow): string => keys[0]?.code ?? "";

function fractionOf({ denominator, numerator }: AnswerValue): Fraction {
  return { numerator: numerator ?? 0n, denominator: denominator ?? 1n };
}

type Units = Comparison<{ code: string; value: Fraction }>;

function meanText({ mean }: Units, form: "RATE" | "COUNT", digits: number): string | null {
  if (mean === null) return null;
  return decimalText(form === "RATE" ? { ...mean, numerator: 100n * mean.numerator } : mean, digits);
}

function standingOf(
  { units }: Units,
  code: string,
  digits: number,
): Pick<RankedPlace, "rank" | "difference" | "reason"> {
  const found = units.find(({ unit }) => unit.code === code);
  if (found === undefined) return { rank: null, difference: null, reason: "SUPPRESSED" };
  return { rank: found.rank, difference: decimalText(found.difference, digits), reason: found.reason };
}

function inOrder(one: RankedPlace, other: RankedPlace): number {
  const byRank = (one.rank ?? Number.MAX_SAFE_INTEGER) - (other.rank ?? Number.MAX_SAFE_INTEGER);
  return byRank || (codeOf(one.row) < codeOf(other.row) ? -1 : 1);
}
