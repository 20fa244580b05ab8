import { authorize } from "../../../access/index.js";
import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import { conflict, notFound } from "../../../platform/errors.js";
import { startValidation } from "../../../platform/validation.js";
import { writeAndEnd } from "../../../platform/writing.store.js";
import type { RemoveImportMappingInput } from "../import.inputs.js";
import { mappingRecordings } from "../mapping.change.js";
import { lockCurrentMapping, type MappingRow, mappingEnd } from "../mapping.store.js";

/**
 * Removes a mapping of the actor's bureau (删除字段对应); its versions stay to be read.
 *
 * @throws FORBIDDEN, INVALID_INPUT, NOT_FOUND, CONFLICT
 */
export async function removeImportMapping(
  context: RequestContext,
  { name, version }: RemoveImportMappingInput,
): Promise<MappingRow> {
  const actor = actorOf(context);
  authorize(actor, "import.manage", actor.bureau);
  const check = startValidation();
  check.text("name", name, 60, 1);
  check.finish();
  return inScope(context, async (tx) => {
    const current = await lockCurrentMapping(tx, actor.bureau.bureau, name);
    if (current === null || current.endedAt !== null) throw notFound("name");
    if (current.version !== version) throw conflict(current.version);

    const at = context.clock.now();
    const told = { event: "MAPPING_REMOVED", at, requestId: context.requestId } as const;
    await writeAndEnd(tx, [mappingEnd(current, at), ...mappingRecordings(actor, current, told)]);
    return { ...current, endedAt: at };
  });
}
