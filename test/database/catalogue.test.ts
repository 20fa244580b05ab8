import type { Sql } from "postgres";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { levelRoles } from "../../schema/index.js";
import { asSuperuser } from "../database.js";

const levels = Object.values(levelRoles).map(({ name }) => name);
const ownRoles = [...levels, "lianxin_api", "lianxin_system", "lianxin_login"];

/** Tables without a policy for each level role, and why. Every other table has one for each. */
const exempt: Readonly<Record<string, string>> = {
  divisions: "published by the state: everybody reads, the platform writes",
  bureaus: "published by the state: everybody reads, the platform writes",
  bureau_periods: "published by the state: everybody reads, the platform writes",
  coverages: "published by the state: everybody reads, the platform writes",
  ticket_details: "a part of a ticket, seen with it",
  ticket_contacts: "a part of a ticket, seen with it",
  timeline_entries: "a part of a ticket, seen with it",
  dispatches: "a part of a ticket, seen with it",
  number_series: "the bureau's own, at every level",
  number_slots: "the bureau's own, at every level",
  idempotency_keys: "the bureau's own, at every level",
  revoked_tokens: "the platform's alone",
  audit_links: "a part of an audit entry, seen with it",
  audit_sealings: "the platform's alone",
  event_relay: "the platform's alone",
  announced_years: "published: the arrangements of the State Council",
  statistic_checks: "published: how far all numbers can be relied on",
  ticket_deadlines: "a part of a ticket, seen with it",
  extension_requests: "a part of a ticket, seen with it",
  ticket_notices: "a part of a ticket, seen with it",
  handovers: "a part of a ticket, seen with it",
  corrections: "a part of a ticket, seen with it",
  ticket_links: "a part of a ticket, seen with it",
  knowledge_search_rows: "the platform's alone: it searches for everybody, by the path of the asker's bureau",
  callbacks: "a part of a ticket, seen with it",
  attachments: "a part of a ticket, seen with it",
  supervised_tickets: "a part of an order, seen with it",
  investigated_tickets: "a part of an investigation, seen with it",
  exports: "the bureau's own, at every level",
  call_tickets: "a part of a call, seen with it",
  emergency_announcements: "a part of an emergency, seen with it",
  duty_watermarks: "the platform's alone",
  leaves: "the bureau's own, at every level",
  roster_changes: "the bureau's own, at every level",
  roster_publications: "the bureau's own, at every level",
  shift_swaps: "the bureau's own, at every level",
  surge_alert_entries: "a part of a surge alert, seen with it",
  surge_counts: "the platform's alone: what a rule counted",
  surge_watch: "the platform's alone",
  export_parts: "a part of an export, written with it and read by the platform alone",
  imports: "the bureau's own, at every level",
  import_mappings: "the bureau's own, at every level",
  imported_tickets: "the bureau's own, at every level",
  import_chunks: "the platform's alone: the rows of a file, sealed",
  import_problems: "a part of an import, seen with it",
  price_case_marks: "the desk's own, at every level",
  price_case_notes: "a part of a ticket, seen with it",
  price_desk_settings: "the desk's own, at every level",
  price_digests: "the desk's own, at every level",
  price_watermarks: "the platform's alone",
  ticket_citations: "a part of a ticket, seen with it",
  ticket_likeness: "a part of a ticket, seen with it",
  webhook_secrets: "a part of a webhook, written with it and signed with by the platform alone",
  webhook_deliveries: "a part of a webhook, seen with it",
};

