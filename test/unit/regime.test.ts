import { describe, expect, it } from "vitest";
import {
  type ClockFacts,
  limitRules,
  limits,
  needsFeedback,
  type Regime,
  regimeOn,
  runningLimit,
} from "../../src/modules/tickets/ticket.regime.js";
import type { TicketState } from "../../src/modules/tickets/ticket.workflow.js";

const noon = (day: string): Date => new Date(`${day}T12:00:00+08:00`);

/** A complaint of which nothing is known but what is given. */
const facts = (more: Partial<ClockFacts>): ClockFacts => ({
  kind: "COMPLAINT",
  state: "SIGNED",
  regime: "ORDER_121",
  isAnonymous: false,
  competentReceivedAt: null,
  acceptedAt: null,
  decidedAt: null,
  feedbackAt: null,
  dueLimit: null,
  testing: [],
  ...more,
});

const dueOf = (more: Partial<ClockFacts>): string | undefined => runningLimit(facts(more))?.dueOn;

describe("the order that rules a ticket", () => {
  it.each([
    ["2020-01-01T00:00:00+08:00", "ORDER_20"],
    ["2026-04-14T23:59:59.999+08:00", "ORDER_20"],
    ["2026-04-15T00:00:00+08:00", "ORDER_121"],
    ["2026-04-14T16:00:00Z", "ORDER_121"],
    ["2026-04-14T15:59:00Z", "ORDER_20"],
  ])("for a receipt at %s is %s", (instant, regime) => {
    expect(regimeOn(new Date(instant))).toBe(regime);
  });
});

describe("the limits of the orders", () => {
  it("stand with their articles", () => {
    expect(limitRules).toEqual({
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
    });
  });

  it.each([
    ["2026-02-12", "2026-02-28"],
    ["2026-02-15", "2026-03-03"],
    ["2026-04-15", "2026-04-24"],
    ["2026-04-30", "2026-05-13"],
    ["2026-09-24", "2026-10-12"],
  ])("give a complaint that the competent bureau received on %s until %s to be accepted", (received, due) => {
    for (const regime of ["ORDER_20", "ORDER_121"] as const) {
      expect(runningLimit(facts({ regime, competentReceivedAt: noon(received) }))).toEqual({
        limit: "ACCEPTANCE",
        dueOn: due,
      });
    }
  });

  it.each([
    ["2026-04-30", "2026-05-25"],
    ["2026-09-18", "2026-10-15"],
  ])("give a report that the competent bureau received on %s until %s to be verified", (received, due) => {
    for (const state of ["DISPATCHED", "SIGNED", "VERIFYING"] as const) {
      const report = facts({ kind: "REPORT", state, competentReceivedAt: noon(received) });
      expect(runningLimit(report)).toEqual({ limit: "VERIFICATION", dueOn: due });
    }
  });

  it("give a mediation 45 working days under Order 20", () => {
    expect(runningLimit(facts({ regime: "ORDER_20", state: "MEDIATING", acceptedAt: noon("2026-09-30") }))).toEqual({
      limit: "MEDIATION",
      dueOn: "2026-12-08",
    });
  });

  it("give a mediation 60 natural days under Order 121", () => {
    expect(dueOf({ state: "MEDIATING", acceptedAt: noon("2026-05-06") })).toBe("2026-07-05");
  });

  it("move a last day on a statutory holiday behind the holiday (art. 45)", () => {
    expect(dueOf({ state: "MEDIATING", acceptedAt: noon("2026-08-02") })).toBe("2026-10-08");
    expect(dueOf({ state: "MEDIATING", acceptedAt: noon("2026-04-20") })).toBe("2026-06-22");
  });

  it("leave a last day on a plain Sunday where it is", () => {
    // 2026-07-05 is a Sunday.
    expect(new Date("2026-07-05").getUTCDay()).toBe(0);
    expect(dueOf({ state: "ACCEPTED", acceptedAt: noon("2026-05-06") })).toBe("2026-07-05");
  });

  it("begin on the day in China, not in Greenwich", () => {
    expect(dueOf({ competentReceivedAt: new Date("2026-04-15T15:59:00Z") })).toBe("2026-04-24");
    expect(dueOf({ competentReceivedAt: new Date("2026-04-15T16:00:00Z") })).toBe("2026-04-27");
  });
});

describe("the limit of a mediation", () => {
  const testing = [{ from: noon("2026-06-01"), to: noon("2026-06-11") }];

  it("does not count natural days of testing under Order 121 (art. 22)", () => {
    expect(dueOf({ state: "MEDIATING", acceptedAt: noon("2026-05-06"), testing })).toBe("2026-07-15");
  });

  it("does not count working days of testing under Order 20 (art. 20)", () => {
    const mediation = { regime: "ORDER_20", state: "MEDIATING", acceptedAt: noon("2026-09-30") } as const;
    const tested = [{ from: noon("2026-10-12"), to: noon("2026-10-19") }];
    // Five working days lie between Monday the 12th and Monday the 19th: 12-08 (a Tuesday) becomes 12-15.
    expect(dueOf({ ...mediation, testing: tested })).toBe("2026-12-15");
  });

  it("adds up several times of testing", () => {
    const twice = [...testing, { from: noon("2026-06-15"), to: noon("2026-06-16") }];
    expect(dueOf({ state: "MEDIATING", acceptedAt: noon("2026-05-06"), testing: twice })).toBe("2026-07-16");
  });

  it("does not gain a day by a testing that ends on the day it began", () => {
    const sameDay = [{ from: new Date("2026-06-01T09:00:00+08:00"), to: new Date("2026-06-01T17:00:00+08:00") }];
    expect(dueOf({ state: "MEDIATING", acceptedAt: noon("2026-05-06"), testing: sameDay })).toBe("2026-07-05");
  });

  it("stands still while goods are being tested", () => {
    expect(runningLimit(facts({ state: "TESTING", acceptedAt: noon("2026-05-06") }))).toBeNull();
  });

  it("goes on while a recusal is decided, for art. 21 does not stop it", () => {
    expect(dueOf({ state: "SUSPENDED", acceptedAt: noon("2026-05-06"), testing })).toBe("2026-07-15");
  });
});

