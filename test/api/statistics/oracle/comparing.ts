import { expect } from "vitest";
import { expectCode } from "../../../api.js";
import { type RowAnswer, type StatisticsAnswered, send, type ValueAnswer } from "../asking.js";
import { countPlainly, type PlainCount, type PlainCounted, type PlainGroup } from "./plain-answer.js";
import { type PlainMeasure, plainMeasure } from "./plain-measures.js";
import { type PlainMove, plainMoves } from "./plain-moves.js";
import { times } from "./plain-question.js";
import type { PlainTicket } from "./plain-tickets.js";
import { type PlainValue, plainValue } from "./plain-values.js";
import type { FittedQuestion } from "./random-questions.js";

/** What the answer to a question must be. */
interface Expected {
  question: FittedQuestion;
  measures: readonly PlainMeasure[];
  counted: PlainCounted;
  /** The small moves between the groups, and those over the border of the region. */
  moves: { groups: readonly PlainMove[]; total: readonly PlainMove[] };
}

const keyOf = ({ keys }: RowAnswer): string => keys.map(({ code }) => code).join(" ");

const withoutName = ({ measure: _, version: __, unit: ___, ...value }: ValueAnswer): PlainValue => value;

function expectedValues({ counted, measures, question }: Expected, periods: PlainGroup["periods"]): PlainValue[] {
  const isWhole = question.plain.dimensions.length === 0;
  return measures.map((measure, place) =>
    plainValue(
      measure,
      question.plain.periods.map((_, period) => periods[period]?.[place]),
      isWhole ? null : (counted.total.periods[0]?.[place] ?? null),
      question.digits,
    ),
  );
}

/** What is shown of a value; what is not told is left to `compareSuppression`. */
function compareRow(expected: Expected, row: RowAnswer, group: PlainGroup, isTotalTold: boolean): void {
  for (const [place, value] of expectedValues(expected, group.periods).entries()) {
    const told = row.values[place];
    if (told === undefined) expect.fail("a value is missing");
    if (told.reason === "SUPPRESSED") {
      const nothing = { value: null, numerator: null, denominator: null, distribution: null, share: null };
      expect(told).toMatchObject(nothing);
      continue;
    }
    const share = isTotalTold ? value.share : told.share;
    const compared = told.compared?.reason === "SUPPRESSED" ? told.compared : value.compared;
    expect({ key: group.key, ...withoutName(told) }).toEqual({ key: group.key, ...value, share, compared });
  }
}

const isTold = (row: RowAnswer): boolean => row.values.every(({ reason }) => reason !== "SUPPRESSED");

/** Whether a question could name a reporter by what it asks, in the words of the rule. */
function couldName({ plain: { dimensions, filter, region } }: FittedQuestion): boolean {
  const naming = ["COUNTY", "BUREAU", "CHANNEL", "ISSUE_CLASS", "GOODS_CLASS", "TOPIC", "RESPONDENT"];
  const narrows = ["channels", "issueClasses", "goodsClasses", "topics", "respondent"];
  return (
    dimensions.some((dimension) => naming.includes(dimension)) ||
    Object.keys(filter).some((name) => narrows.includes(name)) ||
    region.level === "COUNTY" ||
    region.level === "UNIT"
  );
}

const isSmall = (reports: number): boolean => reports > 0 && reports < 3;

const hasSmall = ({ reports }: PlainCount, sides: number): boolean => reports.slice(0, sides).some(isSmall);

/** Both ends of each small move are hidden, and the total where it left or entered the region. */
function compareMoves({ moves, question }: Expected, answer: StatisticsAnswered): void {
  const rows = new Map(answer.rows.map((row) => [keyOf(row), row]));
  const expectHidden = (value: ValueAnswer | undefined, period: number, what: string): void => {
    if (value !== undefined) expect((period === 0 ? value : value.compared)?.reason, what).toBe("SUPPRESSED");
  };
  for (const { ends, period, place } of moves.total) {
    expectHidden(answer.total.values[place], period, `the total tells of ${ends}`);
  }
  for (const { ends, period, place } of moves.groups) {
    for (const key of ends) {
      const row = rows.get(key);
      // That a group is not there would tell as much as its number.
      const isLeftOut = row === undefined && question.top === null && question.plain.dimensions.length > 0;
      if (isLeftOut) expect.fail(`the answer leaves out ${key}, which tells of a move`);
      expectHidden(row?.values[place], period, `${key} tells of a move`);
    }
  }
}

