import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgPolicy,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { bytes, code, instant, placeColumns } from "../columns.js";
import { apiRole, systemOnlyPolicies } from "../policies.js";

const ownBureau = sql`bureau = current_setting('app.bureau')`;

/** An export (批量导出) that somebody asked for: of the tickets that he sees, or of the numbers of a statistics answer. */
export const bulkExports = pgTable(
  "exports",
  {
    /** The bureau in which it was asked for: nobody else sees it, whatever his level. */
    ...placeColumns(),
    id: uuid("id").notNull(),
    /** TICKETS or STATISTICS. */
    subject: code("subject").notNull(),
    /** JSONL or CSV. */
    format: code("format").notNull(),
    state: code("state").notNull(),
    /** Why it failed: RIGHTS_REVOKED, TOO_LARGE or FAULT. */
    failure: code("failure"),
    locale: code("locale").notNull(),
    hasByteOrderMark: boolean("has_byte_order_mark").notNull(),
    columns: text("columns").array().notNull(),
    /** What was asked for, as it was said. */
    asked: jsonb("asked").notNull(),
    /** The same, worked out at the request: every part is read by it. */
    conditions: jsonb("conditions").notNull(),
    purpose: text("purpose").notNull(),
    requestedBy: uuid("requested_by"),
    client: uuid("client"),
    requestedAt: instant("requested_at").notNull(),
    startedAt: instant("started_at"),
    /** When its last part was written. */
    progressedAt: instant("progressed_at"),
    endedAt: instant("ended_at"),
    expiresAt: instant("expires_at"),
    rowsExpected: integer("rows_expected"),
    rowsDone: integer("rows_done").notNull().default(0),
    /** How many tries were done: the next job names this number, so that none is done twice. */
    steps: integer("steps").notNull().default(0),
    parts: integer("parts").notNull().default(0),
    bytes: bigint("bytes", { mode: "number" }).notNull().default(0),
    /** The last ticket that was read, in the order of the list. */
    reachedAt: instant("reached_at"),
    reachedId: uuid("reached_id"),
    /** Whether its parts are there. */
    keepsParts: boolean("keeps_parts").notNull().default(false),
  },
  (table) => [
    primaryKey({ columns: [table.province, table.id] }),
    check("exports_subject", sql`${table.subject} IN ('TICKETS', 'STATISTICS')`),
    check("exports_format", sql`${table.format} IN ('JSONL', 'CSV')`),
    check("exports_state", sql`${table.state} IN ('QUEUED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED', 'EXPIRED')`),
    index("exports_bureau").on(table.bureau, table.id.desc().nullsFirst()),
    index("exports_running").on(table.bureau).where(sql`state IN ('QUEUED', 'RUNNING')`),
    index("exports_progress").on(table.progressedAt).where(sql`state IN ('QUEUED', 'RUNNING')`),
    index("exports_expiry").on(table.expiresAt).where(sql`state = 'DONE'`),
    index("exports_left").on(table.id).where(sql`keeps_parts AND state IN ('FAILED', 'CANCELLED', 'EXPIRED')`),
    pgPolicy("own_bureau", { as: "permissive", for: "all", to: apiRole, using: ownBureau, withCheck: ownBureau }),
    ...systemOnlyPolicies(),
  ],
);

const ofExport = sql.raw(
  "EXISTS (SELECT 1 FROM exports WHERE exports.province = export_parts.province AND exports.id = export_parts.export_id)",
);

/**
 * The file of an export in parts (导出分块), each written by one transaction. Whoever asked writes them under his own
 * scope and cannot read them: they are read for a signed link, by the platform.
 */
export const exportParts = pgTable(
  "export_parts",
  {
    province: code("province").notNull(),
    exportId: uuid("export_id").notNull(),
    /** From 0, in the order of the file. */
    number: integer("number").notNull(),
    /** The place of its first byte in the file. */
    start: bigint("start", { mode: "number" }).notNull(),
    bytes: integer("bytes").notNull(),
    rows: integer("rows").notNull(),
    content: bytes("content").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.province, table.exportId, table.number] }),
    foreignKey({
      columns: [table.province, table.exportId],
      foreignColumns: [bulkExports.province, bulkExports.id],
    }).onDelete("cascade"),
    pgPolicy("written_with_its_export", { as: "permissive", for: "insert", to: apiRole, withCheck: ofExport }),
    ...systemOnlyPolicies(),
  ],
);
