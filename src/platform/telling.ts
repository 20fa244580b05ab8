import { type Actor, nationCode, type Place } from "./actor.js";
import { asSystemWithin, type Transaction } from "./database.js";
import { type Writing, write, writeAndEnd } from "./writing.store.js";

/**
 * Writes a change that was authorised and decided, with the event for whoever has to know of it, and ends the transaction
 * with it.
 *
 * SECURITY: widened sight, where that is the nation: its events stand in no province, in which alone its bureaus write.
 * Nothing is read meanwhile.
 *
 * @param told where the one stands that the event is for
 */
export async function writeAndTell(
  tx: Transaction,
  actor: Actor,
  told: Place,
  writings: readonly (Writing | null)[],
): Promise<void> {
  if (told.province !== nationCode || actor.bureau.bureau === nationCode) return writeAndEnd(tx, writings);
  await asSystemWithin(tx, actor, "tell the nation of a change in a province", () => write(tx, writings));
}
