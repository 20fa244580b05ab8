import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { placesOf } from "../../src/modules/jurisdictions/place.js";
import type { Outcome, Plan, Situation, Touched } from "../../src/modules/jurisdictions/plan.js";
import { decide, withdraw } from "../../src/modules/jurisdictions/planning.js";
import {
  type BureauFacts,
  childrenOf,
  coverageOn,
  faultsOf,
  type History,
  type Tree,
  treeOn,
  turningDays,
} from "../../src/modules/jurisdictions/tree.js";
import { nationCode, pathOf } from "../../src/platform/actor.js";

const firstDay = "2000-01-01";
const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

interface Seed extends BureauFacts {
  parent: string | null;
  divisions: string[];
}

function historyOf(seeds: readonly Seed[]): History {
  const facts = seeds.map(({ code, kind, level, province }) => [code, { code, kind, level, province }] as const);
  return {
    facts: new Map(facts),
    periods: seeds.map(({ code, parent }) => ({
      bureau: code,
      name: `name of ${code}`,
      parent,
      validFrom: firstDay,
      validTo: null,
    })),
    coverages: seeds.flatMap(({ code, divisions }) =>
      divisions.map((division) => ({ bureau: code, division, validFrom: firstDay, validTo: null })),
    ),
  };
}

const authority = (code: string, level: Seed["level"], parent: string | null, divisions = [code]): Seed => ({
  ...{ code, kind: "AUTHORITY" as const, level, parent, divisions },
  province: level === "NATION" ? nationCode : "320000",
});

const unit = (code: string, kind: Seed["kind"], level: Seed["level"], parent: string): Seed => ({
  ...{ code, kind, level, parent, divisions: [] },
  province: "320000",
});

/** The same small province for the tests of single rules: two cities, counties, units, a street and a zone. */
const province = historyOf([
  authority("100000", "NATION", null),
  authority("320000", "PROVINCE", "100000"),
  authority("320500", "CITY", "320000"),
  unit("320500-12315", "CENTRE", "CITY", "320500"),
  unit("320500-PRICE", "DEPARTMENT", "CITY", "320500"),
  authority("320505", "COUNTY", "320500"),
  authority("320508", "COUNTY", "320500", ["320508", "320509"]),
  unit("320508-01", "STREET_OFFICE", "STREET", "320508"),
  authority("320571", "COUNTY", "320500", []),
  authority("320600", "CITY", "320000"),
  authority("320602", "COUNTY", "320600"),
  { ...authority("330000", "PROVINCE", "100000"), province: "330000" },
  { ...authority("330100", "CITY", "330000"), province: "330000" },
]);

const nothingElse = { planned: new Set<string>(), takenCodes: new Set<string>(), takenMarks: new Set<string>() };
const judge = (plan: Plan, extra: Partial<Situation> = {}, on = "2026-05-01"): Outcome =>
  decide({ history: province, ...nothingElse, ...extra }, plan, on);

const move = (bureau: string, newParent: string): Plan => ({ kind: "MOVE", bureau, newParent });
const merge = (from: string[], into: string): Plan => ({ kind: "MERGE", from, into });
const newBureau = (divisions: string[], extra: Partial<{ code: string; name: string; mark: string }> = {}) => ({
  ...{ code: "320509", name: "吴江区市场监督管理局", mark: "吴市监", divisions },
  ...extra,
});
const split = (...newBureaus: ReturnType<typeof newBureau>[]): Plan => ({
  kind: "SPLIT",
  bureau: "320508",
  newBureaus,
});

const fieldsOf = (outcome: Outcome): string[] => (outcome.isAccepted ? [] : outcome.problems.map(({ field }) => field));

