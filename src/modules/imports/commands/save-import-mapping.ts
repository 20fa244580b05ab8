import { authorize } from "../../../access/index.js";
import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import { conflict, tooLarge } from "../../../platform/errors.js";
import { newId } from "../../../platform/ids.js";
import { startValidation } from "../../../platform/validation.js";
import { write, writeAndEnd } from "../../../platform/writing.store.js";
import type { SaveImportMappingInput } from "../import.inputs.js";
import { checkRules } from "../mapping/rules.js";
import { mappingRecordings } from "../mapping.change.js";
import { countCurrent, lockCurrentMapping, type MappingRow, mappingEnd, mappingInsertion } from "../mapping.store.js";

/** How many mappings one bureau may keep. */
const mostMappings = 50;

/**
 * Keeps a mapping of the actor's bureau (保存字段对应): under a new name, or as the next version of one.
 *
 * @throws FORBIDDEN, INVALID_INPUT, CONFLICT where the version in force is another than the one given, TOO_LARGE where the
 *   bureau keeps 50 already
 */
export async function saveImportMapping(context: RequestContext, input: SaveImportMappingInput): Promise<MappingRow> {
  const actor = actorOf(context);
  authorize(actor, "import.manage", actor.bureau);
  const check = startValidation();
  check.text("name", input.name, 60, 1);
  check.finish();
  const rules = checkRules(input.rules, null);
  const { bureau, city, county, province } = actor.bureau;

  return inScope(context, async (tx) => {
    const last = await lockCurrentMapping(tx, bureau, input.name);
    const current = last?.endedAt === null ? last : null;
    if ((current?.version ?? null) !== (input.version ?? null)) throw conflict(current?.version ?? 0);
    const count = current === null ? await countCurrent(tx, bureau) : 0;
    if (count >= mostMappings) throw tooLarge("mappings", count + 1, mostMappings);

    const at = context.clock.now();
    const row: MappingRow = {
      ...{ province, city, county, bureau, id: newId(at), name: input.name, version: (last?.version ?? 0) + 1, rules },
      ...{ savedBy: actor.person?.id ?? null, savedAt: at, endedAt: null },
    };
    const told = { event: "MAPPING_SAVED", at, requestId: context.requestId } as const;
    // The version before ends first: one of a name is in force at a time.
    if (current !== null) await write(tx, [mappingEnd(current, at)]);
    await writeAndEnd(tx, [mappingInsertion(row), ...mappingRecordings(actor, row, told)]);
    return row;
  });
}
