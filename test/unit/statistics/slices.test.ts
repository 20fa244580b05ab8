import { describe, expect, test } from "vitest";
import { nextCheckAfter } from "../../../src/modules/statistics/checks/nightly.js";
import { beginning, cutIntoSlices } from "../../../src/modules/statistics/checks/slices.js";

describe("the slices of the rollups", () => {
  const of = (...rows: number[]) =>
    cutIntoSlices(
      rows.map((count, position) => ({ month: `2026-0${position + 1}-01`, rows: count })),
      100,
    );

  test("begin at the beginning of time, and are one where there is little or nothing", () => {
    expect(of()).toEqual([beginning]);
    expect(of(30, 30, 40)).toEqual([beginning]);
  });

  test("begin anew with the month that would be too much", () => {
    expect(of(30, 30, 41, 59, 1)).toEqual([beginning, "2026-03-01", "2026-05-01"]);
  });

  test("are a month where the month alone is too much", () => {
    expect(of(500, 500, 1)).toEqual([beginning, "2026-02-01", "2026-03-01"]);
  });
});

describe("the nightly comparison", () => {
  test.each([
    ["2026-09-21T00:30:00+08:00", "2026-09-21T02:00:00+08:00"],
    ["2026-09-21T02:00:00+08:00", "2026-09-22T02:00:00+08:00"],
    ["2026-12-31T23:59:59+08:00", "2027-01-01T02:00:00+08:00"],
  ])("that follows %s begins at two in the morning in China", (at, next) => {
    expect(nextCheckAfter(new Date(at))).toEqual(new Date(next));
  });
});
