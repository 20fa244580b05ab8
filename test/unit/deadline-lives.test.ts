import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ANNOUNCED_CALENDAR } from "../../src/modules/calendar/index.js";
import {
  advance,
  type DeadlineFacts,
  type DeadlineRow,
  isOpen,
  type Limit,
  noBureauRules,
  running,
} from "../../src/modules/deadlines/index.js";
import type { TicketState } from "../../src/modules/tickets/ticket.words.js";
import { edgesFrom } from "../../src/modules/tickets/ticket.workflow.js";
import { chinaDay } from "../../src/platform/clock.js";
import { addByOracle, addNaturalByOracle, dateAt, dayOf, noon, ticketFacts } from "./deadline-tickets.js";

/** What the one limit of the previous release was on a ticket, which showed no other: worked out anew for every state. */
interface Model {
  limit: Limit | null;
  dueOn: string | null;
}

function modelAfter(facts: DeadlineFacts, before: Limit | null, tested: readonly [string, string][]): Model {
  const limit = modelLimit(facts, before);
  const start = limit === null ? null : modelStart(limit, facts);
  if (limit === null || start === null) return { limit: null, dueOn: null };
  const day = chinaDay(start);
  if (limit !== "MEDIATION") {
    const days = { ACCEPTANCE: 7, TERMINATION_NOTICE: 7, VERIFICATION: 15, RESULT_NOTICE: 5 }[limit as "ACCEPTANCE"];
    return { limit, dueOn: addByOracle(day, days) };
  }
  const natural = tested.reduce((sum, [first, last]) => sum + dayOf(last) - dayOf(first), 60);
  const working = tested.reduce((sum, [first, last]) => {
    let count = sum;
    for (let one = dayOf(first); one < dayOf(last); one += 1)
      if (addByOracle(dateAt(one), 1) === dateAt(one + 1)) count += 1;
    return count;
  }, 45);
  return { limit, dueOn: facts.regime === "ORDER_20" ? addByOracle(day, working) : addNaturalByOracle(day, natural) };
}

function modelLimit(facts: DeadlineFacts, before: Limit | null): Limit | null {
  const isTold = facts.feedbackAt !== null;
  const has: Partial<Record<string, Limit | null>> = {
    CHECKING: "ACCEPTANCE",
    AWAITING_MATERIALS: "ACCEPTANCE",
    VERIFYING: "VERIFICATION",
    ACCEPTED: "MEDIATION",
    MEDIATING: "MEDIATION",
    SUSPENDED: "MEDIATION",
    REFUSED: isTold ? null : "ACCEPTANCE",
    TERMINATED: isTold ? null : "TERMINATION_NOTICE",
    CLOSED: isTold ? null : before,
  };
  if (["CASE_FILED", "NOT_FILED"].includes(facts.state)) {
    return isTold || facts.isAnonymous || facts.regime === "ORDER_121" ? null : "RESULT_NOTICE";
  }
  if (["IN_REVIEW", "RETURNED_TO_OPERATOR", "DISPATCHED", "SIGNED"].includes(facts.state)) {
    return ({ CONSULTATION: null, COMPLAINT: "ACCEPTANCE", REPORT: "VERIFICATION" } as const)[facts.kind];
  }
  return has[facts.state] ?? null;
}

function modelStart(limit: Limit, facts: DeadlineFacts): Date | null {
  if (limit === "ACCEPTANCE" || limit === "VERIFICATION") return facts.competentReceivedAt;
  return limit === "MEDIATION" ? facts.acceptedAt : facts.decidedAt;
}

