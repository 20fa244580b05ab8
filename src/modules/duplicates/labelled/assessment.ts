import { compareMatters, likelyFrom, matterOf } from "../likeness/index.js";
import { type LabelledPart, readLabelledPairs } from "./index.js";
import type { LabelledPair, Telling } from "./labelled-pair.js";

/** How well pairs of a part of the labelled set are told apart. */
export interface Assessment {
  pairs: number;
  /** Of those called likely, the share that belongs together (准确率). */
  precision: number;
  /** Of those that belong together, the share called likely (召回率). */
  recall: number;
  /** Those called wrongly. */
  wrong: readonly LabelledPair[];
}

const toMatter = ({ receivedOn, ...telling }: Telling) =>
  matterOf({ ...telling, receivedAt: new Date(`${receivedOn}T12:00:00+08:00`) });

/** Whether the two tellings of a pair are called the same matter. */
const isCalledSame = ({ one, other }: LabelledPair): boolean =>
  compareMatters(toMatter(one), toMatter(other)).likelihood >= likelyFrom;

/** Compares the pairs of a part of the labelled set. */
export function assess(part: LabelledPart): Assessment {
  const pairs = readLabelledPairs(part).map((pair) => ({ pair, isCalled: isCalledSame(pair) }));
  const called = pairs.filter(({ isCalled }) => isCalled);
  const right = called.filter(({ pair }) => pair.belongTogether).length;
  return {
    pairs: pairs.length,
    precision: right / called.length,
    recall: right / pairs.filter(({ pair }) => pair.belongTogether).length,
    wrong: pairs.filter(({ isCalled, pair }) => isCalled !== pair.belongTogether).map(({ pair }) => pair),
  };
}
