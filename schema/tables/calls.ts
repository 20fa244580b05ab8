import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  foreignKey,
  index,
  integer,
  pgPolicy,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { bytes, code, day, instant, placeColumns } from "../columns.js";
import { apiRole, insertOnlyForOwnBureau, placePolicies, systemOnlyPolicies } from "../policies.js";
import { tickets } from "./tickets.js";

const inChina = "offered_at AT TIME ZONE 'Asia/Shanghai'";

/**
 * Calls to a hotline (来电), one row for each, as the telephone system of the bureau told it last. The place is that of the
 * bureau that took the call.
 */
export const calls = pgTable(
  "calls",
  {
    ...placeColumns(),
    id: uuid("id").notNull(),
    /** The name of the telephone system, and its own identifier of the call: together the key under which it is told again. */
    source: code("source").notNull(),
    callId: code("call_id").notNull(),
    /** Which telling of the call it is: a later one wins, in whatever order they come. A number of the source, or milliseconds. */
    revision: bigint("revision", { mode: "number" }).notNull(),
    /** WAITING and TALKING while it lasts; ANSWERED, ABANDONED or TRANSFERRED at its end; VOID: taken back, counted nowhere. */
    outcome: code("outcome").notNull(),
    offeredAt: instant("offered_at").notNull(),
    /** Null where nobody answered, also of a call that was transferred at once. */
    answeredAt: instant("answered_at"),
    endedAt: instant("ended_at"),
    /** Until it was answered, given up or transferred; null while it waits. */
    waitingSeconds: integer("waiting_seconds"),
    /** Of a call that was answered and has ended. */
    talkingSeconds: integer("talking_seconds"),
    /** Where it was transferred to: a queue, an extension or another hotline. */
    transferredTo: text("transferred_to"),
    queue: text("queue"),
    /** The number at the desk (工号), and the person who had it when the call was recorded. */
    operatorNumber: code("operator_number"),
    operator: uuid("operator"),
    /** The caller's number: a keyed digest by which it is recognised, what may be shown of it, and itself, sealed. */
    callerDigest: code("caller_digest"),
    callerMasked: text("caller_masked"),
    keyId: code("key_id"),
    sealed: bytes("sealed"),
    /** When the number, its digest and its mask were dropped, for they are kept no longer than needed; nothing brings them back. */
    callerDroppedAt: instant("caller_dropped_at"),
    recordedAt: instant("recorded_at").notNull(),
    changedAt: instant("changed_at").notNull(),
    /** The day in China, its hour (0 to 23), and its weekday (1 is Monday, 7 Sunday, ISO 8601), kept by PostgreSQL itself. */
    offeredOn: day("offered_on")
      .notNull()
      .generatedAlwaysAs(sql.raw(`(${inChina})::date`)),
    offeredHour: smallint("offered_hour")
      .notNull()
      .generatedAlwaysAs(sql.raw(`extract(hour FROM ${inChina})::smallint`)),
    weekday: smallint("weekday")
      .notNull()
      .generatedAlwaysAs(sql.raw(`extract(isodow FROM ${inChina})::smallint`)),
  },
  (table) => [
    primaryKey({ columns: [table.province, table.id] }),
    check(
      "calls_outcome",
      sql`CASE ${table.outcome}
        WHEN 'WAITING' THEN ${table.answeredAt} IS NULL AND ${table.endedAt} IS NULL
        WHEN 'TALKING' THEN ${table.answeredAt} IS NOT NULL AND ${table.endedAt} IS NULL
        WHEN 'ANSWERED' THEN ${table.answeredAt} IS NOT NULL AND ${table.endedAt} IS NOT NULL
        WHEN 'ABANDONED' THEN ${table.answeredAt} IS NULL AND ${table.endedAt} IS NOT NULL
        WHEN 'TRANSFERRED' THEN ${table.endedAt} IS NOT NULL
        ELSE ${table.outcome} = 'VOID' END`,
    ),
    check("calls_seconds", sql`${table.waitingSeconds} >= 0 AND ${table.talkingSeconds} >= 0`),
    check("calls_sealed", sql`(${table.sealed} IS NULL) = (${table.keyId} IS NULL)`),
    check("calls_caller_dropped", sql`${table.callerDroppedAt} IS NULL OR ${table.callerMasked} IS NULL`),
    uniqueIndex("calls_of_source").on(table.bureau, table.source, table.callId),
    index("calls_nation_offered").on(table.offeredAt.desc().nullsFirst(), table.id.desc().nullsFirst()),
    index("calls_province_offered").on(
      table.province,
      table.offeredAt.desc().nullsFirst(),
      table.id.desc().nullsFirst(),
    ),
    index("calls_city_offered")
      .on(table.city, table.offeredAt.desc().nullsFirst(), table.id.desc().nullsFirst())
      .where(sql`city IS NOT NULL`),
    index("calls_county_offered")
      .on(table.county, table.offeredAt.desc().nullsFirst(), table.id.desc().nullsFirst())
      .where(sql`county IS NOT NULL`),
    index("calls_bureau_offered").on(table.bureau, table.offeredAt.desc().nullsFirst(), table.id.desc().nullsFirst()),
    index("calls_operator_offered")
      .on(table.bureau, table.operatorNumber, table.offeredAt.desc().nullsFirst(), table.id.desc().nullsFirst())
      .where(sql`operator_number IS NOT NULL`),
    index("calls_caller")
      .on(table.callerDigest, table.offeredAt.desc().nullsFirst(), table.id.desc().nullsFirst())
      .where(sql`caller_digest IS NOT NULL`),
    /** What drops numbers goes by the day; equal days take little room in an index. */
    index("calls_caller_kept").on(table.offeredOn).where(sql`caller_masked IS NOT NULL`),
    /** The live board asks for the few that last. */
    index("calls_under_way").on(table.bureau, table.offeredAt).where(sql`outcome IN ('WAITING', 'TALKING')`),
    insertOnlyForOwnBureau(table.bureau),
    ...placePolicies(table),
  ],
);

