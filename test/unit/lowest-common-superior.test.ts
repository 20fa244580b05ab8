import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lowestCommonSuperior } from "../../src/modules/transfers/lowest-common-superior.js";

const [nation, province, city, other] = ["100000", "320000", "320500", "320100"];

/** A tree as who stands under whom: each node under one that was made before it; the first is the root. */
const trees = fc
  .array(fc.nat(), { minLength: 1, maxLength: 40 })
  .map((parents) => parents.map((parent, position) => (position === 0 ? null : parent % position)));

/** The path of a node, from the root down. */
function pathIn(tree: readonly (number | null)[], node: number): string[] {
  const parent = tree[node] ?? null;
  return parent === null ? [String(node)] : [...pathIn(tree, parent), String(node)];
}

const matters = trees.chain((tree) =>
  fc
    .array(fc.nat({ max: tree.length - 1 }), { minLength: 1, maxLength: 6 })
    .map((nodes) => nodes.map((node) => pathIn(tree, node))),
);

describe("the lowest common superior", () => {
  it.each<[string, string[][], string]>([
    [
      "of two counties of a city is the city",
      [
        [nation, province, city, "320571"],
        [nation, province, city, "320506"],
      ],
      city,
    ],
    [
      "of counties of two cities is the province",
      [
        [nation, province, city, "320506"],
        [nation, province, other, "320102"],
      ],
      province,
    ],
    [
      "of a county directly under the province and one of a city is the province",
      [
        [nation, province, "329000"],
        [nation, province, city, "320506"],
      ],
      province,
    ],
    [
      "of a street office, a county and their city's centre is the city",
      [
        [nation, province, city, "320506", "320506-01"],
        [nation, province, city, "320508"],
        [nation, province, city, "320500-12315"],
      ],
      city,
    ],
    [
      "of a county and its own city is that city",
      [
        [nation, province, city, "320506"],
        [nation, province, city],
      ],
      city,
    ],
    [
      "of bureaus of two provinces is the nation",
      [
        [nation, province, city],
        [nation, "340000", "341100"],
      ],
      nation,
    ],
  ])("%s", (_, paths, superior) => {
    expect(lowestCommonSuperior(paths)).toBe(superior);
  });

  it("stands on every path, and no lower bureau does", () => {
    fc.assert(
      fc.property(matters, (paths) => {
        const superior = lowestCommonSuperior(paths);
        const onAll = (code: string): boolean => paths.every((path) => path.includes(code));
        const [first = []] = paths;
        expect(onAll(superior)).toBe(true);
        expect(first.slice(first.indexOf(superior) + 1).some(onAll)).toBe(false);
      }),
    );
  });

  it("is the same in whatever order the bureaus are named, and however often", () => {
    fc.assert(
      fc.property(matters, (paths) => {
        expect(lowestCommonSuperior([...paths].reverse())).toBe(lowestCommonSuperior([...paths, ...paths]));
      }),
    );
  });

  it("there is none of bureaus of two trees, nor of no bureau", () => {
    expect(() => lowestCommonSuperior([["1", "2"], ["3"]])).toThrow("no superior in common");
    expect(() => lowestCommonSuperior([])).toThrow("no superior in common");
  });
});
