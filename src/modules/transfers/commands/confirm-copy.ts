import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import { stepOnCopy } from "../copy.change.js";
import type { CopyStepInput } from "../copy.inputs.js";
import type { CopyRow } from "../copy.store.js";

/** Whoever works at the bureau that got a copy confirms that it was read (确认已阅). */
export function confirmCopy(context: RequestContext, input: CopyStepInput): Promise<CopyRow> {
  const at = context.clock.now();
  const changes = { readAt: at, readBy: actorOf(context).person?.id ?? null };
  return inScope(context, (tx) => stepOnCopy(tx, context, input, { action: "CONFIRM", at, changes }));
}
