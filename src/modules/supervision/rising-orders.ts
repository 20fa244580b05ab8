import { chinaDay } from "../../platform/clock.js";
import type { Transaction } from "../../platform/database.js";
import { together } from "../../platform/together.js";
import { write } from "../../platform/writing.store.js";
import { addWorkingDays, currentCalendar } from "../calendar/index.js";
import { type DueMoment, defineDuePass } from "../jobs/index.js";
import { finishedStates } from "../tickets/index.js";
import { issueOrders, type NewOrder, type OrderKind } from "./order.issuing.js";
import { isWith, placeOfParty, superiorOf } from "./order.parties.js";
import { unansweredStates } from "./order.states.js";
import { holdStandingTickets, type OrderRow, type SupervisedTicket } from "./order.store.js";
import { claimRisingOrders, endRising, lockIgnoredOrder } from "./rising-orders.store.js";

/** How many working days a risen order leaves for the answer. */
const workingDaysForRisen = 5;

/**
 * The order to which an ignored one rises: of the authority directly above its issuer, to the same receiver, over those of
 * its tickets that are open and still with the receiver.
 *
 * @param replyBy the last day for the answer
 * @returns null where none of its tickets is left, or nobody stands above its issuer
 */
function risenOrder(ignored: OrderRow, tickets: readonly SupervisedTicket[], replyBy: string): NewOrder | null {
  const issuer = superiorOf(placeOfParty(ignored, "ISSUER"));
  const left = tickets.filter(
    ({ state, province, city, county, holder }) =>
      !(finishedStates as readonly string[]).includes(state) &&
      isWith(ignored.receiver, { province, city, county, bureau: holder }),
  );
  if (issuer === null || left.length === 0) return null;
  return {
    issuer,
    receiver: placeOfParty(ignored, "RECEIVER"),
    kind: ignored.kind as OrderKind,
    origin: "RISEN",
    ground: "IGNORED_ORDER",
    requirement: ignored.requirement,
    replyBy,
    rises: true,
    risenFrom: ignored,
    tickets: left,
  };
}

function byOrder(standing: readonly SupervisedTicket[]): Map<string, SupervisedTicket[]> {
  const found = new Map<string, SupervisedTicket[]>();
  for (const ticket of standing) found.set(ticket.orderId, [...(found.get(ticket.orderId) ?? []), ticket]);
  return found;
}

/** Lets ignored orders rise, all at once; each leaves the index of those that are to rise in the same transaction. */
async function handle(tx: Transaction, ignored: readonly OrderRow[], { at, requestId }: DueMoment): Promise<void> {
  const [calendar, standing] = await together([currentCalendar(tx), holdStandingTickets(tx, ignored)]);
  const replyBy = addWorkingDays(chinaDay(at), workingDaysForRisen, calendar).due;
  const ticketsOf = byOrder(standing);
  const risen = ignored.flatMap((order) => risenOrder(order, ticketsOf.get(order.id) ?? [], replyBy) ?? []);
  const issued = issueOrders({ actor: null, at, requestId }, risen);
  // The platform sees all rows, so everything may go at once.
  await together([endRising(tx, ignored), write(tx, [issued.orders, ...issued.rest])]);
}

/**
 * The pass that lets ignored supervision orders rise one level (逐级督办): on the day after the last day for the answer, once,
 * whoever runs it and however often. The index of the days on which orders rise is all that it reads.
 */
export const risingOrdersPass = defineDuePass<OrderRow, { province: string; id: string; issuer: string }>({
  name: "rising-orders",
  everyMilliseconds: 60_000,
  claim: (tx, { at, limit, province }) => claimRisingOrders(tx, chinaDay(at), limit, province),
  handle,
  park: (tx, order) => endRising(tx, [order]),
  payloadOf: ({ province, id, issuer }) => ({ province, id, issuer }),
  bureauOf: ({ issuer }) => issuer,
  find: (tx, key, { at }) => lockIgnoredOrder(tx, key, unansweredStates, chinaDay(at)),
});
