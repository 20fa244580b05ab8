import { sql } from "drizzle-orm";
import {
  bigserial,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { code, day, fen } from "../columns.js";
import { sightPolicies } from "../policies.js";
import { tickets } from "./tickets.js";

/** What statistics know of a ticket: codes, days in China and amounts, and nothing that names a citizen. */
const factColumns = () => ({
  province: code("province").notNull(),
  ticketId: uuid("ticket_id").notNull(),
  city: code("city"),
  county: code("county"),
  holder: code("holder").notNull(),
  /** The same under the tree of the day on which the ticket came to its holder: reorganisations leave it. */
  cityThen: code("city_then"),
  countyThen: code("county_then"),
  holderThen: code("holder_then").notNull(),

  kind: code("kind").notNull(),
  /** The business line of its class; empty where it has none. */
  line: code("line").notNull(),
  channel: code("channel").notNull(),
  issueClass: code("issue_class").notNull(),
  /** Empty where it has none. */
  goodsClass: code("goods_class").notNull(),
  topics: text("topics").array().notNull(),
  state: code("state").notNull(),
  /** The name of the respondent as it was registered; empty where it is not known. */
  respondent: text("respondent").notNull(),

  registeredOn: day("registered_on").notNull(),
  registeredHour: smallint("registered_hour").notNull(),
  dispatchedOn: day("dispatched_on"),
  acceptedOn: day("accepted_on"),
  closedOn: day("closed_on"),
  /** The last days of its limits, and whether each was met; null while it runs. */
  checkDueOn: day("check_due_on"),
  isCheckMet: boolean("is_check_met"),
  verificationDueOn: day("verification_due_on"),
  isVerificationMet: boolean("is_verification_met"),
  closingDueOn: day("closing_due_on"),
  isClosingMet: boolean("is_closing_met"),
  /** The day on which an order is due because a limit of law was missed. */
  supervisionDueOn: day("supervision_due_on"),
  isSupervised: boolean("is_supervised").notNull().default(false),

  isToDispatch: boolean("is_to_dispatch").notNull(),
  /** SETTLED, TERMINATED, REFUSED, CASE_FILED, NOT_FILED, DUPLICATE, REFERRED, ANSWERED, MERGED or HANDED_OVER; null before. */
  outcome: code("outcome"),
  isTurnedIntoCase: boolean("is_turned_into_case").notNull(),
  isReturned: boolean("is_returned").notNull(),
  /** The last grade that the citizen gave. */
  grade: code("grade"),

  disputedAmount: fen("disputed_amount").notNull(),
  recoveredLoss: fen("recovered_loss").notNull(),
  fineAmount: fen("fine_amount").notNull(),
  confiscatedAmount: fen("confiscated_amount").notNull(),

  /** From the registration, in whole hours, rounded down, and in working days. */
  hoursToDispatch: integer("hours_to_dispatch"),
  hoursToAcceptance: integer("hours_to_acceptance"),
  hoursToClosing: integer("hours_to_closing"),
  workingDaysToDispatch: smallint("working_days_to_dispatch"),
  workingDaysToAcceptance: smallint("working_days_to_acceptance"),
  workingDaysToClosing: smallint("working_days_to_closing"),
});

/** The statistical face of a ticket (统计事实): one row, written with each step of the ticket. All numbers come from it. */
export const ticketFacts = pgTable(
  "ticket_facts",
  {
    ...factColumns(),
    /** Where the ticket was registered and who handed it on last: whoever sees the ticket sees its facts. */
    intakeCity: code("intake_city"),
    intakeCounty: code("intake_county"),
    intakeBureau: code("intake_bureau").notNull(),
    previousCity: code("previous_city"),
    previousCounty: code("previous_county"),
    previousHolder: code("previous_holder"),
  },
  (table) => [
    primaryKey({ columns: [table.province, table.ticketId] }),
    foreignKey({ columns: [table.province, table.ticketId], foreignColumns: [tickets.province, tickets.id] }).onDelete(
      "cascade",
    ),
    index("ticket_facts_registered").on(table.holder, table.registeredOn, table.ticketId),
    ...(
      [
        ["dispatched", table.dispatchedOn],
        ["accepted", table.acceptedOn],
        ["closed", table.closedOn],
        ["check_due", table.checkDueOn],
        ["verification_due", table.verificationDueOn],
        ["closing_due", table.closingDueOn],
        ["supervision_due", table.supervisionDueOn],
      ] as const
    ).map(([name, column]) =>
      index(`ticket_facts_${name}`)
        .on(table.holder, column, table.ticketId)
        .where(sql`${sql.identifier(column.name)} IS NOT NULL`),
    ),
    /** Those whose bureau was reorganised since: what the tree of then and that of now differ in. */
    index("ticket_facts_moved")
      .on(table.holderThen, table.holder)
      .where(sql`(holder_then, county_then, city_then) IS DISTINCT FROM (holder, county, city)`),
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

/**
 * What changed of the facts and is not folded into the rollups yet (统计增量): the facts before with the sign -1, those
 * after with +1. A trigger writes them in the transaction of whoever changes the facts, and the fold takes them away.
 */
export const statisticDeltas = pgTable(
  "statistic_deltas",
  {
    id: bigserial("id", { mode: "bigint" }).primaryKey(),
    sign: smallint("sign").notNull(),
    ...factColumns(),
  },
  (table) => [
    check("statistic_deltas_sign", sql`${table.sign} IN (-1, 1)`),
    ...sightPolicies(
      {
        province: table.province,
        city: [table.city],
        county: [table.county],
        bureau: [table.holder],
        line: table.line,
      },
      "PROVINCE",
    ),
  ],
);
