import type { Regime, TicketKind } from "../dictionaries/index.js";
import type { Limit, LimitRule } from "./limit.js";
import { orderTwenty } from "./statutes/order-20.js";
import { orderOneTwoOne } from "./statutes/order-121.js";
import { platformRules } from "./statutes/platform.js";

/** The limits that the orders set, of both orders. */
export const statutes: readonly LimitRule[] = [...orderTwenty, ...orderOneTwoOne];

/** All limits that come with the release: of the orders, and of the platform. */
export const limitRules: readonly LimitRule[] = [...statutes, ...platformRules];

const byCode = new Map(limitRules.map((rule) => [rule.code, rule]));

/** The limit that has a code; null for the identifier of a limit that a bureau set. */
export function findRule(code: string): LimitRule | null {
  return byCode.get(code) ?? null;
}

const keyOf = (limit: Limit, regime: Regime | null, isLead: boolean): string => `${limit} ${regime} ${isLead}`;

const byLimit = new Map(
  limitRules.map((rule) => [keyOf(rule.limit, rule.order, rule.startsFrom === "LEAD_FOUND"), rule]),
);

/**
 * The statute that sets a limit for a ticket of an order; null where the order sets none.
 *
 * @param isLead whether the ticket is a report on a lead that was found in mediation (art. 27 of Order 121, art. 23 of Order 20)
 */
export function statuteOf(limit: Limit, regime: Regime, isLead = false): LimitRule | null {
  return (
    (isLead ? byLimit.get(keyOf(limit, regime, true)) : undefined) ?? byLimit.get(keyOf(limit, regime, false)) ?? null
  );
}

/** The limit that the platform sets where no order does; null where it sets none. */
export function platformRuleOf(limit: Limit): LimitRule | null {
  return byLimit.get(keyOf(limit, null, false)) ?? null;
}

/** The statutes that set a limit for a kind of ticket, of both orders. */
export function statutesFor(limit: Limit, kind: TicketKind): readonly LimitRule[] {
  return statutes.filter((rule) => rule.limit === limit && rule.kinds.includes(kind));
}
