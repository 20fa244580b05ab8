import { authorize } from "../../../access/index.js";
import { chinaDay } from "../../../platform/clock.js";
import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import { invalidInput } from "../../../platform/errors.js";
import { startValidation } from "../../../platform/validation.js";
import { checkNotPast, findBureauLimitOf, placeOfLimit, recordLimitChange } from "../bureau-limit-change.js";
import { updateEnd } from "../bureau-limits.store.js";
import type { EndBureauLimitInput } from "../deadlines.inputs.js";
import { type EndBureauLimitPayload, toBureauLimit } from "../limits.type.js";
import { forgetRulesAfter } from "../rules-memory.js";

/**
 * Sets the first day on which a limit of a bureau is no longer in force. Deadlines that began by it keep it. One that has not
 * begun by that day never does.
 *
 * @throws NOT_FOUND, FORBIDDEN, INVALID_INPUT for a day in the past and for a limit that has ended by that day already
 */
export async function endBureauLimit(
  context: RequestContext,
  input: EndBureauLimitInput,
): Promise<EndBureauLimitPayload> {
  const at = context.clock.now();
  const today = chinaDay(at);
  return inScope(context, async (tx) => {
    const row = await findBureauLimitOf(tx, input.id);

    authorize(actorOf(context), "deadline.manage", placeOfLimit(row));

    const asked = input.validTo ?? today;
    const validation = startValidation();
    checkNotPast(validation, "validTo", asked, today);
    validation.finish();

    const validTo = asked < row.validFrom ? row.validFrom : asked;
    const ended = await updateEnd(tx, row.id, validTo);
    if (ended === null) throw endedLimit();

    await recordLimitChange(tx, context, at, ended, "ENDED", { validTo });
    forgetRulesAfter(tx);
    return { bureauLimit: toBureauLimit(ended) };
  });
}

function endedLimit(): Error {
  return invalidInput("id", {
    zh: "该期限届时已停用；如需要请重新设定。",
    en: "The limit has ended by then already; set a new one where it is needed.",
  });
}
