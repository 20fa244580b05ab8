import { type Actor, nationCode, type Place } from "../../platform/actor.js";
import { newId, toGlobalId } from "../../platform/ids.js";
import { type Change, recordingsOf } from "../../platform/record.js";
import type { Writing } from "../../platform/writing.store.js";
import { dayAfter } from "../calendar/index.js";
import { type Notice, noticesOf, supervisedFacts, ticketIdOf } from "../tickets/index.js";
import { partyColumnsOf, placeOfParty, witnessesOf } from "./order.parties.js";
import {
  type OrderKey,
  type OrderRow,
  orderInsertion,
  type SupervisedTicket,
  supervisedTicketInsertion,
} from "./order.store.js";
import { supervisionEventTypes } from "./supervision.events.js";

/** The kinds of order: ordinary, or listed (挂牌). */
const orderKinds = ["ORDINARY", "LISTED"] as const;

/** A kind of order. */
export type OrderKind = (typeof orderKinds)[number];

/** How an order came to be: somebody issued it, a limit expired, or an order was ignored. */
const orderOrigins = ["MANUAL", "AUTOMATIC", "RISEN"] as const;

/** How an order came to be. */
export type OrderOrigin = (typeof orderOrigins)[number];

/** The name of the GraphQL type, as it stands in global identifiers and in the audit. */
export const orderType = "SupervisionOrder";

/** The day that an order has which never rises. */
export const never = "infinity";

/** An order that is to be issued. */
export interface NewOrder {
  issuer: Place;
  receiver: Place;
  /** The code of the department at whose wish the issuer, its authority, issues it. */
  through?: string | null;
  kind: OrderKind;
  origin: OrderOrigin;
  /** A code of SUPERVISION_GROUND. */
  ground: string;
  /** What must be done and answered; empty where the platform issues it, whose words depend on the reader's language. */
  requirement: string;
  /** The last day for the answer, YYYY-MM-DD in China. */
  replyBy: string;
  /** Whether it rises by itself when it is ignored. One of the nation never does. */
  rises: boolean;
  /** The order that was ignored. */
  risenFrom: OrderRow | null;
  tickets: readonly Pick<SupervisedTicket, "province" | "id" | "state">[];
}

/** Who issues orders, and when. */
export interface Issuing {
  /** Null where the platform does, for each issuer. */
  actor: Actor | null;
  at: Date;
  requestId: string;
}

/**
 * What is written of new orders. Where an actor writes, `rest` goes in a statement after `orders`: by the row policies the
 * tickets of an order are seen only with it. As the platform all may go in one statement, with other writings.
 */
export interface IssuedOrders {
  rows: readonly OrderRow[];
  orders: Writing | null;
  rest: readonly (Writing | null)[];
}

/** The global identifier of an order. */
export function orderIdOf({ province, id }: OrderKey): string {
  return toGlobalId(orderType, province, id);
}

/** On which day an order rises, if nobody answers it. */
export function risesOnAfter(issuer: string, replyBy: string): string {
  return issuer === nationCode ? never : dayAfter(replyBy);
}

/**
 * Plans orders, any number of them: their rows and tickets, a notice in the timeline of each ticket, and for each order the
 * audit entry at its issuer and the event for its receiver. Of an ignored order its issuer is told too.
 */
export function issueOrders(issuing: Issuing, orders: readonly NewOrder[]): IssuedOrders {
  const planned = orders.map((order) => ({ order, row: toRow(issuing, order) }));
  const supervised = planned.flatMap(({ order, row }) =>
    order.tickets.map(({ province, id }) => ({ province, orderId: row.id, ticketId: id })),
  );
  const acts = planned.map((one) => ({ ...one, actor: issuing.actor ?? { place: one.order.issuer } }));
  const noted = acts.flatMap(({ actor, order, row }) =>
    order.tickets.map((ticket) => ({ actor, notice: noticeOf(ticket, row) })),
  );
  const made = acts.flatMap(({ actor, order, row }) =>
    changesOf(issuing, order, row).map((change) => ({ actor, change })),
  );
  const rows = planned.map(({ row }) => row);
  return {
    rows,
    orders: orderInsertion(rows),
    rest: [
      supervisedTicketInsertion(supervised),
      supervisedFacts(supervised.map(({ province, ticketId }) => ({ province, id: ticketId }))),
      noticesOf(issuing.at, noted),
      ...recordingsOf(made),
    ],
  };
}

function toRow({ actor, at }: Issuing, order: NewOrder): OrderRow {
  const { issuer, receiver, kind, origin, ground, requirement, replyBy, rises, risenFrom } = order;
  return {
    ...partyColumnsOf(issuer, receiver),
    through: order.through ?? null,
    id: newId(at),
    kind,
    origin,
    ground,
    requirement,
    replyBy,
    state: "ISSUED",
    issuedAt: at,
    issuedBy: actor?.person?.id ?? null,
    receivedAt: null,
    receivedBy: null,
    answer: null,
    answeredAt: null,
    answeredBy: null,
    wasLate: false,
    decision: null,
    decidedAt: null,
    decidedBy: null,
    closedAt: null,
    risenFrom: risenFrom?.id ?? null,
    risesOn: rises ? risesOnAfter(issuer.bureau, replyBy) : never,
    version: 1,
  };
}

function noticeOf(ticket: Notice["ticket"], { receiver, ground, kind, replyBy }: OrderRow): Notice {
  return { ticket, kind: "SUPERVISION_ISSUED", toBureau: receiver, detail: { ground, orderKind: kind, replyBy } };
}

/** The codes by which events name an order. */
export function codesOf({ kind, origin, ground, issuer, receiver, replyBy, state }: OrderRow) {
  return { kind, origin, ground, issuer, receiver, replyBy, state };
}

function changesOf({ at, requestId }: Issuing, { tickets, risenFrom }: NewOrder, row: OrderRow): Change[] {
  const change = { action: "supervision.issue", at, requestId };
  const subject = (order: OrderRow, party: "ISSUER" | "RECEIVER") => ({
    type: orderType,
    id: orderIdOf(order),
    version: order.version,
    place: placeOfParty(order, party),
    witnesses: witnessesOf(order),
  });
  const rose = risenFrom === null ? null : orderIdOf(risenFrom);
  const issued: Change = {
    ...change,
    subject: subject(row, "RECEIVER"),
    detail: { ...codesOf(row), through: row.through, risenFrom: rose, tickets: tickets.map(ticketIdOf) },
    events: [{ type: supervisionEventTypes.ISSUED, payload: { ...codesOf(row), tickets: tickets.length } }],
  };
  if (risenFrom === null) return [issued];
  const risen: Change = {
    ...change,
    subject: subject(risenFrom, "ISSUER"),
    detail: { ...codesOf(risenFrom), risenTo: orderIdOf(row) },
    events: [{ type: supervisionEventTypes.RISEN, payload: { ...codesOf(risenFrom), risenTo: orderIdOf(row) } }],
  };
  return [issued, risen];
}