describe("a plan that is refused", () => {
  it.each<[string, Plan, string]>([
    ["a cycle", move("320500", "320508"), "newParent"],
    ["a bureau under itself", move("320500", "320500"), "newParent"],
    ["the superior that it has already", move("320508", "320500"), "newParent"],
    ["a county under a county", move("320508", "320505"), "newParent"],
    ["a city under a county", move("320600", "320508"), "newParent"],
    ["a city under a city", move("320600", "320500"), "newParent"],
    ["a bureau under a department", move("320508", "320500-PRICE"), "newParent"],
    ["a department under an authority of another level", move("320500-PRICE", "320505"), "newParent"],
    ["a street office under a province", move("320508-01", "320000"), "newParent"],
    ["a move to another province", move("320508", "330100"), "newParent"],
    ["an unknown superior", move("320508", "999999"), "newParent"],
    ["an unknown bureau", move("999999", "320600"), "bureau"],
    ["the nation itself", { kind: "RENAME", bureau: "100000", name: "another name" }, "bureau"],
    ["the name that it has already", { kind: "RENAME", bureau: "320508", name: "name of 320508" }, "name"],
    ["a merger of a bureau with itself", merge(["320508"], "320508"), "from"],
    ["a merger that names a bureau twice", merge(["320508", "320508"], "320505"), "from"],
    ["a merger of nothing", merge([], "320505"), "from"],
    ["a merger of a city into a county", merge(["320600"], "320505"), "from"],
    ["a merger of a department into a centre", merge(["320500-PRICE"], "320500-12315"), "from"],
    ["a merger across provinces", merge(["330100"], "320500"), "from"],
    ["a merger into a bureau that is not there", merge(["320508"], "999999"), "into"],
    ["a split into nothing", split(), "newBureaus"],
    ["a split of a division that the bureau does not cover", split(newBureau(["320505"])), "newBureaus"],
    [
      "a division given to two new bureaus",
      split(newBureau(["320509"]), newBureau(["320509"], { code: "320510", mark: "新市监" })),
      "newBureaus",
    ],
    ["a new bureau without a division", split(newBureau([])), "newBureaus.0.divisions"],
    ["a new code that is none", split(newBureau(["320509"], { code: "3205-9" })), "newBureaus.0.code"],
    [
      "a new code that a bureau of the province has",
      split(newBureau(["320509"], { code: "320602" })),
      "newBureaus.0.code",
    ],
  ])("is refused for %s", (_, plan, field) => {
    expect(fieldsOf(judge(plan))).toContain(field);
  });

  it("is refused for a code that a bureau of another province had", () => {
    expect(fieldsOf(judge(split(newBureau(["320509"])), { takenCodes: new Set(["320509"]) }))).toEqual([
      "newBureaus.0.code",
    ]);
  });

  it("is refused for the mark of another bureau of the province", () => {
    expect(fieldsOf(judge(split(newBureau(["320509"])), { takenMarks: new Set(["吴市监"]) }))).toEqual([
      "newBureaus.0.mark",
    ]);
  });

  it("is refused while a change is planned for a child of a merged bureau", () => {
    expect(fieldsOf(judge(merge(["320508"], "320505"), { planned: new Set(["320508-01"]) }))).toEqual(["from"]);
  });

  it("is refused while a change is planned for the bureau that goes on", () => {
    expect(fieldsOf(judge(merge(["320508"], "320505"), { planned: new Set(["320505"]) }))).toEqual(["into"]);
  });

  it("is refused when it would orphan a bureau that is to move there later", () => {
    const later = judge(move("320508", "320600"), {}, "2026-06-01");
    if (!later.isAccepted) expect.fail("the move is sound");
    const early = decide({ history: later.history, ...nothingElse }, merge(["320600"], "320500"), "2026-05-01");
    expect(fieldsOf(early)).toEqual(["from"]);
  });

  it("is refused for a bureau that is no more on its day", () => {
    const merged = judge(merge(["320508"], "320505"));
    if (!merged.isAccepted) expect.fail("the merger is sound");
    const again = decide({ history: merged.history, ...nothingElse }, move("320508", "320600"), "2026-05-02");
    expect(fieldsOf(again)).toEqual(["bureau"]);
  });
});

describe("a plan that is accepted", () => {
  it("lets the children and the divisions of a merged bureau go over to the one that goes on", () => {
    const outcome = judge(merge(["320508"], "320505"));
    if (!outcome.isAccepted) expect.fail("the merger is sound");
    const tree = treeOn(outcome.history, "2026-05-01");
    expect(tree.has("320508")).toBe(false);
    expect(tree.get("320508-01")?.parent).toBe("320505");
    expect(coverageOn(outcome.history, "2026-05-01").get("320509")).toBe("320505");
  });

  it("leaves the day before as it was", () => {
    const outcome = judge(merge(["320508"], "320505"));
    if (!outcome.isAccepted) expect.fail("the merger is sound");
    expect(treeOn(outcome.history, "2026-04-30")).toEqual(treeOn(province, "2026-04-30"));
    expect(coverageOn(outcome.history, "2026-04-30")).toEqual(coverageOn(province, "2026-04-30"));
  });

  it("puts a county directly under its province", () => {
    const outcome = judge(move("320508", "320000"));
    if (!outcome.isAccepted) expect.fail("the move is sound");
    const places = placesOf(treeOn(outcome.history, "2026-05-01").values());
    expect(places.get("320508-01")).toEqual({
      province: "320000",
      city: null,
      county: "320508",
      bureau: "320508-01",
    });
  });

  it("replaces a period that began on the same day instead of leaving an empty one", () => {
    const first = judge({ kind: "RENAME", bureau: "320508", name: "first" });
    if (!first.isAccepted) expect.fail("the renaming is sound");
    const second = decide(
      { history: first.history, ...nothingElse },
      { kind: "RENAME", bureau: "320508", name: "second" },
      "2026-05-01",
    );
    if (!second.isAccepted) expect.fail("the second renaming is sound");
    const names = second.history.periods.filter(({ bureau }) => bureau === "320508").map(({ name }) => name);
    expect(names).toEqual(["name of 320508", "second"]);
  });
});