/** What the commands change with a step, besides the state. */
function changesOf(verb: string, facts: DeadlineFacts, at: Date, isSameAuthority: boolean): Partial<DeadlineFacts> {
  if (verb === "DISPATCH") {
    const competentReceivedAt = isSameAuthority ? (facts.competentReceivedAt ?? at) : at;
    return { dispatchedAt: facts.dispatchedAt ?? at, competentReceivedAt };
  }
  if (verb === "RETURN_TO_CENTRE") return isSameAuthority ? {} : { competentReceivedAt: null };
  if (verb === "ACCEPT") return { acceptedAt: at };
  if (verb === "GIVE_FEEDBACK") return { feedbackAt: facts.feedbackAt ?? at };
  const decisions = ["REFUSE", "SETTLE", "TERMINATE", "FILE_CASE", "DECLINE_CASE", "MARK_DUPLICATE", "REFER"];
  return decisions.includes(verb) ? { decidedAt: at } : {};
}

// Steps that the release before did not have: each is tried above.
const newer: readonly string[] = ["TAKE_UP", "HAND_OVER"];

describe("the deadlines of any life of a ticket", () => {
  const life = fc.record({
    kind: fc.constantFrom("COMPLAINT" as const, "REPORT" as const, "CONSULTATION" as const),
    regime: fc.constantFrom("ORDER_20" as const, "ORDER_121" as const),
    isAnonymous: fc.boolean(),
    begin: fc.integer({ min: dayOf("2020-01-01"), max: dayOf("2025-06-01") }).map(dateAt),
    steps: fc.array(fc.record({ choice: fc.nat(), days: fc.nat(12), isSameAuthority: fc.boolean() }), {
      maxLength: 25,
    }),
  });

  it("are one of each limit at most, met and missed rightly, and run as they did in the release before", () => {
    fc.assert(
      fc.property(life, ({ kind, regime, isAnonymous, begin, steps }) => {
        let now = dayOf(begin);
        const at = noon(begin);
        let facts = ticketFacts({ kind, regime, isAnonymous, state: "REGISTERED", registeredAt: at, at });
        let rows: readonly DeadlineRow[] = advance([], facts, noBureauRules, ANNOUNCED_CALENDAR);
        let model: Model = { limit: null, dueOn: null };
        let tested: [string, string][] = [];
        for (const { choice, days, isSameAuthority } of steps) {
          const open = edgesFrom(kind, facts.state as TicketState).filter(
            ({ through, verb }) => through === null && !newer.includes(verb),
          );
          const edge = open[choice % Math.max(open.length, 1)];
          if (edge === undefined) break;
          now += days;
          const step = noon(dateAt(now));
          if (edge.verb === "START_TESTING") tested = [...tested, [dateAt(now), "open"]];
          else if (facts.state === "TESTING")
            tested = tested.map(([from, to]) => [from, to === "open" ? dateAt(now) : to]);
          facts = {
            ...facts,
            ...changesOf(edge.verb, facts, step, isSameAuthority),
            state: edge.to ?? facts.state,
            at: step,
          };
          const before = rows;
          rows = advance(before, facts, noBureauRules, ANNOUNCED_CALENDAR);
          model = modelAfter(facts, model.limit, tested);
          checkRows(before, rows);
          const first = running(rows);
          expect([first?.limit ?? null, first?.dueOn ?? null]).toEqual([model.limit, model.dueOn]);
        }
      }),
      { numRuns: 500 },
    );
  });
});

function checkRows(before: readonly DeadlineRow[], rows: readonly DeadlineRow[]): void {
  expect(rows.map(({ sequence }) => sequence)).toEqual(rows.map((_, position) => position + 1));
  const open = rows.filter(isOpen).map(({ limit }) => limit);
  expect(new Set(open).size).toBe(open.length);
  for (const row of before) if (!isOpen(row)) expect(rows).toContain(row);
  for (const { state, endedAt, dueOn, nextStepOn, pauses } of rows) {
    if (state === "MET") expect(chinaDay(endedAt ?? new Date(0)) <= dueOn).toBe(true);
    if (state === "MISSED") expect(chinaDay(endedAt ?? new Date(0)) > dueOn).toBe(true);
    expect(pauses.filter(({ to }) => to === null)).toHaveLength(state === "PAUSED" ? 1 : 0);
    expect(endedAt === null).toBe(state === "RUNNING" || state === "PAUSED");
    expect(state === "RUNNING" || nextStepOn === "infinity").toBe(true);
  }
}
