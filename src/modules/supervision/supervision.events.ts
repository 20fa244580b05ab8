/**
 * The events of the module. An order's payload names it by codes: kind, origin, ground, both bureaus, the day for the reply
 * and the state; a reminder's the bureaus; that of a deadline its limit and its last day.
 */
export const supervisionEventTypes = {
  ISSUED: "supervisionOrder.issued",
  CONFIRM: "supervisionOrder.received",
  ANSWER: "supervisionOrder.answered",
  ACCEPT: "supervisionOrder.accepted",
  SEND_BACK: "supervisionOrder.sentBack",
  CLOSE: "supervisionOrder.closed",
  RISEN: "supervisionOrder.risen",
  REMINDED: "ticket.reminded",
  WARNED: "deadline.warned",
  EXPIRED: "deadline.expired",
} as const;
