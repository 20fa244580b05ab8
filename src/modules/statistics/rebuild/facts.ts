import type { Transaction } from "../../../platform/database.js";
import { lockFreeTickets, writeFacts } from "../../tickets/index.js";
import { oughtFacts } from "../checks/facts.js";
import { lockFreeFacts, writeNotes } from "./facts.store.js";

/**
 * Works out the facts of tickets of a province anew, and writes those that are others; the deltas follow by themselves. The
 * tickets are locked and read after that, so that no step that is taken meanwhile is overwritten with older facts.
 *
 * @param ids at most some thousands
 * @returns those that were left alone, because somebody changes them just now, or they are gone
 */
export async function mendFacts(tx: Transaction, province: string, ids: readonly string[]): Promise<string[]> {
  const tickets = await lockFreeTickets(
    tx,
    ids.map((id) => ({ province, id })),
  );
  const free = await lockFreeFacts(
    tx,
    province,
    tickets.map(({ id }) => id),
  );
  const ought = await oughtFacts(
    tx,
    tickets.filter(({ id }) => free.has(id)),
  );
  await writeFacts(
    tx,
    ought.map(({ derived }) => derived),
  );
  if (ought.length > 0) await writeNotes(tx, ought);
  return ids.filter((id) => !free.has(id));
}
