import { sql } from "drizzle-orm";
import type { Transaction } from "../platform/database.js";

/** A column of a table, as the database knows it. */
export interface CatalogueColumn {
  name: string;
  type: string;
  isNullable: boolean;
  /** The default, or how the value is generated; null where there is none. */
  preset: string | null;
  comment: string | null;
}

/** A row policy. */
export interface CataloguePolicy {
  name: string;
  isRestrictive: boolean;
  command: string;
  roles: string[];
  using: string | null;
  check: string | null;
}

/** A right on a table, or on some of its columns. */
export interface CatalogueGrant {
  role: string;
  privilege: string;
  /** Empty for the whole table. */
  columns: string[];
}

/** A table with everything that hangs on it. */
export interface CatalogueTable {
  name: string;
  comment: string | null;
  hasRowSecurity: boolean;
  isForced: boolean;
  columns: CatalogueColumn[];
  constraints: { name: string; definition: string }[];
  indexes: { name: string; definition: string }[];
  policies: CataloguePolicy[];
  grants: CatalogueGrant[];
}

// Names are compared byte by byte, whatever the database's own collation; PostgreSQL 18 also lists NOT NULL as
// constraints, which the columns tell already.
const describeTables = sql`
  SELECT t.relname AS name, obj_description(t.oid, 'pg_class') AS comment,
    t.relrowsecurity AS "hasRowSecurity", t.relforcerowsecurity AS "isForced",
    (SELECT coalesce(json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)
          || coalesce((SELECT ' COLLATE ' || quote_ident(o.collname) FROM pg_collation o JOIN pg_type y ON y.oid = a.atttypid
            WHERE o.oid = a.attcollation AND a.attcollation <> y.typcollation), ''),
        'isNullable', NOT a.attnotnull,
        'preset', CASE WHEN a.attidentity <> '' THEN 'identity' ELSE pg_get_expr(d.adbin, d.adrelid) END,
        'comment', col_description(t.oid, a.attnum)) ORDER BY a.attnum), '[]')
      FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
      WHERE a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns,
    (SELECT coalesce(json_agg(json_build_object('name', c.conname, 'definition', pg_get_constraintdef(c.oid))
        ORDER BY c.contype, c.conname COLLATE "C"), '[]')
      FROM pg_constraint c WHERE c.conrelid = t.oid AND c.contype IN ('c', 'f', 'p', 'u', 'x')) AS constraints,
    (SELECT coalesce(json_agg(json_build_object('name', i.relname, 'definition', pg_get_indexdef(i.oid))
        ORDER BY i.relname COLLATE "C"), '[]')
      FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid WHERE x.indrelid = t.oid) AS indexes,
    (SELECT coalesce(json_agg(json_build_object('name', p.policyname, 'isRestrictive', p.permissive = 'RESTRICTIVE',
        'command', p.cmd, 'roles', p.roles, 'using', p.qual, 'check', p.with_check)
        ORDER BY p.policyname COLLATE "C"), '[]')
      FROM pg_policies p WHERE p.schemaname = 'public' AND p.tablename = t.relname) AS policies,
    (SELECT coalesce(json_agg(json_build_object('role', g.role, 'privilege', g.privilege, 'columns', g.columns)
        ORDER BY g.role COLLATE "C", g.privilege COLLATE "C"), '[]')
      FROM (
        SELECT r.rolname::text AS role, e.privilege_type AS privilege, '[]'::json AS columns
        FROM aclexplode(t.relacl) e JOIN pg_roles r ON r.oid = e.grantee WHERE e.grantee <> t.relowner
        UNION ALL
        SELECT r.rolname::text, e.privilege_type, json_agg(a.attname ORDER BY a.attnum)
        FROM pg_attribute a CROSS JOIN aclexplode(a.attacl) e JOIN pg_roles r ON r.oid = e.grantee
        WHERE a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
        GROUP BY 1, 2
      ) g) AS grants
  FROM pg_class t
  WHERE t.relnamespace = 'public'::regnamespace AND t.relkind IN ('r', 'p') AND NOT t.relispartition
  ORDER BY t.relname COLLATE "C"`;

/** Reads the description of every table from the catalogue of the database. */
export async function readTables(tx: Transaction): Promise<CatalogueTable[]> {
  const rows = await tx.execute<CatalogueTable & Record<string, unknown>>(describeTables);
  return [...rows];
}

/** Reads the definitions of our own functions and triggers: none of them comes from an extension. */
export async function readRoutines(tx: Transaction): Promise<string[]> {
  const rows = await tx.execute<{ definition: string }>(sql`
    SELECT definition FROM (
      SELECT 1 AS kind, p.proname::text AS name, pg_get_functiondef(p.oid) AS definition FROM pg_proc p
      WHERE p.pronamespace = 'public'::regnamespace AND p.prokind IN ('f', 'p')
        AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
      UNION ALL
      SELECT 2, t.tgname, pg_get_triggerdef(t.oid) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
      WHERE NOT t.tgisinternal AND c.relnamespace = 'public'::regnamespace
    ) routine ORDER BY kind, name COLLATE "C", definition COLLATE "C"`);
  return rows.map(({ definition }) => definition);
}

/** A role of ours, and the roles that it may become or inherits from. */
export interface CatalogueRole {
  name: string;
  canLogIn: boolean;
  inherits: boolean;
  memberOf: string[];
}

/** Reads the roles of this platform: one of another name, such as a login made by an operator, is none of them. */
export async function readRoles(tx: Transaction, names: readonly string[]): Promise<CatalogueRole[]> {
  const rows = await tx.execute<CatalogueRole & Record<string, unknown>>(sql`
    SELECT r.rolname AS name, r.rolcanlogin AS "canLogIn", r.rolinherit AS inherits,
      (SELECT coalesce(json_agg(g.rolname ORDER BY g.rolname COLLATE "C"), '[]')
        FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid WHERE m.member = r.oid) AS "memberOf"
    FROM pg_roles r WHERE r.rolname = ANY(${sql.param([...names])}) ORDER BY r.rolname COLLATE "C"`);
  return [...rows];
}
