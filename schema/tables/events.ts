import { sql } from "drizzle-orm";
import { bigint, index, integer, jsonb, pgPolicy, pgTable, primaryKey, smallint } from "drizzle-orm/pg-core";
import { code, instant, placeColumns, transactionId } from "../columns.js";
import { apiRole, linedPlacePolicies, systemOnlyPolicies } from "../policies.js";

/**
 * What the platform will tell others (发件箱), written in the transaction of the change; ids and codes only. The relay
 * takes each row out as it puts it into the log, so what stands here is what is not told yet.
 */
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
    /** Other places in whose sight the subject is, or was before the change: a list of objects of the columns of a place. */
    witnesses: jsonb("witnesses").notNull().default(sql`'[]'`),
    payload: jsonb("payload").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.transaction, table.id] }),
    index("outbox_events_order").on(table.id),
    ...linedPlacePolicies(table, "PROVINCE"),
  ],
);

// The four ways in which a list of the log is read: by the level of the reader, each an equality, in order of position.
const lineIndexes = (name: string, table: Record<"province" | "city" | "county" | "line" | "position", never>) => [
  index(`${name}_nation_line`).on(table.line, table.position).where(sql`line IS NOT NULL`),
  index(`${name}_province_line`).on(table.province, table.line, table.position).where(sql`line IS NOT NULL`),
  index(`${name}_city_line`).on(table.city, table.line, table.position).where(sql`line IS NOT NULL`),
  index(`${name}_county_line`).on(table.county, table.line, table.position).where(sql`line IS NOT NULL`),
];

/**
 * The log of events (事件日志) behind everything that is pushed. The relay gives each committed event the next position,
 * without a gap, in the order in which changes of one subject were made. Partitioned by position; whole segments are
 * dropped when all their events are older than they are kept. Rows never change: they keep the place of their time.
 */
export const eventLog = pgTable(
  "event_log",
  {
    position: bigint("position", { mode: "number" }).primaryKey(),
    ...placeColumns(),
    at: instant("at").notNull(),
    loggedAt: instant("logged_at").notNull().default(sql`clock_timestamp()`),
    /** The transaction of the change, by which its audit entries are found. */
    transaction: transactionId("transaction").notNull(),
    type: code("type").notNull(),
    subjectType: code("subject_type").notNull(),
    subjectId: code("subject_id").notNull(),
    subjectVersion: integer("subject_version"),
    line: code("line"),
    payload: jsonb("payload").notNull(),
  },
  (table) => [
    index("event_log_province").on(table.province, table.position),
    index("event_log_city").on(table.city, table.position),
    index("event_log_county").on(table.county, table.position),
    index("event_log_bureau").on(table.bureau, table.position),
    ...lineIndexes("event_log", table as never),
    ...linedPlacePolicies(table),
    // SECURITY: widened sight: who witnesses an event sees it, as he sees the row that names him.
    pgPolicy("sight_of_witness", {
      as: "permissive",
      for: "select",
      to: apiRole,
      using: sql.raw("EXISTS (SELECT 1 FROM event_witnesses WHERE event_witnesses.position = event_log.position)"),
    }),
  ],
);

/**
 * The other places that an event of the log concerns: of a ticket, who registered it and who handed it on, and whoever saw
 * it until the event. Few rows: a place adds one only where it has readers that the event's own place has not.
 */
export const eventWitnesses = pgTable(
  "event_witnesses",
  {
    position: bigint("position", { mode: "number" }).notNull(),
    ordinal: smallint("ordinal").notNull(),
    ...placeColumns(),
    line: code("line"),
  },
  (table) => [
    primaryKey({ columns: [table.position, table.ordinal] }),
    index("event_witnesses_province").on(table.province, table.position),
    index("event_witnesses_city").on(table.city, table.position).where(sql`city IS NOT NULL`),
    index("event_witnesses_county").on(table.county, table.position).where(sql`county IS NOT NULL`),
    index("event_witnesses_bureau").on(table.bureau, table.position),
    ...lineIndexes("event_witnesses", table as never),
    ...linedPlacePolicies(table),
  ],
);

/** How far the relay has come (中继进度): one row. Whoever holds its lock moves events into the log. */
export const eventRelay = pgTable(
  "event_relay",
  {
    id: smallint("id").primaryKey(),
    /** The position of the last event of the log. */
    position: bigint("position", { mode: "number" }).notNull(),
    /** The snapshot whose visible events are all in the log: those that came after it are found without looking at others. */
    reached: code("reached"),
    /** The identifier of the database server; after a restore on another the snapshot says nothing any more. */
    server: code("server"),
    /** The least position that is still kept, as segments are dropped. */
    oldest: bigint("oldest", { mode: "number" }).notNull(),
  },
  () => [...systemOnlyPolicies()],
);
