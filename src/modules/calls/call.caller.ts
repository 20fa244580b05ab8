import type { RequestContext } from "../../platform/context.js";
import type { Transaction } from "../../platform/database.js";
import { openCallerNumber } from "./call.sealing.js";
import { type CallRow, findSealedCaller } from "./call.store.js";

/**
 * The number of a caller in clear; null where he hid it, or it was dropped.
 *
 * SECURITY: whoever calls this has authorized the actor for this call, and records the reading.
 */
export async function openCaller(tx: Transaction, { seal }: RequestContext, row: CallRow): Promise<string | null> {
  const sealed = await findSealedCaller(tx, row);
  return sealed === null ? null : openCallerNumber(seal, sealed, row.source, row.callId);
}
