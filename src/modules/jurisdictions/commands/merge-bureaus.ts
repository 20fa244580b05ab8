import type { RequestContext } from "../../../platform/context.js";
import { tooLarge } from "../../../platform/errors.js";
import type { MergeBureausInput } from "../jurisdictions.inputs.js";
import { type MergeBureausPayload, toReorganisation } from "../reorganisation.type.js";
import { planReorganisation } from "./plan-reorganisation.js";

/** How many bureaus one reorganisation may end or bring forth. */
export const mostBureausAtOnce = 20;

/**
 * An administrator lets bureaus end and go over into another (合并). The bureaus beneath them go over with them, and so
 * do their divisions, people, clients and tickets, so that nobody is orphaned.
 *
 * @throws INVALID_INPUT, FORBIDDEN, CONFLICT, TOO_LARGE for more than 20 bureaus
 */
export async function mergeBureaus(context: RequestContext, input: MergeBureausInput): Promise<MergeBureausPayload> {
  const { effectiveOn, from, into, version } = input;
  if (from.length > mostBureausAtOnce) throw tooLarge("from", from.length, mostBureausAtOnce);
  const row = await planReorganisation(context, {
    plan: { kind: "MERGE", from, into },
    effectiveOn,
    subject: { field: "into", code: into, version },
    others: from.map((code) => ({ field: "from", code })),
  });
  return { reorganisation: toReorganisation(row) };
}
