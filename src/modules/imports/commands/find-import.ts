import { authorize } from "../../../access/index.js";
import type { Actor } from "../../../platform/actor.js";
import type { Transaction } from "../../../platform/database.js";
import { conflict, illegalTransition, notFound } from "../../../platform/errors.js";
import { placeOfImport } from "../import.change.js";
import { importKeyOf } from "../import.ids.js";
import { type ImportAction, isPossible } from "../import.states.js";
import { claimImport, findImport, type ImportRow } from "../import.store.js";
import { permittedActions } from "../import.view.js";

/**
 * Finds the import of a command, waits until nobody works on it, and decides whether it may be done.
 *
 * @param version the version that the caller saw; null where it does not matter
 * @throws NOT_FOUND, FORBIDDEN, CONFLICT, ILLEGAL_TRANSITION, in this order
 */
export async function findForAction(
  tx: Transaction,
  actor: Actor,
  { importId, version }: { importId: string; version: number | null },
  action: ImportAction,
): Promise<ImportRow> {
  const key = importKeyOf(importId, "importId");
  await claimImport(tx, key);
  const row = await findImport(tx, actor.bureau.bureau, key);
  if (row === null) throw notFound("importId");

  authorize(actor, "import.manage", placeOfImport(row));
  if (version !== null && version !== row.version) throw conflict(row.version);
  if (!isPossible(action, row)) {
    const text = {
      zh: `状态为 ${row.state} 的导入不能执行此操作。`,
      en: `This is not possible for an import in state ${row.state}.`,
    };
    throw illegalTransition(text, permittedActions(actor, row));
  }
  return row;
}
