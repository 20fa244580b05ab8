import { chinaDay } from "../../platform/clock.js";
import { actorOf, type RequestContext } from "../../platform/context.js";
import { asSystemWithin, type Transaction } from "../../platform/database.js";
import { type FieldProblem, invalidInputs } from "../../platform/errors.js";
import { isValidOn } from "../jurisdictions/index.js";
import { type AssignmentRow, findHoldings, findLeaveOf, findTurnsOf, type Holding } from "./assignment.store.js";
import { groupedBy } from "./grouped.js";
import { findRosterRules } from "./roster-rules.store.js";
import { overlapOf, type Span, type StrainRules, strainedTurns, type Turn } from "./shift.times.js";
import { usualRules } from "./shift.words.js";

const weekMilliseconds = 7 * 86_400_000;

/** What a bureau asks of its rosters, and whether it refuses what is against it. */
type RosterRules = StrainRules & { isRefused: boolean };

/** Somebody who is to take a shift. */
export interface WantedTurn extends Span {
  person: string;
  day: string;
  breakMinutes: number;
  /** Where he stands in the input. */
  field: string;
}

/** A shift that somebody has. */
type KeptTurn = Turn & { readonly id?: string };

/** What is known of people who are to take shifts of a bureau. */
export interface Freedom {
  /** The roles that are held at the bureau, by person. */
  holdings: ReadonlyMap<string, readonly Holding[]>;
  /** The approved leave of the people, wherever it was given. */
  leave: readonly { person: string; firstDay: string; lastDay: string }[];
  /** The shifts that they have, in whatever bureau, by person. */
  turns: ReadonlyMap<string, readonly KeptTurn[]>;
  rules: RosterRules;
}

/** Whose freedom is read, and when. */
interface FreedomWanted {
  persons: readonly string[];
  /** Shifts that overlap this time count. */
  span: Span;
  /** Leave that touches these days counts. */
  firstDay: string;
  lastDay: string;
}

/**
 * Reads whether people are free to take shifts. Whoever calls this has locked the people's turns.
 *
 * @param leaving assignments that are given away in the same change
 */
export async function readFreedom(
  tx: Transaction,
  context: RequestContext,
  wanted: readonly WantedTurn[],
  leaving: readonly AssignmentRow[] = [],
): Promise<Freedom> {
  const times = wanted.flatMap(({ endsAt, startsAt }) => [startsAt.getTime(), endsAt.getTime()]);
  const days = wanted.map(({ day }) => day).sort();
  const freedom = await readFreedomOf(tx, context, {
    persons: [...new Set(wanted.map(({ person }) => person))],
    span: aroundSpan({ startsAt: new Date(Math.min(...times)), endsAt: new Date(Math.max(...times)) }),
    firstDay: days[0] ?? "",
    lastDay: days.at(-1) ?? "",
  });
  return withoutTurns(freedom, leaving);
}

/** The time whose shifts have a say in whether somebody may take one of a time: a week before it and after it. Pure. */
export function aroundSpan({ endsAt, startsAt }: Span): Span {
  return {
    startsAt: new Date(startsAt.getTime() - weekMilliseconds),
    endsAt: new Date(endsAt.getTime() + weekMilliseconds),
  };
}

/**
 * Reads how free people are for shifts of the caller's bureau. Without their turns locked it says how things stand, and no more.
 *
 * SECURITY: widened sight: whether somebody has a shift or leave at another bureau is asked as the platform; the caller is told
 * that he cannot come, and not why he could not.
 */
export async function readFreedomOf(
  tx: Transaction,
  context: RequestContext,
  { firstDay, lastDay, persons, span }: FreedomWanted,
): Promise<Freedom> {
  const actor = actorOf(context);
  const { bureau } = actor.bureau;
  const holdings = groupedBy(await findHoldings(tx, [bureau]), ({ person }) => person);
  const rules = (await findRosterRules(tx, [bureau])).get(bureau) ?? usualRules;
  const [found, leave] = await asSystemWithin(tx, actor, "whether people are free for a shift", async () => [
    await findTurnsOf(tx, persons, span.startsAt, span.endsAt),
    await findLeaveOf(tx, persons, firstDay, lastDay),
  ]);
  const there = found.filter(({ leave: away }) => away === null);
  return { holdings, leave, turns: groupedBy(there, ({ person }) => person), rules };
}

