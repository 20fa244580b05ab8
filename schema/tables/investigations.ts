import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, pgPolicy, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { code, day, instant, placeColumns } from "../columns.js";
import { newestFirstByPlace } from "../indexes.js";
import { apiRole, insertOnlyForOwnBureau, partyPolicies, placePolicies, systemOnlyPolicies } from "../policies.js";
import { tickets } from "./tickets.js";

/** A joint investigation (协查): a lead bureau and partners look into tickets together. */
export const investigations = pgTable(
  "investigations",
  {
    /** The lead bureau and its place. */
    ...placeColumns(),
    id: uuid("id").notNull(),
    title: text("title").notNull(),
    purpose: text("purpose").notNull(),
    /** OPEN or CLOSED. */
    state: code("state").notNull(),
    openedAt: instant("opened_at").notNull(),
    openedBy: uuid("opened_by"),
    outcome: text("outcome"),
    closedAt: instant("closed_at"),
    closedBy: uuid("closed_by"),
    version: integer("version").notNull().default(1),
  },
  (table) => [
    primaryKey({ columns: [table.province, table.id] }),
    check("investigations_state", sql`${table.state} IN ('OPEN', 'CLOSED')`),
    index("investigations_nation").on(table.id.desc().nullsFirst()),
    ...newestFirstByPlace("investigations", table),
    insertOnlyForOwnBureau(table.bureau),
    ...placePolicies(table),
  ],
);

const ofVisibleInvestigation = (table: string) =>
  sql.raw(
    `EXISTS (SELECT 1 FROM investigations WHERE investigations.province = ${table}.province AND investigations.id = ${table}.investigation_id)`,
  );

/** The tickets that a joint investigation is about. */
export const investigatedTickets = pgTable(
  "investigated_tickets",
  {
    province: code("province").notNull(),
    investigationId: uuid("investigation_id").notNull(),
    ticketId: uuid("ticket_id").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.province, table.investigationId, table.ticketId] }),
    foreignKey({
      columns: [table.province, table.investigationId],
      foreignColumns: [investigations.province, investigations.id],
    }).onDelete("cascade"),
    foreignKey({ columns: [table.province, table.ticketId], foreignColumns: [tickets.province, tickets.id] }).onDelete(
      "cascade",
    ),
    index("investigated_tickets_ticket").on(table.province, table.ticketId),
    pgPolicy("sight_of_investigation", {
      as: "permissive",
      for: "all",
      to: apiRole,
      using: ofVisibleInvestigation("investigated_tickets"),
      withCheck: ofVisibleInvestigation("investigated_tickets"),
    }),
    ...systemOnlyPolicies(),
  ],
);

/**
 * A task of a joint investigation (协查任务): what a partner is asked, by when, and which parts of which ticket it sees for
 * as long as the task is open. A partner outside (police, telecom) is named and has no access.
 */
export const investigationTasks = pgTable(
  "investigation_tasks",
  {
    /** The province of the lead bureau. */
    province: code("province").notNull(),
    id: uuid("id").notNull(),
    investigationId: uuid("investigation_id").notNull(),
    ticketId: uuid("ticket_id"),
    lead: code("lead").notNull(),
    leadCity: code("lead_city"),
    leadCounty: code("lead_county"),
    /** The partner where it is a bureau, with its place; it may be of another province. */
    partner: code("partner"),
    partnerProvince: code("partner_province"),
    partnerCity: code("partner_city"),
    partnerCounty: code("partner_county"),
    /** The kind of partner: BUREAU, POLICE, TELECOM, BANK, PLATFORM, POST or OTHER; and the name of one outside. */
    partnerKind: code("partner_kind").notNull(),
    partnerName: text("partner_name"),
    question: text("question").notNull(),
    /** Which parts of the ticket it shows; see the parts of an extract. */
    parts: text("parts").array().notNull(),
    dueOn: day("due_on").notNull(),
    /** OPEN, ANSWERED, CLOSED or WITHDRAWN. */
    state: code("state").notNull(),
    askedAt: instant("asked_at").notNull(),
    askedBy: uuid("asked_by"),
    answer: text("answer"),
    answeredAt: instant("answered_at"),
    answeredBy: uuid("answered_by"),
    closedAt: instant("closed_at"),
    closedBy: uuid("closed_by"),
    /** The day on which the partner is reminded by itself; infinity where it is not. */
    remindsOn: day("reminds_on").notNull().default("infinity"),
    version: integer("version").notNull().default(1),
  },
  (table) => [
    primaryKey({ columns: [table.province, table.id] }),
    foreignKey({
      columns: [table.province, table.investigationId],
      foreignColumns: [investigations.province, investigations.id],
    }).onDelete("cascade"),
    check("investigation_tasks_state", sql`${table.state} IN ('OPEN', 'ANSWERED', 'CLOSED', 'WITHDRAWN')`),
    check(
      "investigation_tasks_partner",
      sql`(${table.partnerKind} = 'BUREAU') = (${table.partner} IS NOT NULL)
      AND (${table.partnerKind} = 'BUREAU') = (${table.partnerName} IS NULL)`,
    ),
    index("investigation_tasks_investigation").on(table.province, table.investigationId, table.id),
    index("investigation_tasks_nation").on(table.id.desc().nullsFirst()),
    index("investigation_tasks_province").on(table.province, table.id.desc().nullsFirst()),
    index("investigation_tasks_partner_province").on(table.partnerProvince, table.id.desc().nullsFirst()),
    index("investigation_tasks_lead_city").on(table.leadCity, table.id.desc().nullsFirst()),
    index("investigation_tasks_partner_city").on(table.partnerCity, table.id.desc().nullsFirst()),
    index("investigation_tasks_lead_county").on(table.leadCounty, table.id.desc().nullsFirst()),
    index("investigation_tasks_partner_county").on(table.partnerCounty, table.id.desc().nullsFirst()),
    index("investigation_tasks_lead").on(table.lead, table.id.desc().nullsFirst()),
    index("investigation_tasks_partner").on(table.partner, table.id.desc().nullsFirst()),
    index("investigation_tasks_reminds")
      .on(table.remindsOn, table.province, table.id)
      .where(sql`reminds_on < 'infinity'`),
    insertOnlyForOwnBureau(table.lead),
    ...partyPolicies(
      [table.province, table.partnerProvince],
      [
        { bureau: table.lead, city: table.leadCity, county: table.leadCounty },
        { bureau: table.partner, city: table.partnerCity, county: table.partnerCounty },
      ],
    ),
  ],
);