/** Each small group of reports is hidden from whoever does not handle it, and nothing is hidden where nothing is small. */
function compareSuppression(expected: Expected, answer: StatisticsAnswered): void {
  const { counted, measures, moves, question } = expected;
  const { bureau, plain } = question;
  const isInside = plain.region.code === bureau && ["COUNTY", "UNIT"].includes(plain.region.level);
  if (isInside) {
    expect(answer.suppressed).toBe(0);
    return;
  }
  compareMoves(expected, answer);
  const isAnyMoveSmall = moves.groups.length > 0;
  if (!couldName(question)) {
    // What a filter leaves out of a move may be small.
    if (!isAnyMoveSmall && plain.filter.states === undefined) expect(answer.suppressed).toBe(0);
    return;
  }
  const at = plain.dimensions.indexOf("BUREAU");
  let isAnySmall = isAnyMoveSmall;
  for (const [place, { sides }] of measures.entries()) {
    const whole = counted.total.periods[0]?.[place];
    if (plain.dimensions.length > 0 || whole === undefined || !hasSmall(whole, sides.length)) continue;
    expect(answer.total.values[place]?.reason).toBe("SUPPRESSED");
  }
  for (const [key, { periods }] of counted.groups) {
    if (at >= 0 && key.split(" ")[at] === bureau) continue;
    const row = answer.rows.find((one) => keyOf(one) === key);
    for (const [place, { sides }] of measures.entries()) {
      const [now, before] = periods.map((counts) => counts[place]);
      const isSmallNow = now !== undefined && hasSmall(now, sides.length);
      const isSmallBefore = before !== undefined && hasSmall(before, sides.length);
      isAnySmall ||= isSmallNow || isSmallBefore;
      if (isSmallNow && row !== undefined) expect(row.values[place]?.reason, `${key} names`).toBe("SUPPRESSED");
      if (isSmallBefore && row !== undefined) {
        expect(row.values[place]?.compared?.reason, `${key} named`).toBe("SUPPRESSED");
      }
    }
  }
  const isOfSmallRegion = plain.region.level === "COUNTY" || plain.region.level === "UNIT";
  // A small region is judged among those beside it, and a part beside what it is a part of.
  const isNarrowed = isOfSmallRegion || Object.keys(plain.filter).some((name) => name !== "kinds");
  const isCut = question.top !== null && plain.dimensions[0] === "RESPONDENT";
  if (!isAnySmall && !isNarrowed && !isCut && plain.dimensions.length > 0) expect(answer.suppressed).toBe(0);
}

/** Which groups stand in the answer, in their order. */
function compareOrder({ counted, measures, question }: Expected, answer: StatisticsAnswered): void {
  const { plain, top, topBy } = question;
  const keys = answer.rows.map(keyOf);
  expect(new Set(keys).size).toBe(keys.length);
  const all = [...counted.groups.keys()];
  if (top === null) expect([...keys].sort()).toEqual([...all].sort());
  const runsOn = [...times, "HOUR", "WEEKDAY"];
  if (plain.dimensions.some((dimension) => runsOn.includes(dimension)) && top === null) {
    expect(keys).toEqual([...keys].sort());
    return;
  }
  if (measures[topBy]?.form === "DISTRIBUTION") return;
  // A suppressed row has no place that its value would give it.
  const ordered = answer.rows.filter(({ isSuppressed }) => !isSuppressed).map(({ values }) => measured(values[topBy]));
  const sorted = [...ordered].sort((one, other) => other - one);
  expect(ordered).toEqual(sorted);
  if (top === null || answer.suppressed > 0 || answer.other === null) return;
  const best = [...counted.groups.values()]
    .filter(
      ({ periods }) => plain.dimensions[0] !== "RESPONDENT" || periods[0]?.some(({ tickets }) => tickets.some(Boolean)),
    )
    .map((group) => measuredPlainly(group, measures[topBy], topBy))
    .sort((one, other) => other - one);
  expect(ordered).toEqual(best.slice(0, top));
}

