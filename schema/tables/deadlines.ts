import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgPolicy,
  pgTable,
  primaryKey,
  smallint,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { code, day, instant, placeColumns } from "../columns.js";
import { apiRole, insertOnlyForOwnBureau, placePolicies, ticketPartPolicies } from "../policies.js";
import { bureaus } from "./jurisdictions.js";
import { tickets } from "./tickets.js";

// SECURITY: widened sight: what the bureaus above have set is in force below them, so it is read there.
const inForceBelow = () =>
  pgPolicy("in_force_below", {
    as: "permissive",
    for: "select",
    to: apiRole,
    using: sql`bureau = ANY (string_to_array(current_setting('app.path'), ','))`,
  });

/** A limit that a bureau set for its subtree (自定期限): never looser than the statute, nor than one set above it. */
export const bureauLimits = pgTable(
  "bureau_limits",
  {
    id: uuid("id").primaryKey(),
    ...placeColumns(),
    limit: code("limit").notNull(),
    ticketKind: code("ticket_kind").notNull(),
    days: smallint("days").notNull(),
    unit: code("unit").notNull(),
    /** The document by which the bureau set it. */
    basis: text("basis").notNull(),
    validFrom: day("valid_from").notNull(),
    /** The first day on which it is no longer in force. */
    validTo: day("valid_to"),
    setBy: uuid("set_by"),
    setAt: instant("set_at").notNull(),
    version: integer("version").notNull().default(1),
  },
  (table) => [
    foreignKey({ columns: [table.bureau], foreignColumns: [bureaus.code] }).onDelete("restrict"),
    check("bureau_limits_days", sql`${table.days} > 0`),
    check("bureau_limits_unit", sql`${table.unit} IN ('WORKING', 'NATURAL')`),
    check("bureau_limits_validity", sql`${table.validTo} IS NULL OR ${table.validTo} >= ${table.validFrom}`),
    index("bureau_limits_bureau").on(table.bureau, table.limit),
    inForceBelow(),
    ...placePolicies(table),
  ],
);

/** How early a bureau and those beneath it are warned (预警设置), in working days before a limit expires. */
export const warningSettings = pgTable(
  "warning_settings",
  {
    ...placeColumns(),
    daysBefore: smallint("days_before").array().notNull(),
    setBy: uuid("set_by"),
    setAt: instant("set_at").notNull(),
    version: integer("version").notNull().default(1),
  },
  (table) => [
    primaryKey({ columns: [table.bureau] }),
    foreignKey({ columns: [table.bureau], foreignColumns: [bureaus.code] }).onDelete("restrict"),
    inForceBelow(),
    ...placePolicies(table),
  ],
);

/** A limit that runs or ran on a ticket (期限): what it was counted from, and how it ended. */
export const ticketDeadlines = pgTable(
  "ticket_deadlines",
  {
    province: code("province").notNull(),
    ticketId: uuid("ticket_id").notNull(),
    sequence: smallint("sequence").notNull(),
    limit: code("limit").notNull(),
    /** The rule that is in force for it: one of the statutes by its code, or a limit of a bureau by its id. */
    rule: code("rule").notNull(),
    days: smallint("days").notNull(),
    unit: code("unit").notNull(),
    /** The event that it started from, such as COMPETENT_RECEIPT, and when that was. */
    startedFrom: code("started_from").notNull(),
    startedAt: instant("started_at").notNull(),
    /** The bureau that held the ticket when it started: history, like the owner at dispatch. */
    bureau: code("bureau").notNull(),
    /** The last day, by the stricter of statute and bureau; infinity while it is not known, as during testing. */
    dueOn: day("due_on").notNull(),
    /** The last day by the statute alone; null where no statute sets one. */
    statutoryDueOn: day("statutory_due_on"),
    /** The last day if it were counted from the registration (首次登记), of which the citizen thinks; null where it is later. */
    registeredDueOn: day("registered_due_on"),
    isProvisional: boolean("is_provisional").notNull(),
    /** RUNNING, PAUSED, MET, MISSED or CANCELLED. A running limit whose day is past is missed, whatever stands here. */
    state: code("state").notNull(),
    /** When it stood still and why: [{from, to, reason}]; the last has no `to` while it stands. */
    pauses: jsonb("pauses").notNull().default(sql`'[]'`),
    extendedDays: smallint("extended_days").notNull().default(0),
    endedAt: instant("ended_at"),
    /** What the scheduler does next for it, and on which day; infinity where nothing is left to do. */
    nextStep: code("next_step"),
    nextStepOn: day("next_step_on").notNull().default("infinity"),
  },
  (table) => [
    primaryKey({ columns: [table.province, table.ticketId, table.sequence] }),
    foreignKey({ columns: [table.province, table.ticketId], foreignColumns: [tickets.province, tickets.id] }).onDelete(
      "cascade",
    ),
    check("ticket_deadlines_state", sql`${table.state} IN ('RUNNING', 'PAUSED', 'MET', 'MISSED', 'CANCELLED')`),
    /** What the scheduler has to do, in order of the day: it reads nothing else. */
    index("ticket_deadlines_next_step")
      .on(table.nextStepOn, table.province, table.ticketId, table.sequence)
      .where(sql`next_step_on < 'infinity'`),
    /** What a newly announced year may move. */
    index("ticket_deadlines_open_due")
      .on(table.dueOn, table.province, table.ticketId, table.sequence)
      .where(sql`state IN ('RUNNING', 'PAUSED')`),
    ...ticketPartPolicies("ticket_deadlines"),
  ],
);

