import { describe, expect, it } from "vitest";
import type { Counting } from "../../../src/modules/statistics/counting/counting.js";
import type { Counted } from "../../../src/modules/statistics/counting/counting.store.js";
import type { Dimension } from "../../../src/modules/statistics/counting/dimensions.js";
import type { CheckedQuestion } from "../../../src/modules/statistics/question.js";
import { type Marks, marksOf } from "../../../src/modules/statistics/suppressed-groups.js";

const dimensions: readonly Dimension[] = ["CHANNEL", "ISSUE_CLASS", "GOODS_CLASS"];

/** So many groups along three dimensions, the first with a number of reports of its own. */
function judge(groups: number, first: bigint): Marks {
  const counts = [{ basis: "REGISTERED", counter: "tickets" }] as const;
  const counted = Array.from({ length: groups }, (_, at): Counted => {
    const reports = [at === 0 ? first : 40n];
    const keys = [`C${at % 12}`, `I${Math.floor(at / 12) % 12}`, `G${Math.floor(at / 144)}`];
    return { grouping: 0, period: 0, keys, amounts: reports, reports };
  });
  const question = { dimensions, periods: [{ from: "2026-01-01", to: "2026-01-31" }] } as unknown as CheckedQuestion;
  const judged = { dimensions, splitting: 0, own: [], holder: "", values: null };
  return marksOf(question, { counts } as unknown as Counting, judged, counted, null);
}

describe("groups along three dimensions", () => {
  it("are refused where some are small and they are so many that what has to be hidden takes long to find", () => {
    expect(() => judge(1501, 1n)).toThrow(
      expect.objectContaining({
        code: "TOO_LARGE",
        detail: expect.objectContaining({ field: "question.dimensions", actual: 1501, limit: 1500 }),
      }),
    );
  });

  it("are told where none is small, however many they are, and hidden as need be where they are fewer", () => {
    expect(judge(1501, 40n).isAnyHidden).toBe(false);
    const marks = judge(1000, 1n);
    expect(marks.isHidden(0, "REGISTERED", ["C0", "I0", "G0"])).toBe(true);
    expect(marks.isTotalHidden(0, "REGISTERED")).toBe(false);
  });
});
