import type { Place } from "../../platform/actor.js";
import { type IssuedOrders, issueOrders } from "./order.issuing.js";
import { authorityAt } from "./order.parties.js";
import type { SupervisedTicket } from "./order.store.js";

/** An order that the platform issues because a limit of a ticket expired. */
export interface AutomaticOrder {
  /** The city or province authority in whose name it is issued. */
  issuer: Place;
  ticket: Pick<SupervisedTicket, "province" | "id" | "state" | "city" | "county" | "holder">;
  /** The last day for the answer, YYYY-MM-DD in China. */
  replyBy: string;
  /** Whether it rises by itself; not where the bureau above issues an order of its own on the same limit later. */
  rises: boolean;
}

/**
 * Plans orders upon expired limits, one for each ticket: to the authority that holds the ticket, for a unit the one that it
 * belongs to. Set-wise: what it plans goes in one or two statements, however many orders there are.
 *
 * @throws where the issuer does not stand above the receiver: a city issues none on a ticket that it handles itself
 */
export function automaticOrders(
  moment: { at: Date; requestId: string },
  orders: readonly AutomaticOrder[],
): IssuedOrders {
  const planned = orders.map(({ issuer, ticket, replyBy, rises }) => {
    const { province, city, county, holder } = ticket;
    const receiver = authorityAt({ province, city, county, bureau: holder });
    if (receiver.bureau === issuer.bureau) throw new Error("an authority supervises nobody but those beneath it");
    return {
      issuer,
      receiver,
      kind: "ORDINARY" as const,
      origin: "AUTOMATIC" as const,
      ground: "OVERDUE",
      requirement: "",
      replyBy,
      rises,
      risenFrom: null,
      tickets: [ticket],
    };
  });
  return issueOrders({ ...moment, actor: null }, planned);
}