/** What is seen with something else: the table of that, the column that names it beside the province, and the province where that is another. */
const parts: Readonly<Record<string, readonly [whole: string, column: string, province?: string]>> = {
  dispatches: ["tickets", "ticket_id"],
  ticket_contacts: ["tickets", "ticket_id"],
  ticket_details: ["tickets", "ticket_id"],
  timeline_entries: ["tickets", "ticket_id"],
  ticket_deadlines: ["tickets", "ticket_id"],
  extension_requests: ["tickets", "ticket_id"],
  ticket_notices: ["tickets", "ticket_id"],
  handovers: ["tickets", "ticket_id"],
  corrections: ["tickets", "ticket_id"],
  ticket_links: ["tickets", "ticket_id"],
  callbacks: ["tickets", "ticket_id"],
  attachments: ["tickets", "ticket_id"],
  supervised_tickets: ["supervision_orders", "order_id"],
  investigated_tickets: ["investigations", "investigation_id"],
  audit_links: ["audit_entries", "entry"],
  export_parts: ["exports", "export_id"],
  import_problems: ["imports", "import_id"],
  price_case_notes: ["tickets", "ticket_id"],
  call_tickets: ["calls", "call", "call_province"],
  emergency_announcements: ["emergencies", "emergency"],
  surge_alert_entries: ["surge_alerts", "alert_id"],
  ticket_citations: ["tickets", "ticket_id"],
  ticket_likeness: ["tickets", "ticket_id"],
  webhook_secrets: ["webhooks", "webhook_id"],
  webhook_deliveries: ["webhooks", "webhook_id"],
};

/** Foreign keys without an index that begins with their columns, and why none is needed. */
const unindexed: Readonly<Record<string, string>> = {
  "role_holdings(person)": "people are never deleted, and the partial unique index serves every look-up by person",
};

/** What nobody changes of a ticket, once it is registered. */
const unchangeable = [
  "channel",
  "id",
  "intake_bureau",
  "intake_city",
  "intake_county",
  "kind",
  "lead_from",
  "number",
  "province",
  "received_at",
  "regime",
  "registered_at",
  "registered_by",
];

/** The name of a segment of the event log. */
const segment = /^event_(log|witnesses)_\d+$/;

interface Policy {
  table: string;
  name: string;
  roles: string[];
  isPermissive: boolean;
  using: string | null;
  check: string | null;
}

interface Privilege {
  grantee: string;
  table: string;
  /** Null for the whole table. */
  column: string | null;
  privilege: string;
}

