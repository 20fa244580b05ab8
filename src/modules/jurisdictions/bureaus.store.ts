import { and, asc, eq, gt, ne, or, type SQL, sql } from "drizzle-orm";
import { bureauPeriods, bureaus } from "../../../schema/index.js";
import { type BureauKind, type BureauLevel, nationCode } from "../../platform/actor.js";
import type { Transaction } from "../../platform/database.js";
import { listParameter } from "../../platform/list-parameter.js";
import { countLimit, type PageRequest } from "../../platform/pagination.js";
import { isCode } from "./code.js";
import type { ChildrenRequest } from "./divisions.store.js";
import type { BureauRow } from "./place.js";
import type { BureauPeriodRow } from "./tree.js";

/** What a search for bureaus may ask. */
export interface BureauFilter {
  /** A part of the name. */
  name?: string | null | undefined;
  kind?: BureauKind | null | undefined;
  level?: BureauLevel | null | undefined;
  /** The code of a bureau; those beneath it at any depth are found. */
  under?: string | null | undefined;
}

const inForce = (today: string): SQL =>
  sql`${bureaus.validFrom} <= ${today} AND (${bureaus.validTo} IS NULL OR ${bureaus.validTo} > ${today})`;

/** The bureau of a code, whatever its days of validity; null when there is none. */
export async function findBureau(tx: Transaction, code: string): Promise<BureauRow | null> {
  const [row] = await findBureaus(tx, [code]);
  return row ?? null;
}

/** The bureaus of these codes, whatever their days of validity; unknown codes are left out. */
export async function findBureaus(tx: Transaction, codes: readonly string[]): Promise<BureauRow[]> {
  const rows = await tx
    .select()
    .from(bureaus)
    .where(sql`${bureaus.code} = ANY(${sql.param(listParameter(codes.filter(isCode)))})`);
  return rows as BureauRow[];
}

// Only an authority has bureaus in its columns, so for any other code nothing but direct children can match.
function beneath(under: string): SQL | undefined {
  if (under === nationCode) return ne(bureaus.code, nationCode);
  const within = or(
    eq(bureaus.province, under),
    eq(bureaus.city, under),
    eq(bureaus.county, under),
    eq(bureaus.parent, under),
  );
  return and(within, ne(bureaus.code, under));
}

// The name is looked for in all of about 3,000 rows, which takes less than 1 ms; an index on parts of names would not pay.
function matching(filter: BureauFilter, today: string): SQL | undefined {
  return and(
    inForce(today),
    filter.name == null ? undefined : sql`strpos(${bureaus.name}, ${filter.name}) > 0`,
    filter.kind == null ? undefined : eq(bureaus.kind, filter.kind),
    filter.level == null ? undefined : eq(bureaus.level, filter.level),
    filter.under == null ? undefined : beneath(filter.under),
  );
}

/** Bureaus in force today by code, one more than the page where more follow. */
export async function searchBureaus(
  tx: Transaction,
  filter: BureauFilter,
  today: string,
  page: PageRequest,
): Promise<BureauRow[]> {
  const rows = await tx
    .select()
    .from(bureaus)
    .where(and(matching(filter, today), page.after === null ? undefined : gt(bureaus.code, page.after.key)))
    .orderBy(asc(bureaus.code))
    .limit(page.first + 1);
  return rows as BureauRow[];
}

/** How many bureaus a search finds, up to one more than the limit of exact counts. */
export async function countBureaus(tx: Transaction, filter: BureauFilter, today: string): Promise<number> {
  const found = tx.select({ code: bureaus.code }).from(bureaus).where(matching(filter, today));
  return tx.$count(found.limit(countLimit + 1).as("found"));
}

/** The pages of children of several bureaus at once, each one row longer than asked for where more follow. */
export async function findChildBureaus(
  tx: Transaction,
  requests: readonly ChildrenRequest[],
  today: string,
): Promise<BureauRow[][]> {
  const rows = await tx.execute<BureauRow & Record<string, unknown> & { position: number }>(sql`
    SELECT asked.position::int AS position, child.*
    FROM unnest(${sql.param(requests.map(({ parent }) => parent))}::text[],
        ${sql.param(requests.map(({ page }) => page.after?.key ?? ""))}::text[],
        ${sql.param(requests.map(({ page }) => page.first + 1))}::int[])
      WITH ORDINALITY AS asked (parent, after, size, position)
    CROSS JOIN LATERAL (
      SELECT code, kind, level, name, mark, parent, province, city, county, line, valid_from AS "validFrom",
        valid_to AS "validTo", version
      FROM bureaus
      WHERE bureaus.parent = asked.parent AND bureaus.code > asked.after AND ${inForce(today)}
      ORDER BY bureaus.code LIMIT asked.size
    ) AS child
    ORDER BY asked.position, child.code`);
  return requests.map((_, index) => rows.filter(({ position }) => position === index + 1));
}

/** How many bureaus stand directly under each of these; a bureau without any is left out. */
export async function countChildBureaus(
  tx: Transaction,
  parents: readonly string[],
  today: string,
): Promise<Map<string, number>> {
  const rows = await tx
    .select({ parent: bureaus.parent, number: sql<number>`count(*)::int` })
    .from(bureaus)
    .where(and(sql`${bureaus.parent} = ANY(${sql.param(parents)})`, inForce(today)))
    .groupBy(bureaus.parent);
  return new Map(rows.map(({ parent, number }) => [parent ?? "", number]));
}

/** What a bureau was called on a day. */
export interface BureauNameOnDay {
  bureau: string;
  /** A day in China, YYYY-MM-DD. */
  on: string;
  name: string;
}

/**
 * What bureaus were called on days, in one statement. On a day before a bureau was or after it ended, the name that it
 * has or had last; an unknown code is left out.
 */
export async function findBureauNames(
  tx: Transaction,
  questions: readonly { bureau: string; on: string }[],
): Promise<BureauNameOnDay[]> {
  const rows = await tx.execute<BureauNameOnDay & Record<string, unknown>>(sql`
    SELECT asked.bureau, asked.day::text AS "on", coalesce(period.name, bureaus.name) AS name
    FROM unnest(${sql.param(questions.map(({ bureau }) => bureau))}::text[],
        ${sql.param(questions.map(({ on }) => on))}::text[]::date[]) AS asked (bureau, day)
    JOIN bureaus ON bureaus.code = asked.bureau
    LEFT JOIN bureau_periods AS period ON period.bureau = asked.bureau AND period.valid_from <= asked.day
      AND (period.valid_to IS NULL OR period.valid_to > asked.day)`);
  return [...rows];
}

/** What these bureaus were called and whom they stood under, the latest period first. */
export async function findBureauPeriods(tx: Transaction, codes: readonly string[]): Promise<BureauPeriodRow[]> {
  const { bureau, name, parent, validFrom, validTo } = bureauPeriods;
  return tx
    .select({ bureau, name, parent, validFrom, validTo })
    .from(bureauPeriods)
    .where(sql`${bureau} = ANY(${sql.param(codes)})`)
    .orderBy(asc(bureau), sql`${validFrom} DESC`);
}