describe("the limits of telling", () => {
  const decidedAt = noon("2026-04-30");

  it("run for a terminated mediation until both sides are told", () => {
    expect(runningLimit(facts({ state: "TERMINATED", decidedAt }))).toEqual({
      limit: "TERMINATION_NOTICE",
      dueOn: "2026-05-13",
    });
    expect(runningLimit(facts({ state: "TERMINATED", decidedAt, feedbackAt: decidedAt }))).toBeNull();
  });

  it("hold a refusal within the limit of acceptance until the complainant is told (art. 15)", () => {
    const refused = facts({ state: "REFUSED", competentReceivedAt: noon("2026-04-15"), decidedAt });
    expect(runningLimit(refused)).toEqual({ limit: "ACCEPTANCE", dueOn: "2026-04-24" });
    expect(runningLimit({ ...refused, feedbackAt: decidedAt })).toBeNull();
  });

  it.each(["CASE_FILED", "NOT_FILED"] as const)("run for a named report that is %s under Order 20 alone", (state) => {
    const report = facts({ kind: "REPORT", state, decidedAt, regime: "ORDER_20" });
    expect(runningLimit(report)).toEqual({ limit: "RESULT_NOTICE", dueOn: "2026-05-11" });
    expect(runningLimit({ ...report, isAnonymous: true })).toBeNull();
    expect(runningLimit({ ...report, regime: "ORDER_121" })).toBeNull();
  });

  it.each([
    ["TERMINATION_NOTICE", "ORDER_121", "2026-05-13"],
    ["RESULT_NOTICE", "ORDER_20", "2026-05-11"],
  ] as const)("do not end by closing: %s goes on under %s until %s", (dueLimit, regime, dueOn) => {
    const closed = facts({ state: "CLOSED", decidedAt, dueLimit, regime });
    expect(runningLimit(closed)).toEqual({ limit: dueLimit, dueOn });
    expect(runningLimit({ ...closed, feedbackAt: decidedAt })).toBeNull();
  });

  it.each([
    ["COMPLAINT", "ORDER_20", false, true],
    ["COMPLAINT", "ORDER_121", false, true],
    ["REPORT", "ORDER_20", false, true],
    ["REPORT", "ORDER_20", true, false],
    ["REPORT", "ORDER_121", false, false],
    ["CONSULTATION", "ORDER_121", false, false],
  ] as const)(
    "must be kept before the archive for a %s under %s, anonymous %s: %s",
    (kind, regime, isAnonymous, must) => {
      expect(needsFeedback({ kind, regime, isAnonymous })).toBe(must);
    },
  );
});

describe("no limit runs", () => {
  it.each<[TicketState, Partial<ClockFacts>]>([
    ["REGISTERED", {}],
    ["IN_REVIEW", { competentReceivedAt: null }],
    ["DISPATCHED", { kind: "CONSULTATION", competentReceivedAt: noon("2026-05-06") }],
    ["SETTLED", { decidedAt: noon("2026-05-06") }],
    ["DUPLICATE", { kind: "REPORT", regime: "ORDER_20", decidedAt: noon("2026-05-06") }],
    ["REFERRED", { kind: "REPORT", regime: "ORDER_20", decidedAt: noon("2026-05-06") }],
    ["CLOSED", { decidedAt: noon("2026-05-06") }],
    ["ARCHIVED", { decidedAt: noon("2026-05-06"), dueLimit: "TERMINATION_NOTICE" }],
  ])("on a ticket that is %s", (state, more) => {
    expect(runningLimit(facts({ state, ...more }))).toBeNull();
  });

  it("in any state that has not begun it", () => {
    const states: TicketState[] = ["DISPATCHED", "CHECKING", "MEDIATING", "TERMINATED", "VERIFYING", "REFUSED"];
    expect(states.map((state) => runningLimit(facts({ state })))).toEqual(states.map(() => null));
  });

  it("while a ticket is in review, unless the competent bureau has it back from its own unit", () => {
    expect(dueOf({ state: "IN_REVIEW", competentReceivedAt: noon("2026-04-15") })).toBe("2026-04-24");
    expect(dueOf({ state: "RETURNED_TO_OPERATOR", competentReceivedAt: noon("2026-04-15") })).toBe("2026-04-24");
  });

  it("but the ones of the list, in every order", () => {
    const known: readonly string[] = limits;
    for (const regime of ["ORDER_20", "ORDER_121"] satisfies Regime[]) {
      expect(Object.keys(limitRules[regime]).every((limit) => known.includes(limit))).toBe(true);
    }
  });
});
