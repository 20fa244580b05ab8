import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import { startValidation } from "../../../platform/validation.js";
import { writeAndEnd } from "../../../platform/writing.store.js";
import { findUndecided, suggestionRecordings } from "../suggestion.change.js";
import type { RefusePriceSuggestionInput } from "../suggestion.inputs.js";
import { type SuggestionRow, suggestionUpdate } from "../suggestion.store.js";

const longestReason = 500;

/**
 * Refuses a suggestion for a reason (不采纳建议), at the price desk or at the bureau that holds the ticket; also one upon
 * which a desk has asked. The ticket stays as it is, and the same is not suggested upon it again.
 *
 * @throws NOT_FOUND, FORBIDDEN, CONFLICT, ILLEGAL_TRANSITION where it was decided upon, INVALID_INPUT for a missing reason
 */
export function refusePriceSuggestion(
  context: RequestContext,
  input: RefusePriceSuggestionInput,
): Promise<SuggestionRow> {
  return inScope(context, async (tx) => {
    const { suggestion } = await findUndecided(tx, context, input);
    const actor = actorOf(context);
    const validation = startValidation();
    validation.text("reason", input.reason, longestReason, 2);
    validation.finish();
    const at = context.clock.now();
    const changes = {
      state: "REFUSED",
      reason: input.reason,
      decidedAt: at,
      decidedBy: actor.person?.id ?? null,
      decidedBureau: actor.bureau.bureau,
      version: suggestion.version + 1,
    };
    const after = { ...suggestion, ...changes };
    const { requestId } = context;
    await writeAndEnd(tx, [
      suggestionUpdate(suggestion, changes),
      ...suggestionRecordings(after, { actor, action: "price.suggest", event: "REFUSED", at, requestId }),
    ]);
    return after;
  });
}
