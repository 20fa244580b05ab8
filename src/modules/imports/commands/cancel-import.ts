import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import type { Transaction } from "../../../platform/database.js";
import { write } from "../../../platform/writing.store.js";
import { asEnded, importRecordings } from "../import.change.js";
import type { CancelImportInput } from "../import.inputs.js";
import { type ImportRow, importUpdate } from "../import.store.js";
import { countImported } from "../imported.store.js";
import { beginWalk } from "../walk.js";
import { findForAction } from "./find-import.js";

/**
 * Stops an import (取消导入). What was written of good rows stays, and a later import of the same file goes on there; of all
 * rows or none it is taken back.
 *
 * @throws NOT_FOUND, FORBIDDEN, ILLEGAL_TRANSITION where it has ended
 */
export async function cancelImport(context: RequestContext, input: CancelImportInput): Promise<ImportRow> {
  const actor = actorOf(context);
  return inScope(context, async (tx) => {
    const row = await findForAction(tx, actor, { ...input, version: null }, "CANCEL");

    const at = context.clock.now();
    const tickets = row.state === "RUNNING" ? await countImported(tx, row) : 0;
    await write(
      tx,
      importRecordings(actor, row, {
        ...{ event: "CANCELLED", at, requestId: context.requestId },
        detail: { state: row.state, tickets },
      }),
    );
    if (row.state === "RUNNING" && row.mode === "ALL_OR_NOTHING") {
      return beginWalk(tx, actor, row, { state: "TAKING_BACK", endsAs: "CANCELLED", progressedAt: at });
    }
    return end(tx, row, tickets, at);
  });
}

async function end(tx: Transaction, row: ImportRow, ticketsWritten: number, at: Date): Promise<ImportRow> {
  const { endedAt, progressedAt, state, version } = asEnded(row, "CANCELLED", at);
  const changes = { state, version, endedAt, progressedAt, ticketsWritten };
  await write(tx, [importUpdate(row, changes)]);
  return { ...row, ...changes };
}
