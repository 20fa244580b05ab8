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
  smallint,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { bytes, code, instant, placeColumns } from "../columns.js";
import { apiRole, systemOnlyPolicies } from "../policies.js";

const ownBureau = sql`bureau = current_setting('app.bureau')`;

const ofOwnBureau = () =>
  pgPolicy("own_bureau", { as: "permissive", for: "all", to: apiRole, using: ownBureau, withCheck: ownBureau });

/** An import of old tickets (历史工单导入) that somebody of a bureau prepared: a file, how it is read, and how far it has come. */
export const imports = pgTable(
  "imports",
  {
    /** The bureau into which it is imported: nobody else sees it, whatever his level. */
    ...placeColumns(),
    id: uuid("id").notNull(),
    idempotencyKey: code("idempotency_key").notNull(),
    fileName: text("file_name").notNull(),
    /** XLSX, CSV or JSONL. */
    format: code("format").notNull(),
    /** The announced length of the file. */
    bytes: bigint("bytes", { mode: "number" }).notNull(),
    /** In which line of the file the titles stand, from 1. */
    headerRow: smallint("header_row").notNull(),
    state: code("state").notNull(),
    version: integer("version").notNull().default(1),
    /** Why it failed, and in which row where that can be said. */
    failure: code("failure"),
    failedRow: integer("failed_row"),
    requestedBy: uuid("requested_by"),
    client: uuid("client"),
    requestedAt: instant("requested_at").notNull(),
    /** The name of the file in the object store; null before it came and after it was read. */
    objectKey: code("object_key"),
    /** The digest of the file (SHA-256), in hexadecimal. */
    sha256: code("sha256"),
    /** UTF_8, UTF_16LE or GB18030; null for XLSX and before it was read. */
    encoding: code("encoding"),
    /** Whether days are counted from 1904, as old sheets of Macintosh do. */
    isCountedFrom1904: boolean("is_counted_from_1904").notNull().default(false),
    columns: text("columns").array().notNull(),
    rows: integer("rows").notNull().default(0),
    chunks: integer("chunks").notNull().default(0),
    /** By which worker it is read now, and when that one is given up for dead. */
    leasedBy: uuid("leased_by"),
    leasedUntil: instant("leased_until"),
    /** Which walk over the chunks is under way or was the last: a job of an earlier one is left alone. */
    round: integer("round").notNull().default(0),
    /** The rules of the mapping by which it was tried last. */
    rules: jsonb("rules"),
    /** The saved mapping that they came from, where they did. */
    mappingName: text("mapping_name"),
    mappingVersion: integer("mapping_version"),
    /** ALL_OR_NOTHING or GOOD_ROWS. */
    mode: code("mode"),
    /** In which order it ends once its tickets are taken back: FAILED or CANCELLED. */
    endsAs: code("ends_as"),
    /** What the dry run found. */
    goodRows: integer("good_rows").notNull().default(0),
    badRows: integer("bad_rows").notNull().default(0),
    knownRows: integer("known_rows").notNull().default(0),
    /** How many problems there are, by their codes. */
    reasons: jsonb("reasons").notNull(),
    /** What was written, and what was taken back. */
    ticketsWritten: integer("tickets_written").notNull().default(0),
    ticketsKept: integer("tickets_kept").notNull().default(0),
    uploadedAt: instant("uploaded_at"),
    checkedAt: instant("checked_at"),
    startedAt: instant("started_at"),
    progressedAt: instant("progressed_at").notNull(),
    endedAt: instant("ended_at"),
    /** Whether its chunks are there. */
    keepsChunks: boolean("keeps_chunks").notNull().default(false),
  },
  (table) => [
    primaryKey({ columns: [table.province, table.id] }),
    check("imports_format", sql`${table.format} IN ('XLSX', 'CSV', 'JSONL')`),
    check(
      "imports_state",
      sql`${table.state} IN ('AWAITING_FILE', 'READING', 'READ', 'CHECKING', 'CHECKED', 'RUNNING', 'TAKING_BACK', 'DONE',
        'FAILED', 'CANCELLED')`,
    ),
    check("imports_mode", sql`${table.mode} IN ('ALL_OR_NOTHING', 'GOOD_ROWS')`),
    index("imports_bureau").on(table.bureau, table.id.desc().nullsFirst()),
    index("imports_key").on(table.bureau, table.idempotencyKey),
    index("imports_reading").on(table.leasedUntil).where(sql`state = 'READING'`),
    index("imports_progress").on(table.progressedAt).where(sql`state NOT IN ('DONE', 'FAILED', 'CANCELLED')`),
    index("imports_left").on(table.id).where(sql`keeps_chunks AND state IN ('DONE', 'FAILED', 'CANCELLED')`),
    index("imports_objects").on(table.objectKey).where(sql`object_key IS NOT NULL`),
    ofOwnBureau(),
    ...systemOnlyPolicies(),
  ],
);

