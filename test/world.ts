import { randomBytes } from "node:crypto";
import { seedPeople } from "../src/modules/identity/index.js";
import {
  type BureauSeed,
  findBureaus,
  placeOf,
  seedBureaus,
  seedDivisions,
} from "../src/modules/jurisdictions/index.js";
import { type BureauKind, type BureauLevel, nationCode, type Role, roles } from "../src/platform/actor.js";
import type { Database, Transaction } from "../src/platform/database.js";
import { type Caller, callerOf } from "./api.js";
import { testDatabase } from "./database.js";

/** The bureaus of a test's province, by the names that tests use. */
const units = {
  nation: { kind: "AUTHORITY", level: "NATION", parent: null },
  province: { kind: "AUTHORITY", level: "PROVINCE", parent: "nation" },
  provinceCentre: { kind: "CENTRE", level: "PROVINCE", parent: "province" },
  cityA: { kind: "AUTHORITY", level: "CITY", parent: "province" },
  cityACentre: { kind: "CENTRE", level: "CITY", parent: "cityA" },
  cityAPrice: { kind: "DEPARTMENT", level: "CITY", parent: "cityA" },
  countyA1: { kind: "AUTHORITY", level: "COUNTY", parent: "cityA" },
  countyA2: { kind: "AUTHORITY", level: "COUNTY", parent: "cityA" },
  streetA1: { kind: "STREET_OFFICE", level: "STREET", parent: "countyA1" },
  zoneA: { kind: "AUTHORITY", level: "COUNTY", parent: "cityA" },
  cityB: { kind: "AUTHORITY", level: "CITY", parent: "province" },
  cityBCentre: { kind: "CENTRE", level: "CITY", parent: "cityB" },
  cityBPrice: { kind: "DEPARTMENT", level: "CITY", parent: "cityB" },
  countyB1: { kind: "AUTHORITY", level: "COUNTY", parent: "cityB" },
  countyB2: { kind: "AUTHORITY", level: "COUNTY", parent: "cityB" },
} as const satisfies Record<string, { kind: BureauKind; level: BureauLevel; parent: string | null }>;

/** The name of a bureau of a test's province. */
export type Unit = keyof typeof units;

/** All bureaus of a test's province. */
export const unitNames = Object.keys(units) as Unit[];

/** The divisions of a test's province; the zone and the street have none. */
const divisions = {
  province: { level: "PROVINCE", parent: null },
  cityA: { level: "CITY", parent: "province" },
  countyA1: { level: "COUNTY", parent: "cityA" },
  countyA2: { level: "COUNTY", parent: "cityA" },
  cityB: { level: "CITY", parent: "province" },
  countyB1: { level: "COUNTY", parent: "cityB" },
  countyB2: { level: "COUNTY", parent: "cityB" },
} as const satisfies Partial<Record<Unit, { level: "PROVINCE" | "CITY" | "COUNTY"; parent: string | null }>>;

/** The name of a division of a test's province: that of the authority that covers it. */
export type TestDivision = keyof typeof divisions;

type Lower<Text extends string> = Text extends `${infer Head}_${infer Tail}`
  ? `${Lowercase<Head>}${Capitalize<Lower<Tail>>}`
  : Lowercase<Text>;

/** A person of a test's province: the bureau and the role, such as "cityACentre.dispatcher". */
export type PersonName = `${Unit}.${Lower<Role>}`;

/** A province that belongs to one test. */
export interface World {
  /** The code of every bureau. "nation" is the one nation that all tests share. */
  code: Readonly<Record<Unit, string>>;
  /** The code of every division. */
  division: Readonly<Record<TestDivision, string>>;
  /** Where it was made. */
  readonly database: Database;
  /** The text that stands in the name of every bureau and person of this province, and in no other's. */
  mark: string;
  /** The person who holds one role at one bureau, and calls the API. */
  as(name: PersonName): Caller;
}

/** How a test's province differs from the usual one. */
export interface WorldOptions {
  /** The first day of its bureaus, divisions and roles; 2000-01-01 when it is not given. */
  validFrom?: string;
  /** Where it is made; the database of the run when it is not given. */
  database?: Database;
}

const letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** A code that no real bureau has: those begin with a digit. */
function freshCode(): string {
  return `T${[...randomBytes(5)].map((byte) => letters[byte % letters.length]).join("")}`;
}

/**
 * Codes that nobody has in the database: of the tens of thousands of a run two would be equal now and then, and what two
 * provinces both seed is there once.
 */
async function freshCodes<Name extends string>(
  database: Database,
  names: readonly Name[],
): Promise<Record<Name, string>> {
  const codes = new Set<string>();
  while (codes.size < names.length) {
    const drawn = Array.from({ length: names.length - codes.size }, freshCode);
    const taken = await database.asSystem("look which codes are free", (tx) => findBureaus(tx, drawn));
    for (const code of drawn) if (taken.every((row) => row.code !== code)) codes.add(code);
  }
  const free = [...codes];
  return Object.fromEntries(names.map((name, place) => [name, free[place]])) as Record<Name, string>;
}

const camelCase = (role: Role): string =>
  role.toLowerCase().replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

/**
 * Makes a province that no other test knows: two cities of two counties each, 12315 centres of the province and of both
 * cities, their price departments, a street office, a zone bureau without a division; and at every bureau, the shared
 * nation included, one person for each role.
 */
export async function makeProvince(options: WorldOptions = {}): Promise<World> {
  const validFrom = options.validFrom ?? "2000-01-01";
  const database = options.database ?? testDatabase();
  const code: Record<Unit, string> = { ...(await freshCodes(database, unitNames)), nation: nationCode };
  const divisionNames = Object.keys(divisions) as TestDivision[];
  // An authority has the code of its division, as in the real tree.
  const division = Object.fromEntries(divisionNames.map((name) => [name, code[name]])) as Record<TestDivision, string>;
  const mark = `省${code.province}`;
  const persons = await database.asSystem("make a province for a test", async (tx) => {
    await seedDivisions(
      tx,
      divisionNames.map((name) => {
        const { level, parent } = divisions[name];
        const above = parent === null ? nationCode : division[parent];
        return { code: division[name], name: `${mark}${name}`, parent: above, level, isZone: false, validFrom };
      }),
    );
    await seedBureaus(tx, bureauSeeds(code, mark, validFrom));
    return insertPeople(tx, code, mark, new Date(`${validFrom}T00:00:00+08:00`));
  });
  return {
    database,
    code,
    division,
    mark,
    as: (name) => {
      const person = persons.get(name);
      if (person === undefined) throw new Error(`nobody is called ${name}`);
      return callerOf(person);
    },
  };
}

function bureauSeeds(code: Readonly<Record<Unit, string>>, mark: string, validFrom: string): BureauSeed[] {
  return unitNames
    .filter((name) => name !== "nation")
    .map((name) => {
      const { kind, level, parent } = units[name];
      return {
        code: code[name],
        kind,
        level,
        name: `${mark}${name}`,
        mark: `${mark}市监`,
        parent: parent === null ? null : code[parent],
        line: kind === "DEPARTMENT" ? "PRICE" : null,
        divisions: name in divisions ? [code[name]] : [],
        validFrom,
      };
    });
}

async function insertPeople(
  tx: Transaction,
  code: Readonly<Record<Unit, string>>,
  mark: string,
  at: Date,
): Promise<Map<string, { id: string; login: string; bureau: string }>> {
  const rows = await findBureaus(tx, Object.values(code));
  const places = new Map(rows.map((row) => [row.code, placeOf(row)]));
  const seeds = unitNames.flatMap((unit) =>
    roles.map((role) => {
      const key = `${unit}.${camelCase(role)}`;
      const bureau = places.get(code[unit]);
      if (bureau === undefined) throw new Error(`there is no bureau ${unit}`);
      return { key, login: `${code.province}.${key}`.toLowerCase(), name: `${mark}${key}`, bureau, roles: [role] };
    }),
  );
  const ids = await seedPeople(tx, seeds, at);
  return new Map(
    seeds.map(({ key, login, bureau }) => [key, { id: ids.get(login) ?? "", login, bureau: bureau.bureau }]),
  );
}
