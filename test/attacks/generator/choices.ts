/**
 * A finite sequence of choices, out of which a whole request is built. The sequence is what fast-check generates and
 * shrinks: fewer and smaller numbers make a shorter and plainer request, and equal numbers make the same request again.
 */
export interface Choices {
  /** A whole number from 0 to below the count. Once the sequence is used up it is always 0, the plainest choice. */
  below(count: number): number;
  /** Whether something happens that happens so many times in a hundred; once the sequence is used up it never does. */
  chance(percent: number): boolean;
  /** One of a list that is not empty; the first once the sequence is used up. */
  pick<Item>(list: readonly Item[]): Item;
}

/** The greatest number of a sequence. */
export const greatestChoice = 0xffff;

/** Reads a sequence of numbers from 0 to `greatestChoice`. */
export function choicesOf(sequence: readonly number[]): Choices {
  let next = 0;
  const below = (count: number): number => {
    const number = sequence[next] ?? 0;
    next += 1;
    return number % count;
  };
  return {
    below,
    chance: (percent) => below(100) >= 100 - percent,
    pick: <Item>(list: readonly Item[]): Item => {
      if (list.length === 0) throw new Error("there is nothing to choose from");
      return list[below(list.length)] as Item;
    },
  };
}
