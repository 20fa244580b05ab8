import { and, asc, eq, gt, type SQL, sql } from "drizzle-orm";
import { divisions } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import { listParameter } from "../../platform/list-parameter.js";
import { countLimit, type PageRequest } from "../../platform/pagination.js";
import { isCode } from "./code.js";
import type { DivisionSeedLevel } from "./division-data.js";

/** The level of a division. */
export type DivisionLevelName = DivisionSeedLevel;

/** A division as it stands in the table. */
export interface DivisionRow {
  code: string;
  name: string;
  /** The code of the division above; null for the nation. */
  parent: string | null;
  level: DivisionLevelName;
  isZone: boolean;
  /** The code of the division at province level (itself included); null for the nation. */
  province: string | null;
  /** The code of the division at city level (itself included); null where there is none. */
  city: string | null;
  validFrom: string;
  validTo: string | null;
}

/** What a search for divisions may ask. */
export interface DivisionFilter {
  /** A part of the name. */
  name?: string | null | undefined;
  /** The code of the division directly above. */
  parent?: string | null | undefined;
  level?: DivisionLevelName | null | undefined;
}

/** One page of the divisions directly under one division. */
export interface ChildrenRequest {
  parent: string;
  page: PageRequest;
}

const inForce = (today: string): SQL =>
  sql`${divisions.validFrom} <= ${today} AND (${divisions.validTo} IS NULL OR ${divisions.validTo} > ${today})`;

/** The division of a code, whatever its days of validity; null when there is none. */
export async function findDivision(tx: Transaction, code: string): Promise<DivisionRow | null> {
  const [row] = await findDivisions(tx, [code]);
  return row ?? null;
}

/** The divisions of these codes; unknown codes are left out. */
export async function findDivisions(tx: Transaction, codes: readonly string[]): Promise<DivisionRow[]> {
  const rows = await tx
    .select()
    .from(divisions)
    .where(sql`${divisions.code} = ANY(${sql.param(listParameter(codes.filter(isCode)))})`);
  return rows as DivisionRow[];
}

// The name is looked for in all of about 3,300 rows, which takes less than 1 ms; an index on parts of names would not pay.
function matching(filter: DivisionFilter, today: string): SQL | undefined {
  return and(
    inForce(today),
    filter.name == null ? undefined : sql`strpos(${divisions.name}, ${filter.name}) > 0`,
    filter.parent == null ? undefined : eq(divisions.parent, filter.parent),
    filter.level == null ? undefined : eq(divisions.level, filter.level),
  );
}

/** Divisions in force today by code, one more than the page where more follow. */
export async function searchDivisions(
  tx: Transaction,
  filter: DivisionFilter,
  today: string,
  page: PageRequest,
): Promise<DivisionRow[]> {
  const rows = await tx
    .select()
    .from(divisions)
    .where(and(matching(filter, today), page.after === null ? undefined : gt(divisions.code, page.after.key)))
    .orderBy(asc(divisions.code))
    .limit(page.first + 1);
  return rows as DivisionRow[];
}

/** How many divisions a search finds, up to one more than the limit of exact counts. */
export async function countDivisions(tx: Transaction, filter: DivisionFilter, today: string): Promise<number> {
  const found = tx.select({ code: divisions.code }).from(divisions).where(matching(filter, today));
  return tx.$count(found.limit(countLimit + 1).as("found"));
}

/** The pages of children of several divisions at once, each one row longer than asked for where more follow. */
export async function findChildDivisions(
  tx: Transaction,
  requests: readonly ChildrenRequest[],
  today: string,
): Promise<DivisionRow[][]> {
  const rows = await tx.execute<DivisionRow & Record<string, unknown> & { position: number }>(sql`
    SELECT asked.position::int AS position, child.*
    FROM unnest(${sql.param(requests.map(({ parent }) => parent))}::text[],
        ${sql.param(requests.map(({ page }) => page.after?.key ?? ""))}::text[],
        ${sql.param(requests.map(({ page }) => page.first + 1))}::int[])
      WITH ORDINALITY AS asked (parent, after, size, position)
    CROSS JOIN LATERAL (
      SELECT code, name, parent, level, is_zone AS "isZone", province, city, valid_from AS "validFrom",
        valid_to AS "validTo"
      FROM divisions
      WHERE divisions.parent = asked.parent AND divisions.code > asked.after AND ${inForce(today)}
      ORDER BY divisions.code LIMIT asked.size
    ) AS child
    ORDER BY asked.position, child.code`);
  return requests.map((_, index) => rows.filter(({ position }) => position === index + 1));
}

/** How many divisions stand directly under each of these; a division without any is left out. */
export async function countChildDivisions(
  tx: Transaction,
  parents: readonly string[],
  today: string,
): Promise<Map<string, number>> {
  const rows = await tx
    .select({ parent: divisions.parent, number: sql<number>`count(*)::int` })
    .from(divisions)
    .where(and(sql`${divisions.parent} = ANY(${sql.param(parents)})`, inForce(today)))
    .groupBy(divisions.parent);
  return new Map(rows.map(({ parent, number }) => [parent ?? "", number]));
}
