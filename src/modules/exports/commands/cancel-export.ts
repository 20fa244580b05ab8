import { authorize } from "../../../access/index.js";
import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import { illegalTransition, notFound } from "../../../platform/errors.js";
import { writeAndEnd } from "../../../platform/writing.store.js";
import { exportRecordings } from "../export.change.js";
import type { CancelExportInput } from "../export.inputs.js";
import { type ExportRow, exportUpdate, findExportForChange } from "../export.store.js";
import { exportKeyOf, permittedActions, placeOfExport } from "../export.view.js";
import { isPossible } from "../export.workflow.js";

/**
 * Stops an export of the actor's bureau that is under way (取消导出); what was written of it is thrown away.
 *
 * @throws NOT_FOUND, FORBIDDEN, ILLEGAL_TRANSITION where it has ended
 */
export async function cancelExport(context: RequestContext, input: CancelExportInput): Promise<ExportRow> {
  const actor = actorOf(context);
  const key = exportKeyOf(input.exportId, "exportId");
  return inScope(context, async (tx) => {
    const row = await findExportForChange(tx, actor.bureau.bureau, key);
    if (row === null) throw notFound("exportId");

    authorize(actor, "export.request", placeOfExport(row));
    if (!isPossible("CANCEL", row.state)) throw illegalTransition(hasEnded, permittedActions(actor, row));

    const at = context.clock.now();
    const changes = { state: "CANCELLED", endedAt: at };
    await writeAndEnd(tx, [
      exportUpdate(row, changes),
      ...exportRecordings(actor, row, {
        ...{ action: "export.request", event: "CANCELLED", at, requestId: context.requestId },
        detail: { rows: row.rowsDone },
      }),
    ]);
    return { ...row, ...changes };
  });
}

const hasEnded = {
  zh: "该导出已经结束，不能取消。",
  en: "The export has ended already; there is nothing to stop.",
};
