import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DivisionRow } from "../../src/modules/jurisdictions/divisions.store.js";
import { decideFounding, type Founding, type FoundingSituation } from "../../src/modules/jurisdictions/founding.js";
import { coverageOn, faultsOf, type History, treeOn, turningDays } from "../../src/modules/jurisdictions/tree.js";
import { bureauKinds, bureauLevels, nationCode } from "../../src/platform/actor.js";

const firstDay = "2026-01-01";
const dayAfter = (days: number): string =>
  new Date(Date.parse(firstDay) + days * 86_400_000).toISOString().slice(0, 10);

type Above = Pick<DivisionRow, "parent" | "province" | "city">;

const division = (code: string, level: DivisionRow["level"], above: Above): [string, DivisionRow] => [
  code,
  { code, name: code, level, isZone: false, ...above, validFrom: "2000-01-01", validTo: null },
];

/** The nation, two provinces, two cities in each, two counties in each of those. */
const divisions: ReadonlyMap<string, DivisionRow> = new Map([
  division(nationCode, "NATION", { parent: null, province: null, city: null }),
  ...["31", "32"].flatMap((letters) => {
    const province = `${letters}0000`;
    return [
      division(province, "PROVINCE", { parent: nationCode, province, city: null }),
      ...["1", "2"].flatMap((digit) => {
        const city = `${letters}0${digit}00`;
        const counties = [`${letters}0${digit}01`, `${letters}0${digit}02`];
        return [
          division(city, "CITY", { parent: province, province, city }),
          ...counties.map((code) => division(code, "COUNTY", { parent: city, province, city })),
        ];
      }),
    ];
  }),
]);

/** An installation on its first day: the nation's bureau covers all by covering the nation. */
const installed: History = {
  facts: new Map([[nationCode, { code: nationCode, kind: "AUTHORITY", level: "NATION", province: nationCode }]]),
  periods: [{ bureau: nationCode, name: "nation", parent: null, validFrom: "2000-01-01", validTo: null }],
  coverages: [{ bureau: nationCode, division: nationCode, validFrom: "2000-01-01", validTo: null }],
};

function competentOn(history: History, day: string): Map<string, string> {
  const covered = coverageOn(history, day);
  const ownerOf = (code: string | null): string =>
    code === null ? "" : (covered.get(code) ?? ownerOf(divisions.get(code)?.parent ?? null));
  return new Map([...divisions.keys()].map((code) => [code, ownerOf(code)]));
}

function situationOf(history: History, region: string, day: string): FoundingSituation {
  const nothing = { planned: new Set<string>(), takenCodes: new Set<string>(), takenMarks: new Set<string>() };
  return { ...nothing, region, history, divisions, competent: competentOn(history, day) };
}

/** One try: which kind and level, under which bureau, with which divisions, how many days after the one before. */
const anyTry = fc.record({
  kind: fc.constantFrom("AUTHORITY" as const, "AUTHORITY" as const, "AUTHORITY" as const, ...bureauKinds),
  level: fc.constantFrom(...bureauLevels),
  isFitting: fc.boolean(),
  parent: fc.nat(1000),
  divisions: fc.uniqueArray(fc.constantFrom(...divisions.keys()), { maxLength: 2 }),
  advance: fc.nat(1),
});

const below = { NATION: "PROVINCE", PROVINCE: "CITY", CITY: "COUNTY", COUNTY: "STREET", STREET: "STREET" } as const;

function expectSound(history: History): void {
  for (const day of turningDays(history, "2000-01-01")) {
    const tree = treeOn(history, day);
    expect([...faultsOf(tree)]).toEqual([]);
    const inForce = history.coverages.filter(
      ({ validFrom, validTo }) => validFrom <= day && (validTo === null || day < validTo),
    );
    expect(new Set(inForce.map((one) => one.division)).size).toBe(inForce.length);
    for (const owner of competentOn(history, day).values()) expect(tree.has(owner)).toBe(true);
  }
  const empty = history.coverages.filter(({ validFrom, validTo }) => validTo !== null && validTo <= validFrom);
  expect(empty).toEqual([]);
}

describe("random foundings from an empty installation on", () => {
  it("keep one root, sound levels and exactly one competent bureau for each division on every day", () => {
    let accepted = 0;
    let refused = 0;
    fc.assert(
      fc.property(fc.array(anyTry, { minLength: 5, maxLength: 30 }), (tries) => {
        let history = installed;
        let day = 0;
        tries.forEach((one, position) => {
          day += one.advance;
          const parent =
            [...history.facts.values()][one.parent % history.facts.size] ?? installed.facts.get(nationCode);
          if (parent === undefined) expect.fail("there is no bureau");
          const code = `9${String(position).padStart(5, "0")}`;
          const level = one.isFitting ? below[parent.level] : one.level;
          const named = { code, name: code, mark: code, parent: parent.code, line: null };
          const founding: Founding = { ...named, kind: one.kind, level, divisions: one.divisions };
          const before = JSON.stringify([history.periods, history.coverages]);
          const losers = one.divisions.map((asked) => competentOn(history, dayAfter(day)).get(asked));
          const outcome = decideFounding(situationOf(history, nationCode, dayAfter(day)), founding, dayAfter(day));
          expect(JSON.stringify([history.periods, history.coverages])).toBe(before);
          if (!outcome.isAccepted) {
            refused += 1;
            return;
          }
          accepted += 1;
          history = outcome.history;
          const owners = competentOn(history, dayAfter(day));
          expect(one.divisions.map((asked) => owners.get(asked))).toEqual(one.divisions.map(() => code));
          expect(losers).not.toContain(undefined);
        });
        expectSound(history);
      }),
      { numRuns: 300 },
    );
    expect(accepted).toBeGreaterThan(500);
    expect(refused).toBeGreaterThan(500);
  });
});