describe("a withdrawal", () => {
  it("is refused when another plan relies on what it takes back", () => {
    const founded = judge(split(newBureau(["320509"])), {}, "2026-05-01");
    if (!founded.isAccepted) expect.fail("the split is sound");
    const moved = decide({ history: founded.history, ...nothingElse }, move("320508-01", "320509"), "2026-05-02");
    if (!moved.isAccepted) expect.fail("the move is sound");
    expect(withdraw(moved.history, founded.touched, "2026-05-01").isAccepted).toBe(false);
  });
});

/** One random step: what is tried, on which of the bureaus, how many days from now, and how far time goes on first. */
interface Step {
  verb: "RENAME" | "MOVE" | "MERGE" | "SPLIT" | "CANCEL";
  first: number;
  second: number;
  third: number;
  delay: number;
  advance: number;
}

const anyStep: fc.Arbitrary<Step> = fc.record({
  verb: fc.constantFrom("RENAME", "MOVE", "MERGE", "SPLIT", "CANCEL"),
  first: fc.nat(1000),
  second: fc.nat(1000),
  third: fc.nat(1000),
  delay: fc.nat(4),
  advance: fc.nat(2),
});

/** A random province: cities with counties, some without a division or with two, streets, centres and departments. */
const anyProvince = fc.array(fc.tuple(fc.nat(4), fc.boolean()), { minLength: 1, maxLength: 4 }).map((cities) => {
  const seeds = [authority("100000", "NATION", null), authority("320000", "PROVINCE", "100000")];
  seeds.push(authority("329001", "COUNTY", "320000"), unit("320000-12315", "CENTRE", "PROVINCE", "320000"));
  cities.forEach(([counties, hasStreets], position) => {
    const city = `32${position + 1}000`;
    seeds.push(authority(city, "CITY", "320000"), unit(`${city}-PRICE`, "DEPARTMENT", "CITY", city));
    if (hasStreets && counties === 0) seeds.push(unit(`${city}-01`, "STREET_OFFICE", "STREET", city));
    for (let number = 1; number <= counties; number += 1) {
      const code = `32${position + 1}00${number}`;
      const divisions = [[code], [], [code, `32${position + 1}10${number}`]][number % 3] ?? [];
      seeds.push(authority(code, "COUNTY", city, divisions));
      if (hasStreets) seeds.push(unit(`${code}-01`, "STREET_OFFICE", "STREET", code));
    }
  });
  return historyOf(seeds);
});

interface Planned {
  touched: Touched;
  on: string;
}

interface Run {
  history: History;
  today: string;
  planned: Planned[];
  accepted: number;
  refused: number;
}

const pick = <Item>(items: readonly Item[], index: number): Item => items[index % items.length] as Item;

function planOf(run: Run, step: Step, on: string, position: number): Plan {
  const codes = [...run.history.facts.keys()];
  const bureau = pick(codes, step.first);
  const other = pick(codes, step.second);
  const covered = [...coverageOn(run.history, on)]
    .filter(([, owner]) => owner === bureau)
    .map(([division]) => division);
  switch (step.verb) {
    case "MOVE":
      return move(bureau, other);
    case "MERGE": {
      // Half of the mergers are of brothers, which are mostly sound.
      const brothers = childrenOf(treeOn(run.history, on), treeOn(run.history, on).get(bureau)?.parent ?? "");
      return merge([bureau], step.third % 2 === 0 && brothers.length > 0 ? pick(brothers, step.second) : other);
    }
    case "SPLIT": {
      const divisions = covered.slice(0, 1 + (step.third % 2));
      const code = `9${String(position).padStart(5, "0")}`;
      return { kind: "SPLIT", bureau, newBureaus: [newBureau(divisions, { code, mark: code })] };
    }
    default:
      return { kind: "RENAME", bureau, name: `name ${position}` };
  }
}

