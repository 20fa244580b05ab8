import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ANNOUNCED_CALENDAR } from "../../src/modules/calendar/index.js";
import { sentencesOf } from "../../src/modules/deadlines/deadline.sentences.js";
import {
  type DeadlineFacts,
  type DeadlineRow,
  explain,
  limitRules,
  type RulesInForce,
  remainingWorkingDays,
} from "../../src/modules/deadlines/index.js";
import {
  accepted,
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

function explained(limit: DeadlineRow["limit"], steps: readonly Partial<DeadlineFacts>[], rules?: RulesInForce) {
  const { facts } = afterSteps(steps, rules);
  const row = deadlineAfter(limit, steps, rules);
  const basis = explain(row, facts, ANNOUNCED_CALENDAR);
  return { row, basis, sentences: sentencesOf(row, basis) };
}

describe("the limits that are shipped", () => {
  it.each([
    ["ORDER_20.ACCEPTANCE", "14", 7, "WORKING"],
    ["ORDER_20.MEDIATION", "21(5)", 45, "WORKING"],
    ["ORDER_20.TERMINATION_NOTICE", "21", 7, "WORKING"],
    ["ORDER_20.VERIFICATION", "31", 15, "WORKING"],
    ["ORDER_20.LEAD_VERIFICATION", "23", 15, "WORKING"],
    ["ORDER_20.RESULT_NOTICE", "31", 5, "WORKING"],
    ["ORDER_121.ACCEPTANCE", "15", 7, "WORKING"],
    ["ORDER_121.MEDIATION", "23(5)", 60, "NATURAL"],
    ["ORDER_121.TERMINATION_NOTICE", "23", 7, "WORKING"],
    ["ORDER_121.VERIFICATION", "35", 15, "WORKING"],
    ["ORDER_121.LEAD_VERIFICATION", "27", 15, "WORKING"],
    ["PLATFORM.REWORK", null, 7, "WORKING"],
  ])("hold %s by article %s: %i days, %s", (code, article, days, unit) => {
    const rules = limitRules.filter((rule) => rule.code === code);
    expect(rules).toMatchObject([{ article, days, unit }]);
  });

  it("hold nothing else, and no code twice", () => {
    expect(limitRules).toHaveLength(12);
    expect(new Set(limitRules.map(({ code }) => code)).size).toBe(12);
  });

  it("stop the clock of mediation alone, and for testing alone (art. 22, art. 20)", () => {
    const stopping = limitRules.filter(({ pauses }) => pauses.length > 0).map(({ code, pauses }) => [code, pauses]);
    expect(stopping).toEqual([
      ["ORDER_20.MEDIATION", ["TESTING"]],
      ["ORDER_121.MEDIATION", ["TESTING"]],
    ]);
  });

  it("move off a holiday where natural days are counted, as only those can end on one", () => {
    for (const { unit, rolling } of limitRules) expect(rolling === "STATUTORY_HOLIDAY").toBe(unit === "NATURAL");
  });
});

describe("a deadline explains", () => {
  it("the seven working days across the National Day holiday of 2026", () => {
    const { basis } = explained("ACCEPTANCE", [received("2026-09-24", { registeredAt: noon("2026-09-23") })]);
    expect(basis).toMatchObject({
      rule: { code: "ORDER_121.ACCEPTANCE", article: "15", order: "ORDER_121" },
      bureauLimit: null,
      startedFrom: "COMPETENT_RECEIPT",
      registeredAt: noon("2026-09-23"),
      competentReceivedAt: noon("2026-09-24"),
      startDay: "2026-09-24",
      firstDay: "2026-09-28",
      countedDays: 7,
      rolledFrom: null,
      skipped: [
        {
          first: "2026-09-25",
          last: "2026-09-27",
          reason: "HOLIDAY",
          name: { zh: "中秋节", en: "Mid-Autumn Festival" },
        },
        { first: "2026-10-01", last: "2026-10-07", reason: "HOLIDAY", name: { zh: "国庆节", en: "National Day" } },
        { first: "2026-10-11", last: "2026-10-11", reason: "WEEKEND", name: { zh: "公休日", en: "weekend" } },
      ],
      makeUpDays: ["2026-10-10"],
    });
  });

  it("the same in sentences of both languages", () => {
    const { sentences } = explained("ACCEPTANCE", [received("2026-09-24")]);
    expect(sentences.map(({ en }) => en)).toEqual([
      "Order 121 art. 15: 7 working days.",
      "It starts from the receipt by the competent bureau on 2026-09-24, which is not counted; the count begins on the next working day, 2026-09-28.",
      "Not counted: 2026-09-25 to 2026-09-27 (Mid-Autumn Festival), 2026-10-01 to 2026-10-07 (National Day), 2026-10-11 (weekend).",
      "Counted, as people work in exchange: 2026-10-10.",
      "The last day is 2026-10-12.",
    ]);
    expect(sentences[0]?.zh).toBe("市场监管总局第121号令第15条：7个工作日。");
    expect(sentences[2]?.zh).toBe(
      "不计入：2026-09-25 至 2026-09-27（中秋节）、2026-10-01 至 2026-10-07（国庆节）、2026-10-11（公休日）。",
    );
  });

  it("a last day that a holiday moved (art. 45)", () => {
    const { basis, sentences } = explained("MEDIATION", [accepted("2026-08-03")]);
    expect(basis).toMatchObject({
      rolledFrom: "2026-10-02",
      firstDay: "2026-08-04",
      skipped: [{ first: "2026-10-02", last: "2026-10-07", reason: "HOLIDAY" }],
    });
    expect(sentences.at(-1)?.en).toBe(
      "The last day 2026-10-02 is a holiday (National Day), so it is the first day after it, 2026-10-08.",
    );
    expect(sentences[0]?.zh).toBe("市场监管总局第121号令第23条第（5）项：60日。");
  });

  it("a time of testing, and the days by which it moved the last day (art. 22)", () => {
    const { basis, sentences } = explained("MEDIATION", [
      accepted("2026-05-06"),
      { state: "TESTING", at: noon("2026-06-01") },
      { state: "MEDIATING", at: noon("2026-06-11") },
    ]);
    expect(basis).toMatchObject({
      countedDays: 70,
      pauses: [{ from: noon("2026-06-01"), to: noon("2026-06-11"), reason: "TESTING", days: 10 }],
    });
    expect(sentences.map(({ en }) => en)).toContain(
      "From 2026-06-01 to 2026-06-11 goods were tested: 10 days are not counted.",
    );
  });

  it("that there is no last day while the clock stands still", () => {
    const { basis, sentences } = explained("MEDIATION", [
      accepted("2026-05-06"),
      { state: "TESTING", at: noon("2026-06-01") },
    ]);
    expect(basis.skipped).toEqual([]);
    expect(sentences.at(-1)?.en).toBe("The last day is known when the clock goes on.");
  });

  it("that a day is provisional", () => {
    expect(explained("ACCEPTANCE", [received("2026-12-28")]).sentences.at(-1)?.en).toContain("provisional");
  });

  it("a bureau's limit by the statute that it is stricter than", () => {
    const rules: RulesInForce = {
      warningDays: [3, 1],
      bureauLimits: [
        {
          id: "own",
          bureau: "320500",
          limit: "ACCEPTANCE",
          ticketKind: "COMPLAINT",
          days: 5,
          unit: "WORKING",
          validFrom: "2026-01-01",
          validTo: null,
        },
      ],
    };
    const { basis, sentences } = explained("ACCEPTANCE", [received("2026-04-15")], rules);
    expect(basis).toMatchObject({ bureauLimit: "own", rule: { code: "ORDER_121.ACCEPTANCE" }, countedDays: 5 });
    expect(sentences[0]?.en).toBe(
      "A limit that a bureau has set: 5 working days, stricter than the 7 working days of Order 121 art. 15.",
    );
  });

  it("every day between start and end as counted or skipped, from whatever date", () => {
    fc.assert(
      fc.property(anyDate, fc.boolean(), (day, isReport) => {
        const limit = isReport ? "VERIFICATION" : "ACCEPTANCE";
        const { row, basis } = explained(limit, [received(day, isReport ? { kind: "REPORT" } : {})]);
        const skipped = new Set(
          basis.skipped.flatMap(({ first, last }) =>
            Array.from({ length: dayOf(last) - dayOf(first) + 1 }, (_, index) => dateAt(dayOf(first) + index)),
          ),
        );
        let counted = 0;
        for (let one = dayOf(day) + 1; one <= dayOf(row.dueOn); one += 1) {
          const isCounted = isWorkdayByOracle(dateAt(one));
          if (isCounted) counted += 1;
          expect(skipped.has(dateAt(one))).toBe(!isCounted);
        }
        expect(counted).toBe(basis.countedDays);
      }),
    );
  });
});

describe("the remaining working days", () => {
  const row = deadlineAfter("ACCEPTANCE", [received("2026-09-24")]);
  const remaining = (one: DeadlineRow, day: string) => remainingWorkingDays(one, noon(day), ANNOUNCED_CALENDAR);

  it("are counted to the last day, and are negative when it is over", () => {
    const days = ["2026-09-24", "2026-10-01", "2026-10-12", "2026-10-13", "2026-10-14"];
    expect(days.map((day) => remaining(row, day))).toEqual([7, 4, 0, -1, -2]);
  });

  it("are none for a deadline that has ended or stands still", () => {
    expect(
      remaining(deadlineAfter("MEDIATION", [accepted("2026-05-06", { state: "TESTING" })]), "2026-05-07"),
    ).toBeNull();
    const met = [ticketFacts(received("2026-09-24")), { state: "ACCEPTED", acceptedAt: noon("2026-09-28") }];
    expect(remaining(deadlineAfter("ACCEPTANCE", met), "2026-09-29")).toBeNull();
  });
});
