import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ANNOUNCED_ARRANGEMENTS, ANNOUNCED_CALENDAR, buildCalendar } from "../../src/modules/calendar/index.js";
import { extend, extensionOf, noBureauRules, recount, running } from "../../src/modules/deadlines/index.js";
import {
  accepted,
  addByOracle,
  addNaturalByOracle,
  afterSteps,
  anyDate,
  dateAt,
  dayOf,
  deadlineAfter,
  isWorkdayByOracle,
  noon,
  received,
  ticketFacts,
} from "./deadline-tickets.js";

const report = { kind: "REPORT" } as const;

describe("the last day of a limit", () => {
  it.each([
    ["2026-02-12", "2026-02-28"],
    ["2026-02-15", "2026-03-03"],
    ["2026-04-15", "2026-04-24"],
    ["2026-04-30", "2026-05-13"],
    ["2026-09-24", "2026-10-12"],
  ])("of acceptance that was received on %s is %s, seven working days later", (day, due) => {
    expect(deadlineAfter("ACCEPTANCE", [received(day)])).toMatchObject({ dueOn: due, isProvisional: false });
  });

  it.each([
    ["2026-04-30", "2026-05-25"],
    ["2026-09-18", "2026-10-15"],
  ])("of verification that was received on %s is %s, fifteen working days later", (day, due) => {
    expect(deadlineAfter("VERIFICATION", [received(day, report)])).toMatchObject({ dueOn: due });
  });

  it("of mediation under Order 20 is forty-five working days after the acceptance", () => {
    const row = deadlineAfter("MEDIATION", [accepted("2026-09-30", { regime: "ORDER_20" })]);
    expect(row).toMatchObject({ rule: "ORDER_20.MEDIATION", unit: "WORKING", dueOn: "2026-12-08" });
  });

  it.each([
    ["2026-05-06", "2026-07-05", "on a plain Sunday, which moves nothing"],
    ["2026-02-16", "2026-04-17", "on a weekday"],
    ["2026-08-03", "2026-10-08", "on the second day of the National Day holiday, so the first day after it counts"],
  ])("of mediation under Order 121 that was accepted on %s is %s: sixty days end %s", (day, due) => {
    expect(deadlineAfter("MEDIATION", [accepted(day)])).toMatchObject({ rule: "ORDER_121.MEDIATION", dueOn: due });
  });

  it("is provisional where a day was counted of a year that is not announced", () => {
    expect(deadlineAfter("ACCEPTANCE", [received("2026-12-22")])).toMatchObject({
      dueOn: "2026-12-31",
      isProvisional: false,
    });
    expect(deadlineAfter("ACCEPTANCE", [received("2026-12-23")])).toMatchObject({
      dueOn: "2027-01-01",
      isProvisional: true,
    });
  });

  it("counts from the day in China, whatever the zone of the machine", () => {
    const late = { at: new Date("2026-04-15T23:59:59.999+08:00") };
    const row = deadlineAfter("ACCEPTANCE", [received("2026-04-15", { competentReceivedAt: late.at, ...late })]);
    expect(row.dueOn).toBe("2026-04-24");
  });

  it("is that of chinese-days for working days, from whatever date within its years", () => {
    fc.assert(
      fc.property(anyDate, (day) => {
        expect(deadlineAfter("ACCEPTANCE", [received(day)]).dueOn).toBe(addByOracle(day, 7));
        expect(deadlineAfter("VERIFICATION", [received(day, report)]).dueOn).toBe(addByOracle(day, 15));
        const old = accepted(day, { regime: "ORDER_20" });
        expect(deadlineAfter("MEDIATION", [old]).dueOn).toBe(addByOracle(day, 45));
      }),
    );
  });

  it("is that of chinese-days for natural days, which a holiday alone moves", () => {
    fc.assert(
      fc.property(anyDate, (day) => {
        expect(deadlineAfter("MEDIATION", [accepted(day)]).dueOn).toBe(addNaturalByOracle(day, 60));
      }),
    );
  });

  it("is shown besides as the citizen counts it, from the registration, where that is earlier", () => {
    const row = deadlineAfter("ACCEPTANCE", [received("2026-04-15", { registeredAt: noon("2026-04-13") })]);
    expect(row).toMatchObject({ dueOn: "2026-04-24", registeredDueOn: "2026-04-22" });
    expect(deadlineAfter("ACCEPTANCE", [received("2026-04-15")]).registeredDueOn).toBeNull();
    expect(deadlineAfter("MEDIATION", [accepted("2026-04-15")]).registeredDueOn).toBeNull();
  });

  it("of a report on a lead found in mediation is counted from the finding, dispatched or not (art. 27)", () => {
    const lead = { ...report, leadFrom: "complaint", registeredAt: noon("2026-09-18"), at: noon("2026-09-18") };
    const steps = [{ ...lead, state: "IN_REVIEW" }, received("2026-09-20", { ...lead, at: noon("2026-09-20") })];
    expect(deadlineAfter("VERIFICATION", steps)).toMatchObject({
      rule: "ORDER_121.LEAD_VERIFICATION",
      startedFrom: "LEAD_FOUND",
      dueOn: "2026-10-15",
    });
  });

  it("of a ticket that is done again is seven working days, by the platform and no statute", () => {
    const reopened = { ...accepted("2026-04-01"), state: "CHECKING", reopenedAt: noon("2026-04-15") };
    const row = deadlineAfter("REWORK", [{ ...reopened, at: noon("2026-04-15") }]);
    expect(row).toMatchObject({ rule: "PLATFORM.REWORK", dueOn: "2026-04-24", statutoryDueOn: null });
  });
});