const ofVisibleCall = sql.raw(
  "EXISTS (SELECT 1 FROM calls WHERE calls.province = call_tickets.call_province AND calls.id = call_tickets.call)",
);

/**
 * Which tickets came of a call (来电工单): it is seen by whoever sees the call. A link that was taken away stays, for what it
 * made secret stays so (art. 37 of Order 121).
 */
export const callTickets = pgTable(
  "call_tickets",
  {
    /** That of the ticket; the call is of the same, or the nation's own hotline took it. */
    province: code("province").notNull(),
    ticketId: uuid("ticket_id").notNull(),
    callProvince: code("call_province").notNull(),
    call: uuid("call").notNull(),
    linkedAt: instant("linked_at").notNull(),
    linkedBy: uuid("linked_by"),
    removedAt: instant("removed_at"),
    removedBy: uuid("removed_by"),
  },
  (table) => [
    primaryKey({ columns: [table.province, table.ticketId, table.call] }),
    foreignKey({ columns: [table.province, table.ticketId], foreignColumns: [tickets.province, tickets.id] }).onDelete(
      "cascade",
    ),
    foreignKey({ columns: [table.callProvince, table.call], foreignColumns: [calls.province, calls.id] }).onDelete(
      "cascade",
    ),
    index("call_tickets_call").on(table.callProvince, table.call),
    pgPolicy("sight_of_call", {
      as: "permissive",
      for: "all",
      to: apiRole,
      using: ofVisibleCall,
      withCheck: ofVisibleCall,
    }),
    ...systemOnlyPolicies(),
  ],
);

/** What each seat of a hotline does now (座席状态), by the number at the desk (工号). */
export const seats = pgTable(
  "seats",
  {
    ...placeColumns(),
    operatorNumber: code("operator_number").notNull(),
    /** READY, TALKING, AFTER_CALL, BREAK or OFF. */
    state: code("state").notNull(),
    /** Since when: a later one wins, in whatever order they come. */
    since: instant("since").notNull(),
    source: code("source").notNull(),
    operator: uuid("operator"),
    reportedAt: instant("reported_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.bureau, table.operatorNumber] }),
    check("seats_state", sql`${table.state} IN ('READY', 'TALKING', 'AFTER_CALL', 'BREAK', 'OFF')`),
    index("seats_province").on(table.province),
    index("seats_city").on(table.city),
    index("seats_county").on(table.county),
    insertOnlyForOwnBureau(table.bureau),
    ...placePolicies(table),
  ],
);
