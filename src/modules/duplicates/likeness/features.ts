import { agreement } from "./marks.js";
import type { Matter } from "./matter.js";
import { textLikeness } from "./text-likeness.js";

/** What two matters have in common, each as a number; what is not known of one of them counts for neither. */
export interface Features {
  /** 1: the same document, number, or name with address; -1: another person by all that is known. */
  person: number;
  /** 1: the same credit code or name; between, how like the names are; -1: another respondent, or another branch. */
  respondent: number;
  /** 0 to 1. */
  text: number;
  /** -1 to 1 each: numbers of orders and contracts, days, amounts. */
  codes: number;
  days: number;
  amounts: number;
  /** 1: the same class, -1: another. */
  goods: number;
  issue: number;
  /** The weeks between the days of receipt, 13 at most, over 13. */
  apart: number;
}

// Where nothing is known of the respondent, or no facts are written yet, what stands between like and unlike.
const unknownRespondent = 0.5;
const unknownText = 0.3;

const dayMilliseconds = 86_400_000;
const mostWeeks = 13;

const sameness = (one: string | null, other: string | null): number => {
  if (one === null || other === null) return 0;
  return one === other ? 1 : -1;
};

function personFeature(one: Matter, other: Matter): number {
  const each = [
    sameness(one.identity, other.identity),
    sameness(one.phone, other.phone),
    sameness(one.person, other.person),
  ];
  // One who calls from another telephone is the same where his document or his name and address say so.
  if (each.includes(1)) return 1;
  return each.includes(-1) ? -1 : 0;
}

function diceOf(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let shared = 0;
  for (const pair of one) if (other.has(pair)) shared += 1;
  return one.size + other.size === 0 ? 0 : (2 * shared) / (one.size + other.size);
}

// What a citizen leaves out or puts in when he says a name: 仁济药房 is 仁济大药房, and 苏州稻香村 is 苏州市稻香村店.
const loose = /[大市省区县]|连锁|公司|商店|店铺|(?<=.{3})店$/gu;
const shortestLoose = 4;

function areSaidAlike(first: string, second: string): boolean {
  const [one, other] = [first.replace(loose, ""), second.replace(loose, "")];
  return one === other && [...one].length >= shortestLoose;
}

// What stands at the end of one of two names of a chain, such as 观前街店, says which branch it is.
const branchOf = (name: string): string | null => /(?:.{2,8}(?:分店|门店|店))$/u.exec(name)?.[0] ?? null;

function nameFeature(one: Matter, other: Matter): number {
  const [first, second] = [one.name, other.name];
  if (first === null || second === null) return unknownRespondent;
  const isElsewhere = one.division !== null && other.division !== null && one.division !== other.division;
  if (first === second) return isElsewhere ? -0.5 : 1;
  const isPart = first.includes(second) || second.includes(first) || areSaidAlike(first, second);
  const likeness = isPart ? 0.8 : 2 * diceOf(one.namePairs, other.namePairs) - 1;
  if (likeness <= 0) return likeness;
  const areBranches = !isPart && branchOf(first) !== null && branchOf(second) !== null;
  return isElsewhere || areBranches ? -0.5 : likeness;
}

function respondentFeature(one: Matter, other: Matter): number {
  const code = sameness(one.creditCode, other.creditCode);
  return code === 0 ? nameFeature(one, other) : code;
}

/** What two matters have in common. Pure, and the same whichever comes first. */
export function featuresOf(one: Matter, other: Matter): Features {
  const days = Math.abs(one.receivedAt.getTime() - other.receivedAt.getTime()) / dayMilliseconds;
  return {
    person: personFeature(one, other),
    respondent: respondentFeature(one, other),
    text: textLikeness(one.pairs, other.pairs) ?? unknownText,
    codes: agreement(one.marks.codes, other.marks.codes) ?? 0,
    days: agreement(one.marks.days, other.marks.days) ?? 0,
    amounts: agreement(one.marks.amounts, other.marks.amounts) ?? 0,
    goods: sameness(one.goodsClass, other.goodsClass),
    issue: sameness(one.issueClass, other.issueClass),
    apart: Math.min(days / 7, mostWeeks) / mostWeeks,
  };
}