const sorted = (history: History) => ({
  periods: [...history.periods].map((row) => JSON.stringify(row)).sort(),
  coverages: [...history.coverages].map((row) => JSON.stringify(row)).sort(),
});

function cancel(run: Run, step: Step): void {
  const waiting = run.planned.filter(({ on }) => on > run.today);
  if (waiting.length === 0) return;
  const chosen = pick(waiting, step.first);
  const before = sorted(run.history);
  const outcome = withdraw(run.history, chosen.touched, chosen.on);
  expect(sorted(run.history)).toEqual(before);
  if (!outcome.isAccepted) return;
  run.history = outcome.history;
  run.planned = run.planned.filter((one) => one !== chosen);
}

function attempt(run: Run, step: Step, position: number): void {
  const on = dayAfter(run.today, step.delay);
  const waiting = run.planned.filter((one) => one.on > run.today);
  const situation: Situation = {
    ...nothingElse,
    history: run.history,
    planned: new Set(waiting.flatMap(({ touched }) => touched.bureaus)),
  };
  const before = sorted(run.history);
  const outcome = decide(situation, planOf(run, step, on, position), on);
  expect(sorted(run.history)).toEqual(before);
  if (!outcome.isAccepted) {
    expect(outcome.problems.length).toBeGreaterThan(0);
    run.refused += 1;
    return;
  }
  if (on > run.today) {
    const taken = withdraw(outcome.history, outcome.touched, on);
    expect(taken.isAccepted && sorted(taken.history)).toEqual(before);
  }
  run.history = outcome.history;
  run.planned = [...waiting, { touched: outcome.touched, on }];
  run.accepted += 1;
}

function expectPathsOf(tree: Tree): void {
  const places = placesOf(tree.values());
  for (const node of tree.values()) {
    const path = [node.code];
    for (let above = node.parent; above !== null; above = tree.get(above)?.parent ?? null) path.unshift(above);
    const place = places.get(node.code);
    if (place === undefined) expect.fail(`${node.code} has no place`);
    // A department or centre stands in the path of its authority, which is the whole path above it.
    expect(pathOf(place)).toEqual(path);
  }
}

function expectSound(history: History, initial: History): void {
  const covered = [...coverageOn(initial, firstDay).keys()].sort();
  for (const day of turningDays(history, firstDay)) {
    const tree = treeOn(history, day);
    expect([...faultsOf(tree)]).toEqual([]);
    expect([...tree.values()].filter(({ parent }) => parent === null).map(({ code }) => code)).toEqual([nationCode]);
    const inForce = history.coverages.filter(
      (one) => one.validFrom <= day && (one.validTo === null || day < one.validTo),
    );
    expect(inForce.map(({ division }) => division).sort()).toEqual(covered);
    expect(inForce.filter(({ bureau }) => !tree.has(bureau))).toEqual([]);
    expectPathsOf(tree);
  }
  const starts = history.periods.map(({ bureau, validFrom }) => `${bureau} ${validFrom}`);
  expect(new Set(starts).size).toBe(starts.length);
  const empty = [...history.periods, ...history.coverages].filter(
    ({ validFrom, validTo }) => validTo !== null && validTo <= validFrom,
  );
  expect(empty).toEqual([]);
}

describe("random trees under random reorganisations", () => {
  it("keep one root, no cycle, sound paths and a bureau for each division on every day, and refusals change nothing", () => {
    let accepted = 0;
    let refused = 0;
    fc.assert(
      fc.property(anyProvince, fc.array(anyStep, { minLength: 5, maxLength: 25 }), (initial, steps) => {
        const run: Run = { history: initial, today: "2026-01-01", planned: [], accepted: 0, refused: 0 };
        steps.forEach((step, position) => {
          run.today = dayAfter(run.today, step.advance);
          if (step.verb === "CANCEL") cancel(run, step);
          else attempt(run, step, position);
        });
        expectSound(run.history, initial);
        accepted += run.accepted;
        refused += run.refused;
      }),
      { numRuns: 300 },
    );
    // A generator that only makes plans of one sort would prove nothing.
    expect(accepted).toBeGreaterThan(500);
    expect(refused).toBeGreaterThan(500);
  });
});
