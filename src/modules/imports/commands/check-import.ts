import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import type { Transaction } from "../../../platform/database.js";
import { invalidInput, notFound } from "../../../platform/errors.js";
import { write } from "../../../platform/writing.store.js";
import { importRecordings } from "../import.change.js";
import type { CheckImportInput } from "../import.inputs.js";
import type { ImportRow } from "../import.store.js";
import type { MappingRule } from "../mapping/fields.js";
import { checkRules } from "../mapping/rules.js";
import { lockCurrentMapping } from "../mapping.store.js";
import { beginWalk } from "../walk.js";
import { findForAction } from "./find-import.js";

/**
 * Has the rows of an import tried by a mapping (试运行): jobs look at every row, and nothing is written of any of them.
 *
 * @throws NOT_FOUND, also for a mapping; FORBIDDEN, CONFLICT, ILLEGAL_TRANSITION, INVALID_INPUT
 */
export async function checkImport(context: RequestContext, input: CheckImportInput): Promise<ImportRow> {
  const actor = actorOf(context);
  return inScope(context, async (tx) => {
    const row = await findForAction(tx, actor, input, "CHECK");
    const mapping = await mappingOf(tx, actor.bureau.bureau, input, row.columns);

    const at = context.clock.now();
    await write(
      tx,
      importRecordings(actor, row, {
        ...{ event: "CHECK_ASKED", at, requestId: context.requestId },
        detail: { fields: mapping.rules.map(({ field }) => field), rows: row.rows },
      }),
    );
    const counts = { goodRows: 0, badRows: 0, knownRows: 0, reasons: {} };
    return beginWalk(tx, actor, row, { ...mapping, ...counts, state: "CHECKING", progressedAt: at });
  });
}

type Mapping = Pick<ImportRow, "mappingName" | "mappingVersion"> & { rules: MappingRule[] };

async function mappingOf(
  tx: Transaction,
  bureau: string,
  { mappingName, rules }: CheckImportInput,
  columns: readonly string[],
): Promise<Mapping> {
  if ((mappingName == null) === (rules == null)) {
    throw invalidInput("rules", {
      zh: "须填写已保存的字段对应名称或对应规则，且只填其一。",
      en: "Name a saved mapping or give rules, and not both.",
    });
  }
  if (mappingName == null) {
    return { rules: checkRules(rules ?? [], columns), mappingName: null, mappingVersion: null };
  }
  const saved = await lockCurrentMapping(tx, bureau, mappingName);
  if (saved === null || saved.endedAt !== null) throw notFound("mappingName");
  const { name, version } = saved;
  return {
    rules: checkRules(saved.rules as MappingRule[], columns),
    mappingName: name,
    mappingVersion: version,
  };
}
