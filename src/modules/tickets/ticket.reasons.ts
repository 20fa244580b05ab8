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
  | "CONTACT_PURPOSE"
  | "SUPERVISION_GROUND"
  | "EXTENSION_REASON"
  | "ELEVATION_REASON"
  | "HANDOVER_REASON"
  | "REFERRAL_GROUND";

/** The officer's words beside a reason. */
export interface Words {
  /** Where they stand in the input. */
  field: "explanation" | "remark" | "reason" | "settlement.remark";
  text: string | null | undefined;
  /** Whether they are needed whatever the reason. */
  isNeeded?: boolean;
}

/**
 * Checks a reason or ground of a step against its dictionary, and the words that explain it.
 *
 * @param words the officer's words; where they are not always needed, the dictionary says for which reason they are
 * @returns the words
 * @throws INVALID_INPUT for an unknown code or missing words
 */
export async function checkReason(
  change: Change,
  dictionary: ReasonDictionary,
  field: string,
  code: string,
  words: Words,
): Promise<string | null> {
  const entry = await requireEntry(change.tx, change.actor, {
    dictionary,
    code,
    field,
    kind: change.ticket.kind,
    regime: change.ticket.regime,
    on: chinaDay(change.at),
  });
  const isNeeded = words.isNeeded === true || entry.needsExplanation;
  return checkRemark(words.field, words.text, isNeeded ? 2 : 0);
}
