import { randomBytes } from "node:crypto";
import type postgres from "postgres";
import { describe, expect, inject, test } from "vitest";
import { openDatabase } from "../../src/platform/database.js";
import { excessOfLogin } from "../../src/platform/login.store.js";
import { asSuperuser } from "../database.js";

/** What the check finds of a login made for this test. */
async function excessOf(options: string, prepare: (sql: postgres.Sql, name: string) => Promise<unknown>) {
  const name = `lianxin_test_login_${randomBytes(5).toString("hex")}`;
  const adminUrl = inject("adminUrl");
  return asSuperuser(adminUrl, async (sql) => {
    await sql.unsafe(`CREATE ROLE ${name} LOGIN NOINHERIT PASSWORD 'secret' ${options} IN ROLE lianxin_login`);
    const url = Object.assign(new URL(adminUrl), { username: name, password: "secret" }).href;
    const database = openDatabase({ url, poolSize: 1, statementTimeout: 5000 });
    try {
      await prepare(sql, name);
      return await excessOfLogin(database);
    } finally {
      await database.close(1);
      await sql.unsafe(`DROP OWNED BY ${name}`);
      await sql.unsafe(`DROP ROLE ${name}`);
    }
  });
}

const nothing = async () => {};

describe("the check of the API's login", () => {
  test("finds nothing with a member of lianxin_login", async () => {
    expect(await excessOf("", nothing)).toBeNull();
  });

  test("finds a superuser", async () => {
    expect(await excessOf("SUPERUSER", nothing)).toBe("is a superuser");
  });

  test("finds a login that row policies do not bind", async () => {
    expect(await excessOf("BYPASSRLS", nothing)).toBe("has BYPASSRLS");
  });

  test("finds a login that owns a table", async () => {
    const own = (sql: postgres.Sql, name: string) =>
      sql.begin(async (tx) => {
        await tx.unsafe(`CREATE TABLE ${name} (id int)`);
        await tx.unsafe(`ALTER TABLE ${name} OWNER TO ${name}`);
      });
    expect(await excessOf("", own)).toBe("owns the tables");
  });
});
