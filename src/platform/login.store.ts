import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import postgres from "postgres";
import type { Database } from "./database.js";

/** The login of the API: it may become a level role for one transaction, and has no right of its own. */
const apiLogin = "lianxin_login";

/**
 * Lets the API's login in, under a password that is drawn anew.
 *
 * @param adminUrl the superuser of an embedded server
 * @returns the address for the login
 */
export async function openLogin(adminUrl: string): Promise<string> {
  const password = randomBytes(24).toString("hex");
  const client = postgres(adminUrl, { max: 1, onnotice: () => {} });
  try {
    // No parameters in this statement; the password is hexadecimal and the name our own.
    await client.unsafe(`ALTER ROLE ${apiLogin} LOGIN PASSWORD '${password}'`);
  } finally {
    await client.end({ timeout: 5 });
  }
  const url = new URL(adminUrl);
  url.username = apiLogin;
  url.password = password;
  return url.href;
}

/**
 * Why the login of the database is mightier than the API may be: row policies do not bind a superuser or a login with
 * BYPASSRLS, and the owner of the tables can drop them. Null for a login that is as weak as it must be.
 */
export async function excessOfLogin(database: Database): Promise<string | null> {
  const [login] = await database.asSystem("check the login", (tx) =>
    tx.execute<{ is_superuser: boolean; passes_policies: boolean; owns_tables: boolean }>(sql`
      SELECT rolsuper AS is_superuser, rolbypassrls AS passes_policies, EXISTS (
        SELECT 1 FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND pg_has_role(session_user, relowner, 'MEMBER')
      ) AS owns_tables
      FROM pg_roles WHERE rolname = session_user`),
  );
  if (login === undefined || login.is_superuser) return "is a superuser";
  if (login.passes_policies) return "has BYPASSRLS";
  return login.owns_tables ? "owns the tables" : null;
}
