import type { Counting } from "./counting/counting.js";
import type { Counted } from "./counting/counting.store.js";
import { type Dimension, isPlace } from "./counting/dimensions.js";
import type { MovedReports } from "./counting/moved.store.js";
import type { CountedGroup } from "./numbers/suppression.js";
import type { CheckedQuestion } from "./question.js";
import { groupsOf, hide, idOf, type Marks, partsBy, placesOf } from "./suppressed-groups.js";

/** What is judged of the moves between groups. */
export interface JudgedMoves {
  dimensions: readonly Dimension[];
  /** Of a question that is narrowed by an attribute, which is the last of the dimensions: its values. Else null. */
  values: readonly string[] | null;
}

/** Which groups of the tree of then would give a small move away. */
export type MoveMarks = Pick<Marks, "isHidden" | "isAnyHidden" | "mentioned">;

/**
 * The groups under the tree of then that differ from those of today by few reports of one bureau (两次提问相减): both ends of
 * each small move, and of a move that is split by time or an attribute, also what its small parts could be worked out from. As
 * a small move has no end that is shown, none is a part of any sum of what is shown. Pure.
 *
 * @param whole the moves without what narrows the question; null where nothing does
 */
export function marksOfMoves(
  { periods }: CheckedQuestion,
  { counts }: Counting,
  { dimensions, values }: JudgedMoves,
  moves: readonly MovedReports[],
  whole: readonly MovedReports[] | null,
): MoveMarks {
  const [groups, wholes] = [moves, whole ?? []].map((some) => some.map((move) => partOf(move, dimensions)));
  const topic = dimensions.filter((dimension) => !isPlace(dimension)).indexOf("TOPIC");
  const hidden = new Set<string>();
  const mentioned: { period: number; keys: readonly string[] }[] = [];
  for (const [period] of periods.entries()) {
    for (const [at, { basis, counter }] of counts.entries()) {
      if (counter !== "tickets") continue;
      const parts = groupsOf(groups ?? [], whole === null ? null : (wholes ?? []), { period, at }, () => false);
      const small = smallParts(parts, topic);
      for (const move of moves) {
        if (move.period !== period || !small.has(idOf(partOf(move, dimensions).keys))) continue;
        for (const end of [move.then, move.now]) {
          if (end === null) continue;
          hidden.add(idOf([`${period}${basis}`, ...end]));
          if (values === null || values.includes(end.at(-1) ?? "")) {
            mentioned.push({ period, keys: values === null ? end : end.slice(0, -1) });
          }
        }
      }
    }
  }
  return {
    isHidden: (period, basis, keys) =>
      placesOf(keys, values).some((one) => hidden.has(idOf([`${period}${basis}`, ...one]))),
    isAnyHidden: hidden.size > 0,
    mentioned,
  };
}

/** The part of a move that a group has: its path, and what the group is of besides its places. */
function partOf({ now, path, period, reports, then }: MovedReports, dimensions: readonly Dimension[]): Counted {
  const keys = (then ?? now ?? []).filter((_, at) => {
    const dimension = dimensions[at];
    return dimension !== undefined && !isPlace(dimension);
  });
  return { grouping: 0, period, keys: [path, ...keys], amounts: [], reports };
}

/** The parts of moves that are small, and those without which they could be worked out from the whole move: their ids. */
function smallParts(parts: readonly CountedGroup[], topic: number): ReadonlySet<string> {
  const small = new Set<string>();
  const some = parts.filter(({ reports: [own] }) => own !== 0n);
  for (const [path, ofPath] of partsBy(some, ({ key: [first = ""] }) => first)) {
    const { keys } = hide(
      ofPath.map((part) => ({ ...part, key: part.key.slice(1) })),
      topic,
    );
    for (const { key } of ofPath) if (keys.has(idOf(key.slice(1)))) small.add(idOf([path, ...key.slice(1)]));
  }
  return small;
}
