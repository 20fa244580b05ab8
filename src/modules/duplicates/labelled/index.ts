import { createHash } from "node:crypto";
import { generatedPairs } from "./generated-pairs.js";
import { hardPairs } from "./hard-pairs.js";
import type { LabelledPair } from "./labelled-pair.js";

export type { LabelledPair, Telling } from "./labelled-pair.js";

/** The parts of the labelled set: weights may be chosen by the one, and are only counted on the other. */
export type LabelledPart = "TUNING" | "HELD_OUT";

const partOf = (pair: Omit<LabelledPair, "id">): LabelledPart => {
  const hash = createHash("sha256").update(`${pair.one.facts}\n${pair.other.facts}`).digest();
  return (hash[0] ?? 0) % 2 === 0 ? "TUNING" : "HELD_OUT";
};

const all = (): readonly LabelledPair[] =>
  [...generatedPairs(), ...hardPairs].map((pair, number) => ({ ...pair, id: `pair-${number + 1}` }));

/** The pairs of a part of the labelled set (标注对), which half it is decided by a hash of the words. */
export function readLabelledPairs(part: LabelledPart): readonly LabelledPair[] {
  return all().filter((pair) => partOf(pair) === part);
}
