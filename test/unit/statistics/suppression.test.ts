import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type CountedGroup,
  isDifferenceSmall,
  type Mark,
  smallestShownCount,
  suppressSmallCells,
} from "../../../src/modules/statistics/numbers/suppression.js";
import { isHiddenSum, partsOf, possibleTables, sumsOf } from "./attacker.js";

const table = (cells: Record<string, number>, inside: readonly string[] = []): CountedGroup[] =>
  Object.entries(cells).map(([key, reports]) => ({
    key: key.split(" "),
    reports: [BigInt(reports)],
    isInside: inside.includes(key),
  }));

/** A whole table of random counts, most of them small, with so many codes in each dimension. */
const anyTable = (figures: number, ...sizes: readonly number[]) => {
  const keys = sizes.reduce<string[][]>(
    (list, size, dimension) =>
      list.flatMap((key) => Array.from({ length: size }, (_, place) => [...key, `${"abc"[dimension]}${place}`])),
    [[]],
  );
  const count = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 3 }), fc.integer({ min: 0, max: 9 })).map(BigInt);
  const reports = fc.array(count, { minLength: figures, maxLength: figures });
  const isInside = fc.integer({ min: 0, max: 9 }).map((drawn) => drawn === 0);
  return fc.tuple(...keys.map((key) => fc.record({ key: fc.constant(key), reports, isInside })));
};

const anyThreshold = fc.integer({ min: 2, max: 5 });

const shapes: readonly (readonly [string, fc.Arbitrary<CountedGroup[]>])[] = [
  ["one dimension", fc.integer({ min: 1, max: 7 }).chain((size) => anyTable(1, size))],
  ["two dimensions", fc.constantFrom([2, 2], [2, 3], [3, 3], [2, 4]).chain((sizes) => anyTable(1, ...sizes))],
  ["three dimensions", fc.constantFrom([2, 2, 2], [2, 2, 1], [3, 2, 2]).chain((sizes) => anyTable(1, ...sizes))],
  ["two dimensions and two figures", fc.constantFrom([3], [2, 3]).chain((sizes) => anyTable(2, ...sizes))],
];

const isSmallAmong = (
  groups: readonly CountedGroup[],
  places: readonly number[],
  figure: number,
  threshold: number,
) => {
  const counted = places.flatMap((place) => groups[place] ?? []).filter(({ reports }) => (reports[figure] ?? 0n) > 0n);
  const sum = counted.reduce((total, { reports }) => total + (reports[figure] ?? 0n), 0n);
  return sum > 0n && sum < BigInt(threshold) && !counted.every(({ isInside }) => isInside);
};

