import { actorOf, type RequestContext } from "../../platform/context.js";
import { forbidden, notFound } from "../../platform/errors.js";
import {
  allQuestionNames,
  type CallQuestionName,
  type QuestionName,
  type ReportAnswers,
  type ReportComparison,
  type ReportGroup,
  type ReportValue,
} from "./report.answers.js";
import { readNumbers } from "./report.numbers.js";
import { reportKeyText } from "./report.store.js";
import type { Report } from "./report.type.js";
import { contentLoader } from "./report.view.js";

/** The period of a number: that of the report, or the one that it is compared with. */
export type CellPeriod = "NOW" | "BEFORE";

/** A number of a report that would be another one today. */
export interface CellDifference {
  question: QuestionName | CallQuestionName;
  /** The codes of the group; none for all together. */
  group: string[];
  /** What the group was called, or is. */
  name: string;
  measure: string;
  period: CellPeriod;
  /** The numbers of the report, and those of today; null where there is or was none. */
  frozen: CellNumbers | null;
  today: CellNumbers | null;
}

/** A number with its parts, as decimal text. */
export interface CellNumbers {
  value: string | null;
  numerator: string | null;
  denominator: string | null;
}

/** A report counted again. */
export interface Reproduction {
  report: Report;
  asOf: Date;
  /** How many numbers were compared, and how many the caller may not be told today. */
  compared: number;
  hidden: number;
  differences: CellDifference[];
}

/** How many differences are told at most; the number of them is exact. */
export const mostDifferences = 1000;

interface Cell {
  question: QuestionName | CallQuestionName;
  group: string[];
  name: string;
  measure: string;
  period: CellPeriod;
  numbers: CellNumbers;
  isHidden: boolean;
}

const cellKey = ({ question, group, measure, period }: Omit<Cell, "numbers">): string =>
  JSON.stringify([question, group, measure, period]);

const numbersOf = ({ value, numerator, denominator }: ReportValue | ReportComparison): CellNumbers => ({
  value,
  numerator,
  denominator,
});

function cellsOfGroup(question: Cell["question"], { keys, values }: ReportGroup): Cell[] {
  const group = keys.map(({ code }) => code);
  const name = keys.map((key) => key.name).join(" ");
  return values.flatMap((value): Cell[] => {
    const { measure, compared } = value;
    const cell = (period: CellPeriod, one: ReportValue | ReportComparison): Cell => ({
      question,
      group,
      name,
      measure,
      period,
      numbers: numbersOf(one),
      isHidden: one.reason === "SUPPRESSED",
    });
    return [cell("NOW", value), ...(compared === null ? [] : [cell("BEFORE", compared)])];
  });
}

const cellsOf = (answers: ReportAnswers): Cell[] =>
  allQuestionNames.flatMap((question) => {
    const answer = answers[question];
    if (answer === undefined) return [];
    const { rows, total } = answer;
    return [...rows, { ...total, keys: [] }].flatMap((row) => cellsOfGroup(question, row));
  });

const isSame = (one: CellNumbers, other: CellNumbers): boolean =>
  one.value === other.value && one.numerator === other.numerator && one.denominator === other.denominator;

/**
 * Compares the numbers of a report, cell by cell, with those of today. Pure. What is suppressed then or now is no
 * difference: nothing can be said of it.
 */
export function compareAnswers(
  frozen: ReportAnswers,
  today: ReportAnswers,
): Pick<Reproduction, "compared" | "hidden" | "differences"> {
  const before = new Map(cellsOf(frozen).map((cell) => [cellKey(cell), cell]));
  const after = new Map(cellsOf(today).map((cell) => [cellKey(cell), cell]));
  const keys = [...new Set([...before.keys(), ...after.keys()])];
  let hidden = 0;
  const differences: CellDifference[] = [];
  for (const key of keys) {
    const [then, now] = [before.get(key), after.get(key)];
    const known = then ?? now;
    if (known === undefined) continue;
    if (then?.isHidden === true || now?.isHidden === true) {
      hidden += 1;
    } else if (then === undefined || now === undefined || !isSame(then.numbers, now.numbers)) {
      const { question, group, name, measure, period } = known;
      differences.push({
        question,
        group,
        name,
        measure,
        period,
        frozen: then?.numbers ?? null,
        today: now?.numbers ?? null,
      });
    }
  }
  return { compared: keys.length - hidden, hidden, differences };
}

/**
 * Counts a report again: the same questions by the same versions of the definitions, as the tickets are now. The report
 * itself stays as it is.
 *
 * @throws NOT_FOUND for a region that is not the caller's any more; FORBIDDEN for a department's report of its business
 *   line, which nobody else counts so
 */
export async function reproduceReport(context: RequestContext, report: Report): Promise<Reproduction> {
  const content = await contentLoader(context, reportKeyText(report.row));
  if (content === null) throw notFound("id");
  if (content.line !== null && actorOf(context).bureau.bureau !== report.row.bureau) {
    throw forbidden({
      zh: "该报告只统计一个业务条线，只有编制单位能重新统计。",
      en: "This report counts one business line; only the bureau that prepared it counts it again.",
    });
  }
  const { answers, asOf } = await readNumbers(context, content.questions);
  return { report, asOf, ...compareAnswers(content.answers, answers) };
}
