import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { bytes, code, instant, placeColumns } from "../columns.js";
import { newestFirstByPlace } from "../indexes.js";
import { insertOnlyForOwnBureau, placePolicies } from "../policies.js";

/** A suggestion of a citizen (意见建议): what he would have done otherwise, without a matter of his own. */
export const proposals = pgTable(
  "proposals",
  {
    /** The bureau that took it down. */
    ...placeColumns(),
    id: uuid("id").notNull(),
    idempotencyKey: text("idempotency_key").notNull(),
    inputHash: text("input_hash").notNull(),
    channel: code("channel").notNull(),
    issueClass: code("issue_class"),
    words: text("words").notNull(),
    contactNameMasked: text("contact_name_masked"),
    contactPhoneMasked: text("contact_phone_masked"),
    keyId: code("key_id"),
    sealed: bytes("sealed"),
    /** RECEIVED, REPORTED, ADOPTED or NOTED. */
    state: code("state").notNull(),
    /** The bureau that decides: the one that took it down, or the superior to which it was reported last. */
    holder: code("holder").notNull(),
    receivedAt: instant("received_at").notNull(),
    registeredBy: uuid("registered_by"),
    reportedAt: instant("reported_at"),
    decidedAt: instant("decided_at"),
    decidedBy: uuid("decided_by"),
    reply: text("reply"),
    version: integer("version").notNull().default(1),
  },
  (table) => [
    primaryKey({ columns: [table.province, table.id] }),
    check("proposals_state", sql`${table.state} IN ('RECEIVED', 'REPORTED', 'ADOPTED', 'NOTED')`),
    uniqueIndex("proposals_key").on(table.bureau, table.idempotencyKey),
    index("proposals_nation").on(table.id.desc().nullsFirst()),
    ...newestFirstByPlace("proposals", table),
    index("proposals_holder").on(table.holder, table.id.desc().nullsFirst()),
    /** Those of a rare state would be looked for among all of a region. */
    index("proposals_of_state").on(table.state, table.id.desc().nullsFirst()),
    /** Those of a time are counted. */
    index("proposals_received").on(table.receivedAt),
    insertOnlyForOwnBureau(table.bureau),
    ...placePolicies(table),
  ],
);
