import { ticketCopies } from "../../../schema/index.js";
import type { Place } from "../../platform/actor.js";
import { insertionOf, updateOf, type Writing } from "../../platform/writing.store.js";
import { defineMatterList } from "./party-list.store.js";

/** A copy as it stands in its table. */
export type CopyRow = typeof ticketCopies.$inferSelect;

/** The columns that an action upon a copy may write. */
export type CopyChanges = Partial<Pick<CopyRow, "state" | "readAt" | "readBy" | "withdrawnAt">>;

/** The lists of copies. */
export const copyList = defineMatterList(ticketCopies, {
  province: ticketCopies.province,
  id: ticketCopies.id,
  ticketId: ticketCopies.ticketId,
  state: ticketCopies.state,
  cities: [ticketCopies.senderCity, ticketCopies.receiverCity],
  counties: [ticketCopies.senderCounty, ticketCopies.receiverCounty],
  bureaus: [ticketCopies.sender, ticketCopies.receiver],
});

/** The columns that name the parties of a copy. */
export const copyParties = { sender: ticketCopies.sender, receiver: ticketCopies.receiver } as const;

/** Where the bureau stands that sent a copy. */
export const senderOf = ({ province, senderCity, senderCounty, sender }: CopyRow): Place => ({
  province,
  city: senderCity,
  county: senderCounty,
  bureau: sender,
});

/** Where the bureau stands that got a copy. */
export const receiverOf = ({ province, receiverCity, receiverCounty, receiver }: CopyRow): Place => ({
  province,
  city: receiverCity,
  county: receiverCounty,
  bureau: receiver,
});

/** The writing of a new copy. */
export function copyInsertion(row: CopyRow): Writing | null {
  return insertionOf(ticketCopies, [row]);
}

/** The writing of a change of a copy, which fails where it has not the version any more that was found. */
export function copyUpdate({ province, id, version }: CopyRow, changes: CopyChanges): Writing {
  return updateOf(ticketCopies, { province, id, version }, { ...changes, version: version + 1 });
}
