import type { Actor } from "../../platform/actor.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import type { Transaction } from "../../platform/database.js";
import { notFound } from "../../platform/errors.js";
import { type Writing, writeAndEnd } from "../../platform/writing.store.js";
import { requestKeyOf, requestRecordings, seesRequest } from "./request.change.js";
import { swapType } from "./request.type.js";
import { lockRosterOf } from "./shift.store.js";
import { lockSwap, type SwapRow, swapUpdate } from "./swap.store.js";

/** A step of a swap under way. */
export interface SwapChange {
  tx: Transaction;
  actor: Actor;
  context: RequestContext;
  at: Date;
  /** The swap as it was found and locked. */
  swap: SwapRow;
}

/**
 * Finds a swap and locks it, and the roster that it is about; then authorizes, decides and writes.
 *
 * @throws NOT_FOUND for a swap that the caller does not see, and what `work` throws
 */
export function changeSwap(
  context: RequestContext,
  swapId: string,
  work: (change: SwapChange) => Promise<SwapRow>,
): Promise<SwapRow> {
  const actor = actorOf(context);
  const key = requestKeyOf(swapType, swapId, "swapId");
  return inScope(context, async (tx) => {
    await lockRosterOf(tx, actor.bureau.bureau);
    const swap = await lockSwap(tx, actor.bureau.bureau, key);
    if (swap === null || !seesRequest(actor, swap, [swap.asker, swap.asked])) throw notFound("swapId");
    return work({ tx, actor, context, at: context.clock.now(), swap });
  });
}

/** Writes a step of a swap, as the end of the transaction, with what follows from it. */
export async function writeSwap(
  change: SwapChange,
  changes: Partial<SwapRow>,
  step: { action: "shift.ask" | "shift.manage"; event: string },
  more: readonly (Writing | null)[] = [],
): Promise<SwapRow> {
  const { swap, tx } = change;
  const after: SwapRow = { ...swap, ...changes, version: swap.version + 1 };
  await writeAndEnd(tx, [
    swapUpdate(swap, changes),
    ...more,
    ...requestRecordings(change, { ...step, type: swapType }, after),
  ]);
  return after;
}
