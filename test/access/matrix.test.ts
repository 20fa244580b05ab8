import { describe, expect, it } from "vitest";
import {
  type Action,
  actionNames,
  actions,
  may,
  type Relation,
  relationOf,
  relations,
} from "../../src/access/index.js";
import { type ActingBureau, type Actor, nationCode, type Role, roles } from "../../src/platform/actor.js";
import { scopeOf } from "../../src/platform/scope.js";

type Shape = Pick<ActingBureau, "kind" | "level" | "line" | "parent"> & {
  at: [city: string | null, county: string | null];
};

const shapes = {
  province: { kind: "AUTHORITY", level: "PROVINCE", line: null, parent: nationCode, at: [null, null] },
  "province.centre": { kind: "CENTRE", level: "PROVINCE", line: null, parent: "province", at: [null, null] },
  "province.price": { kind: "DEPARTMENT", level: "PROVINCE", line: "PRICE", parent: "province", at: [null, null] },
  city: { kind: "AUTHORITY", level: "CITY", line: null, parent: "province", at: ["city", null] },
  "city.centre": { kind: "CENTRE", level: "CITY", line: null, parent: "city", at: ["city", null] },
  "city.price": { kind: "DEPARTMENT", level: "CITY", line: "PRICE", parent: "city", at: ["city", null] },
  "city.legal": { kind: "DEPARTMENT", level: "CITY", line: null, parent: "city", at: ["city", null] },
  county: { kind: "AUTHORITY", level: "COUNTY", line: null, parent: "city", at: ["city", "county"] },
  "county.price": { kind: "DEPARTMENT", level: "COUNTY", line: "PRICE", parent: "county", at: ["city", "county"] },
  "county.street": { kind: "STREET_OFFICE", level: "STREET", line: null, parent: "county", at: ["city", "county"] },
  county2: { kind: "AUTHORITY", level: "COUNTY", line: null, parent: "city", at: ["city", "county2"] },
  directCounty: { kind: "AUTHORITY", level: "COUNTY", line: null, parent: "province", at: [null, "directCounty"] },
  city2: { kind: "AUTHORITY", level: "CITY", line: null, parent: "province", at: ["city2", null] },
} as const satisfies Record<string, Shape>;

const nation: ActingBureau = {
  province: nationCode,
  city: null,
  county: null,
  bureau: nationCode,
  kind: "AUTHORITY",
  level: "NATION",
  line: null,
  parent: null,
};

const elsewhere: ActingBureau = {
  province: "otherProvince",
  city: "otherCity",
  county: "otherCounty",
  bureau: "otherCounty",
  kind: "AUTHORITY",
  level: "COUNTY",
  line: null,
  parent: "otherCity",
};

const bureaus = new Map<string, ActingBureau>([
  ["nation", nation],
  ...Object.entries(shapes).map(([name, { at, ...shape }]): [string, ActingBureau] => [
    name,
    { province: "province", city: at[0], county: at[1], bureau: name, ...shape },
  ]),
  ["otherCounty", elsewhere],
]);

function bureauCalled(name: string): ActingBureau {
  const bureau = bureaus.get(name);
  if (bureau === undefined) throw new Error(`there is no bureau ${name}`);
  return bureau;
}

/** Of a city's authority: one bureau in each relation to it. */
const inRelation: Record<Relation, string> = {
  own: "city",
  beneath: "county",
  above: "province",
  beside: "city2",
  elsewhere: "otherCounty",
};

const letters: Record<Relation, string> = { own: "O", beneath: "B", above: "A", beside: "S", elsewhere: "E" };

const person = { id: "p", login: "some.body", name: "某人" };

/** Whoever holds one role at the city's authority, or a program there that has the scope of the action and no person. */
function actorWith(role: Role | "PROGRAM", action: Action): Actor {
  const bureau = bureauCalled("city");
  return role === "PROGRAM"
    ? { person: null, client: { id: "c", name: "程序", scopes: [actions[action].scope] }, bureau, roles: [] }
    : { person, client: null, bureau, roles: [role] };
}

function reached(role: Role | "PROGRAM", action: Action): string {
  const actor = actorWith(role, action);
  return relations
    .map((relation) => (may(actor, action, bureauCalled(inRelation[relation])) ? letters[relation] : "."))
    .join("");
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function matrix(): string {
  const columns = [...roles, "PROGRAM"] as const;
  const whoMay = actionNames.map((action) => [
    action,
    actions[action].reach,
    ...columns.map((role) => reached(role, action)),
  ]);
  const names = [...bureaus.keys()];
  const whereIs = names.map((name) => [
    name,
    ...names.map((place) => relationOf(bureauCalled(name), bureauCalled(place))),
  ]);
  const whoSees = names.map((name) => {
    const { role, region, line } = scopeOf(bureauCalled(name));
    return [name, role, region, line ?? "-"];
  });
  return `Who may do what to whom. Printed from src/access and src/platform/scope.ts by test/access/matrix.test.ts;
npx vitest run test/access/matrix.test.ts --update prints it anew. Its difference is reviewed like code.

1. Action x role x where the object stands, seen from a city's authority.
   O own, B beneath, A above, S beside (a sister), E elsewhere; a dot: refused. PROGRAM: an API client that has the scope
   of the action and acts for no person. Rows that somebody does not see do not exist for him, whatever stands here.

${table([["action", "reach", ...columns], ...whoMay])}

2. How a place (column) stands to the bureau of the actor (row).

${table([["", ...names], ...whereIs])}

3. What each bureau sees of tickets: the database role of its transactions, the region, and the business line.

${table([["bureau", "database role", "region", "line"], ...whoSees])}
`;
}

describe("the matrix of access", () => {
  it("is as it was reviewed", async () => {
    const hint = "who may do what has changed: review it, then `npx vitest run test/access/matrix.test.ts --update`";
    await expect(matrix(), hint).toMatchFileSnapshot("matrix.txt");
  });
});
