import { sql } from "drizzle-orm";
import {
  boolean,
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
import { code, day, fen, instant } from "../columns.js";
import { insertOnlyForOwnBureau, sightPolicies } from "../policies.js";
import { ticketIndexes } from "../ticket-indexes.js";
import { bureaus } from "./jurisdictions.js";

// Kept by PostgreSQL itself. A condition on two columns would be estimated as if nearly all rows met it, and a list would
// walk through millions of rows for nothing.
const away = (name: string, then: string, now: string) =>
  code(name).generatedAlwaysAs(sql.raw(`CASE WHEN ${then} IS DISTINCT FROM ${now} THEN ${then} END`));

/**
 * A ticket (工单): one consultation, complaint or report. Its key holds the province, which never changes.
 *
 * Three places decide sight: where it is handled (province, city, county, holder), where it was registered (intake_*),
 * and who handed it on last (previous_*), so that a bureau that returns a ticket does not lose it in the same statement.
 */
export const tickets = pgTable(
  "tickets",
  {
    province: code("province").notNull(),
    id: uuid("id").notNull(),
    number: code("number").notNull(),
    kind: code("kind").notNull(),
    state: code("state").notNull(),
    version: integer("version").notNull().default(1),
    /** The order in force on the day of receipt: ORDER_20 or ORDER_121. */
    regime: code("regime").notNull(),

    city: code("city"),
    county: code("county"),
    holder: code("holder").notNull(),
    intakeCity: code("intake_city"),
    intakeCounty: code("intake_county"),
    intakeBureau: code("intake_bureau").notNull(),
    previousCity: code("previous_city"),
    previousCounty: code("previous_county"),
    previousHolder: code("previous_holder"),
    /** Who registered it or handed it on last, where that is not who handles it now: few rows, found by one equality. */
    intakeCityAway: away("intake_city_away", "intake_city", "city"),
    intakeCountyAway: away("intake_county_away", "intake_county", "county"),
    previousCityAway: away("previous_city_away", "previous_city", "city"),
    previousCountyAway: away("previous_county_away", "previous_county", "county"),
    /** The bureau that owned the ticket when it was dispatched, under the tree of that day: history, not sight. */
    ownerAtDispatch: code("owner_at_dispatch"),

    channel: code("channel").notNull(),
    issueClass: code("issue_class").notNull(),
    goodsClass: code("goods_class"),
    topics: text("topics").array().notNull().default(sql`'{}'`),
    line: code("line"),

    contactNameMasked: text("contact_name_masked"),
    contactPhoneMasked: text("contact_phone_masked"),
    isAnonymous: boolean("is_anonymous").notNull().default(false),

    respondentName: text("respondent_name"),
    division: code("division"),
    divisionCity: code("division_city"),
    divisionProvince: code("division_province"),
    /** WITHIN_REACH, ELSEWHERE_IN_PROVINCE, OUTSIDE_PROVINCE or UNIDENTIFIED, as seen from the bureau that registered it. */
    locality: code("locality").notNull(),
    isForTracing: boolean("is_for_tracing").notNull().default(false),
    linkedTicket: uuid("linked_ticket"),
    duplicateOf: uuid("duplicate_of"),

    registeredBy: uuid("registered_by"),
    handler: uuid("handler"),

    receivedAt: instant("received_at").notNull(),
    registeredAt: instant("registered_at").notNull(),
    dispatchedAt: instant("dispatched_at"),
    competentReceivedAt: instant("competent_received_at"),
    signedAt: instant("signed_at"),
    acceptedAt: instant("accepted_at"),
    decidedAt: instant("decided_at"),
    closedAt: instant("closed_at"),
    feedbackAt: instant("feedback_at"),
    archivedAt: instant("archived_at"),
    /** The last day of the limit that runs now; infinity where none runs, so that an index can sort it. */
    dueOn: day("due_on").notNull().default("infinity"),
    dueLimit: code("due_limit"),

    disputedAmount: fen("disputed_amount"),
    recoveredLoss: fen("recovered_loss"),
    fineAmount: fen("fine_amount"),
    confiscatedAmount: fen("confiscated_amount"),
    settlementMethod: code("settlement_method"),
    refusalGround: code("refusal_ground"),
    terminationGround: code("termination_ground"),
    caseNumber: text("case_number"),

    /** How often it was returned as not the holder's; the third return goes to the superior. */
    returns: smallint("returns").notNull().default(0),
    /** The bureau that a common superior designated (art. 33 of Order 121): it may not return it. */
    designated: code("designated"),
    /** When it was done again after a callback; the limits of its first life do not run any more. */
    reopenedAt: instant("reopened_at"),
    /** The complaint in whose mediation the lead to this report was found (art. 27 of Order 121). */
    leadFrom: uuid("lead_from"),
    /** Of such a complaint: the report that was opened, one at most. */
    turnedInto: uuid("turned_into"),
    /** The ticket of the same citizen on the same matter that goes on in its place. */
    mergedInto: uuid("merged_into"),
  },
  (table) => [
    primaryKey({ columns: [table.province, table.id] }),
    foreignKey({ columns: [table.holder], foreignColumns: [bureaus.code] }).onDelete("restrict"),
    foreignKey({ columns: [table.intakeBureau], foreignColumns: [bureaus.code] }).onDelete("restrict"),
    check("tickets_kind", sql`kind IN ('CONSULTATION', 'COMPLAINT', 'REPORT')`),
    check("tickets_regime", sql`regime IN ('ORDER_20', 'ORDER_121')`),
    check(
      "tickets_amounts",
      sql`coalesce(disputed_amount, 0) >= 0 AND coalesce(recovered_loss, 0) >= 0
      AND coalesce(fine_amount, 0) >= 0 AND coalesce(confiscated_amount, 0) >= 0`,
    ),
    index("tickets_merged").on(table.province, table.mergedInto).where(sql`merged_into IS NOT NULL`),
    uniqueIndex("tickets_number").on(table.number, table.intakeBureau),
    ...ticketIndexes(table),
    insertOnlyForOwnBureau(table.intakeBureau),
    ...sightPolicies(
      {
        province: table.province,
        city: [table.city, table.intakeCity, table.previousCity],
        county: [table.county, table.intakeCounty, table.previousCounty],
        bureau: [table.holder, table.intakeBureau, table.previousHolder],
        line: table.line,
      },
      "PROVINCE",
    ),
  ],
);
