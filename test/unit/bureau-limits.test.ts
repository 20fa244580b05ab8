import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ANNOUNCED_CALENDAR } from "../../src/modules/calendar/index.js";
import { countFrom } from "../../src/modules/deadlines/deadline.count.js";
import { type BureauLimitRule, isNoLooser } from "../../src/modules/deadlines/deadline.rules.js";
import { checkStrictness, type WantedLimit } from "../../src/modules/deadlines/looser-limits.js";
import type { BilingualText } from "../../src/platform/actor.js";
import type { Validation } from "../../src/platform/validation.js";
import { anyDate } from "./deadline-tickets.js";

function problemsOf(wanted: Partial<WantedLimit>, above: readonly Partial<BureauLimitRule>[] = []) {
  const problems: [string, BilingualText][] = [];
  const validation: Validation = {
    add: (field, text) => problems.push([field, text]),
    text: () => {},
    finish: () => {},
  };
  const limit: WantedLimit = {
    limit: "ACCEPTANCE",
    ticketKind: "COMPLAINT",
    days: 5,
    unit: "WORKING",
    validFrom: "2026-05-01",
    ...wanted,
  };
  const rules = above.map(
    (one): BureauLimitRule => ({ ...limit, id: "above", bureau: "320000", validTo: null, ...one }),
  );
  checkStrictness(validation, limit, rules);
  return problems;
}

describe("a limit that a bureau wants to set", () => {
  it("may be the statute's, or shorter", () => {
    expect(problemsOf({ days: 7 })).toEqual([]);
    expect(problemsOf({ days: 1 })).toEqual([]);
  });

  it("is refused where it is longer, with the statute's figure and article", () => {
    expect(problemsOf({ days: 8 })).toEqual([
      [
        "days",
        {
          zh: "市场监管总局第121号令第15条规定的期限为 7 个工作日，自定期限只能更严。",
          en: "Order 121 art. 15 sets 7 working days: a bureau's limit may only be stricter.",
        },
      ],
    ]);
  });

  it("is refused in other days than the statute's, of the order that is in force then", () => {
    const mediation = { limit: "MEDIATION", days: 30 } as const;
    const [[field, text] = []] = problemsOf({ ...mediation, unit: "WORKING" });
    expect([field, text?.en]).toEqual([
      "unit",
      "Order 121 art. 23(5) sets 60 natural days: a bureau's limit is counted in the same days.",
    ]);
    expect(problemsOf({ ...mediation, unit: "NATURAL" })).toEqual([]);
    expect(problemsOf({ ...mediation, unit: "WORKING", validFrom: "2026-04-14" })).toEqual([]);
  });

  it("follows the order before where the one in force sets nothing, for its tickets go on", () => {
    const notice = { limit: "RESULT_NOTICE", ticketKind: "REPORT" } as const;
    expect(problemsOf({ ...notice, days: 5 })).toEqual([]);
    expect(problemsOf({ ...notice, days: 6 }).map(([field]) => field)).toEqual(["days"]);
  });

  it("may be anything from a day to a year where no statute sets one", () => {
    const review = { limit: "REVIEW", unit: "NATURAL" } as const;
    expect(problemsOf({ ...review, days: 365 })).toEqual([]);
    expect([0, -1, 366].map((days) => problemsOf({ ...review, days })[0]?.[0])).toEqual(["days", "days", "days"]);
  });

  it("is refused where it is longer than what a bureau above has set", () => {
    const [[field, text] = []] = problemsOf({ days: 6 }, [{ days: 5 }]);
    expect([field, text?.en]).toEqual([
      "days",
      "The bureau 320000 above has set 5 working days: those beneath may only be stricter.",
    ]);
    expect(problemsOf({ days: 5 }, [{ days: 5 }])).toEqual([]);
    expect(problemsOf({ days: 6 }, [{ days: 5, limit: "REVIEW" }])).toEqual([]);
  });

  it("is refused in working days beneath natural days, which a festival may make longer", () => {
    const review = { limit: "REVIEW", days: 2 } as const;
    expect(problemsOf({ ...review, unit: "WORKING" }, [{ unit: "NATURAL", days: 3 }])[0]?.[0]).toBe("unit");
    expect(problemsOf({ ...review, unit: "NATURAL" }, [{ unit: "WORKING", days: 2 }])).toEqual([]);
  });

  it("is refused for a kind of ticket on which the limit does not run", () => {
    expect(problemsOf({ ticketKind: "REPORT" }).map(([field]) => field)).toEqual(["ticketKind"]);
  });

  it("that is no looser than another never ends later, wherever it starts", () => {
    const length = fc.record({
      days: fc.integer({ min: 1, max: 60 }),
      unit: fc.constantFrom("WORKING" as const, "NATURAL" as const),
    });
    fc.assert(
      fc.property(anyDate, length, length, (day, one, other) => {
        fc.pre(isNoLooser(one, other));
        const [first, second] = [one, other].map((each) => countFrom(day, each, ANNOUNCED_CALENDAR).on);
        expect(first !== undefined && second !== undefined && first <= second).toBe(true);
      }),
    );
  });
});