/** A request to extend a limit (延期申请), decided by the head of the same bureau. */
export const extensionRequests = pgTable(
  "extension_requests",
  {
    province: code("province").notNull(),
    ticketId: uuid("ticket_id").notNull(),
    id: uuid("id").notNull(),
    /** The deadline that is to be extended, by its sequence. */
    deadline: smallint("deadline").notNull(),
    /** The bureau whose head decides; it follows the bureau in a merger. */
    bureau: code("bureau").notNull(),
    reason: code("reason").notNull(),
    explanation: text("explanation").notNull(),
    days: smallint("days").notNull(),
    /** PENDING, GRANTED, REFUSED, WITHDRAWN or LAPSED (nobody decided before the limit was over). */
    state: code("state").notNull(),
    askedBy: uuid("asked_by"),
    askedAt: instant("asked_at").notNull(),
    dueBefore: day("due_before").notNull(),
    dueAfter: day("due_after"),
    decidedBy: uuid("decided_by"),
    decidedAt: instant("decided_at"),
    decisionRemark: text("decision_remark"),
    version: integer("version").notNull().default(1),
  },
  (table) => [
    primaryKey({ columns: [table.province, table.ticketId, table.id] }),
    foreignKey({ columns: [table.province, table.ticketId], foreignColumns: [tickets.province, tickets.id] }).onDelete(
      "cascade",
    ),
    check("extension_requests_state", sql`${table.state} IN ('PENDING', 'GRANTED', 'REFUSED', 'WITHDRAWN', 'LAPSED')`),
    index("extension_requests_bureau").on(table.bureau, table.id.desc().nullsFirst()),
    index("extension_requests_pending").on(table.bureau, table.id).where(sql`state = 'PENDING'`),
    insertOnlyForOwnBureau(table.bureau),
    ...ticketPartPolicies("extension_requests"),
  ],
);

/**
 * What happened around a ticket without changing it (提示): warnings, reminders, orders, requests. It stands in the timeline
 * between the steps, and makes no version.
 */
export const ticketNotices = pgTable(
  "ticket_notices",
  {
    province: code("province").notNull(),
    ticketId: uuid("ticket_id").notNull(),
    id: uuid("id").notNull(),
    at: instant("at").notNull(),
    kind: code("kind").notNull(),
    /** The state of the ticket then. */
    state: code("state").notNull(),
    /** The bureau that acted, or for which the platform acted; and whom it concerns. */
    bureau: code("bureau").notNull(),
    toBureau: code("to_bureau"),
    person: uuid("person"),
    client: uuid("client"),
    /** Codes that the sentence is built from. Never personal data. */
    detail: jsonb("detail").notNull(),
    /** The officer's own words; masked on reading like the ticket. */
    remark: text("remark"),
  },
  (table) => [
    primaryKey({ columns: [table.province, table.ticketId, table.id] }),
    foreignKey({ columns: [table.province, table.ticketId], foreignColumns: [tickets.province, tickets.id] }).onDelete(
      "cascade",
    ),
    index("ticket_notices_to").on(table.toBureau, table.kind, table.id.desc().nullsFirst()),
    index("ticket_notices_from").on(table.bureau, table.kind, table.id.desc().nullsFirst()),
    ...ticketPartPolicies("ticket_notices"),
  ],
);
