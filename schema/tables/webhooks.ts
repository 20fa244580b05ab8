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
  uuid,
} from "drizzle-orm/pg-core";
import { bytes, code, instant, placeColumns } from "../columns.js";
import { apiRole, placePolicies, systemOnlyPolicies } from "../policies.js";
import { bureaus } from "./jurisdictions.js";

/**
 * Webhooks (事件推送): addresses of programs of a bureau, to which the events in its sight are sent in their order. How far
 * each has come, when it is tried next and who delivers now stand in its row, so that nothing is lost with a process.
 */
export const webhooks = pgTable(
  "webhooks",
  {
    ...placeColumns(),
    id: uuid("id").notNull(),
    name: text("name").notNull(),
    url: text("url").notNull(),
    /** Which events are sent, each list by itself: one that is empty leaves everything in. */
    eventTypes: text("event_types").array().notNull(),
    subjectTypes: text("subject_types").array().notNull(),
    kinds: text("kinds").array().notNull(),
    lines: text("lines").array().notNull(),
    state: code("state").notNull(),
    /** Why it is paused: BY_HAND, FAILING, GONE or EVENTS_EXPIRED. */
    pauseReason: code("pause_reason"),
    pausedAt: instant("paused_at"),
    /** The position of the last event that was delivered, or that is none for it. */
    position: bigint("position", { mode: "number" }).notNull(),
    /** How often the next event was tried in vain. */
    attempts: integer("attempts").notNull().default(0),
    failingSince: instant("failing_since"),
    nextTryAt: instant("next_try_at"),
    lastTryAt: instant("last_try_at"),
    lastSuccessAt: instant("last_success_at"),
    /** What became of the last try, and how many milliseconds it took. */
    lastOutcome: code("last_outcome"),
    lastMilliseconds: integer("last_milliseconds"),
    /** The turn in which it is delivered now; null between two turns. */
    leasedBy: uuid("leased_by"),
    /** When that turn is given up for dead; between two turns: when the last one ended. */
    leasedUntil: instant("leased_until"),
    createdBy: uuid("created_by"),
    createdAt: instant("created_at").notNull(),
    version: integer("version").notNull().default(1),
  },
  (table) => [
    primaryKey({ columns: [table.province, table.id] }),
    foreignKey({ columns: [table.bureau], foreignColumns: [bureaus.code] }).onDelete("restrict"),
    check("webhooks_state", sql`${table.state} IN ('ACTIVE', 'PAUSED', 'REMOVED')`),
    check("webhooks_paused", sql`(${table.state} = 'PAUSED') = (${table.pauseReason} IS NOT NULL)`),
    index("webhooks_province").on(table.province, table.id),
    index("webhooks_city").on(table.city, table.id),
    index("webhooks_county").on(table.county, table.id),
    index("webhooks_bureau").on(table.bureau, table.id),
    index("webhooks_active").on(table.id).where(sql`state = 'ACTIVE'`),
    ...placePolicies(table),
  ],
);

const ofWebhook = (table: string) =>
  sql.raw(
    `EXISTS (SELECT 1 FROM webhooks WHERE webhooks.province = ${table}.province AND webhooks.id = ${table}.webhook_id)`,
  );

/** The secrets by which messages are signed (签名密钥), sealed; during a rotation two are in force. */
export const webhookSecrets = pgTable(
  "webhook_secrets",
  {
    province: code("province").notNull(),
    webhookId: uuid("webhook_id").notNull(),
    id: uuid("id").notNull(),
    sealed: bytes("sealed").notNull(),
    keyId: code("key_id").notNull(),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at"),
  },
  (table) => [
    primaryKey({ columns: [table.province, table.webhookId, table.id] }),
    foreignKey({
      columns: [table.province, table.webhookId],
      foreignColumns: [webhooks.province, webhooks.id],
    }).onDelete("cascade"),
    pgPolicy("sight_of_webhook", {
      as: "permissive",
      for: "all",
      to: apiRole,
      using: ofWebhook("webhook_secrets"),
      withCheck: ofWebhook("webhook_secrets"),
    }),
    ...systemOnlyPolicies(),
  ],
);

/** What became of each try to deliver an event (推送记录): codes and figures, never what was sent or answered. */
export const webhookDeliveries = pgTable(
  "webhook_deliveries",
  {
    province: code("province").notNull(),
    webhookId: uuid("webhook_id").notNull(),
    /** In the order in which they were recorded. */
    number: bigint("number", { mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    /** The header webhook-id: the same at each try of an event. */
    messageId: code("message_id").notNull(),
    eventType: code("event_type").notNull(),
    /** The position of the event; null for a test message. */
    position: bigint("position", { mode: "number" }),
    attempt: integer("attempt").notNull(),
    at: instant("at").notNull(),
    milliseconds: integer("milliseconds").notNull(),
    outcome: code("outcome").notNull(),
    /** The status that was answered; null where there was no answer. */
    statusCode: smallint("status_code"),
    nextTryAt: instant("next_try_at"),
  },
  (table) => [
    primaryKey({ columns: [table.province, table.webhookId, table.number] }),
    foreignKey({
      columns: [table.province, table.webhookId],
      foreignColumns: [webhooks.province, webhooks.id],
    }).onDelete("cascade"),
    index("webhook_deliveries_at").on(table.at),
    pgPolicy("sight_of_webhook", {
      as: "permissive",
      for: "select",
      to: apiRole,
      using: ofWebhook("webhook_deliveries"),
    }),
    ...systemOnlyPolicies(),
  ],
);
