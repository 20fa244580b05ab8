/** How many pairs a text needs to weigh in full; of a shorter one less is concluded. */
const fullSize = 12;

/**
 * How like two texts are by the pairs of characters that they have (see `likenessPairs`): the mean of the share that both have
 * of all pairs (Jaccard), and of those of the shorter one, for people tell the same at greater or lesser length.
 *
 * @returns 0 to 1; 1 for equal texts, the same whichever comes first; null where one has no pairs
 */
export function textLikeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number | null {
  const least = Math.min(one.size, other.size);
  if (least === 0) return null;
  const shared = sharedPairs(one, other).length;
  const all = shared / (one.size + other.size - shared);
  if (all === 1) return 1;
  const ofShorter = (shared / least) * Math.min(1, least / fullSize);
  return (all + ofShorter) / 2;
}

/** The pairs that two texts have in common, in the order of the one with fewer; of two of a size, the first. */
export function sharedPairs(one: ReadonlySet<string>, other: ReadonlySet<string>): string[] {
  const [few, many] = one.size <= other.size ? [one, other] : [other, one];
  return [...few].filter((pair) => many.has(pair));
}
