export type { Features } from "./features.js";
export { agreement, marksOf } from "./marks.js";
export { type Matter, type MatterSource, matterOf } from "./matter.js";
export { type Comparison, compareMatters, likelyFrom } from "./score.js";
export { sharedPhrases } from "./shared-phrases.js";
export { textLikeness } from "./text-likeness.js";