describe("the catalogue of the database", () => {
  let tables: { name: string; isSecured: boolean; isForced: boolean }[];
  let policies: Policy[];
  let privileges: Privilege[];

  const query = <Row>(text: string) =>
    asSuperuser(inject("adminUrl"), async (sql: Sql) => (await sql.unsafe(text)) as unknown as Row[]);

  beforeAll(async () => {
    tables = await query(`SELECT relname AS name, relrowsecurity AS "isSecured", relforcerowsecurity AS "isForced"
      FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') ORDER BY relname`);
    policies = await query(`SELECT tablename AS table, policyname AS name, roles::text[] AS roles,
      permissive = 'PERMISSIVE' AS "isPermissive", qual AS using, with_check AS check
      FROM pg_policies WHERE schemaname = 'public'`);
    privileges = await query(`
      SELECT coalesce(r.rolname, 'PUBLIC') AS grantee, c.relname AS table, NULL AS column, a.privilege_type AS privilege
      FROM pg_class c CROSS JOIN LATERAL aclexplode(c.relacl) a LEFT JOIN pg_roles r ON r.oid = a.grantee
      WHERE c.relnamespace = 'public'::regnamespace AND a.grantee <> c.relowner
      UNION ALL
      SELECT coalesce(r.rolname, 'PUBLIC'), c.relname, t.attname, a.privilege_type
      FROM pg_class c JOIN pg_attribute t ON t.attrelid = c.oid CROSS JOIN LATERAL aclexplode(t.attacl) a
        LEFT JOIN pg_roles r ON r.oid = a.grantee
      WHERE c.relnamespace = 'public'::regnamespace AND a.grantee <> c.relowner`);
  });

  const privilegesOn = (table: string, grantee: string): string[] =>
    privileges
      .filter((one) => one.table === table && one.grantee === grantee)
      .map(({ column, privilege }) => (column === null ? privilege : `${privilege} ${column}`))
      .sort();

  it("has row-level security on every table, for the owner too", () => {
    expect(tables.length).toBeGreaterThan(20);
    expect(tables.filter(({ isForced, isSecured }) => !isForced || !isSecured)).toEqual([]);
  });

  it("has a policy for each level role on every table that is not exempt for a reason", () => {
    // Segments are read through the table that they are parts of, and its policies apply; the test below looks at them.
    const names = tables.map(({ name }) => name).filter((name) => !segment.test(name));
    expect(Object.keys(exempt).filter((name) => !names.includes(name))).toEqual([]);
    for (const name of names.filter((one) => !(one in exempt))) {
      const covered = policies.filter(({ isPermissive, table }) => isPermissive && table === name);
      for (const level of levels) {
        const own = covered.filter(({ roles }) => roles.includes(level));
        expect(own, `${name} ${level}`).toHaveLength(1);
        expect([own[0]?.using, own[0]?.check], `${name} ${level}`).not.toContain(null);
      }
    }
  });

  it("lets the platform, and nobody else, see rows without a condition, save what the state publishes and the nation", () => {
    const open = policies.filter(({ using, check }) => using === "true" || check === "true");
    const unexpected = open.filter(
      ({ name, roles, table }) =>
        roles.join() !== "lianxin_system" &&
        !(name === "public_reference" && exempt[table]?.startsWith("published")) &&
        !(name.startsWith("sight_nation") && roles.every((role) => role.startsWith("lianxin_nation"))),
    );
    expect(unexpected).toEqual([]);
    const lineOfNation = policies.filter(({ name, using }) => name === "sight_nation_line" && using === "true");
    expect(lineOfNation).toEqual([]);
  });

  it("has no policy that costs: no pattern, no prefix, no sub-select but that of a part by primary key", () => {
    for (const { table, name, using, check } of policies) {
      for (const text of [using, check]) {
        if (text === null) continue;
        expect(text, `${table} ${name}`).not.toMatch(/~~|\bLIKE\b|starts_with|SIMILAR|position\(|substr|left\(/i);
        if (!/SELECT/i.test(text)) continue;
        if (table === "event_log") {
          expect(text.replace(/["\s]+/g, " ")).toBe(
            "(EXISTS ( SELECT 1 FROM event_witnesses WHERE (event_witnesses. position = event_log. position )))",
          );
          continue;
        }
        const [whole, column, province = "province"] = parts[table] ?? [];
        // Who writes a part may besides have to be of the bureau of the whole.
        const ofOwn = ` AND (${whole}.bureau = ANY (ARRAY[current_setting('app.bureau'::text), current_setting('app.region'::text)]))`;
        const looked = text.replace(/\s+/g, " ");
        expect(name === "own_bureau_writes" ? looked.replace(ofOwn, "") : looked).toBe(
          `(EXISTS ( SELECT 1 FROM ${whole} WHERE ((${whole}.province = ${table}.${province}) AND (${whole}.id = ${table}.${column}))))`,
        );
      }
    }
  });

  it("reads the settings of the context without a default, so that a missing one fails", () => {
    for (const { using, check } of policies) {
      expect(`${using} ${check}`).not.toMatch(/current_setting\('[a-z.]+'::text,/);
    }
  });

  it("has no view, no materialised view and no function of ours that could pass the policies", async () => {
    expect(
      await query(
        `SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('v', 'm', 'f')`,
      ),
      // The tests' own, made by test/setup/global.ts.
    ).toEqual([{ relname: "told_events" }]);
    const mighty = `SELECT proname, array_to_string(proacl, ' ') ~ '(^| )=' AS public FROM pg_proc
      WHERE pronamespace = 'public'::regnamespace AND prosecdef ORDER BY proname`;
    // They make and drop segments of the event log, and analyze the tickets while there are hardly any, which the owner alone may.
    expect(await query(mighty)).toEqual([
      { proname: "drop_event_segment", public: false },
      { proname: "make_event_segment", public: false },
      { proname: "refresh_ticket_estimates", public: false },
    ]);
  });

  it("lets nobody reach a segment of the event log but through the log, which nobody changes", async () => {
    const segments = tables.map(({ name }) => name).filter((name) => segment.test(name));
    expect(segments.length).toBeGreaterThanOrEqual(4);
    for (const name of segments) {
      const grantees = privileges.filter(({ table }) => table === name);
      expect(grantees, name).toEqual([]);
    }
    for (const log of ["event_log", "event_witnesses"]) {
      expect(privilegesOn(log, "lianxin_api")).toEqual(["SELECT"]);
      expect(privilegesOn(log, "lianxin_system")).toEqual(["INSERT", "SELECT"]);
    }
    expect(privilegesOn("event_relay", "lianxin_api")).toEqual([]);
  });

  it("gives none of its roles a power over the server, nor a thing to own", async () => {
    const roles = await query<{
      name: string;
    }>(`SELECT rolname AS name FROM pg_roles WHERE rolname = ANY(ARRAY['${ownRoles.join("','")}'])
      AND NOT rolsuper AND NOT rolbypassrls AND NOT rolcreaterole AND NOT rolcreatedb AND NOT rolreplication`);
    expect(roles.map(({ name }) => name).sort()).toEqual([...ownRoles].sort());
    const owned = `SELECT d.classid::regclass, d.objid FROM pg_shdepend d JOIN pg_roles r ON r.oid = d.refobjid
      WHERE d.deptype = 'o' AND r.rolname = ANY(ARRAY['${ownRoles.join("','")}'])`;
    expect(await query(owned)).toEqual([]);
  });

  it("lets the login become a level role or the platform, and inherit nothing from them", async () => {
    const [login] = await query<object>(`SELECT rolinherit FROM pg_roles WHERE rolname = 'lianxin_login'`);
    expect(login).toEqual({ rolinherit: false });
    const [{ version } = { version: 0 }] = await query<{ version: number }>(
      "SELECT current_setting('server_version_num')::int AS version",
    );
    const inherits = version >= 160000 ? "m.inherit_option" : "false";
    const memberships = await query<{ role: string }>(`SELECT m.roleid::regrole::text AS role, ${inherits} AS inherits,
      m.admin_option AS administers FROM pg_auth_members m WHERE m.member = 'lianxin_login'::regrole`);
    expect(memberships.map(({ role }) => role).sort()).toEqual([...levels, "lianxin_system"].sort());
    expect(memberships).toEqual(memberships.map(({ role }) => ({ role, inherits: false, administers: false })));
  });

  it("gives the login and the level roles no privilege of their own, and the public none at all", async () => {
    const holders = ["lianxin_login", "PUBLIC", ...levels];
    expect(privileges.filter(({ grantee }) => holders.includes(grantee))).toEqual([]);
    const able = await query<object>(`SELECT t.relname, p.name FROM pg_class t
      CROSS JOIN unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) AS p (name)
      WHERE t.relnamespace IN ('public'::regnamespace, 'drizzle'::regnamespace) AND t.relkind IN ('r', 'p')
        AND has_table_privilege('lianxin_login', t.oid, p.name)`);
    expect(able).toEqual([]);
    const [schema] = await query<object>(`SELECT has_schema_privilege('lianxin_login', 'public', 'CREATE') AS login,
      has_schema_privilege('lianxin_api', 'public', 'CREATE') AS api, has_schema_privilege('lianxin_system', 'public', 'CREATE') AS system`);
    expect(schema).toEqual({ login: false, api: false, system: false });
  });

  it("lets nobody change or remove what the audit holds", () => {
    expect(privilegesOn("audit_entries", "lianxin_api")).toEqual(["INSERT", "SELECT"]);
    expect(privilegesOn("audit_entries", "lianxin_system")).toEqual(["INSERT", "SELECT"]);
    expect(privilegesOn("audit_links", "lianxin_api")).toEqual(["SELECT"]);
    expect(privilegesOn("audit_links", "lianxin_system")).toEqual(["INSERT", "SELECT"]);
    expect(privilegesOn("audit_sealings", "lianxin_api")).toEqual([]);
  });

  it("lets the API write into the outbox and not read it", () => {
    expect(privilegesOn("outbox_events", "lianxin_api")).toEqual(["INSERT"]);
  });

  it("lets the API change of a ticket what its life changes, and nothing of its registration", async () => {
    const columns = await query<{ name: string }>(`SELECT attname AS name FROM pg_attribute
      WHERE attrelid = 'tickets'::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''`);
    const changeable = columns.map(({ name }) => name).filter((name) => !unchangeable.includes(name));
    expect(privilegesOn("tickets", "lianxin_api")).toEqual(
      ["INSERT", "SELECT", ...changeable.map((name) => `UPDATE ${name}`)].sort(),
    );
  });

  it("lets the API change nothing of a timeline, and of a dispatch only its return", () => {
    expect(privilegesOn("timeline_entries", "lianxin_api")).toEqual(["INSERT", "SELECT"]);
    expect(privilegesOn("dispatches", "lianxin_api")).toEqual([
      "INSERT",
      "SELECT",
      "UPDATE return_reason",
      "UPDATE returned_at",
    ]);
  });

  it("keeps the hashes of secrets, and revoked tokens, from the API", () => {
    const secrets = privilegesOn("api_client_secrets", "lianxin_api");
    expect(secrets).not.toContain("SELECT");
    expect(secrets).not.toContain("SELECT hash");
    expect(secrets).not.toContain("UPDATE hash");
    expect(privilegesOn("revoked_tokens", "lianxin_api")).toEqual([]);
  });

  it("never lets a place be changed by the API: rows move with a reorganisation alone", () => {
    const moved = privileges.filter(
      ({ grantee, table, column, privilege }) =>
        grantee === "lianxin_api" &&
        privilege === "UPDATE" &&
        // A ticket goes from holder to holder, and its facts with it.
        table !== "tickets" &&
        table !== "ticket_facts" &&
        (column === null || ["province", "city", "county", "bureau"].includes(column)),
    );
    expect(moved).toEqual([]);
  });

  it("lets the API delete nothing but numbers that it takes, and nobody truncate", () => {
    const removing = privileges.filter(({ privilege }) =>
      ["DELETE", "TRUNCATE", "TRIGGER", "REFERENCES"].includes(privilege),
    );
    expect(
      removing.filter(({ grantee }) => grantee === "lianxin_api").map(({ table, privilege }) => [table, privilege]),
    ).toEqual([["number_slots", "DELETE"]]);
    expect(removing.filter(({ privilege }) => privilege !== "DELETE")).toEqual([]);
  });

  it("has an index for every foreign key, or a reason to have none", async () => {
    const keys = await query<{ name: string; isIndexed: boolean }>(`
      SELECT k.conrelid::regclass::text || '(' || (SELECT string_agg(a.attname, ',' ORDER BY u.place) FROM unnest(k.conkey)
          WITH ORDINALITY AS u (attnum, place) JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.attnum) || ')' AS name,
        EXISTS (SELECT 1 FROM pg_index i WHERE i.indrelid = k.conrelid AND i.indpred IS NULL
          AND (i.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey
          AND k.conkey @> (i.indkey::int2[])[0:cardinality(k.conkey) - 1]) AS "isIndexed"
      FROM pg_constraint k WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace`);
    expect(keys.length).toBeGreaterThan(10);
    const missing = keys.filter(({ isIndexed }) => !isIndexed).map(({ name }) => name);
    expect(missing.sort()).toEqual(Object.keys(unindexed).sort());
  });
});
