import { sql } from "drizzle-orm";
import { bureauPeriods, bureaus, coverages } from "../../../schema/index.js";
import { nationCode } from "../../platform/actor.js";
import type { Transaction } from "../../platform/database.js";
import { forgetDirectoryAfter } from "./directory-memory.js";
import type { BureauRow } from "./place.js";
import type { NewBureau } from "./plan.js";
import type { BureauFacts, BureauPeriodRow, CoverageRow, History } from "./tree.js";

// Any number will do, as long as nothing else takes it.
const reorganisationLock = 12315;

/**
 * Waits until no other reorganisation of the province is under way, and keeps others waiting until this transaction
 * ends. What is read after it is what they left.
 */
export async function lockProvince(tx: Transaction, province: string): Promise<void> {
  await tx.execute(sql`SELECT pg_advisory_xact_lock(${reorganisationLock}, hashtext(${province}))`);
}

/** Takes the lock of `lockProvince` when it is free; answers false, and waits for nobody, when it is not. */
export async function tryLockProvince(tx: Transaction, province: string): Promise<boolean> {
  const [row] = await tx.execute<{ taken: boolean }>(
    sql`SELECT pg_try_advisory_xact_lock(${reorganisationLock}, hashtext(${province})) AS taken`,
  );
  return row?.taken ?? false;
}

/**
 * Lets the statements of this transaction take ten minutes each. A city that is merged may hold half a million tickets,
 * and they must follow in one transaction or not at all; a county's 75,000 take about three seconds.
 */
export async function allowLongStatements(tx: Transaction): Promise<void> {
  await tx.execute(sql`SET LOCAL statement_timeout = '10min'`);
}

/** The bureaus of a province and the nation's own, also those that are no more or not yet. */
export async function findBureausOfProvince(tx: Transaction, province: string): Promise<BureauRow[]> {
  const rows = await tx
    .select()
    .from(bureaus)
    .where(sql`${bureaus.province} = ${province} OR ${bureaus.code} = ${nationCode}`);
  return rows as BureauRow[];
}

/**
 * The history of a province and the nation's own bureau, with that of other bureaus that a plan names.
 *
 * @param others codes of bureaus that may lie in other provinces
 */
export async function findHistory(tx: Transaction, province: string, others: readonly string[]): Promise<History> {
  const wanted = sql`${bureaus.province} = ${province} OR ${bureaus.code} = ANY(${sql.param([nationCode, ...others])})`;
  const { code, kind, level, province: ofProvince } = bureaus;
  const facts = await tx.select({ code, kind, level, province: ofProvince }).from(bureaus).where(wanted);
  const codes = sql.param(facts.map((one) => one.code));
  const period = bureauPeriods;
  const periods = await tx
    .select({
      bureau: period.bureau,
      name: period.name,
      parent: period.parent,
      validFrom: period.validFrom,
      validTo: period.validTo,
    })
    .from(period)
    .where(sql`${period.bureau} = ANY(${codes})`);
  const covered = await tx
    .select({
      bureau: coverages.bureau,
      division: coverages.division,
      validFrom: coverages.validFrom,
      validTo: coverages.validTo,
    })
    .from(coverages)
    .where(sql`${coverages.bureau} = ANY(${codes})`);
  return { facts: new Map((facts as BureauFacts[]).map((one) => [one.code, one])), periods, coverages: covered };
}

/** Which of these codes any bureau of the nation has or had, and which of these marks one of the province. */
export async function findTaken(
  tx: Transaction,
  province: string,
  newBureaus: readonly Pick<NewBureau, "code" | "mark">[],
): Promise<{ codes: Set<string>; marks: Set<string> }> {
  const rows = await tx
    .select({ code: bureaus.code, mark: bureaus.mark, province: bureaus.province })
    .from(bureaus)
    .where(
      sql`${bureaus.code} = ANY(${sql.param(newBureaus.map(({ code }) => code))})
        OR (${bureaus.province} = ${province} AND ${bureaus.mark} = ANY(${sql.param(newBureaus.map(({ mark }) => mark))}))`,
    );
  return {
    codes: new Set(rows.map(({ code }) => code)),
    marks: new Set(rows.filter((row) => row.province === province).map(({ mark }) => mark)),
  };
}

