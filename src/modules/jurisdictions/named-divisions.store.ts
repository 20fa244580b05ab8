import { sql } from "drizzle-orm";
import { divisions } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import { isCode } from "./code.js";
import type { DivisionRow } from "./divisions.store.js";

/**
 * The divisions in force on a day that have one of some codes or exactly one of some names, by code. Several may have the
 * same name. At most some thousand words.
 */
export async function findDivisionsNamed(
  tx: Transaction,
  { codes, names }: { codes: readonly string[]; names: readonly string[] },
  on: string,
): Promise<DivisionRow[]> {
  if (codes.length === 0 && names.length === 0) return [];
  const isMeant = sql`${divisions.code} = ANY(${sql.param(codes.filter(isCode))}::text[])
    OR ${divisions.name} = ANY(${sql.param([...names])}::text[])`;
  const rows = await tx
    .select()
    .from(divisions)
    .where(sql`(${isMeant}) AND ${divisions.validFrom} <= ${on}
      AND (${divisions.validTo} IS NULL OR ${divisions.validTo} > ${on})`)
    .orderBy(divisions.code);
  return rows as DivisionRow[];
}
