import { sql } from "drizzle-orm";
import { bureauPeriods, bureaus, coverages, divisions } from "../../../schema/index.js";
import { type BureauKind, type BureauLevel, nationCode, type Place } from "../../platform/actor.js";
import type { Database, Transaction } from "../../platform/database.js";
import { findBureaus } from "./bureaus.store.js";
import { forgetDirectoryAfter } from "./directory-memory.js";
import { DIVISION_SEED_VALID_FROM, type DivisionSeed, readDivisionData } from "./division-data.js";
import { findDivisions } from "./divisions.store.js";
import { placesOf } from "./place.js";

/** One bureau as it is loaded: by the loader of a deployment, by the demo world, by tests. */
export interface BureauSeed {
  /** Six characters, for a unit with a suffix: 320500, 320500-12315. */
  code: string;
  kind: BureauKind;
  level: BureauLevel;
  name: string;
  /** The letters that open a document number, such as 苏市监. */
  mark: string;
  /** The code of the bureau above, among the seeds or loaded before; null for the nation. */
  parent: string | null;
  /** The business line that a department watches (业务条线), such as PRICE. */
  line?: string | null;
  /** The codes of the divisions that it covers. */
  divisions?: readonly string[];
  /** The first day, YYYY-MM-DD in China. */
  validFrom: string;
}

// One parameter for all rows: a statement with a parameter for each value would be parsed anew for each number of rows.
const rowsOf = (values: readonly object[]) => sql`${JSON.stringify(values)}::text::jsonb`;

type Columns = Pick<DivisionSeed, "code"> & { province: string | null; city: string | null };

async function divisionColumns(tx: Transaction, seeds: readonly DivisionSeed[]): Promise<Columns[]> {
  const seeded = new Set(seeds.map(({ code }) => code));
  const outside = seeds.map(({ parent }) => parent).filter((parent) => parent !== null && !seeded.has(parent));
  const above = await findDivisions(tx, [...new Set(outside)] as string[]);
  const known = new Map<string, Columns>(above.map((row) => [row.code, row]));
  const seedByCode = new Map(seeds.map((seed) => [seed.code, seed]));
  const columnsOf = (code: string | null): Columns => {
    const nothing = { code: code ?? "", province: null, city: null };
    if (code === null) return nothing;
    const found = known.get(code);
    if (found !== undefined) return found;
    const seed = seedByCode.get(code);
    if (seed === undefined) return nothing;
    const parent = columnsOf(seed.parent);
    const columns = {
      code,
      province: seed.level === "PROVINCE" ? code : parent.province,
      city: seed.level === "CITY" ? code : parent.city,
    };
    known.set(code, columns);
    return columns;
  };
  return seeds.map(({ code }) => columnsOf(code));
}

/** Loads divisions in one statement; those whose code is there already are left as they are. */
export async function seedDivisions(tx: Transaction, seeds: readonly DivisionSeed[]): Promise<void> {
  forgetDirectoryAfter(tx);
  const columns = await divisionColumns(tx, seeds);
  const rows = seeds.map((seed, index) => ({ ...seed, ...columns[index] }));
  await tx.execute(sql`
    INSERT INTO ${divisions} (code, name, parent, level, is_zone, province, city, valid_from)
    SELECT code, name, parent, level, "isZone", province, city, "validFrom"
    FROM jsonb_to_recordset(${rowsOf(rows)}) AS seed (code text, name text, parent text, level text, "isZone" boolean,
      province text, city text, "validFrom" date)
    ON CONFLICT (code) DO NOTHING`);
}

/**
 * Loads the committed divisions of China that the database does not have yet; does nothing when all are there. Runs at
 * each start and migration.
 */
export async function loadDivisions(database: Database): Promise<void> {
  const seeds = readDivisionData();
  await database.asSystem("load the divisions", async (tx) => {
    const codes = seeds.map(({ code }) => code);
    const [present] = await tx.execute<{ number: number }>(sql`
      SELECT count(*)::int AS number FROM ${divisions} WHERE ${divisions.code} = ANY(${sql.param(codes)})`);
    if (present?.number !== seeds.length) await seedDivisions(tx, seeds);
  });
}

async function placesOfSeeds(tx: Transaction, seeds: readonly BureauSeed[]): Promise<Map<string, Place>> {
  const seeded = new Set(seeds.map(({ code }) => code));
  const parents = await findBureaus(tx, [
    ...new Set(seeds.map(({ parent }) => parent).filter((code) => code !== null && !seeded.has(code))),
  ] as string[]);
  const above = parents.flatMap(({ province, city, county }) => [province, city, county]);
  const authorities = await findBureaus(
    tx,
    [...new Set(above)].filter((code) => code !== null),
  );
  return placesOf([...authorities, ...parents, ...seeds]);
}

/**
 * Loads bureaus, their first period and their coverage, with their places worked out, in three statements. Bureaus
 * whose code is there already are left as they are, with their periods and coverages.
 */
export async function seedBureaus(tx: Transaction, seeds: readonly BureauSeed[]): Promise<void> {
  forgetDirectoryAfter(tx);
  const places = await placesOfSeeds(tx, seeds);
  const rows = seeds.map((seed) => ({ line: null, ...seed, ...places.get(seed.code) }));
  const inserted = await tx.execute<{ code: string }>(sql`
    INSERT INTO ${bureaus} (code, kind, level, name, mark, parent, province, city, county, line, valid_from)
    SELECT code, kind, level, name, mark, parent, province, city, county, line, "validFrom"
    FROM jsonb_to_recordset(${rowsOf(rows)}) AS seed (code text, kind text, level text, name text, mark text,
      parent text, province text, city text, county text, line text, "validFrom" date)
    ON CONFLICT (code) DO NOTHING RETURNING code`);
  const isNew = new Set(inserted.map(({ code }) => code));
  const fresh = seeds.filter(({ code }) => isNew.has(code));
  await tx.execute(sql`
    INSERT INTO ${bureauPeriods} (id, bureau, name, parent, valid_from)
    SELECT gen_random_uuid(), code, name, parent, "validFrom"
    FROM jsonb_to_recordset(${rowsOf(fresh)}) AS seed (code text, name text, parent text, "validFrom" date)`);
  const covered = fresh.flatMap(({ code, divisions: codes, validFrom }) =>
    (codes ?? []).map((division) => ({ code, division, validFrom })),
  );
  await tx.execute(sql`
    INSERT INTO ${coverages} (id, bureau, division, valid_from)
    SELECT gen_random_uuid(), code, division, "validFrom"
    FROM jsonb_to_recordset(${rowsOf(covered)}) AS seed (code text, division text, "validFrom" date)`);
}

/**
 * Loads the nation's own bureau (国家市场监督管理总局), under which all others are founded, where it is missing. It comes with
 * each release as the divisions do, since no administrator stands above it who could found it.
 */
export async function loadNationBureau(database: Database): Promise<void> {
  const nation: BureauSeed = {
    code: nationCode,
    kind: "AUTHORITY",
    level: "NATION",
    name: "国家市场监督管理总局",
    mark: "国市监",
    parent: null,
    divisions: [nationCode],
    validFrom: DIVISION_SEED_VALID_FROM,
  };
  await database.asSystem("load the bureau of the nation", (tx) => seedBureaus(tx, [nation]));
}
