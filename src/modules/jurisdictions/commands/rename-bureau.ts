import type { RequestContext } from "../../../platform/context.js";
import { startValidation } from "../../../platform/validation.js";
import type { RenameBureauInput } from "../jurisdictions.inputs.js";
import { type RenameBureauPayload, toReorganisation } from "../reorganisation.type.js";
import { planReorganisation } from "./plan-reorganisation.js";

/** The greatest length of a bureau's name, in characters. */
export const longestBureauName = 100;

/**
 * An administrator gives a bureau beneath his own another name from a day on (更名).
 *
 * @throws INVALID_INPUT, FORBIDDEN, CONFLICT
 */
export async function renameBureau(context: RequestContext, input: RenameBureauInput): Promise<RenameBureauPayload> {
  const validation = startValidation();
  validation.text("name", input.name, longestBureauName, 2);
  validation.finish();
  const { bureau, effectiveOn, name, version } = input;
  const row = await planReorganisation(context, {
    plan: { kind: "RENAME", bureau, name },
    effectiveOn,
    subject: { field: "bureau", code: bureau, version },
  });
  return { reorganisation: toReorganisation(row) };
}
