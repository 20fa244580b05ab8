import type { TicketKind } from "../dictionaries/index.js";
import { isValidOn } from "../jurisdictions/index.js";
import type { DayUnit, Limit, LimitRule } from "./limit.js";

/** A limit that a bureau set, as far as it decides. */
export interface BureauLimitRule {
  readonly id: string;
  readonly bureau: string;
  readonly limit: Limit;
  readonly ticketKind: TicketKind;
  readonly days: number;
  readonly unit: DayUnit;
  readonly validFrom: string;
  readonly validTo: string | null;
}

/** What the bureaus of a path have set: for tickets that the last of them holds. */
export interface RulesInForce {
  /** Those that have not ended, some of which may not have begun. */
  readonly bureauLimits: readonly BureauLimitRule[];
  /** How many working days before a limit expires is warned, by the nearest bureau that has set it; the most first. */
  readonly warningDays: readonly number[];
}

/** How early is warned where no bureau has said. */
export const usualWarningDays: readonly number[] = [3, 1];

/** What is in force where no bureau has set anything. */
export const noBureauRules: RulesInForce = { bureauLimits: [], warningDays: usualWarningDays };

/** What a limit is counted by. */
export interface Length {
  readonly days: number;
  readonly unit: DayUnit;
}

/**
 * Whether one length never ends later than another, wherever it starts: of the same unit it is no longer, or it counts
 * natural days against as many working days. Working days are never surely shorter than natural ones: a festival may lie
 * between.
 */
export function isNoLooser(one: Length, other: Length): boolean {
  return one.days <= other.days && (one.unit === other.unit || one.unit === "NATURAL");
}

/** The limits of bureaus that are in force for a limit of a kind of ticket on a day. */
export function bureauLimitsFor(
  { bureauLimits }: RulesInForce,
  limit: Limit,
  kind: TicketKind,
  on: string,
): readonly BureauLimitRule[] {
  if (bureauLimits.length === 0) return bureauLimits;
  return bureauLimits.filter((rule) => rule.limit === limit && rule.ticketKind === kind && isValidOn(rule, on));
}

/** The rule that a deadline is counted by. */
export interface ChosenRule extends Length {
  /** The code of the statute, or the identifier of the bureau's limit. */
  readonly rule: string;
}

/**
 * The strictest of the rules for a limit: the one whose last day comes first, and where several do, the statute, then
 * the one of the highest bureau.
 *
 * @param base the statute, or what the platform sets; null where nothing but bureaus sets it
 * @param own the limits of bureaus in force, in the order of the path
 * @param lastDay works out the last day of a length
 * @returns null where nothing sets the limit
 */
export function strictestOf(
  base: LimitRule | null,
  own: readonly BureauLimitRule[],
  lastDay: (length: Length) => string,
): ChosenRule | null {
  // What the platform sets is there only for where nobody else has set anything.
  const counts = base !== null && (base.order !== null || own.length === 0);
  const fixed = counts ? { rule: base.code, days: base.days, unit: base.unit } : null;
  if (own.length === 0) return fixed;
  let chosen: ChosenRule | null = fixed;
  let earliest = fixed === null ? null : lastDay(fixed);
  for (const { id, days, unit } of own) {
    const last = lastDay({ days, unit });
    if (earliest !== null && last >= earliest) continue;
    chosen = { rule: id, days, unit };
    earliest = last;
  }
  return chosen;
}
