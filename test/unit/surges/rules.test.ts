import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { faultsOf, matterKeyOf, ruleDefaults } from "../../../src/modules/surges/detection/index.js";

const { departure, threshold } = ruleDefaults;

describe("the numbers of a rule", () => {
  it("are sound by default", () => {
    expect([faultsOf(departure), faultsOf(threshold)]).toEqual([[], []]);
  });

  it.each([
    ["no window", []],
    ["five windows", [1, 2, 3, 4, 5]],
    ["a window twice", [6, 6]],
    ["windows that do not ascend", [24, 6]],
    ["a window of half an hour", [0.5]],
    ["a window of more than a week", [169]],
  ])("are refused with %s", (_, windowHours) => {
    expect(faultsOf({ ...departure, windowHours })).toEqual(["WINDOWS"]);
  });

  it.each([0, -1, 53, Number.NaN, Number.POSITIVE_INFINITY])("are refused with %d false alarms a year", (rate) => {
    expect(faultsOf({ ...departure, falseAlarmsPerYear: rate })).toEqual(["FALSE_ALARMS"]);
  });

  it.each([1, 2.5])("are refused with a least count of %d", (leastCount) => {
    expect(faultsOf({ ...departure, leastCount })).toEqual(["LEAST_COUNT"]);
  });

  it("are refused where fewer tickets are asked for than counties, of which each has one at least", () => {
    expect(faultsOf({ ...threshold, tickets: 3, counties: 4 })).toEqual(["COUNTIES"]);
  });

  it("are all judged, not only the first that is wrong", () => {
    expect(faultsOf({ kind: "THRESHOLD", windowHours: 0, tickets: 1, counties: 0 })).toEqual([
      "WINDOWS",
      "TICKETS",
      "COUNTIES",
    ]);
  });
});

describe("the key of a matter", () => {
  const words = fc.array(fc.string({ maxLength: 6 }), { maxLength: 6 });
  const matters = fc.record({ issueClasses: words, topics: words, words });

  it("is the same whatever the order, and however often a word is written", () => {
    fc.assert(
      fc.property(matters, (matter) => {
        const turned = {
          issueClasses: [...matter.issueClasses].reverse(),
          topics: [...matter.topics, ...matter.topics],
          words: matter.words.map((word) => ` ${word} `),
        };
        expect(matterKeyOf(turned)).toBe(matterKeyOf(matter));
      }),
    );
  });

  it("does not take a topic for a word", () => {
    const nothing = { issueClasses: [], topics: [], words: [] };
    expect(matterKeyOf({ ...nothing, topics: ["口罩"] })).not.toBe(matterKeyOf({ ...nothing, words: ["口罩"] }));
  });

  it("takes full-width letters for the narrow ones", () => {
    const nothing = { issueClasses: [], topics: [], words: [] };
    expect(matterKeyOf({ ...nothing, words: ["Ｎ95口罩"] })).toBe(matterKeyOf({ ...nothing, words: ["n95口罩"] }));
  });
});
