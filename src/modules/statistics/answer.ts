import { inScope, type RequestContext } from "../../platform/context.js";
import { sendAhead, type Transaction } from "../../platform/database.js";
import { buildRows, type Numbers } from "./answer.rows.js";
import { suppress } from "./answer.suppression.js";
import type { Answer, AnswerRow } from "./answer.values.js";
import { countingOf, positionOf } from "./asked.js";
import type { Counting } from "./counting/counting.js";
import type { Counted, Most } from "./counting/counting.store.js";
import { countDurations } from "./counting/durations.store.js";
import { countInSight } from "./counting/sight.js";
import { isDuration } from "./measures.js";
import { type CheckedQuestion, checkQuestion, type Question } from "./question.js";
import { checkSize } from "./size.js";

/**
 * Answers one question of the statistics: exact at this moment.
 *
 * @throws INVALID_INPUT, NOT_FOUND for a region that is not the caller's, TOO_LARGE for more cells than one answer may have
 */
export async function answerQuestion(context: RequestContext, question: Question): Promise<Answer> {
  const [answer] = await answerQuestions(context, [question]);
  if (answer === undefined) throw new Error("a question has an answer");
  return answer;
}

/** Answers questions as of one moment: all numbers are of the same state of the tickets. */
export async function answerQuestions(context: RequestContext, questions: readonly Question[]): Promise<Answer[]> {
  const checked: CheckedQuestion[] = [];
  for (const question of questions) checked.push(await checkQuestion(context, question));
  return inScope(context, async (tx) => {
    sendAhead(tx, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
    const answers: Answer[] = [];
    for (const question of checked) answers.push(await answerOne(context, tx, question));
    return answers;
  });
}

async function answerOne(context: RequestContext, tx: Transaction, question: CheckedQuestion): Promise<Answer> {
  await checkSize(tx, question);
  const counting = countingOf(question);
  const numbers = await readNumbers(context, tx, question, counting);
  const marks = await suppress(context, tx, question, counting, numbers.counted);
  const { rows, total, other, jointShare } = buildRows(question, counting, numbers, marks);
  return {
    question,
    rows,
    total,
    other,
    jointShare,
    suppressed: suppressedAmong(rows),
  };
}

const suppressedAmong = (rows: readonly AnswerRow[]): number => rows.filter(({ isSuppressed }) => isSuppressed).length;

async function readNumbers(
  context: RequestContext,
  tx: Transaction,
  question: CheckedQuestion,
  counting: Counting,
): Promise<Numbers> {
  const asked = question.definitions.flatMap(({ measure }) => (isDuration(measure) ? [measure] : []));
  const counted = await countInSight(context, tx, counting, mostOf(question, counting));
  const respondents = respondentsAmong(question, counted);
  return {
    counted,
    durations: asked.length === 0 ? [] : await countDurations(tx, counting, asked, question.view, respondents),
  };
}

/** The respondents that were found to be the largest: durations are read of these alone. */
function respondentsAmong({ dimensions }: CheckedQuestion, counted: readonly Counted[]): string[] | null {
  const at = dimensions.indexOf("RESPONDENT");
  if (at < 0) return null;
  return [...new Set(counted.flatMap(({ grouping, keys }) => (grouping === 0 ? [keys[at] ?? ""] : [])))];
}

function mostOf({ dimensions, top, topBy, view }: CheckedQuestion, { counts }: Counting): Most | null {
  if (top === null || !dimensions.includes("RESPONDENT") || topBy.numerator === null) return null;
  return { grouping: 0, groups: top, count: positionOf(counts, topBy.numerator[view]) };
}
