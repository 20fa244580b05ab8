import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import { illegalTransition } from "../../../platform/errors.js";
import { write } from "../../../platform/writing.store.js";
import { importRecordings } from "../import.change.js";
import type { RunImportInput } from "../import.inputs.js";
import type { ImportRow } from "../import.store.js";
import { permittedActions } from "../import.view.js";
import { beginWalk } from "../walk.js";
import { findForAction } from "./find-import.js";

/**
 * Runs an import whose rows were tried (导入): jobs write them as tickets of the actor's bureau.
 *
 * @throws NOT_FOUND, FORBIDDEN, CONFLICT, ILLEGAL_TRANSITION also where no row is good, and where all are to be written and
 *   the dry run found bad ones
 */
export async function runImport(context: RequestContext, input: RunImportInput): Promise<ImportRow> {
  const actor = actorOf(context);
  return inScope(context, async (tx) => {
    const row = await findForAction(tx, actor, input, "RUN");
    if (input.mode === "ALL_OR_NOTHING" && row.badRows > 0) {
      throw illegalTransition(hasBadRows(row.badRows), permittedActions(actor, row));
    }

    const at = context.clock.now();
    const { mode } = input;
    await write(
      tx,
      importRecordings(actor, row, {
        ...{ event: "BEGUN", at, requestId: context.requestId },
        detail: { mode, good: row.goodRows, bad: row.badRows, known: row.knownRows },
      }),
    );
    return beginWalk(tx, actor, row, { state: "RUNNING", mode, startedAt: at, progressedAt: at });
  });
}

const hasBadRows = (count: number) => ({
  zh: `试运行发现 ${count} 行有问题；请更正后重新试运行，或选择只导入无误的行。`,
  en: `The dry run found ${count} bad rows: put them right and try again, or import the good rows alone.`,
});
