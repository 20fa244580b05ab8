import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { code, day, instant, partyColumns, placeColumns } from "../columns.js";
import { insertOnlyForOwnBureau, partyPolicies } from "../policies.js";
import { tickets } from "./tickets.js";

/** A return of a ticket (退回): who returned it to whom, why. Counted, so it has the place of the bureau that returned it. */
export const ticketReturns = pgTable(
  "ticket_returns",
  {
    ...placeColumns(),
    ticketId: uuid("ticket_id").notNull(),
    /** The version of the ticket that the return made. */
    sequence: integer("sequence").notNull(),
    toBureau: code("to_bureau").notNull(),
    toCity: code("to_city"),
    toCounty: code("to_county"),
    reason: code("reason").notNull(),
    returnedOn: day("returned_on").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.province, table.ticketId, table.sequence] }),
    index("ticket_returns_nation").on(table.returnedOn),
    index("ticket_returns_province").on(table.province, table.returnedOn),
    index("ticket_returns_city").on(table.city, table.returnedOn),
    index("ticket_returns_county").on(table.county, table.returnedOn),
    index("ticket_returns_bureau").on(table.bureau, table.returnedOn),
    index("ticket_returns_to").on(table.toBureau, table.returnedOn),
    insertOnlyForOwnBureau(table.bureau),
    ...partyPolicies(table.province, [
      { bureau: table.bureau, city: table.city, county: table.county },
      { bureau: table.toBureau, city: table.toCity, county: table.toCounty },
    ]),
  ],
);

/** A dispute over who is competent (管辖争议; art. 33 of Order 121, art. 30 of Order 20). */
export const disputes = pgTable(
  "disputes",
  {
    province: code("province").notNull(),
    id: uuid("id").notNull(),
    ticketId: uuid("ticket_id").notNull(),
    /** Who holds the ticket and says that it is not its own. */
    ...partyColumns("raiser"),
    /** Who, by the raiser, is competent. */
    ...partyColumns("proposed"),
    /** The lowest common superior of both, which designates. */
    ...partyColumns("superior"),
    /** RAISED by a bureau, or THIRD_RETURN of a ticket. */
    origin: code("origin").notNull(),
    reason: code("reason").notNull(),
    explanation: text("explanation").notNull(),
    /** NEGOTIATING, CONTESTED, REFERRED to the superior, AGREED, DESIGNATED or WITHDRAWN. */
    state: code("state").notNull(),
    raisedAt: instant("raised_at").notNull(),
    raisedBy: uuid("raised_by"),
    /** The last day of negotiation: 7 working days. */
    negotiateUntil: day("negotiate_until").notNull(),
    answeredAt: instant("answered_at"),
    answeredBy: uuid("answered_by"),
    answer: text("answer"),
    referredAt: instant("referred_at"),
    /** Null where it went to the superior by itself. */
    referredBy: uuid("referred_by"),
    designated: code("designated"),
    grounds: text("grounds"),
    endedAt: instant("ended_at"),
    endedBy: uuid("ended_by"),
    /** The day on which it goes to the superior by itself, or is looked at again once it is there; infinity where it has ended. */
    refersOn: day("refers_on").notNull().default("infinity"),
    version: integer("version").notNull().default(1),
  },
  (table) => [
    primaryKey({ columns: [table.province, table.id] }),
    foreignKey({ columns: [table.province, table.ticketId], foreignColumns: [tickets.province, tickets.id] }).onDelete(
      "cascade",
    ),
    check(
      "disputes_state",
      sql`${table.state} IN ('NEGOTIATING', 'CONTESTED', 'REFERRED', 'AGREED', 'DESIGNATED', 'WITHDRAWN')`,
    ),
    index("disputes_ticket").on(table.province, table.ticketId, table.id),
    index("disputes_nation").on(table.id.desc().nullsFirst()),
    index("disputes_province").on(table.province, table.id.desc().nullsFirst()),
    index("disputes_raiser").on(table.raiser, table.id.desc().nullsFirst()),
    index("disputes_proposed").on(table.proposed, table.id.desc().nullsFirst()),
    index("disputes_superior").on(table.superior, table.id.desc().nullsFirst()),
    // A superior stands in the city of the parties beneath it, or above both.
    index("disputes_raiser_city").on(table.raiserCity, table.id.desc().nullsFirst()),
    index("disputes_raiser_county").on(table.raiserCounty, table.id.desc().nullsFirst()),
    index("disputes_proposed_city").on(table.proposedCity, table.id.desc().nullsFirst()),
    index("disputes_proposed_county").on(table.proposedCounty, table.id.desc().nullsFirst()),
    index("disputes_refers").on(table.refersOn, table.province, table.id).where(sql`refers_on < 'infinity'`),
    insertOnlyForOwnBureau(table.raiser),
    ...partyPolicies(table.province, [
      { bureau: table.raiser, city: table.raiserCity, county: table.raiserCounty },
      { bureau: table.proposed, city: table.proposedCity, county: table.proposedCounty },
      { bureau: table.superior, city: table.superiorCity, county: table.superiorCounty },
    ]),
  ],
);

/** A bureau asks one above it to take a case up (报请提级; art. 13 of Order 121). */
export const elevations = pgTable(
  "elevations",
  {
    province: code("province").notNull(),
    id: uuid("id").notNull(),
    ticketId: uuid("ticket_id").notNull(),
    ...partyColumns("asker"),
    ...partyColumns("superior"),
    reason: code("reason").notNull(),
    explanation: text("explanation").notNull(),
    /** PENDING, TAKEN_UP, REFUSED or WITHDRAWN. */
    state: code("state").notNull(),
    askedAt: instant("asked_at").notNull(),
    askedBy: uuid("asked_by"),
    decidedAt: instant("decided_at"),
    decidedBy: uuid("decided_by"),
    decisionRemark: text("decision_remark"),
    version: integer("version").notNull().default(1),
  },
  (table) => [
    primaryKey({ columns: [table.province, table.id] }),
    foreignKey({ columns: [table.province, table.ticketId], foreignColumns: [tickets.province, tickets.id] }).onDelete(
      "cascade",
    ),
    check("elevations_state", sql`${table.state} IN ('PENDING', 'TAKEN_UP', 'REFUSED', 'WITHDRAWN')`),
    index("elevations_ticket").on(table.province, table.ticketId, table.id),
    index("elevations_nation").on(table.id.desc().nullsFirst()),
    index("elevations_province").on(table.province, table.id.desc().nullsFirst()),
    index("elevations_asker").on(table.asker, table.id.desc().nullsFirst()),
    index("elevations_asker_city").on(table.askerCity, table.id.desc().nullsFirst()),
    index("elevations_asker_county").on(table.askerCounty, table.id.desc().nullsFirst()),
    index("elevations_superior").on(table.superior, table.id.desc().nullsFirst()),
    insertOnlyForOwnBureau(table.asker),
    ...partyPolicies(table.province, [
      { bureau: table.asker, city: table.askerCity, county: table.askerCounty },
      { bureau: table.superior, city: table.superiorCity, county: table.superiorCounty },
    ]),
  ],
);