const least = Number.NEGATIVE_INFINITY;

function measured(value: ValueAnswer | undefined): number {
  if (value === undefined || value.value === null) return least;
  return value.denominator === null ? Number(value.numerator) : Number(value.numerator) / value.denominator;
}

function measuredPlainly({ periods }: PlainGroup, measure: PlainMeasure | undefined, place: number): number {
  const [numerator = 0n, denominator = 0n] = periods[0]?.[place]?.sides ?? [];
  if (measure?.form !== "RATE") return Number(numerator);
  return denominator === 0n ? least : Number(numerator) / Number(denominator);
}

/** What is left beside the largest groups: the total less what is shown. */
function compareOther(expected: Expected, answer: StatisticsAnswered): void {
  const { counted, question } = expected;
  const shown = answer.rows.map((row) => counted.groups.get(keyOf(row)));
  if (answer.other === null) return;
  expect(question.top).not.toBeNull();
  expect(answer.suppressed).toBe(0);
  const periods = counted.total.periods.map((counts, period) =>
    counts.map((count, place) => ({
      ...count,
      distribution: null,
      sides: count.sides.map(
        (all, side) =>
          all - shown.reduce((sum, group) => sum + (group?.periods[period]?.[place]?.sides[side] ?? 0n), 0n),
      ),
    })),
  );
  const { measures } = expected;
  const values = expectedValues(expected, periods);
  for (const [place, value] of values.entries()) {
    if (measures[place]?.form === "DISTRIBUTION") continue;
    const told = answer.other.values[place] ?? expect.fail("a value is missing");
    expect(withoutName(told)).toEqual(value);
  }
}

/** Asks a question and compares every number of the answer with what is counted ticket by ticket. */
export async function compareAnswer(question: FittedQuestion, tickets: readonly PlainTicket[]): Promise<void> {
  const { data, errors } = await send(question.caller, question.asked);
  if (errors?.[0]?.extensions.code === "TOO_LARGE") {
    const { actual, limit } = expectCode({ errors }, "TOO_LARGE", "question.dimensions").extensions;
    expect(actual).toBeGreaterThan(limit ?? Number.POSITIVE_INFINITY);
    return;
  }
  expect(errors).toBeUndefined();
  const answer = data.statistics;
  const { plain } = question;
  const measures = plain.measures.map(({ name, version }) => plainMeasure(name, version, plain.view));
  const moves = [plain, { ...plain, dimensions: [] }].map((moved) => plainMoves(tickets, moved));
  const [groups = [], total = []] = moves.map((all) => all.filter(({ reports }) => isSmall(reports)));
  // Both ends of a move may stand in the answer with nothing: that is not told either.
  const ends = new Set(moves[0]?.flatMap((move) => move.ends));
  const mentioned = answer.rows.map(keyOf).filter((key) => ends.has(key));
  const expected: Expected = {
    ...{ question, measures, counted: countPlainly(tickets, plain, mentioned) },
    moves: { groups, total },
  };
  const isTotalTold = isTold(answer.total);
  compareSuppression(expected, answer);
  compareRow(expected, answer.total, expected.counted.total, isTotalTold);
  if (plain.dimensions.length === 0) {
    expect([answer.rows, answer.other, answer.jointShare]).toEqual([[], null, null]);
    return;
  }
  for (const row of answer.rows) {
    const group = expected.counted.groups.get(keyOf(row));
    if (group === undefined) expect.fail(`there is no group ${keyOf(row)}`);
    compareRow(expected, row, group, isTotalTold);
  }
  compareOrder(expected, answer);
  compareOther(expected, answer);
}
