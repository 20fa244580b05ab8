import { type Freedom, obstacleTo, problemsOf, strainsWith, withoutTurns } from "./assigning.js";
import type { AssignmentRow } from "./assignment.store.js";
import { groupedBy } from "./grouped.js";
import type { SwapObstacle } from "./shift.words.js";
import { turnFor } from "./swap.turns.js";

/** A colleague, and how he could take a shift. */
export interface SwapCandidate {
  person: string;
  /** Why he cannot take the shift and give nothing for it; null where he can. */
  obstacle: SwapObstacle | null;
  /** Whether he would rest too little then, or have too many hours in seven days, refused or not. */
  isStrained: boolean;
  /** His shifts that can be taken in return, by their start; also where he can take the shift only against one of them. */
  returns: readonly AssignmentRow[];
}

/**
 * How the colleagues of somebody could take a shift of his, by what is checked of a swap when it is decided. Whoever could take
 * it without more ado comes first, whoever could not at all last. Pure.
 *
 * @param roster the assignments of the bureau around the day of the shift
 * @param freedom that of the person and of his colleagues, around the same days
 * @param at what began before it is not given in return
 */
export function candidatesOf(
  given: AssignmentRow,
  roster: readonly AssignmentRow[],
  freedom: Freedom,
  at: Date,
): SwapCandidate[] {
  const offered = roster.filter((row) => row.publishedAt !== null && row.leave === null && row.startsAt > at);
  const byPerson = groupedBy(offered, ({ person }) => person);
  const leave = groupedBy(freedom.leave, ({ person }) => person);
  // What only the two have is looked at, for of all together there may be many thousands.
  const freedomOf = (persons: readonly string[]): Freedom => ({
    ...freedom,
    leave: persons.flatMap((person) => leave.get(person) ?? []),
    turns: new Map(persons.map((person) => [person, freedom.turns.get(person) ?? []])),
  });
  return [...freedom.holdings.keys()]
    .filter((person) => person !== given.person)
    .map((person) => candidateOf(given, person, byPerson.get(person) ?? [], freedomOf([given.person, person])))
    .sort((one, other) => rankOf(one) - rankOf(other) || (one.person < other.person ? -1 : 1));
}

/** Where a candidate stands: free, free but strained, only against a shift in return, not at all. Pure. */
export function rankOf({ isStrained, obstacle, returns }: SwapCandidate): 0 | 1 | 2 | 3 {
  if (obstacle === null) return isStrained ? 1 : 0;
  return returns.length > 0 ? 2 : 3;
}

function candidateOf(
  given: AssignmentRow,
  person: string,
  offered: readonly AssignmentRow[],
  freedom: Freedom,
): SwapCandidate {
  const turn = turnFor(given, person, "asked");
  const isAway = obstacleTo(turn, freedom);
  const isStrained = isAway === null && strainsWith(turn, freedom);
  const obstacle = isAway ?? (isStrained && freedom.rules.isRefused ? "STRAINED" : null);
  const returns = offered.filter((taken) => {
    const wanted = [turn, turnFor(taken, given.person, "asker")];
    return problemsOf(wanted, withoutTurns(freedom, [given, taken])).length === 0;
  });
  return { person, obstacle, isStrained, returns };
}