const rowsOf = (values: readonly object[]) => sql`${JSON.stringify(values)}::text::jsonb`;

function difference<Row>(before: readonly Row[], after: readonly Row[]): { gone: Row[]; fresh: Row[] } {
  const kept = new Set<Row>(after);
  const known = new Set<Row>(before);
  return { gone: before.filter((row) => !kept.has(row)), fresh: after.filter((row) => !known.has(row)) };
}

async function writePeriods(tx: Transaction, before: History, after: History): Promise<void> {
  const { gone, fresh } = difference<BureauPeriodRow>(before.periods, after.periods);
  await tx.execute(sql`
    DELETE FROM ${bureauPeriods} USING jsonb_to_recordset(${rowsOf(gone)}) AS gone (bureau text, "validFrom" date)
    WHERE ${bureauPeriods.bureau} = gone.bureau AND ${bureauPeriods.validFrom} = gone."validFrom"`);
  await tx.execute(sql`
    INSERT INTO ${bureauPeriods} (id, bureau, name, parent, valid_from, valid_to)
    SELECT gen_random_uuid(), bureau, name, parent, "validFrom", "validTo"
    FROM jsonb_to_recordset(${rowsOf(fresh)}) AS fresh (bureau text, name text, parent text, "validFrom" date,
      "validTo" date)`);
}

async function writeCoverages(tx: Transaction, before: History, after: History): Promise<void> {
  const { gone, fresh } = difference<CoverageRow>(before.coverages, after.coverages);
  await tx.execute(sql`
    DELETE FROM ${coverages} USING jsonb_to_recordset(${rowsOf(gone)}) AS gone (division text, "validFrom" date)
    WHERE ${coverages.division} = gone.division AND ${coverages.validFrom} = gone."validFrom"`);
  await tx.execute(sql`
    INSERT INTO ${coverages} (id, bureau, division, valid_from, valid_to)
    SELECT gen_random_uuid(), bureau, division, "validFrom", "validTo"
    FROM jsonb_to_recordset(${rowsOf(fresh)}) AS fresh (bureau text, division text, "validFrom" date, "validTo" date)`);
}

/**
 * Writes the rows in which two histories differ: rows that are the same object in both stay as they are. Needs the
 * rights of the platform. New bureaus must be inserted before.
 */
export async function writeHistory(tx: Transaction, before: History, after: History): Promise<void> {
  await writePeriods(tx, before, after);
  await writeCoverages(tx, before, after);
}

/** Adds bureaus; needs the rights of the platform. */
export async function insertBureaus(tx: Transaction, rows: readonly BureauRow[]): Promise<void> {
  forgetDirectoryAfter(tx);
  if (rows.length > 0) await tx.insert(bureaus).values([...rows]);
}

/** Removes bureaus that were planned and will not be; the database refuses it for one that anything refers to. */
export async function deleteBureaus(tx: Transaction, codes: readonly string[]): Promise<void> {
  forgetDirectoryAfter(tx);
  await tx.delete(bureaus).where(sql`${bureaus.code} = ANY(${sql.param(codes)})`);
}

/**
 * Brings bureaus to what they are from today on: name, superior, end and place. The version grows where more than the
 * place changed. Needs the rights of the platform.
 */
export async function updateBureaus(tx: Transaction, rows: readonly BureauRow[]): Promise<void> {
  forgetDirectoryAfter(tx);
  await tx.execute(sql`
    UPDATE bureaus SET name = fresh.name, parent = fresh.parent, city = fresh.city, county = fresh.county,
      valid_to = fresh."validTo", version = fresh.version
    FROM jsonb_to_recordset(${rowsOf(rows)}) AS fresh (code text, name text, parent text, city text, county text,
      "validTo" date, version int)
    WHERE bureaus.code = fresh.code`);
}
