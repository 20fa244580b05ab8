import { chinaDay } from "../../platform/clock.js";
import { addNaturalDays, addWorkingDays, workingDaysBetween } from "../calendar/index.js";
import type { TicketKind, TicketState } from "./ticket.workflow.js";

/** The order that a ticket follows: Order 20 (暂行办法) or Order 121 (办法). */
export const regimes = ["ORDER_20", "ORDER_121"] as const;

/** An order of the administration that rules a ticket. */
export type Regime = (typeof regimes)[number];

/**
 * The day on which Order 121 came into force (its art. 46). It has no transition clause, so that a ticket keeps the order
 * in force on the day of its receipt is a policy of ours.
 */
export const orderOneTwoOneFrom = "2026-04-15";

/** The order in force on the day of receipt, in China. */
export function regimeOn(receivedAt: Date): Regime {
  return chinaDay(receivedAt) >= orderOneTwoOneFrom ? "ORDER_121" : "ORDER_20";
}

/** The limits that run on a ticket. */
export const limits = ["ACCEPTANCE", "MEDIATION", "TERMINATION_NOTICE", "VERIFICATION", "RESULT_NOTICE"] as const;

/** A limit of law. */
export type Limit = (typeof limits)[number];

interface LimitRule {
  days: number;
  unit: "working" | "natural";
  /** The article of the order. */
  article: string;
}

/** The limits of each order, with their articles; absent where the order has none. */
export const limitRules: Readonly<Record<Regime, Partial<Record<Limit, LimitRule>>>> = {
  ORDER_20: {
    ACCEPTANCE: { days: 7, unit: "working", article: "14" },
    MEDIATION: { days: 45, unit: "working", article: "21(5)" },
    TERMINATION_NOTICE: { days: 7, unit: "working", article: "21" },
    VERIFICATION: { days: 15, unit: "working", article: "31" },
    RESULT_NOTICE: { days: 5, unit: "working", article: "31" },
  },
  ORDER_121: {
    ACCEPTANCE: { days: 7, unit: "working", article: "15" },
    MEDIATION: { days: 60, unit: "natural", article: "23(5)" },
    TERMINATION_NOTICE: { days: 7, unit: "working", article: "23" },
    VERIFICATION: { days: 15, unit: "working", article: "35" },
  },
};

/** What the running limit is worked out from. */
export interface ClockFacts {
  kind: TicketKind;
  state: TicketState;
  regime: Regime;
  isAnonymous: boolean;
  competentReceivedAt: Date | null;
  acceptedAt: Date | null;
  decidedAt: Date | null;
  feedbackAt: Date | null;
  /** The limit that ran before. */
  dueLimit: Limit | null;
  /** The days spent on testing and appraisal, which do not count (art. 22 of Order 121, art. 20 of Order 20). */
  testing: readonly { from: Date; to: Date }[];
}

/** The limit that runs, and its last day. */
export interface RunningLimit {
  limit: Limit;
  dueOn: string;
}

/**
 * The limit of law that runs on a ticket in its state, or null where none does. While goods are being tested the limit
 * of mediation stands still; a suspension for recusal does not stop it, for art. 21 does not say so. A refusal must be
 * told within the limit of acceptance (art. 15 of Order 121, art. 14 of Order 20), and closing does not end a duty to tell.
 */
export function runningLimit(facts: ClockFacts): RunningLimit | null {
  const limit = limitOf(facts);
  const rule = limit === null ? undefined : limitRules[facts.regime][limit];
  if (limit === null || rule === undefined) return null;
  const start = startOf(limit, facts);
  if (start === null) return null;
  const extra = limit === "MEDIATION" ? testedDays(rule.unit, facts.testing) : 0;
  const from = chinaDay(start);
  const { due } =
    rule.unit === "working" ? addWorkingDays(from, rule.days + extra) : addNaturalDays(from, rule.days + extra);
  return { limit, dueOn: due };
}

const firstLimits: Readonly<Record<TicketKind, Limit | null>> = {
  CONSULTATION: null,
  COMPLAINT: "ACCEPTANCE",
  REPORT: "VERIFICATION",
};

function limitOf(facts: ClockFacts): Limit | null {
  const isTold = facts.feedbackAt !== null;
  switch (facts.state) {
    // In review it runs on only where the competent bureau has received the ticket: its own unit returned it.
    case "IN_REVIEW":
    case "RETURNED_TO_OPERATOR":
    case "DISPATCHED":
    case "SIGNED":
      return firstLimits[facts.kind];
    case "CHECKING":
    case "AWAITING_MATERIALS":
      return "ACCEPTANCE";
    case "VERIFYING":
      return "VERIFICATION";
    case "ACCEPTED":
    case "MEDIATING":
    case "SUSPENDED":
      return "MEDIATION";
    case "REFUSED":
      return isTold ? null : "ACCEPTANCE";
    case "TERMINATED":
      return isTold ? null : "TERMINATION_NOTICE";
    case "CASE_FILED":
    case "NOT_FILED":
      return isTold || facts.isAnonymous ? null : "RESULT_NOTICE";
    case "CLOSED":
      return isTold ? null : facts.dueLimit;
    default:
      return null;
  }
}

function startOf(limit: Limit, facts: ClockFacts): Date | null {
  if (limit === "ACCEPTANCE" || limit === "VERIFICATION") return facts.competentReceivedAt;
  return limit === "MEDIATION" ? facts.acceptedAt : facts.decidedAt;
}

function testedDays(unit: "working" | "natural", testing: ClockFacts["testing"]): number {
  return testing.reduce((sum, { from, to }) => {
    const [first, last] = [chinaDay(from), chinaDay(to)];
    const natural = Math.round((Date.parse(last) - Date.parse(first)) / 86_400_000);
    return sum + (unit === "working" ? workingDaysBetween(first, last) : natural);
  }, 0);
}

/**
 * Whether the citizen must be told before the ticket may be archived: of a complaint's decision always (art. 15 and 23 of
 * Order 121, art. 14 and 21 of Order 20); of a report's only under Order 20, and only who gave his name (art. 31).
 */
export function needsFeedback(facts: Pick<ClockFacts, "kind" | "regime" | "isAnonymous">): boolean {
  if (facts.kind === "COMPLAINT") return true;
  return facts.kind === "REPORT" && facts.regime === "ORDER_20" && !facts.isAnonymous;
}
