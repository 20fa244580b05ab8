import { describe, expect, it } from "vitest";
import { isBetterLeft } from "../../../src/modules/statistics/folding.js";

describe("the deltas that wait for the fold", () => {
  it("are folded each time where few come", () => {
    expect([0, 1, 9_999].map((waiting) => isBetterLeft(waiting, 0))).toEqual([false, false, false]);
  });

  it("are left to grow where many come, until they are a batch", () => {
    expect([10_000, 49_999, 50_000].map((waiting) => isBetterLeft(waiting, 0))).toEqual([true, true, false]);
  });

  it("are left twice in a row at most", () => {
    expect([0, 1, 2].map((timesLeft) => isBetterLeft(30_000, timesLeft))).toEqual([true, true, false]);
  });
});
