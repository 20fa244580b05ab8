import type { BureauLimitRule, DeadlineFacts, RulesInForce } from "../../../src/modules/deadlines/index.js";
import { createRandom, type Random } from "../load/random.js";
import type { Product } from "../product.js";
import { median, quantile } from "../statistics.js";

/** How long the deadlines of new tickets take to be computed; microseconds. */
export interface Computing {
  name: string;
  p50: number;
  p99: number;
  /** How many deadlines a ticket got on average. */
  deadlines: number;
}

const rounds = 5;
const warmUp = 20_000;
const tickets = 40_000;
const hour = 3_600_000;
const [firstReceipt, lastReceipt] = [Date.parse("2024-01-01T00:00:00Z"), Date.parse("2026-11-20T00:00:00Z")];
const path = ["100000", "440000", "440100", "440105"];

/**
 * Computes the deadlines of new tickets, registered and then dispatched, one after another in this process: under the
 * statutes alone, and under limits and warnings that the bureaus above have set.
 */
export function measureComputing(product: Product): Computing[] {
  return [
    middle(product, "statutes alone", product.noBureauRules),
    middle(product, "with limits of three bureaus", { bureauLimits: limitsOfBureaus(), warningDays: [5, 3, 1] }),
  ];
}

// The middle one of some rounds: in one of them the machine may have been busy with something else.
function middle(product: Product, name: string, rules: RulesInForce): Computing {
  const found = Array.from({ length: rounds }, () => measure(product, name, rules));
  const of = (figure: "p50" | "p99" | "deadlines"): number => median(found.map((round) => round[figure]));
  return { name, p50: of("p50"), p99: of("p99"), deadlines: of("deadlines") };
}

function measure(product: Product, name: string, rules: RulesInForce): Computing {
  const random = createRandom(315);
  const microseconds: number[] = [];
  let deadlines = 0;
  for (let made = -warmUp; made < tickets; made += 1) {
    const [registered, dispatched] = newTicket(random, product.orderOneTwoOneFrom);
    const before = performance.now();
    const atFirst = product.advance([], registered, rules, product.ANNOUNCED_CALENDAR);
    const rows = product.advance(atFirst, dispatched, rules, product.ANNOUNCED_CALENDAR);
    const after = performance.now();
    if (made < 0) continue;
    microseconds.push((after - before) * 1000);
    deadlines += rows.length;
  }
  return {
    name,
    p50: quantile(microseconds, 0.5),
    p99: quantile(microseconds, 0.99),
    deadlines: deadlines / tickets,
  };
}

/** A ticket when it is registered, and when it is dispatched to the bureau that is competent. */
function newTicket(random: Random, orderOneTwoOneFrom: string): [DeadlineFacts, DeadlineFacts] {
  const registeredAt = new Date(firstReceipt + random.below((lastReceipt - firstReceipt) / hour) * hour);
  const dispatchedAt = new Date(registeredAt.getTime() + (1 + random.below(48)) * hour);
  const registered: DeadlineFacts = {
    kind: random.chance(0.75) ? "COMPLAINT" : "REPORT",
    state: "REGISTERED",
    regime: registeredAt.getTime() >= Date.parse(`${orderOneTwoOneFrom}T00:00:00+08:00`) ? "ORDER_121" : "ORDER_20",
    isAnonymous: false,
    registeredAt,
    dispatchedAt: null,
    competentReceivedAt: null,
    acceptedAt: null,
    decidedAt: null,
    feedbackAt: null,
    reopenedAt: null,
    leadFrom: null,
    holder: "440100-12315",
    path: ["100000", "440000", "440100", "440100-12315"],
    at: registeredAt,
  };
  const state = "DISPATCHED";
  const [competentReceivedAt, at] = [dispatchedAt, dispatchedAt];
  return [registered, { ...registered, state, dispatchedAt, competentReceivedAt, holder: "440105", path, at }];
}

/** Limits of the bureaus above the holder, each for all that they may set. */
function limitsOfBureaus(): BureauLimitRule[] {
  const set = [
    ["REVIEW", "COMPLAINT", 2],
    ["REVIEW", "REPORT", 2],
    ["SIGNING", "COMPLAINT", 1],
    ["SIGNING", "REPORT", 1],
    ["ACCEPTANCE", "COMPLAINT", 6],
    ["VERIFICATION", "REPORT", 12],
  ] as const;
  return path.slice(1).flatMap((bureau, above) =>
    set.map(([limit, ticketKind, days], position) => ({
      id: `0199aaaa-0000-7000-8000-0000000000${above}${position}`,
      bureau,
      limit,
      ticketKind,
      days,
      unit: "WORKING" as const,
      validFrom: "2024-01-01",
      validTo: null,
    })),
  );
}
