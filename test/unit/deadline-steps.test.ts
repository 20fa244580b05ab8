import { describe, expect, it } from "vitest";
import { ANNOUNCED_CALENDAR } from "../../src/modules/calendar/index.js";
import {
  advance,
  type DeadlineFacts,
  isOpen,
  noBureauRules,
  type RulesInForce,
  stateOf,
} from "../../src/modules/deadlines/index.js";
import { accepted, afterSteps, deadlineAfter, noon, received, ticketFacts } from "./deadline-tickets.js";

const bureauRules = (...limits: readonly Partial<RulesInForce["bureauLimits"][number]>[]): RulesInForce => ({
  ...noBureauRules,
  bureauLimits: limits.map((one, position) => ({
    id: `limit-${position}`,
    bureau: "320500",
    limit: "ACCEPTANCE",
    ticketKind: "COMPLAINT",
    days: 5,
    unit: "WORKING",
    validFrom: "2026-01-01",
    validTo: null,
    ...one,
  })),
});

describe("a deadline", () => {
  it("of acceptance is met by an acceptance on its last day", () => {
    const row = deadlineAfter("ACCEPTANCE", [
      received("2026-04-15"),
      { state: "ACCEPTED", acceptedAt: new Date("2026-04-24T23:59:59.999+08:00"), at: noon("2026-04-24") },
    ]);
    expect(row).toMatchObject({ state: "MET", dueOn: "2026-04-24", nextStep: null, nextStepOn: "infinity" });
  });

  it("of acceptance is missed by an acceptance a millisecond after its last day", () => {
    const after = new Date("2026-04-25T00:00:00+08:00");
    const row = deadlineAfter("ACCEPTANCE", [
      received("2026-04-15"),
      { state: "ACCEPTED", acceptedAt: after, at: after },
    ]);
    expect(row).toMatchObject({ state: "MISSED", endedAt: after });
  });

  it("of acceptance goes on after a refusal, and after the closing, until the complainant is told (art. 15)", () => {
    const refused = [
      received("2026-04-15"),
      { state: "REFUSED", decidedAt: noon("2026-04-20"), at: noon("2026-04-20") },
      { state: "CLOSED", at: noon("2026-04-21") },
    ];
    expect(deadlineAfter("ACCEPTANCE", refused).state).toBe("RUNNING");
    const told = [...refused, { feedbackAt: noon("2026-04-27"), at: noon("2026-04-27") }];
    expect(deadlineAfter("ACCEPTANCE", told)).toMatchObject({ state: "MISSED", endedAt: noon("2026-04-27") });
  });

  it("is cancelled when the ticket goes back beyond the authority, and another begins with the next receipt", () => {
    const { of } = afterSteps([
      received("2026-04-15"),
      { state: "IN_REVIEW", competentReceivedAt: null, at: noon("2026-04-17") },
      received("2026-04-20", { registeredAt: noon("2026-04-15") }),
    ]);
    expect(of("ACCEPTANCE")).toMatchObject(
      [
        { sequence: 2, state: "CANCELLED", endedAt: noon("2026-04-17") },
        { sequence: 4, state: "RUNNING", startedAt: noon("2026-04-20") },
      ].map(({ sequence: _, ...row }) => row),
    );
  });

  it("goes on where the unit of an authority returns the ticket to the same authority", () => {
    const steps = [received("2026-04-15"), { state: "IN_REVIEW", at: noon("2026-04-17") }];
    expect(deadlineAfter("ACCEPTANCE", steps)).toMatchObject({ state: "RUNNING", dueOn: "2026-04-24" });
  });

  it("is replaced where another authority receives the ticket without a return between", () => {
    const { of } = afterSteps([
      received("2026-04-15"),
      { competentReceivedAt: noon("2026-04-17"), at: noon("2026-04-17") },
    ]);
    expect(of("ACCEPTANCE").map(({ state }) => state)).toEqual(["CANCELLED", "RUNNING"]);
  });

  it("to tell of a terminated mediation goes on after the closing", () => {
    const terminated = { state: "TERMINATED", decidedAt: noon("2026-04-30"), at: noon("2026-04-30") };
    const closed = [accepted("2026-04-15"), terminated, { state: "CLOSED", at: noon("2026-05-06") }];
    expect(deadlineAfter("TERMINATION_NOTICE", closed)).toMatchObject({ state: "RUNNING", dueOn: "2026-05-13" });
    const told = [...closed, { feedbackAt: noon("2026-05-13"), at: noon("2026-05-13") }];
    expect(deadlineAfter("TERMINATION_NOTICE", told).state).toBe("MET");
  });

  it("of mediation is met by an agreement and by a termination, also out of testing", () => {
    for (const state of ["SETTLED", "TERMINATED"]) {
      const steps = [accepted("2026-05-06"), { state, decidedAt: noon("2026-07-05"), at: noon("2026-07-05") }];
      expect(deadlineAfter("MEDIATION", steps).state).toBe("MET");
    }
    const tested = [
      accepted("2026-05-06"),
      { state: "TESTING", at: noon("2026-07-01") },
      { state: "TERMINATED", decidedAt: noon("2026-07-20"), at: noon("2026-07-20") },
    ];
    expect(deadlineAfter("MEDIATION", tested)).toMatchObject({ state: "MET", dueOn: "2026-07-24" });
  });

  it.each(["CASE_FILED", "NOT_FILED"])("to tell a named reporter runs under Order 20 alone: %s", (state) => {
    const decided = { kind: "REPORT", state, decidedAt: noon("2026-04-30"), at: noon("2026-04-30") } as const;
    const noticesOf = (more: Partial<DeadlineFacts>) => afterSteps([{ ...decided, ...more }]).of("RESULT_NOTICE");
    expect(noticesOf({ regime: "ORDER_20" })).toMatchObject([{ dueOn: "2026-05-11", startedFrom: "CASE_DECIDED" }]);
    expect(noticesOf({ regime: "ORDER_20", isAnonymous: true })).toEqual([]);
    expect(noticesOf({ regime: "ORDER_121" })).toEqual([]);
  });

  it("does not begin for a report that is repeated or referred", () => {
    for (const state of ["DUPLICATE", "REFERRED"]) {
      const decided = { kind: "REPORT", regime: "ORDER_20", state, decidedAt: noon("2026-04-30") } as const;
      expect(afterSteps([decided]).rows).toEqual([]);
    }
  });

  it("of doing again is the only one on a ticket that was reopened, until it is closed", () => {
    const steps = [
      accepted("2026-04-01"),
      { state: "CHECKING", reopenedAt: noon("2026-04-15"), at: noon("2026-04-15") },
      { state: "CLOSED", decidedAt: noon("2026-04-24"), at: noon("2026-04-24") },
    ];
    const during = afterSteps(steps.slice(0, 2)).rows.filter(isOpen);
    expect(during.map(({ limit }) => limit)).toEqual(["REWORK"]);
    expect(deadlineAfter("REWORK", steps).state).toBe("MET");
    expect(afterSteps(steps).rows.filter(isOpen)).toEqual([]);
  });

  it("that runs is shown as missed from the day after its last one", () => {
    const row = deadlineAfter("ACCEPTANCE", [received("2026-04-15")]);
    expect(stateOf(row, new Date("2026-04-24T23:59:59.999+08:00"))).toBe("RUNNING");
    expect(stateOf(row, new Date("2026-04-25T00:00:00+08:00"))).toBe("MISSED");
  });

  it("begins on a ticket that has none, as one of an earlier release, where it ought to run", () => {
    const facts = ticketFacts({ ...accepted("2026-05-06"), state: "SUSPENDED" });
    const rows = advance([], facts, noBureauRules, ANNOUNCED_CALENDAR);
    expect(rows.map(({ limit, dueOn }) => [limit, dueOn])).toEqual([["MEDIATION", "2026-07-05"]]);
  });

  it("is cancelled when the ticket is handed over to another province", () => {
    const handedOver = { state: "CLOSED", at: noon("2026-04-17") };
    expect(deadlineAfter("ACCEPTANCE", [received("2026-04-15"), handedOver]).state).toBe("CANCELLED");
    const report = received("2026-04-15", { kind: "REPORT" });
    expect(deadlineAfter("VERIFICATION", [report, handedOver]).state).toBe("CANCELLED");
  });

  it("goes on where a superior takes the case up that received it then", () => {
    const steps = [accepted("2026-05-06"), { holder: "320500", at: noon("2026-05-20") }];
    expect(deadlineAfter("MEDIATION", steps)).toMatchObject({ bureau: "320508", dueOn: "2026-07-05" });
  });

  it("runs on no consultation where no bureau has set one", () => {
    expect(afterSteps([received("2026-04-15", { kind: "CONSULTATION" })]).rows).toEqual([]);
  });
});

