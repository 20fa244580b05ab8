import { chinaDay } from "../../platform/clock.js";
import { requireEntry } from "../dictionaries/index.js";
import { type Change, checkRemark } from "./ticket.change.js";

/** The dictionaries that the reasons and grounds of a step come from. */
export type ReasonDictionary =
  | "RETURN_REASON"
  | "REFUSAL_GROUND"
  | "TERMINATION_GROUND"
  | "NOT_FILED_REASON"
  | "REFERRAL_TARGET"
  | "TRACING_REASON"
  | "SETTLEMENT_METHOD"
  | "FEEDBACK_METHOD"
  | "CONTACT_PURPOSE";

/**
 * Checks a reason or ground of a step against its dictionary, and the words that explain it.
 *
 * @param mustExplain whether words are needed whatever the reason; else the dictionary says for which they are
 * @returns the words
 * @throws INVALID_INPUT for an unknown code or missing words
 */
export async function checkReason(
  change: Change,
  dictionary: ReasonDictionary,
  field: string,
  code: string,
  explanation: string | null | undefined,
  mustExplain = false,
): Promise<string | null> {
  const entry = await requireEntry(change.tx, change.actor, {
    dictionary,
    code,
    field,
    kind: change.ticket.kind,
    regime: change.ticket.regime,
    on: chinaDay(change.at),
  });
  return checkRemark("explanation", explanation, mustExplain || entry.needsExplanation ? 2 : 0);
}
