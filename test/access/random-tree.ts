import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { seedPeople } from "../../src/modules/identity/index.js";
import {
  actingBureauOf,
  type BureauSeed,
  findBureaus,
  placeOf,
  seedBureaus,
} from "../../src/modules/jurisdictions/index.js";
import { type ActingBureau, nationCode, type Role } from "../../src/platform/actor.js";
import { type Caller, callerOf } from "../api.js";
import { testDatabase } from "../database.js";
import type { PlainBureau, PlainTree } from "./oracle.js";

/** The shape of what stands at one authority besides its counties. */
interface UnitsShape {
  hasCentre: boolean;
  hasPrice: boolean;
  /** A department without a business line. */
  hasLegal: boolean;
}

interface CountyShape extends UnitsShape {
  streets: number;
}

/** The shape of a province: without cities it is a municipality (直辖市), whose counties stand directly under it. */
export interface ProvinceShape extends UnitsShape {
  cities: (UnitsShape & { counties: CountyShape[] })[];
  directCounties: CountyShape[];
}

const often = fc.integer({ min: 0, max: 2 }).map((number) => number > 0);
const seldom = fc.integer({ min: 0, max: 2 }).map((number) => number === 0);

const county: fc.Arbitrary<CountyShape> = fc.record({
  hasCentre: seldom,
  hasPrice: seldom,
  hasLegal: seldom,
  streets: fc.integer({ min: 0, max: 1 }),
});

const city = fc.record({
  hasCentre: often,
  hasPrice: often,
  hasLegal: seldom,
  counties: fc.array(county, { maxLength: 2 }),
});

/** Any province: cities with and without counties, counties directly under it, zones, departments, street offices. */
export const anyProvince: fc.Arbitrary<ProvinceShape> = fc.record({
  hasCentre: often,
  hasPrice: seldom,
  hasLegal: seldom,
  cities: fc.array(city, { maxLength: 2 }),
  directCounties: fc.array(county, { maxLength: 2 }),
});

/** Somebody who may do everything with tickets that a role allows, and somebody who may only look. */
export interface Crew {
  worker: Caller;
  watcher: Caller;
}

/** A tree that was made, with its people. */
export interface MadeTree {
  tree: PlainTree;
  codes: string[];
  acting: ReadonlyMap<string, ActingBureau>;
  crew: ReadonlyMap<string, Crew>;
}

const letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const freshCode = (): string => `T${[...randomBytes(5)].map((byte) => letters[byte % 36]).join("")}`;

type Level = "PROVINCE" | "CITY" | "COUNTY";

function unitsOf(shape: UnitsShape, level: Level, parent: string): BureauSeed[] {
  const unit = (kind: "CENTRE" | "DEPARTMENT", line: string | null): BureauSeed => ({
    ...seedOf(kind, level, parent),
    line,
  });
  return [
    ...(shape.hasCentre ? [unit("CENTRE", null)] : []),
    ...(shape.hasPrice ? [unit("DEPARTMENT", "PRICE")] : []),
    ...(shape.hasLegal ? [unit("DEPARTMENT", null)] : []),
  ];
}

function seedOf(kind: BureauSeed["kind"], level: BureauSeed["level"], parent: string): BureauSeed {
  const code = freshCode();
  return { code, kind, level, name: `局${code}`, mark: `标${code}`, parent, line: null, validFrom: "2000-01-01" };
}

function countySeeds(shape: CountyShape, parent: string): BureauSeed[] {
  const authority = seedOf("AUTHORITY", "COUNTY", parent);
  const streets = Array.from({ length: shape.streets }, () => seedOf("STREET_OFFICE", "STREET", authority.code));
  return [authority, ...unitsOf(shape, "COUNTY", authority.code), ...streets];
}

function provinceSeeds(shape: ProvinceShape): BureauSeed[] {
  const authority = seedOf("AUTHORITY", "PROVINCE", nationCode);
  const cities = shape.cities.flatMap((one) => {
    const seed = seedOf("AUTHORITY", "CITY", authority.code);
    return [seed, ...unitsOf(one, "CITY", seed.code), ...one.counties.flatMap((each) => countySeeds(each, seed.code))];
  });
  const direct = shape.directCounties.flatMap((each) => countySeeds(each, authority.code));
  return [authority, ...unitsOf(shape, "PROVINCE", authority.code), ...cities, ...direct];
}

const crewRoles: Record<keyof Crew, Role[]> = {
  worker: ["OPERATOR", "DISPATCHER", "HANDLER"],
  watcher: ["SUPERVISOR"],
};

/** Makes provinces of these shapes, with a worker and a watcher at every bureau of theirs. */
export async function makeTree(shapes: readonly ProvinceShape[]): Promise<MadeTree> {
  const seeds = shapes.flatMap(provinceSeeds);
  const codes = seeds.map(({ code }) => code);
  return testDatabase().asSystem("make a random tree", async (tx) => {
    await seedBureaus(tx, seeds);
    const rows = await findBureaus(tx, codes);
    const people = rows.flatMap((row) =>
      (Object.keys(crewRoles) as (keyof Crew)[]).map((name) => ({
        login: `${row.code.toLowerCase()}.${name}`,
        name: `${row.code}${name}`,
        bureau: placeOf(row),
        roles: crewRoles[name],
      })),
    );
    const ids = await seedPeople(tx, people, new Date("2000-01-01T00:00:00Z"));
    const callerAt = (code: string, name: keyof Crew): Caller => {
      const login = `${code.toLowerCase()}.${name}`;
      return callerOf({ id: ids.get(login) ?? "", login, bureau: code });
    };
    const nation: PlainBureau = { code: nationCode, kind: "AUTHORITY", level: "NATION", line: null, parent: null };
    return {
      tree: new Map<string, PlainBureau>([nation, ...rows].map((bureau) => [bureau.code, bureau])),
      codes,
      acting: new Map(rows.map((row) => [row.code, actingBureauOf(row)])),
      crew: new Map(
        codes.map((code) => [code, { worker: callerAt(code, "worker"), watcher: callerAt(code, "watcher") }]),
      ),
    };
  });
}
