import type { TicketKind } from "./ticket.words.js";

/** The order that a ticket follows: Order 20 (暂行办法) or Order 121 (办法). */
export const regimes = ["ORDER_20", "ORDER_121"] as const;

/** An order of the administration that rules a ticket. */
export type Regime = (typeof regimes)[number];

/**
 * The day on which Order 121 came into force (its art. 46). It has no transition clause, so that a ticket keeps the order
 * in force on the day of its receipt is a policy of ours.
 */
export const orderOneTwoOneFrom = "2026-04-15";

// The first instant of that day in China.
const orderOneTwoOneBegins = Date.parse(`${orderOneTwoOneFrom}T00:00:00+08:00`);

/** The order in force on the day of receipt, in China. */
export function regimeOn(receivedAt: Date): Regime {
  return receivedAt.getTime() >= orderOneTwoOneBegins ? "ORDER_121" : "ORDER_20";
}

/**
 * Whether the citizen must be told before the ticket may be archived: of a complaint's decision always (art. 15 and 23 of
 * Order 121, art. 14 and 21 of Order 20); of a report's only under Order 20, and only who gave his name (art. 31).
 */
export function needsFeedback(facts: { kind: TicketKind; regime: Regime; isAnonymous: boolean }): boolean {
  if (facts.kind === "COMPLAINT") return true;
  return facts.kind === "REPORT" && facts.regime === "ORDER_20" && !facts.isAnonymous;
}
