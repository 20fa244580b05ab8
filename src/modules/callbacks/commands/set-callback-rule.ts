import { authorize } from "../../../access/index.js";
import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import { conflict } from "../../../platform/errors.js";
import { toGlobalId } from "../../../platform/ids.js";
import { recordings } from "../../../platform/record.js";
import { startValidation } from "../../../platform/validation.js";
import { writeAndEnd } from "../../../platform/writing.store.js";
import { placeOf } from "../../jurisdictions/index.js";
import { callbackEventTypes } from "../callback.events.js";
import type { SetCallbackRuleInput } from "../callback.inputs.js";
import { dayBefore, requireBureauOf } from "../callback-rule.js";
import { type CallbackRuleRow, lockCallbackRule, ruleWriting } from "../callback-rules.store.js";

/**
 * Sets which of the tickets that the own bureau registered are called back (设置回访规则). The first rule begins with the
 * closings of the same day; a later one counts for the closings that were not looked at yet.
 *
 * @throws NOT_FOUND, FORBIDDEN, CONFLICT for a rule that changed or is there already, INVALID_INPUT
 */
export function setCallbackRule(context: RequestContext, input: SetCallbackRuleInput): Promise<CallbackRuleRow> {
  return inScope(context, async (tx) => {
    const actor = actorOf(context);
    const at = context.clock.now();
    const bureau = await requireBureauOf(tx, context, input.bureau ?? actor.bureau.bureau);
    const place = placeOf(bureau);

    authorize(actor, "callback.plan", place);

    const found = await lockCallbackRule(tx, place.bureau);
    if ((found?.version ?? null) !== (input.version ?? null)) throw conflict(found?.version ?? 0);
    checkInput(input);

    const { consultationShare, complaintShare, reportShare, withinDays } = input;
    const shares = { consultationShare, complaintShare, reportShare, withinDays };
    const version = (found?.version ?? 0) + 1;
    const setBy = actor.person?.id ?? null;
    const drawnUntil = found?.drawnUntil ?? dayBefore(at);
    const rule = { ...place, ...shares, drawnUntil, setBy, setAt: at, version };
    await writeAndEnd(tx, [
      ruleWriting(found, rule),
      ...recordings(actor, [
        {
          action: "callback.plan",
          at,
          requestId: context.requestId,
          subject: { type: "CallbackRule", id: toGlobalId("CallbackRule", place.bureau), version, place },
          detail: shares,
          events: [{ type: callbackEventTypes.RULE_SET, payload: shares }],
        },
      ]),
    ]);
    return rule;
  });
}

function checkInput(input: SetCallbackRuleInput): void {
  const validation = startValidation();
  for (const field of ["consultationShare", "complaintShare", "reportShare"] as const) {
    if (input[field] >= 0 && input[field] <= 100) continue;
    validation.add(field, { zh: `${field} 应在 0 至 100 之间。`, en: `${field} must be between 0 and 100.` });
  }
  if (input.withinDays < 1 || input.withinDays > 30) {
    validation.add("withinDays", { zh: "withinDays 应在 1 至 30 之间。", en: "withinDays must be between 1 and 30." });
  }
  validation.finish();
}
