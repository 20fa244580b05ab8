import PgBoss from "pg-boss";
import type { Sql } from "postgres";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { levelRoles } from "../../schema/index.js";
import { asSuperuser, type OwnDatabase, ownDatabase } from "../database.js";

const levels = Object.values(levelRoles).map(({ name }) => name);

describe("the schema of the queue", () => {
  let own: OwnDatabase;

  beforeAll(async () => {
    own = await ownDatabase();
    await asSuperuser(own.adminUrl, (sql) => sql.unsafe(PgBoss.getConstructionPlans("original")));
  });

  afterAll(() => own.drop());

  const query = <Row extends object>(text: string, address = own.adminUrl) =>
    asSuperuser(address, async (sql: Sql) => [...(await sql.unsafe(text))] as unknown as Row[]);

  const columnsOf = (schema: string) =>
    query(`SELECT table_name, column_name, ordinal_position, is_nullable, replace(udt_name, '${schema}.', '') AS type,
        replace(column_default, '${schema}.', '') AS usual
      FROM information_schema.columns WHERE table_schema = '${schema}' AND table_name <> 'job_common'
      ORDER BY table_name, ordinal_position`);

  test("has the tables, the columns and the version of the pg-boss that is installed", async () => {
    expect(await columnsOf("pgboss")).toEqual(await columnsOf("original"));
    expect(await query("SELECT version FROM pgboss.version")).toEqual(
      await query("SELECT version FROM original.version"),
    );
    const states = (schema: string) => query(`SELECT enum_range(NULL::${schema}.job_state)::text AS states`);
    expect(await states("pgboss")).toEqual(await states("original"));
  });

  test("has the indexes of pg-boss on the partition that all queues share", async () => {
    await query(`SELECT original.create_queue('q', '{"policy":"short"}')`);
    const [{ name: partition } = { name: "" }] = await query<{ name: string }>(
      "SELECT partition_name AS name FROM original.queue",
    );
    const indexesOf = async (schema: string, table: string) =>
      (
        await query<{ definition: string }>(`SELECT indexdef AS definition FROM pg_indexes
          WHERE schemaname = '${schema}' AND tablename = '${table}'`)
      ).map(({ definition }) =>
        definition
          .replaceAll(table, "")
          .replaceAll(`${schema}.`, "")
          .replace(/INDEX \S+/, ""),
      );
    expect(await indexesOf("pgboss", "job_common")).toEqual(
      expect.arrayContaining(await indexesOf("original", partition)),
    );
  });

  test("is bound by row policies, the platform's alone, for its owner too", async () => {
    const tables = await query<object>(`SELECT relname AS name, relrowsecurity AND relforcerowsecurity AS "isSecured",
        (SELECT array_agg(policyname || ' ' || roles::text) FROM pg_policies
          WHERE schemaname = 'pgboss' AND tablename = relname) AS policies
      FROM pg_class WHERE relnamespace = 'pgboss'::regnamespace AND relkind IN ('r', 'p')`);
    expect(tables).toHaveLength(7);
    for (const table of tables) {
      expect(table).toMatchObject({ isSecured: true, policies: ["system {lianxin_system}"] });
    }
  });

  test("gives no role of the API, nor the login, nor the public a right to anything of it", async () => {
    const roles = [...levels, "lianxin_api", "lianxin_login", "public"].map((role) => `'${role}'`).join();
    const able = await query(
      `SELECT r.role, t.relname, p.name FROM unnest(ARRAY[${roles}]) AS r (role), pg_class t,
          unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) AS p (name)
        WHERE t.relnamespace = 'pgboss'::regnamespace AND t.relkind IN ('r', 'p')
          AND has_table_privilege(r.role, t.oid, p.name)
      UNION ALL
      SELECT r.role, f.proname, 'EXECUTE' FROM unnest(ARRAY[${roles}]) AS r (role), pg_proc f
        WHERE f.pronamespace = 'pgboss'::regnamespace AND has_function_privilege(r.role, f.oid, 'EXECUTE')
      UNION ALL
      SELECT r.role, 'pgboss', p.name FROM unnest(ARRAY[${roles}]) AS r (role), unnest(ARRAY['USAGE', 'CREATE']) AS p (name)
        WHERE has_schema_privilege(r.role, 'pgboss', p.name)`,
      inject("adminUrl"),
    );
    expect(able).toEqual([]);
  });

  test("lets the platform send, take and settle jobs, and neither change the schema nor what it does not use", async () => {
    const rights = await query<{
      relname: string;
      rights: string[];
    }>(`SELECT t.relname, array_agg(a.privilege_type::text ORDER BY a.privilege_type::text COLLATE "C") AS rights
      FROM pg_class t CROSS JOIN LATERAL aclexplode(t.relacl) a
      WHERE t.relnamespace = 'pgboss'::regnamespace AND a.grantee = 'lianxin_system'::regrole GROUP BY t.relname ORDER BY 1`);
    expect(rights).toMatchObject([
      { relname: "job", rights: ["DELETE", "INSERT", "SELECT", "UPDATE"] },
      { relname: "queue", rights: ["INSERT", "SELECT", "UPDATE"] },
      { relname: "version", rights: ["SELECT"] },
    ]);
    const [schema] = await query("SELECT has_schema_privilege('lianxin_system', 'pgboss', 'CREATE') AS creates");
    expect(schema).toEqual({ creates: false });
    const mighty = await query("SELECT proname FROM pg_proc WHERE pronamespace = 'pgboss'::regnamespace AND prosecdef");
    expect(mighty).toEqual([]);
  });
});
