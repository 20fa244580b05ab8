import { foreignKey, index, integer, jsonb, pgTable, primaryKey, smallint, text, uuid } from "drizzle-orm/pg-core";
import { bytes, code, instant } from "../columns.js";
import { ticketPartPolicies } from "../policies.js";
import { tickets } from "./tickets.js";

const ticketKey = () => ({ province: code("province").notNull(), ticketId: uuid("ticket_id").notNull() });

/** What the citizen tells (诉求内容) and what is known of the respondent: read only when a ticket is opened, or searched. */
export const ticketDetails = pgTable(
  "ticket_details",
  {
    ...ticketKey(),
    facts: text("facts").notNull(),
    request: text("request"),
    respondentAddress: text("respondent_address"),
    respondentCreditCode: code("respondent_credit_code"),
    /** The places from which competence is worked out (art. 13, 29-32 of Order 121). */
    jurisdictionFacts: jsonb("jurisdiction_facts").notNull(),
    answer: text("answer"),
    /** What a search looks through, with personal data masked, so that searching cannot be used to guess it. */
    searchText: text("search_text").notNull(),
    /** The single characters and pairs of neighbours of the search text: Chinese words are mostly two characters long. */
    grams: text("grams").array().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.province, table.ticketId] }),
    foreignKey({ columns: [table.province, table.ticketId], foreignColumns: [tickets.province, tickets.id] }).onDelete(
      "cascade",
    ),
    index("ticket_details_grams").using("gin", table.province, table.grams),
    ...ticketPartPolicies("ticket_details"),
  ],
);

/** The contact of the citizen (联系方式), sealed with AES-256-GCM; the masked form stands on the ticket. */
export const ticketContacts = pgTable(
  "ticket_contacts",
  {
    ...ticketKey(),
    keyId: code("key_id").notNull(),
    sealed: bytes("sealed").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.province, table.ticketId] }),
    foreignKey({ columns: [table.province, table.ticketId], foreignColumns: [tickets.province, tickets.id] }).onDelete(
      "cascade",
    ),
    ...ticketPartPolicies("ticket_contacts"),
  ],
);

/** What happened to a ticket (办理过程), in order: one entry for each edge of the workflow that it took. */
export const timelineEntries = pgTable(
  "timeline_entries",
  {
    ...ticketKey(),
    sequence: integer("sequence").notNull(),
    at: instant("at").notNull(),
    verb: code("verb").notNull(),
    fromState: code("from_state"),
    toState: code("to_state").notNull(),
    bureau: code("bureau").notNull(),
    person: uuid("person"),
    client: uuid("client"),
    /** Codes that the sentence is built from: target bureau, ground, amounts. Never personal data. */
    detail: jsonb("detail").notNull(),
    /** The officer's own words; masked on reading like the ticket. */
    remark: text("remark"),
  },
  (table) => [
    primaryKey({ columns: [table.province, table.ticketId, table.sequence] }),
    foreignKey({ columns: [table.province, table.ticketId], foreignColumns: [tickets.province, tickets.id] }).onDelete(
      "cascade",
    ),
    ...ticketPartPolicies("timeline_entries"),
  ],
);

/** Each dispatch of a ticket from one bureau to another (分派), and its return (退回). */
export const dispatches = pgTable(
  "dispatches",
  {
    ...ticketKey(),
    sequence: smallint("sequence").notNull(),
    fromBureau: code("from_bureau").notNull(),
    toBureau: code("to_bureau").notNull(),
    dispatchedAt: instant("dispatched_at").notNull(),
    /** Whether the advice on competence named this bureau. */
    competence: code("competence").notNull(),
    returnedAt: instant("returned_at"),
    returnReason: code("return_reason"),
  },
  (table) => [
    primaryKey({ columns: [table.province, table.ticketId, table.sequence] }),
    foreignKey({ columns: [table.province, table.ticketId], foreignColumns: [tickets.province, tickets.id] }).onDelete(
      "cascade",
    ),
    index("dispatches_to").on(table.toBureau, table.dispatchedAt),
    ...ticketPartPolicies("dispatches"),
  ],
);