const importKey = () => ({ province: code("province").notNull(), importId: uuid("import_id").notNull() });

/**
 * The rows of a file in parts (导入分块), sealed as they were read, and what each walk found of them. The platform alone
 * reads them: they are full of citizens.
 */
export const importChunks = pgTable(
  "import_chunks",
  {
    ...importKey(),
    /** From 0, in the order of the file. */
    number: integer("number").notNull(),
    rows: integer("rows").notNull(),
    /** The first and the last row of it, as a spreadsheet counts. */
    firstRow: integer("first_row").notNull(),
    lastRow: integer("last_row").notNull(),
    keyId: code("key_id").notNull(),
    sealed: bytes("sealed").notNull(),
    /** The last walk that was done with it. */
    round: integer("round").notNull().default(0),
    good: integer("good").notNull().default(0),
    bad: integer("bad").notNull().default(0),
    known: integer("known").notNull().default(0),
    written: integer("written").notNull().default(0),
    kept: integer("kept").notNull().default(0),
    /** How many problems of it are kept, and how many there are by code. */
    problems: integer("problems").notNull().default(0),
    reasons: jsonb("reasons").notNull(),
    /** What its good rows are told apart by: 16 bytes for each, its key, its content and its number. */
    marks: bytes("marks"),
    /** Rows that repeat others of the file word for word, and those that contradict others. */
    repeatedRows: integer("repeated_rows").array().notNull(),
    contradictoryRows: integer("contradictory_rows").array().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.province, table.importId, table.number] }),
    foreignKey({
      columns: [table.province, table.importId],
      foreignColumns: [imports.province, imports.id],
    }).onDelete("cascade"),
    ...systemOnlyPolicies(),
  ],
);

const ofImport = sql.raw(
  "EXISTS (SELECT 1 FROM imports WHERE imports.province = import_problems.province AND imports.id = import_problems.import_id)",
);

/** What is wrong with rows of a file (导入问题): row, column and code; the value in a form without personal data. */
export const importProblems = pgTable(
  "import_problems",
  {
    ...importKey(),
    row: integer("row").notNull(),
    /** Its place among the problems of the row. */
    position: smallint("position").notNull(),
    code: code("code").notNull(),
    field: code("field"),
    column: text("column"),
    value: text("value"),
  },
  (table) => [
    primaryKey({ columns: [table.province, table.importId, table.row, table.position] }),
    foreignKey({
      columns: [table.province, table.importId],
      foreignColumns: [imports.province, imports.id],
    }).onDelete("cascade"),
    /** Those of one code, in the order of the rows. */
    index("import_problems_code").on(table.province, table.importId, table.code, table.row, table.position),
    pgPolicy("seen_with_its_import", { as: "permissive", for: "select", to: apiRole, using: ofImport }),
    ...systemOnlyPolicies(),
  ],
);

/** A mapping that a bureau keeps (字段对应): which column of its old sheets is which field, by name and version. */
export const importMappings = pgTable(
  "import_mappings",
  {
    ...placeColumns(),
    id: uuid("id").notNull(),
    name: text("name").notNull(),
    version: integer("version").notNull(),
    rules: jsonb("rules").notNull(),
    savedBy: uuid("saved_by"),
    savedAt: instant("saved_at").notNull(),
    /** When a later version took its place, or it was removed. */
    endedAt: instant("ended_at"),
  },
  (table) => [
    primaryKey({ columns: [table.province, table.id] }),
    index("import_mappings_versions").on(table.bureau, table.name, table.version),
    uniqueIndex("import_mappings_current").on(table.bureau, table.name).where(sql`ended_at IS NULL`),
    ofOwnBureau(),
    ...systemOnlyPolicies(),
  ],
);

/**
 * Which tickets came from a file (导入工单), and by what each is told from others: no row is imported twice, whatever sheet
 * it stands in. The code of the bureau is that of the day of the import.
 */
export const importedTickets = pgTable(
  "imported_tickets",
  {
    bureau: code("bureau").notNull(),
    /** Its old number, or the digest of its content where it had none. */
    key: code("key").notNull(),
    /** The keyed digest of its content: whether a row of the same number says the same. */
    digest: code("digest").notNull(),
    province: code("province").notNull(),
    ticketId: uuid("ticket_id").notNull(),
    importId: uuid("import_id").notNull(),
    row: integer("row").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.bureau, table.key] }),
    foreignKey({
      columns: [table.province, table.importId],
      foreignColumns: [imports.province, imports.id],
    }).onDelete("restrict"),
    index("imported_tickets_import").on(table.province, table.importId, table.row),
    pgPolicy("own_bureau", { as: "permissive", for: "select", to: apiRole, using: ownBureau }),
    ...systemOnlyPolicies(),
  ],
);
