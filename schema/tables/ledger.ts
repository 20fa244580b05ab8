import { sql } from "drizzle-orm";
import { bigint, index, integer, jsonb, pgPolicy, pgTable, primaryKey, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { bytes, code, instant, placeColumns, transactionId } from "../columns.js";
import { apiRole, insertOnlyForOwnBureau, placePolicies, systemOnlyPolicies } from "../policies.js";

/** Who did what to what, when (审计): written in the transaction of the change, never changed. */
export const auditEntries = pgTable(
  "audit_entries",
  {
    ...placeColumns(),
    id: uuid("id").notNull(),
    at: instant("at").notNull(),
    person: uuid("person"),
    client: uuid("client"),
    action: code("action").notNull(),
    subjectType: code("subject_type").notNull(),
    subjectId: code("subject_id").notNull(),
    subjectVersion: integer("subject_version"),
    requestId: code("request_id").notNull(),
    /** Codes only: what was changed and to what; for a reading of personal data, its purpose. */
    detail: jsonb("detail").notNull(),
    transaction: transactionId("transaction").notNull().default(sql`pg_current_xact_id()`),
  },
  (table) => [
    primaryKey({ columns: [table.province, table.id] }),
    index("audit_entries_nation").on(table.at.desc().nullsFirst(), table.id.desc().nullsFirst()),
    index("audit_entries_province").on(table.province, table.at.desc().nullsFirst(), table.id.desc().nullsFirst()),
    index("audit_entries_city").on(table.city, table.at.desc().nullsFirst(), table.id.desc().nullsFirst()),
    index("audit_entries_county").on(table.county, table.at.desc().nullsFirst(), table.id.desc().nullsFirst()),
    index("audit_entries_bureau").on(table.bureau, table.at.desc().nullsFirst(), table.id.desc().nullsFirst()),
    index("audit_entries_person").on(table.person, table.at.desc().nullsFirst(), table.id.desc().nullsFirst()),
    index("audit_entries_subject").on(table.subjectId),
    /** The order in which entries are sealed. Every new entry stands at its end, so the sealer reads no other. */
    index("audit_entries_transaction").on(table.transaction, table.id),
    insertOnlyForOwnBureau(table.bureau),
    ...placePolicies(table),
  ],
);

const visibleEntry = sql.raw(
  "EXISTS (SELECT 1 FROM audit_entries WHERE audit_entries.province = audit_links.province AND audit_entries.id = audit_links.entry)",
);

/**
 * The chain of a province (审计链): one link for each entry, in the order in which they were sealed. The hash of a link is
 * made from that of the link before and from the whole entry; src/modules/audit/README.md says how. A link is written once,
 * by the platform. No foreign key: checking it would lock the entries, and who can remove an entry could remove that too.
 */
export const auditLinks = pgTable(
  "audit_links",
  {
    province: code("province").notNull(),
    /** From 1, without a gap: the link before has the position before. */
    position: bigint("position", { mode: "number" }).notNull(),
    entry: uuid("entry").notNull(),
    /** SHA-256. */
    hash: bytes("hash").notNull(),
    sealedAt: instant("sealed_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.province, table.position] }),
    uniqueIndex("audit_links_entry").on(table.province, table.entry),
    pgPolicy("sight_of_entry", { as: "permissive", for: "select", to: apiRole, using: visibleEntry }),
    ...systemOnlyPolicies(),
  ],
);

/**
 * How far entries have been sealed, one row for each life of the database. A life ends when the database is restored on
 * another server, where transactions are numbered anew. Only the row of the newest life changes.
 */
export const auditSealings = pgTable(
  "audit_sealings",
  {
    life: integer("life").primaryKey(),
    /** The identifier of the database server, drawn when its data directory was made. */
    server: code("server").notNull(),
    startedAt: instant("started_at").notNull(),
    /** The last entry looked at: all up to it, in the order of transaction and id, are sealed. */
    transaction: transactionId("transaction").notNull(),
    entry: uuid("entry").notNull(),
    /** The same for entries of an earlier life, whose transactions this server has not reached yet. */
    earlierTransaction: transactionId("earlier_transaction").notNull(),
    earlierEntry: uuid("earlier_entry").notNull(),
  },
  () => [...systemOnlyPolicies()],
);