describe("a pause", () => {
  const from = accepted("2026-05-06");
  const tested = (first: string, last: string) => [
    { state: "TESTING", at: noon(first) },
    { state: "MEDIATING", at: noon(last) },
  ];

  it("for testing moves the last day of mediation by its days (art. 22)", () => {
    expect(deadlineAfter("MEDIATION", [from, ...tested("2026-06-01", "2026-06-11")])).toMatchObject({
      state: "RUNNING",
      dueOn: "2026-07-15",
      statutoryDueOn: "2026-07-15",
      pauses: [{ from: noon("2026-06-01").toISOString(), to: noon("2026-06-11").toISOString(), reason: "TESTING" }],
    });
  });

  it("is counted in working days under Order 20 (art. 20)", () => {
    const old = accepted("2026-09-30", { regime: "ORDER_20" });
    expect(deadlineAfter("MEDIATION", [old, ...tested("2026-10-12", "2026-10-19")]).dueOn).toBe("2026-12-15");
  });

  it("adds to those before it", () => {
    const steps = [from, ...tested("2026-06-01", "2026-06-11"), ...tested("2026-06-15", "2026-06-16")];
    expect(deadlineAfter("MEDIATION", steps).dueOn).toBe("2026-07-16");
  });

  it("that ends on the day on which it began moves nothing", () => {
    expect(deadlineAfter("MEDIATION", [from, ...tested("2026-06-01", "2026-06-01")]).dueOn).toBe("2026-07-05");
  });

  it("leaves no last day while it lasts, and nothing to be done", () => {
    const row = deadlineAfter("MEDIATION", [from, { state: "TESTING", at: noon("2026-06-01") }]);
    expect(row).toMatchObject({
      state: "PAUSED",
      dueOn: "infinity",
      statutoryDueOn: "infinity",
      nextStepOn: "infinity",
    });
    expect(running([row])).toBeNull();
  });

  it("does not come of a recusal, for art. 21 does not say so", () => {
    const steps = [
      from,
      { state: "SUSPENDED", at: noon("2026-06-01") },
      { state: "MEDIATING", at: noon("2026-06-20") },
    ];
    expect(deadlineAfter("MEDIATION", steps)).toMatchObject({ dueOn: "2026-07-05", pauses: [] });
  });

  it("lengthens a limit by what lies between its ends, whichever stops and suspensions there are, and nothing else", () => {
    const span = fc.tuple(fc.constantFrom("TESTING", "SUSPENDED"), fc.nat(20), fc.nat(20));
    const regime = fc.constantFrom("ORDER_20" as const, "ORDER_121" as const);
    fc.assert(
      fc.property(anyDate, regime, fc.array(span, { maxLength: 4 }), (day, order, spans) => {
        let now = dayOf(day);
        let [natural, working] = [0, 0];
        const steps = spans.flatMap(([state, before, length]) => {
          const [first, last] = [now + before, now + before + length];
          now = last;
          if (state === "TESTING") {
            natural += length;
            for (let one = first + 1; one <= last; one += 1) if (isWorkdayByOracle(dateAt(one))) working += 1;
          }
          return [
            { state, at: noon(dateAt(first)) },
            { state: "MEDIATING", at: noon(dateAt(last)) },
          ];
        });
        const row = deadlineAfter("MEDIATION", [accepted(day, { regime: order }), ...steps]);
        const due = order === "ORDER_20" ? addByOracle(day, 45 + working) : addNaturalByOracle(day, 60 + natural);
        expect(row.dueOn).toBe(due);
      }),
    );
  });

  it("never stops a limit other than mediation", () => {
    const { rows } = afterSteps([
      received("2026-04-15"),
      { ...accepted("2026-04-20"), competentReceivedAt: noon("2026-04-15") },
      { state: "TESTING", at: noon("2026-04-21") },
    ]);
    expect(rows.filter(({ pauses }) => pauses.length > 0).map(({ limit }) => limit)).toEqual(["MEDIATION"]);
  });
});

