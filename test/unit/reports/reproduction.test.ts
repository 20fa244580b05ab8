import { describe, expect, it } from "vitest";
import { compareAnswers } from "../../../src/modules/reports/report.reproduction.js";
import { answers, answersWith, figure, group, groupsAnswer, totalAnswer } from "./sample.js";

describe("a report counted again", () => {
  it("has no difference where nothing changed", () => {
    const { compared, differences, hidden } = compareAnswers(answers, structuredClone(answers));
    expect(differences).toEqual([]);
    expect(hidden).toBe(0);
    expect(compared).toBeGreaterThan(50);
  });

  it("names the cell that changed, then and now", () => {
    const before = answersWith({ topics: totalAnswer(figure("RECEIVED", "990")) });
    const after = answersWith({ topics: totalAnswer(figure("RECEIVED", "989")) });
    expect(compareAnswers(before, after).differences).toEqual([
      {
        question: "topics",
        group: [],
        name: "",
        measure: "RECEIVED",
        period: "NOW",
        frozen: { value: "990", numerator: "990", denominator: null },
        today: { value: "989", numerator: "989", denominator: null },
      },
    ]);
  });

  it("names a group that came or went", () => {
    const one = answersWith({ channels: groupsAnswer(group("CHANNEL", "PHONE", "电话", "3", "75.00")) });
    const two = answersWith({
      channels: groupsAnswer(
        group("CHANNEL", "PHONE", "电话", "3", "75.00"),
        group("CHANNEL", "WEB", "网站", "1", "25.00"),
      ),
    });
    const came = compareAnswers(one, two).differences;
    expect(came.map(({ group: keys }) => keys)).toContainEqual(["WEB"]);
    expect(came.every(({ frozen }) => frozen === null)).toBe(true);
    expect(compareAnswers(two, one).differences.every(({ today }) => today === null)).toBe(true);
  });

  it("says nothing of a number that is suppressed then or now", () => {
    const after = answersWith({ topics: totalAnswer(figure("RECEIVED", null, { reason: "SUPPRESSED" })) });
    const { differences, hidden } = compareAnswers(
      answersWith({ topics: totalAnswer(figure("RECEIVED", "2")) }),
      after,
    );
    expect({ differences, hidden }).toEqual({ differences: [], hidden: 1 });
  });
});