describe("a limit of a bureau", () => {
  it("that is stricter than the statute is what the deadline runs by, and the statute's day stays known", () => {
    expect(deadlineAfter("ACCEPTANCE", [received("2026-04-15")], bureauRules({ days: 5 }))).toMatchObject({
      rule: "limit-0",
      days: 5,
      dueOn: "2026-04-22",
      statutoryDueOn: "2026-04-24",
    });
  });

  it("that is the strictest of several counts, and no stricter one adds nothing to the statute", () => {
    const rules = bureauRules({ days: 6 }, { days: 4, bureau: "320508" });
    expect(deadlineAfter("ACCEPTANCE", [received("2026-04-15")], rules)).toMatchObject({ rule: "limit-1", days: 4 });
    const equal = deadlineAfter("ACCEPTANCE", [received("2026-04-15")], bureauRules({ days: 7 }));
    expect(equal.rule).toBe("ORDER_121.ACCEPTANCE");
  });

  it("counts for what begins in its days alone", () => {
    const rules = bureauRules({ validFrom: "2026-04-16", validTo: "2026-04-18" });
    const days = ["2026-04-15", "2026-04-16", "2026-04-17", "2026-04-18"];
    expect(days.map((day) => deadlineAfter("ACCEPTANCE", [received(day)], rules).days)).toEqual([7, 5, 5, 7]);
  });

  it("for signing runs until the bureau signs, anew for each bureau that it is dispatched to", () => {
    const rules = bureauRules({ limit: "SIGNING", days: 1 });
    const { of } = afterSteps(
      [
        received("2026-04-15"),
        { holder: "320508001", at: noon("2026-04-16") },
        { state: "SIGNED", at: noon("2026-04-17") },
      ],
      rules,
    );
    expect(of("SIGNING")).toMatchObject([
      { bureau: "320508", state: "CANCELLED" },
      { bureau: "320508001", startedAt: noon("2026-04-16"), state: "MET", statutoryDueOn: null },
    ]);
  });

  it("for review runs from the registration until the dispatch, and not again after a return", () => {
    const rules = bureauRules({ limit: "REVIEW", days: 1 });
    const { of } = afterSteps(
      [
        { registeredAt: noon("2026-04-13"), at: noon("2026-04-13") },
        received("2026-04-15", { registeredAt: noon("2026-04-13") }),
        { state: "IN_REVIEW", competentReceivedAt: null, at: noon("2026-04-16") },
      ],
      rules,
    );
    expect(of("REVIEW")).toMatchObject([{ dueOn: "2026-04-14", state: "MISSED", endedAt: noon("2026-04-15") }]);
  });

  it("for materials runs from the request, is met when they come and cancelled by a refusal", () => {
    const rules = bureauRules({ limit: "MATERIALS", days: 3 });
    const asked = [received("2026-04-15"), { state: "AWAITING_MATERIALS", at: noon("2026-04-16") }];
    const came = [...asked, { state: "CHECKING", at: noon("2026-04-21") }];
    expect(deadlineAfter("MATERIALS", came, rules)).toMatchObject({ dueOn: "2026-04-21", state: "MET" });
    const refused = [...asked, { state: "REFUSED", decidedAt: noon("2026-04-17"), at: noon("2026-04-17") }];
    expect(deadlineAfter("MATERIALS", refused, rules).state).toBe("CANCELLED");
  });

  it("for doing again replaces what the platform sets", () => {
    const reopened = { ...accepted("2026-04-01"), state: "CHECKING", reopenedAt: noon("2026-04-15") };
    const rules = bureauRules({ limit: "REWORK", days: 10, unit: "NATURAL" });
    expect(deadlineAfter("REWORK", [reopened], rules)).toMatchObject({ rule: "limit-0", dueOn: "2026-04-25" });
  });
});
