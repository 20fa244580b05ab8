import type { Place } from "../../platform/actor.js";
import type { Writing } from "../../platform/writing.store.js";
import {
  type Change,
  type DispatchRow,
  dispatchInsertion,
  type TicketChanges,
  type TicketRow,
} from "../tickets/index.js";

const authorityOf = ({ province, city, county }: Pick<Place, "province" | "city" | "county">): string =>
  county ?? city ?? province;

/**
 * What of a ticket changes when another authority is to handle it, by agreement or by designation. It received the ticket
 * now, from which its limits run; when the citizen's matter was registered stays as it is, and with it the citizen's clock.
 * The authority that had it already received it when it did.
 */
export function movedTo({ ticket, at }: Change, to: Place): TicketChanges {
  const isElsewhere = to.bureau !== ticket.holder;
  return {
    holder: to.bureau,
    city: to.city,
    county: to.county,
    ownerAtDispatch: to.bureau,
    ...(isElsewhere ? previousOf(ticket) : {}),
    handler: null,
    signedAt: null,
    dispatchedAt: ticket.dispatchedAt ?? at,
    competentReceivedAt: authorityOf(to) === authorityOf(ticket) ? (ticket.competentReceivedAt ?? at) : at,
  };
}

/** Who held a ticket until now, as whoever handed it on. */
export function previousOf(ticket: TicketRow): TicketChanges {
  return { previousHolder: ticket.holder, previousCity: ticket.city, previousCounty: ticket.county };
}

/**
 * The dispatch by which a ticket came to where it is moved: of the way that it would go back.
 *
 * @param from the bureau that sent it there
 * @param how AGREED by the bureaus, or DESIGNATED by their superior
 */
export function dispatchOfMove(
  { ticket, at }: Change,
  before: readonly DispatchRow[],
  way: { from: string; to: string; how: "AGREED" | "DESIGNATED" },
): Writing | null {
  const { province, id } = ticket;
  return dispatchInsertion({
    province,
    ticketId: id,
    sequence: before.length + 1,
    fromBureau: way.from,
    toBureau: way.to,
    dispatchedAt: at,
    competence: way.how,
  });
}
