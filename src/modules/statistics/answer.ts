import { inScope, type RequestContext } from "../../platform/context.js";
import { sendAhead, type Transaction } from "../../platform/database.js";
import { buildRows, type Numbers } from "./answer.rows.js";
import { suppress } from "./answer.suppression.js";
import type { Answer, AnswerRow } from "./answer.values.js";
import { countingOf, positionOf } from "./asked.js";
import type { CountedCalls } from "./calls/call-counting.store.js";
import { countCallNumbers } from "./calls/call-numbers.js";
import type { Counting } from "./counting/counting.js";
import type { Counted, Most } from "./counting/counting.store.js";
import { countDurations } from "./counting/durations.store.js";
import { countInSight } from "./counting/sight.js";
import { isOfTickets, isTicketDuration } from "./measures.js";
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
  const asked = question.definitions.flatMap(({ measure }) => (isTicketDuration(measure) ? [measure] : []));
  const isOnTickets = counting.counts.some(isOfTickets);
  const counted = isOnTickets ? await countInSight(context, tx, counting, mostOf(question, counting)) : [];
  const respondents = respondentsAmong(question, counted);
  const durations = asked.length === 0 ? [] : await countDurations(tx, counting, asked, question.view, respondents);
  const calls = await countCallNumbers(tx, question, counting);
  return {
    counted: addCalls(counting, counted, calls.counted),
    durations: [...durations, ...calls.durations],
    extremes: calls.extremes,
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

/** Sets what was counted of calls beside what was counted of tickets, group by group. Pure. */
function addCalls({ counts }: Counting, tickets: readonly Counted[], calls: readonly CountedCalls[]): Counted[] {
  if (calls.length === 0)
    return tickets.map((one) => ({ ...one, amounts: counts.map((_, at) => one.amounts[at] ?? 0n) }));
  const first = counts.filter(isOfTickets).length;
  const idOf = ({ grouping, keys, period }: Pick<Counted, "grouping" | "keys" | "period">): string =>
    JSON.stringify([grouping, period, keys]);
  const beside = new Map(calls.map((one) => [idOf(one), one.amounts]));
  const withTickets = tickets.map((one): Counted => {
    const amounts = beside.get(idOf(one));
    beside.delete(idOf(one));
    return { ...one, amounts: counts.map((_, at) => (at < first ? one.amounts[at] : amounts?.[at - first]) ?? 0n) };
  });
  const without = calls.filter((one) => beside.has(idOf(one)));
  return [
    ...withTickets,
    ...without.map(({ amounts, ...group }): Counted => {
      return { ...group, amounts: counts.map((_, at) => (at < first ? 0n : amounts[at - first]) ?? 0n), reports: [] };
    }),
  ];
}
