import { nationPlace } from "../../access/index.js";
import type { Actor } from "../../platform/actor.js";
import { asSystemWithin, type Transaction } from "../../platform/database.js";
import { type Scope, scopeOf } from "../../platform/scope.js";
import { write } from "../../platform/writing.store.js";
import { findTickets, type Notice, notices, type TicketKey } from "../tickets/index.js";

/** The scope in which the platform itself reads: nothing is out of its sight. For transactions of the platform alone. */
export const everywhere: Scope = scopeOf({
  ...nationPlace,
  kind: "AUTHORITY",
  level: "NATION",
  line: null,
  parent: null,
});

/**
 * Notes in the timeline of a ticket what became of a matter upon it.
 *
 * SECURITY: widened sight: the ticket may have left the sight of the bureau that the matter is of, which writes a notice into
 * its timeline and reads nothing of it. The caller has found the matter in the actor's scope and asked for the right upon it.
 *
 * @param key the ticket that the matter names
 */
export async function noteOnTicket(
  tx: Transaction,
  by: { actor: Actor; at: Date },
  key: TicketKey,
  notice: Omit<Notice, "ticket">,
): Promise<void> {
  await asSystemWithin(tx, by.actor, "what became of a matter is noted upon its ticket", async () => {
    const [ticket] = await findTickets(tx, everywhere, [key]);
    if (ticket === undefined) throw new Error("the ticket of a matter is gone");
    await write(tx, [notices(by, [{ ...notice, ticket }])]);
  });
}
