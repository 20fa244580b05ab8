import postgres from "postgres";
import { levels } from "./actors.js";
import { contactColumn } from "./document.js";
import { pageQuery } from "./scope.js";

/** The schema of the functions that PostGraphile makes fields of. */
export const postgraphileSchema = "bench_postgraphile";

/**
 * Makes the functions that a user of PostGraphile would write for this page: one for each level, in plain SQL, so that
 * PostgreSQL inlines them, with a size of the page, without which it would sort all of a city; and the two columns of the
 * masked contact.
 */
export async function makeFunctions(adminUrl: string): Promise<void> {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => {} });
  const region = "current_setting('app.region')";
  const pages = levels.map(
    (
      level,
    ) => `CREATE FUNCTION ${postgraphileSchema}.tickets_of_${level}(page_size integer) RETURNS SETOF tickets LANGUAGE sql STABLE
      AS $$ ${pageQuery(level, region, "*", "page_size")} $$`,
  );
  const contact = (["name", "phone"] as const).map(
    (
      part,
    ) => `CREATE FUNCTION ${postgraphileSchema}.tickets_contact_${part}(ticket tickets) RETURNS text LANGUAGE sql STABLE
      AS $$ SELECT ${contactColumn("ticket", part, "current_setting('app.bureau')")} $$`,
  );
  try {
    await sql.unsafe(`DROP SCHEMA IF EXISTS ${postgraphileSchema} CASCADE; CREATE SCHEMA ${postgraphileSchema}`);
    for (const statement of [...pages, ...contact]) await sql.unsafe(statement);
    await sql.unsafe(`GRANT USAGE ON SCHEMA ${postgraphileSchema} TO lianxin_api`);
  } finally {
    await sql.end({ timeout: 5 });
  }
}
