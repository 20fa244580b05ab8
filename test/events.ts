import { bigint, integer, jsonb, pgTable, text, timestamp } from "drizzle-orm/pg-core";
import { logBounds, relayEvents } from "../src/modules/events/index.js";
import type { Database } from "../src/platform/database.js";
import { testDatabase } from "./database.js";

/** Moves into the log whatever was committed before the call, as the relay of a running platform does by itself. */
export async function relayNow(database: Database = testDatabase()): Promise<void> {
  await relayEvents(database);
}

/** The position of the last event in the log. */
export async function latestPosition(database: Database = testDatabase()): Promise<number> {
  return (await database.asSystem("a test looks at the log", logBounds)).latest;
}

/** All events that were told: those in the log, and those that wait in the outbox; in the order in which they were told. */
export const toldEvents = pgTable("told_events", {
  id: bigint("id", { mode: "number" }).notNull(),
  province: text("province").notNull(),
  city: text("city"),
  county: text("county"),
  bureau: text("bureau").notNull(),
  at: timestamp("at", { withTimezone: true }).notNull(),
  type: text("type").notNull(),
  subjectType: text("subject_type").notNull(),
  subjectId: text("subject_id").notNull(),
  subjectVersion: integer("subject_version"),
  line: text("line"),
  payload: jsonb("payload").notNull(),
});
