import { chinaDay } from "../../platform/clock.js";
import type { DuplicateReasonCode } from "./duplicate.type.js";
import { type Comparison, type Matter, sharedPhrases } from "./likeness/index.js";

/** A reason as it was found. */
export interface FoundReason {
  code: DuplicateReasonCode;
  percent: number | null;
  shared: readonly string[];
}

/** From here on texts are worth being shown as like, and names. */
const likeText = 0.3;
const likeName = 0.4;

const percentOf = (share: number): number => Math.round(share * 100);

/**
 * Why two matters are shown as like each other, the weightiest reason first.
 *
 * @param facts the facts of the second, with personal data masked
 */
export function reasonsOf(one: Matter, other: Matter, { features }: Comparison, facts: string): FoundReason[] {
  const { amounts, codes, days, goods, issue, person, respondent, text } = features;
  const isKnown = one.name !== null || one.creditCode !== null;
  const isRepeated = one.kind === "REPORT" && other.kind === "REPORT" && person > 0 && isKnown && respondent > 0;
  const areTextsLike = one.pairs.size > 0 && text >= likeText;
  const plain = (code: DuplicateReasonCode, is: boolean): FoundReason[] =>
    is ? [{ code, percent: null, shared: [] }] : [];
  return [
    ...plain("REPEATED_REPORT", isRepeated),
    ...plain("SAME_CONTACT", person > 0),
    ...plain("SAME_RESPONDENT", isKnown && respondent === 1),
    ...(isKnown && respondent < 1 && respondent >= likeName
      ? [{ code: "LIKE_RESPONDENT" as const, percent: percentOf(respondent), shared: [] }]
      : []),
    ...(areTextsLike
      ? [{ code: "LIKE_TEXT" as const, percent: percentOf(text), shared: sharedPhrases(facts, one.pairs) }]
      : []),
    ...plain("SAME_NUMBERS", Math.max(amounts, days, codes) > 0),
    ...plain("SAME_GOODS", goods > 0),
    ...plain("SAME_ISSUE", issue > 0),
    ...plain("SAME_DAY", chinaDay(one.receivedAt) === chinaDay(other.receivedAt)),
    ...plain("OTHER_NUMBERS", Math.min(amounts, days, codes) < 0),
  ];
}

/** Reasons without one of which a ticket is not worth being shown. */
export const telling: ReadonlySet<DuplicateReasonCode> = new Set<DuplicateReasonCode>([
  "REPEATED_REPORT",
  "SAME_CONTACT",
  "SAME_RESPONDENT",
  "LIKE_RESPONDENT",
  "LIKE_TEXT",
]);