describe.each(shapes)("small cells in %s", (_, anyGroups) => {
  it("cannot be worked out by somebody who knows all that is shown", () => {
    fc.assert(
      fc.property(anyGroups, anyThreshold, (groups, threshold) => {
        const suppression = suppressSmallCells(groups, threshold);
        const sums = [...sumsOf(groups).map((sum) => partsOf(sum, groups)), ...groups.map((__, place) => [place])];
        for (const figure of (groups[0]?.reports ?? []).keys()) {
          const tables = possibleTables(groups, suppression, figure);
          for (const places of sums.filter((list) => isSmallAmong(groups, list, figure, threshold))) {
            const values = tables.map((differences) =>
              places.reduce((sum, place) => sum + (differences[place] ?? 0), 0),
            );
            expect(new Set(values).size).toBeGreaterThan(1);
          }
        }
      }),
      { numRuns: 400 },
    );
  });

  it("are hidden, sums too, and only those of callers outside the bureau", () => {
    fc.assert(
      fc.property(anyGroups, anyThreshold, (groups, threshold) => {
        const suppression = suppressSmallCells(groups, threshold);
        const figures = [...(groups[0]?.reports ?? []).keys()];
        for (const [place, mark] of suppression.marks.entries()) {
          const isSmall = figures.some((figure) => isSmallAmong(groups, [place], figure, threshold));
          expect(mark === "SMALL").toBe(isSmall);
          if (groups[place]?.isInside) expect(mark).toBe("SHOWN");
        }
        for (const sum of sumsOf(groups)) {
          const isSmall = figures.some((figure) => isSmallAmong(groups, partsOf(sum, groups), figure, threshold));
          if (isSmall) expect(isHiddenSum(sum, suppression)).toBe(true);
        }
      }),
    );
  });

  it("leave no line with a known total whose hidden groups are one alone or fewer than the threshold together", () => {
    fc.assert(
      fc.property(anyGroups, anyThreshold, (groups, threshold) => {
        const suppression = suppressSmallCells(groups, threshold);
        const lines = sumsOf(groups).filter((sum) => sum.filter((code) => code === null).length === 1);
        for (const line of lines.filter((sum) => !isHiddenSum(sum, suppression))) {
          const hidden = partsOf(line, groups).filter((place) => suppression.marks[place] !== "SHOWN");
          for (const figure of (groups[0]?.reports ?? []).keys()) {
            const unknown = hidden
              .map((place) => Number(groups[place]?.reports[figure] ?? 0n))
              .filter((count) => count > 0);
            if (unknown.length === 0) continue;
            // A group that is hidden for its other figure alone is no secret in this one.
            if (groups[0]?.reports.length !== 1 && unknown.every((count) => count >= threshold)) continue;
            expect(unknown.length).toBeGreaterThan(1);
            expect(unknown.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(threshold);
          }
        }
      }),
    );
  });

  it("never take a group without reports with them, and nothing where nothing is small", () => {
    fc.assert(
      fc.property(anyGroups, anyThreshold, (groups, threshold) => {
        const { marks } = suppressSmallCells(groups, threshold);
        for (const [place, { reports }] of groups.entries()) {
          if (reports.every((count) => count === 0n)) expect(marks[place]).toBe("SHOWN");
        }
        const large = groups.map((group) => ({ ...group, reports: group.reports.map((count) => count * 5n) }));
        expect(suppressSmallCells(large, threshold)).toEqual({
          marks: large.map(() => "SHOWN"),
          isTotalSuppressed: false,
          hiddenTotals: [],
        });
      }),
    );
  });

  it("are hidden alike in whatever order the groups come, with or without those that have no reports", () => {
    fc.assert(
      fc.property(
        anyGroups.chain((groups) =>
          fc.tuple(fc.constant(groups), fc.shuffledSubarray(groups, { minLength: groups.length })),
        ),
        ([groups, shuffled]) => {
          const first = suppressSmallCells(groups);
          const counted = shuffled.filter(({ reports }) => reports.some((count) => count > 0n));
          const second = suppressSmallCells(counted);
          expect(counted.map((group) => first.marks[groups.indexOf(group)])).toEqual(second.marks);
          expect(second.hiddenTotals).toEqual(first.hiddenTotals);
          expect(second.isTotalSuppressed).toBe(first.isTotalSuppressed);
        },
      ),
    );
  });
});

describe("small cells", () => {
  const marksOf = (cells: Record<string, number>, inside: readonly string[] = [], threshold?: number) =>
    suppressSmallCells(table(cells, inside), threshold);

  it("lie under three unless said otherwise", () => {
    expect(smallestShownCount).toBe(3);
    expect(marksOf({ a: 3, b: 4 }).marks).toEqual(["SHOWN", "SHOWN"]);
    expect(marksOf({ a: 3, b: 4 }, [], 4).marks).toEqual(["SMALL", "COMPLEMENT"]);
  });

  it("take the smallest other group of their line with them, and the total stays", () => {
    expect(marksOf({ a: 2, b: 9, c: 4, d: 0 })).toEqual({
      marks: ["SMALL", "SHOWN", "COMPLEMENT", "SHOWN"],
      isTotalSuppressed: false,
      hiddenTotals: [],
    });
  });

  it("take the first code where two groups are equally small", () => {
    expect(marksOf({ c: 5, a: 1, b: 5 }).marks).toEqual(["SHOWN", "SMALL", "COMPLEMENT"]);
  });

  it("take nothing more where two of them hide each other", () => {
    expect(marksOf({ a: 1, b: 2, c: 7 }).marks).toEqual(["SMALL", "SMALL", "SHOWN"]);
  });

  it("take one more where each of them can only be one", () => {
    expect(marksOf({ a: 1, b: 1, c: 1, d: 7, e: 8 }).marks).toEqual(["SMALL", "SMALL", "SMALL", "COMPLEMENT", "SHOWN"]);
  });

  it("hide the total where no other group is left", () => {
    expect(marksOf({ a: 1, b: 0 })).toEqual({ marks: ["SMALL", "SHOWN"], isTotalSuppressed: true, hiddenTotals: [] });
    expect(marksOf({ a: 1, b: 1, c: 1 }).isTotalSuppressed).toBe(true);
  });

  it("hide the total where the caller knows all other groups", () => {
    expect(marksOf({ a: 1, b: 50 }, ["b"])).toEqual({
      marks: ["SMALL", "SHOWN"],
      isTotalSuppressed: true,
      hiddenTotals: [],
    });
  });

  it("are shown to a caller inside the handling bureau", () => {
    expect(marksOf({ a: 1, b: 50 }, ["a"]).marks).toEqual(["SHOWN", "SHOWN"]);
  });

  it("take a rectangle with them in two dimensions", () => {
    const { marks, isTotalSuppressed, hiddenTotals } = marksOf({
      "x p": 1,
      "x q": 9,
      "x r": 20,
      "y p": 8,
      "y q": 7,
      "y r": 20,
      "z p": 30,
      "z q": 30,
      "z r": 30,
    });
    expect(marks).toEqual([
      ...["SMALL", "COMPLEMENT", "SHOWN"],
      ...["COMPLEMENT", "COMPLEMENT", "SHOWN"],
      ...["SHOWN", "SHOWN", "SHOWN"],
    ]);
    expect([isTotalSuppressed, hiddenTotals]).toEqual([false, []]);
  });

  it("take no more tickets with them than any other choice of groups that hides one small group", () => {
    const amounts = fc.array(fc.integer({ min: 3, max: 60 }), { minLength: 11, maxLength: 11 });
    fc.assert(
      fc.property(amounts, fc.integer({ min: 1, max: 2 }), (large, small) => {
        const keys = ["a", "b", "c"].flatMap((row) => ["p", "q", "r", "s"].map((column) => `${row} ${column}`));
        const groups = table(Object.fromEntries(keys.map((key, place) => [key, [small, ...large][place] ?? 0])));
        const costOf = (marks: readonly Mark[]) =>
          marks.reduce((sum, mark, place) => sum + (mark === "SHOWN" ? 0 : Number(groups[place]?.reports[0] ?? 0n)), 0);
        const chosen = suppressSmallCells(groups);
        for (let choice = 1; choice < 2 ** 11; choice += 1) {
          const marks = groups.map((_, place): Mark => {
            if (place === 0) return "SMALL";
            return (choice >> (place - 1)) & 1 ? "COMPLEMENT" : "SHOWN";
          });
          if (costOf(marks) >= costOf(chosen.marks)) continue;
          const tables = possibleTables(groups, { marks, isTotalSuppressed: false, hiddenTotals: [] });
          expect(tables.every(([difference]) => difference === 0)).toBe(true);
        }
      }),
    );
  });

  it("name the sums that would give them back", () => {
    expect(marksOf({ "x p": 2, "x q": 9, "y q": 9, "z q": 11 })).toEqual({
      marks: ["SMALL", "COMPLEMENT", "SHOWN", "SHOWN"],
      isTotalSuppressed: false,
      hiddenTotals: [
        [null, "p"],
        [null, "q"],
      ],
    });
  });

  it("are looked for in each figure", () => {
    const groups = [
      { key: ["a"], reports: [9n, 1n], isInside: false },
      { key: ["b"], reports: [4n, 0n], isInside: false },
      { key: ["c"], reports: [8n, 8n], isInside: false },
    ];
    expect(suppressSmallCells(groups).marks).toEqual(["SMALL", "SHOWN", "COMPLEMENT"]);
  });

  it("hide a table without dimensions as its total", () => {
    expect(suppressSmallCells([{ key: [], reports: [2n], isInside: false }])).toEqual({
      marks: ["SMALL"],
      isTotalSuppressed: true,
      hiddenTotals: [],
    });
    expect(suppressSmallCells([])).toEqual({ marks: [], isTotalSuppressed: false, hiddenTotals: [] });
  });

  it("hide in a table at least the sums that the question with fewer dimensions hides", () => {
    fc.assert(
      fc.property(anyTable(1, 3, 3), (groups) => {
        const outside = groups.map((group) => ({ ...group, isInside: false }));
        const { hiddenTotals } = suppressSmallCells(outside);
        const sums = new Map<string, bigint>();
        for (const { key, reports } of outside) {
          sums.set(key[0] ?? "", (sums.get(key[0] ?? "") ?? 0n) + (reports[0] ?? 0n));
        }
        const rows = [...sums].map(([code, count]) => ({ key: [code], reports: [count], isInside: false }));
        const { marks } = suppressSmallCells(rows);
        for (const [place, { key }] of rows.entries()) {
          if (marks[place] !== "SHOWN") expect(hiddenTotals).toContainEqual([key[0], null]);
        }
      }),
    );
  });
});

describe("a whole and a part of it", () => {
  it.each([
    [10n, 10n, false],
    [10n, 9n, true],
    [10n, 8n, true],
    [10n, 7n, false],
    [2n, 0n, true],
    [0n, 0n, false],
  ])("of %d and %d differ by a small group: %s", (whole, part, expected) => {
    expect(isDifferenceSmall(whole, part)).toBe(expected);
  });

  it("differ by a small group under another threshold", () => {
    expect(isDifferenceSmall(10n, 7n, 4)).toBe(true);
  });
});
