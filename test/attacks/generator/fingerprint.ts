import type { Registry } from "./lookups.js";

// The sealing of the audit is the platform's own work, done beside all requests.
const ofThePlatform: ReadonlySet<string> = new Set(["__drizzle_migrations", "audit_links", "audit_sealings"]);

// No bureau beneath the nation changes them.
const ofTheNation: ReadonlySet<string> = new Set(["announced_years"]);

/**
 * A sum of every table over all rows that do not belong to the first province: those of the other, and those of the
 * nation. Two equal fingerprints say that nothing of them was added, changed or removed.
 */
export async function fingerprintOf({ sql, own }: Registry): Promise<Record<string, string>> {
  const columns = await sql<{ table: string; columns: string[] }[]>`
    SELECT c.table_name AS table, array_agg(c.column_name::text) AS columns
    FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
    WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' GROUP BY 1 ORDER BY 1`;
  const sums: Record<string, string> = {};
  for (const { table, columns: named } of columns) {
    if (ofThePlatform.has(table)) continue;
    const condition = conditionOf(table, named);
    const [row] = await sql.unsafe<{ sum: string }[]>(
      `WITH asked AS (SELECT $1::text AS own) SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, E'\\n' ORDER BY t::text)), '') AS sum
       FROM ${table} t, asked WHERE ${condition}`,
      [own],
    );
    sums[table] = row?.sum ?? "";
  }
  return sums;
}

function conditionOf(table: string, columns: readonly string[]): string {
  if (columns.includes("province")) return "province IS DISTINCT FROM own";
  if (columns.includes("bureau")) return "bureau NOT IN (SELECT code FROM bureaus WHERE province = own)";
  if (ofTheNation.has(table)) return "true";
  throw new Error(`the table ${table} has neither a province nor a bureau: say here to whom its rows belong`);
}
