import type { RequestContext } from "../../../platform/context.js";
import type { MoveBureauInput } from "../jurisdictions.inputs.js";
import { type MoveBureauPayload, toReorganisation } from "../reorganisation.type.js";
import { planReorganisation } from "./plan-reorganisation.js";

/**
 * An administrator puts a bureau beneath his own under another superior of the same province, with all that stands
 * beneath it (隶属调整).
 *
 * @throws INVALID_INPUT, FORBIDDEN, CONFLICT
 */
export async function moveBureau(context: RequestContext, input: MoveBureauInput): Promise<MoveBureauPayload> {
  const { bureau, effectiveOn, newParent, version } = input;
  const row = await planReorganisation(context, {
    plan: { kind: "MOVE", bureau, newParent },
    effectiveOn,
    subject: { field: "bureau", code: bureau, version },
    superior: { field: "newParent", code: newParent },
  });
  return { reorganisation: toReorganisation(row) };
}
