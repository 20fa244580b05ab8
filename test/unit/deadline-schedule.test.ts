import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ANNOUNCED_CALENDAR, workingDaysBetween } from "../../src/modules/calendar/index.js";
import {
  type DeadlineRow,
  type DeadlineStep,
  extend,
  nextStepOf,
  noBureauRules,
  type RulesInForce,
} from "../../src/modules/deadlines/index.js";
import {
  accepted,
  addByOracle,
  anyDate,
  dateAt,
  dayOf,
  deadlineAfter,
  isWorkdayByOracle,
  noon,
  received,
  ticketFacts,
} from "./deadline-tickets.js";

/** All that is done for a deadline on which nobody acts, one step after the other, each with its day. */
function scheduleOf(row: DeadlineRow, warningDays: readonly number[] = [3, 1]): [DeadlineStep, string][] {
  const done: [DeadlineStep, string][] = [];
  let next = nextStepOf(row, null, warningDays, ANNOUNCED_CALENDAR);
  while (next.nextStep !== null) {
    done.push([next.nextStep, next.nextStepOn]);
    next = nextStepOf(row, next.nextStep, warningDays, ANNOUNCED_CALENDAR);
  }
  expect(next.nextStepOn).toBe("infinity");
  return done;
}

const dayAfter = (date: string): string => dateAt(dayOf(date) + 1);

describe("what is done for a deadline by itself", () => {
  it("are warnings three and one working days before, a reminder, and two orders", () => {
    expect(scheduleOf(deadlineAfter("ACCEPTANCE", [received("2026-09-24")]))).toEqual([
      ["WARN_3", "2026-10-08"],
      ["WARN_1", "2026-10-10"],
      ["REMIND", "2026-10-13"],
      ["CITY_ORDER", "2026-10-20"],
      ["PROVINCE_ORDER", "2026-11-03"],
    ]);
  });

  it("stands in the deadline when it begins", () => {
    const row = deadlineAfter("ACCEPTANCE", [received("2026-09-24")]);
    expect(row).toMatchObject({ nextStep: "WARN_3", nextStepOn: "2026-10-08" });
  });

  it("follows the warnings that a bureau has set", () => {
    const row = deadlineAfter("ACCEPTANCE", [received("2026-04-15")]);
    const warnings = scheduleOf(row, [1, 5, 2]).filter(([step]) => step.startsWith("WARN_"));
    expect(warnings).toEqual([
      ["WARN_5", "2026-04-17"],
      ["WARN_2", "2026-04-22"],
      ["WARN_1", "2026-04-23"],
    ]);
  });

  it("goes on with the warnings of today where others were set meanwhile", () => {
    const row = deadlineAfter("ACCEPTANCE", [received("2026-04-15")]);
    expect(nextStepOf(row, "WARN_3", [5, 2], ANNOUNCED_CALENDAR).nextStep).toBe("WARN_2");
  });

  it("warns of the day that the citizen thinks of, and reminds after that of the law", () => {
    const row = deadlineAfter("ACCEPTANCE", [received("2026-04-15", { registeredAt: noon("2026-04-13") })]);
    expect(row.registeredDueOn).toBe("2026-04-22");
    expect(scheduleOf(row).slice(0, 3)).toEqual([
      ["WARN_3", "2026-04-17"],
      ["WARN_1", "2026-04-21"],
      ["REMIND", "2026-04-25"],
    ]);
  });

  it("gives only the last of the warnings whose days were past at the start, and gives it at once", () => {
    const late = received("2026-04-15", { registeredAt: noon("2026-04-01") });
    expect(scheduleOf(deadlineAfter("ACCEPTANCE", [late])).slice(0, 2)).toEqual([
      ["WARN_1", "2026-04-15"],
      ["REMIND", "2026-04-25"],
    ]);
  });

  it("is a reminder and no order for a limit that no statute sets", () => {
    const reopened = { ...accepted("2026-04-01"), state: "CHECKING", reopenedAt: noon("2026-04-15") };
    const steps = scheduleOf(deadlineAfter("REWORK", [reopened])).map(([step]) => step);
    expect(steps).toEqual(["WARN_3", "WARN_1", "REMIND"]);
  });

  it("counts the orders from the day of the statute where a bureau's limit is stricter", () => {
    const rules: RulesInForce = {
      ...noBureauRules,
      bureauLimits: [
        {
          id: "own",
          bureau: "320508",
          limit: "ACCEPTANCE",
          ticketKind: "COMPLAINT",
          days: 3,
          unit: "WORKING",
          validFrom: "2026-01-01",
          validTo: null,
        },
      ],
    };
    const own = scheduleOf(deadlineAfter("ACCEPTANCE", [received("2026-09-24")], rules));
    const law = scheduleOf(deadlineAfter("ACCEPTANCE", [received("2026-09-24")]));
    expect(own.filter(([step]) => step === "REMIND")).toEqual([["REMIND", "2026-10-01"]]);
    expect(own.slice(-2)).toEqual(law.slice(-2));
  });

  it("is nothing while the clock stands still, and goes on with what comes next when it runs again", () => {
    const testing = [accepted("2026-05-06"), { state: "TESTING", at: noon("2026-07-01") }];
    const paused = deadlineAfter("MEDIATION", testing);
    expect(paused).toMatchObject({ nextStep: "WARN_3", nextStepOn: "infinity" });
    const resumed = deadlineAfter("MEDIATION", [...testing, { state: "MEDIATING", at: noon("2026-07-11") }]);
    expect(resumed).toMatchObject({ dueOn: "2026-07-15", nextStep: "WARN_3", nextStepOn: "2026-07-10" });
  });

  it("gives no warning after an extension that was past already", () => {
    const facts = ticketFacts(received("2026-04-30", { kind: "REPORT" }));
    const row = deadlineAfter("VERIFICATION", [facts]);
    const extended = extend(row, 1, facts, noBureauRules, noon("2026-05-25"), ANNOUNCED_CALENDAR);
    expect(extended).toMatchObject({ dueOn: "2026-05-26", nextStep: "WARN_1", nextStepOn: "2026-05-25" });
  });

  it("comes in order, each step once, on the days that counting one by one gives", () => {
    const warnings = fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(anyDate, warnings, (day, warningDays) => {
        const row = deadlineAfter("VERIFICATION", [received(day, { kind: "REPORT" })]);
        const steps = scheduleOf(row, warningDays);
        const days = steps.map(([, on]) => on);
        expect(days).toEqual([...days].sort());
        expect(new Set(steps.map(([step]) => step)).size).toBe(steps.length);
        expect(days[0] !== undefined && days[0] >= day).toBe(true);
        for (const [step, on] of steps) {
          if (!step.startsWith("WARN_") || on === day) continue;
          expect(isWorkdayByOracle(on)).toBe(true);
          expect(workingDaysBetween(on, row.dueOn)).toBe(Number(step.slice(5)));
        }
        const due = row.dueOn;
        expect(steps.slice(-3)).toEqual([
          ["REMIND", dayAfter(due)],
          ["CITY_ORDER", dayAfter(addByOracle(due, 5))],
          ["PROVINCE_ORDER", dayAfter(addByOracle(due, 15))],
        ]);
      }),
    );
  });
});
