import { type Place, regionOf } from "../../platform/actor.js";
import type { DispatchRow } from "./dispatch.store.js";
import type { Change } from "./ticket.change.js";

/** Whether a place belongs to the authority that the actor acts for: the same one in law, whichever unit holds the ticket. */
export function isOwnAuthority({ actor }: Pick<Change, "actor">, place: Place): boolean {
  return regionOf(actor.bureau) === (place.county ?? place.city ?? place.province);
}

/**
 * When the bureau that is to handle a ticket received it, from which the limits run (art. 15 of Order 121, art. 14 of
 * Order 20). Handing it on within one authority, to its centre, department or street office (art. 30 and 41), starts
 * nothing anew: the authority received it when it was dispatched or reported to any unit of it.
 *
 * @param to the place of the bureau that it is dispatched to
 * @param before the dispatches so far
 */
export function competentReceiptAt(change: Change, to: Place, before: readonly DispatchRow[]): Date {
  const { ticket, at } = change;
  if (!isOwnAuthority(change, to)) return at;
  const arrival = openDispatch(before)?.dispatchedAt ?? ticket.receivedAt;
  return ticket.competentReceivedAt ?? arrival;
}

/** The dispatch by which a ticket came to where it is: the last that was not returned. */
export function openDispatch(dispatches: readonly DispatchRow[]): DispatchRow | undefined {
  return dispatches.findLast(({ returnedAt }) => returnedAt === null);
}