/** How free people are once assignments are given away. Pure. */
export function withoutTurns(freedom: Freedom, leaving: readonly { id: string }[]): Freedom {
  if (leaving.length === 0) return freedom;
  const gone = new Set(leaving.map(({ id }) => id));
  const left = (turns: readonly KeptTurn[]) => turns.filter(({ id }) => id === undefined || !gone.has(id));
  return { ...freedom, turns: new Map([...freedom.turns].map(([person, turns]) => [person, left(turns)])) };
}

/** Why somebody cannot take a shift, however much he rests; null where he can. Pure. */
export function obstacleTo(turn: WantedTurn, { holdings, leave, turns }: Freedom): "NO_ROLE" | "NOT_FREE" | null {
  const isHolding = (holdings.get(turn.person) ?? []).some((holding) => isValidOn(holding, turn.day));
  if (!isHolding) return "NO_ROLE";
  const isAway = leave.some((one) => one.person === turn.person && one.firstDay <= turn.day && turn.day <= one.lastDay);
  return isAway || (turns.get(turn.person) ?? []).some((other) => overlapOf(other, turn) > 0) ? "NOT_FREE" : null;
}

/**
 * Checks that people can take shifts: they hold a role at the bureau on the day, are nowhere else then, in whatever bureau, and
 * not on leave; and where the bureau says so, that they rest enough and have not too many hours. Whoever calls this has locked
 * the people's turns.
 *
 * @param leaving assignments that are given away in the same change
 * @throws INVALID_INPUT with a problem for each field and day
 */
export async function checkTurns(
  tx: Transaction,
  context: RequestContext,
  wanted: readonly WantedTurn[],
  leaving: readonly AssignmentRow[] = [],
): Promise<void> {
  const [first, ...rest] = problemsOf(wanted, await readFreedom(tx, context, wanted, leaving));
  if (first !== undefined) throw invalidInputs([first, ...rest.slice(0, 49)]);
}

/** What stands in the way of people who are to take shifts, all at once: a problem for each field and day. Pure. */
export function problemsOf(wanted: readonly WantedTurn[], freedom: Freedom): FieldProblem[] {
  const problems = wanted.flatMap((turn) => {
    const obstacle = obstacleTo(turn, freedom);
    if (obstacle === null) return [];
    return [obstacle === "NO_ROLE" ? noRole(turn) : notFree(turn)];
  });
  return problems.length === 0 && freedom.rules.isRefused ? strainsOf(wanted, freedom) : problems;
}

/** Whether somebody would be strained by a shift who is not yet, or more often than he is. Pure. */
export function strainsWith(turn: WantedTurn, { rules, turns }: Freedom): boolean {
  const others = turns.get(turn.person) ?? [];
  const before = strainedTurns(others, rules);
  return [...strainedTurns([...others, turn], rules)].some((one) => !before.has(one));
}

function strainsOf(wanted: readonly WantedTurn[], { rules, turns: kept }: Freedom): FieldProblem[] {
  return [...groupedBy(wanted, ({ person }) => person)].flatMap(([person, turns]) => {
    const others = kept.get(person) ?? [];
    const before = strainedTurns(others, rules);
    const after = strainedTurns<Turn>([...others, ...turns], rules);
    // A turn that was too much before is nobody's fault now; one that becomes too much by what is wanted is.
    const isNew = [...after].some((turn) => !before.has(turn));
    return isNew ? turns.filter((turn) => after.has(turn) || turns.length === 1).map(strained) : [];
  });
}

const noRole = ({ day, field }: WantedTurn): FieldProblem => ({
  field,
  message: {
    zh: `该人员在 ${day} 不在本单位任岗。`,
    en: `This person holds no role at your bureau on ${day}.`,
  },
});

const notFree = ({ day, field }: WantedTurn): FieldProblem => ({
  field,
  message: {
    zh: `该人员在 ${day} 该班次时段已有班次或请假。`,
    en: `This person has another shift, or leave, at that time of ${day}.`,
  },
});

const strained = ({ day, field }: WantedTurn): FieldProblem => ({
  field,
  message: {
    zh: `该人员在 ${day} 前后休息不足，或七日内工时过多。`,
    en: `This person rests too little around ${day}, or has too many hours in seven days.`,
  },
});

/** Whether a roster may still be made for a day: not for one long past, nor far ahead. Pure. */
export function isWithinReach(day: string, now: Date, back: number, ahead: number): boolean {
  const [least, most] = [now.getTime() - back * 86_400_000, now.getTime() + ahead * 86_400_000];
  return day >= chinaDay(new Date(least)) && day <= chinaDay(new Date(most));
}
