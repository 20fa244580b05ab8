import { sql } from "drizzle-orm";
import { bigint, index, integer, jsonb, pgTable, primaryKey, uuid } from "drizzle-orm/pg-core";
import { code, instant, placeColumns, transactionId } from "../columns.js";
import { insertOnlyForOwnBureau, placePolicies, sightPolicies } from "../policies.js";

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
    insertOnlyForOwnBureau(table.bureau),
    ...placePolicies(table),
  ],
);

/** What the platform will tell others (发件箱), written in the transaction of the change; ids and codes only. */
export const outboxEvents = pgTable(
  "outbox_events",
  {
    transaction: transactionId("transaction").notNull().default(sql`pg_current_xact_id()`),
    id: bigint("id", { mode: "bigint" }).notNull().generatedAlwaysAsIdentity(),
    ...placeColumns(),
    at: instant("at").notNull(),
    type: code("type").notNull(),
    subjectType: code("subject_type").notNull(),
    subjectId: code("subject_id").notNull(),
    subjectVersion: integer("subject_version"),
    line: code("line"),
    payload: jsonb("payload").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.transaction, table.id] }),
    ...sightPolicies(
      {
        province: table.province,
        city: [table.city],
        county: [table.county],
        bureau: [table.bureau],
        line: table.line,
      },
      "PROVINCE",
    ),
  ],
);
