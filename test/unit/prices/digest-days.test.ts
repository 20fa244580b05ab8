import { describe, expect, it } from "vitest";
import { firstDue, nextDue, periodsOf } from "../../../src/modules/prices/digest.js";

const inChina = (text: string): Date => new Date(`${text}:00+08:00`);

describe("the digest of a price desk", () => {
  it.each([
    ["later today", "2020-01-25T07:30", 8, null, "2020-01-25T08:00"],
    ["tomorrow, where its hour is now", "2020-01-25T08:00", 8, null, "2020-01-26T08:00"],
    ["tomorrow, where its hour is past", "2020-01-25T09:00", 8, null, "2020-01-26T08:00"],
    ["tomorrow, where today has one", "2020-01-25T09:00", 18, "2020-01-25", "2020-01-26T18:00"],
    ["at midnight, over the end of a month", "2020-01-31T23:59", 0, null, "2020-02-01T00:00"],
    ["at midnight in China, which is yesterday in Greenwich", "2020-01-31T00:30", 1, "2020-01-30", "2020-01-31T01:00"],
  ])("is due %s", (_, now, hour, lastDay, due) => {
    expect(firstDue(inChina(now), hour, lastDay)).toEqual(inChina(due));
  });

  it("is due a day after the last, and is not made up for beyond a week", () => {
    const due = inChina("2020-01-25T08:00");
    expect(nextDue(due, inChina("2020-01-25T08:01"))).toEqual(inChina("2020-01-26T08:00"));
    expect(nextDue(due, inChina("2020-01-28T08:01"))).toEqual(inChina("2020-01-26T08:00"));
    expect(nextDue(due, inChina("2020-03-01T09:00"))).toEqual(inChina("2020-02-23T08:00"));
  });

  it("tells of the day until its hour, beside the day before", () => {
    expect(periodsOf(inChina("2020-01-26T08:00"))).toEqual({
      now: { from: inChina("2020-01-25T08:00"), until: inChina("2020-01-26T08:00") },
      before: { from: inChina("2020-01-24T08:00"), until: inChina("2020-01-25T08:00") },
    });
  });
});
