import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { code, instant } from "../columns.js";
import { insertOnlyForOwnBureau, ticketPartPolicies } from "../policies.js";
import { tickets } from "./tickets.js";

const stored = sql`state = 'STORED'`;

/**
 * A file of a ticket (附件), whose content is in the object store: announced first, then brought. A row names an object
 * only when it is there.
 */
export const attachments = pgTable(
  "attachments",
  {
    province: code("province").notNull(),
    ticketId: uuid("ticket_id").notNull(),
    id: uuid("id").notNull(),
    /** FACTS, HANDLING, ANSWER or FEEDBACK: what of the ticket it belongs to. */
    part: code("part").notNull(),
    /** As it was given: it may name somebody, and is masked on reading like the texts of the ticket. */
    fileName: text("file_name").notNull(),
    mediaType: code("media_type").notNull(),
    state: code("state").notNull(),
    /** Whose it is: the bureau, the person and the program that announced it. */
    addedBureau: code("added_bureau").notNull(),
    addedBy: uuid("added_by"),
    client: uuid("client"),
    addedAt: instant("added_at").notNull(),
    /** The key that an announcement was repeated by, and a hash of what was announced. */
    idempotencyKey: code("idempotency_key"),
    inputHash: code("input_hash"),
    /** What was announced. */
    announcedBytes: bigint("announced_bytes", { mode: "number" }).notNull(),
    announcedSha256: code("announced_sha256"),
    /** Until when it may be brought. */
    expiresAt: instant("expires_at").notNull(),
    /** The content, from when it was stored; null again once it was deleted. */
    objectKey: code("object_key"),
    bytes: bigint("bytes", { mode: "number" }),
    /** Of the file as it was brought. */
    sha256: code("sha256"),
    /** Of the content that is kept: that of a picture without its metadata. */
    storedSha256: code("stored_sha256"),
    storedAt: instant("stored_at"),
    /** UNSCANNED, PENDING, CLEAN, INFECTED or FAILED. */
    scan: code("scan"),
    /** When it is scanned next. */
    scanDue: instant("scan_due"),
    scanTries: smallint("scan_tries").notNull().default(0),
    scannedAt: instant("scanned_at"),
    /** What the scanner calls what it found. */
    scanFinding: text("scan_finding"),
    /** The attachment that had the same content already. */
    duplicateOf: uuid("duplicate_of"),
    /** The attachment of the ticket of another province with whose handing over it came; both name one content. */
    handedFrom: uuid("handed_from"),
    removedAt: instant("removed_at"),
    removedBy: uuid("removed_by"),
    removalReason: text("removal_reason"),
    version: integer("version").notNull().default(1),
  },
  (table) => [
    primaryKey({ columns: [table.province, table.ticketId, table.id] }),
    foreignKey({ columns: [table.province, table.ticketId], foreignColumns: [tickets.province, tickets.id] }).onDelete(
      "cascade",
    ),
    check("attachments_part", sql`${table.part} IN ('FACTS', 'HANDLING', 'ANSWER', 'FEEDBACK')`),
    check("attachments_state", sql`${table.state} IN ('AWAITED', 'STORED', 'DUPLICATE', 'REMOVED')`),
    check(
      "attachments_scan",
      sql`${table.scan} IS NULL OR ${table.scan} IN ('UNSCANNED', 'PENDING', 'CLEAN', 'INFECTED', 'FAILED')`,
    ),
    check("attachments_stored", sql`state <> 'STORED' OR (sha256 IS NOT NULL AND scan IS NOT NULL)`),
    /** The same content once on a ticket. */
    uniqueIndex("attachments_content").on(table.province, table.ticketId, table.sha256).where(stored),
    uniqueIndex("attachments_key")
      .on(table.province, table.ticketId, table.addedBureau, table.idempotencyKey)
      .where(sql`idempotency_key IS NOT NULL`),
    /** What was handed over comes once, also where it is removed there. */
    uniqueIndex("attachments_handed")
      .on(table.province, table.ticketId, table.handedFrom)
      .where(sql`handed_from IS NOT NULL`),
    /** Tickets that were handed over share contents. */
    index("attachments_object").on(table.objectKey).where(sql`object_key IS NOT NULL`),
    index("attachments_awaited").on(table.expiresAt).where(sql`state IN ('AWAITED', 'DUPLICATE')`),
    index("attachments_scanned").on(table.scanDue).where(sql`scan_due IS NOT NULL`),
    index("attachments_left")
      .on(table.removedAt)
      .where(sql`object_key IS NOT NULL AND (state = 'REMOVED' OR scan = 'INFECTED')`),
    insertOnlyForOwnBureau(table.addedBureau),
    ...ticketPartPolicies("attachments"),
  ],
);