describe("an extension", () => {
  const facts = ticketFacts(received("2026-04-30", report));
  const row = deadlineAfter("VERIFICATION", [facts]);

  it("is there for verification, fifteen working days and once (art. 27 and 35), and for nothing else", () => {
    expect(extensionOf(row, facts)).toEqual({ days: 15, times: 1 });
    const complaint = received("2026-04-30");
    expect(extensionOf(deadlineAfter("ACCEPTANCE", [complaint]), ticketFacts(complaint))).toBeNull();
  });

  it("lengthens the limit by working days, and its warnings come again", () => {
    const extended = extend(row, 15, facts, noBureauRules, noon("2026-05-22"), ANNOUNCED_CALENDAR);
    expect(extended).toMatchObject({
      extendedDays: 15,
      dueOn: addByOracle("2026-04-30", 30),
      statutoryDueOn: addByOracle("2026-04-30", 30),
      nextStep: "WARN_3",
    });
  });
});

describe("counting anew", () => {
  const newYear = { name: "元旦", first: "2027-01-01", last: "2027-01-03" };
  const nextYear = buildCalendar({
    ...ANNOUNCED_ARRANGEMENTS,
    lastYear: 2027,
    holidays: [...ANNOUNCED_ARRANGEMENTS.holidays, newYear],
  });
  const facts = ticketFacts(received("2026-12-23"));
  const row = deadlineAfter("ACCEPTANCE", [facts]);

  it("moves a provisional day when the year is announced, and what is done on account of it", () => {
    const before = { ...row, nextStep: "REMIND", nextStepOn: "2027-01-02" } as const;
    expect(recount(before, facts, nextYear)).toEqual({
      ...before,
      dueOn: "2027-01-04",
      statutoryDueOn: "2027-01-04",
      isProvisional: false,
      nextStepOn: "2027-01-05",
    });
  });

  it("leaves a deadline as the same object where the calendar says nothing new", () => {
    expect(recount(row, facts, ANNOUNCED_CALENDAR)).toBe(row);
  });

  it("leaves alone what has ended or stands still", () => {
    const ended = deadlineAfter("ACCEPTANCE", [facts, { state: "ACCEPTED", acceptedAt: noon("2026-12-28") }]);
    expect(recount(ended, facts, nextYear)).toBe(ended);
    const paused = deadlineAfter("MEDIATION", [accepted("2026-12-01", { state: "TESTING" })]);
    expect(recount(paused, facts, nextYear)).toBe(paused);
  });
});
