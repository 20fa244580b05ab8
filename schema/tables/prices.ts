import { sql } from "drizzle-orm";
import {
  bigint,
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
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { code, day, instant, placeColumns } from "../columns.js";
import { newestFirstByPlace } from "../indexes.js";
import { apiRole, linedPlacePolicies, systemOnlyPolicies, ticketPartPolicies } from "../policies.js";
import { bureaus } from "./jurisdictions.js";
import { tickets } from "./tickets.js";

const ticketKey = () => ({ province: code("province").notNull(), ticketId: uuid("ticket_id").notNull() });

/** A condition that a column names the actor's own bureau. */
const own = (column: string) => sql.raw(`${column} = current_setting('app.bureau')`);

// SECURITY: what a desk keeps for itself is seen by nobody else, those above it included.
const ownPolicies = (column: string) => [
  pgPolicy("own_bureau", {
    as: "permissive",
    for: "all",
    to: apiRole,
    using: own(column),
    withCheck: own(column),
  }),
  ...systemOnlyPolicies(),
];

/**
 * How the people of a price desk have sorted a price case (价格案件标记): one row for all of them. A case without one is new
 * to the desk.
 */
export const priceCaseMarks = pgTable(
  "price_case_marks",
  {
    ...ticketKey(),
    /** The code of the bureau whose desk it is. */
    desk: code("desk").notNull(),
    /** NEW, KEY (重点) or DONE (办结关注). */
    state: code("state").notNull(),
    /** A code of GOODS_CLASS, where the desk sorts the case otherwise than the ticket. */
    goods: code("goods"),
    /** The code of a division, where the desk sorts the case otherwise than the ticket. */
    place: code("place"),
    version: integer("version").notNull(),
    markedAt: instant("marked_at").notNull(),
    markedBy: uuid("marked_by"),
  },
  (table) => [
    primaryKey({ columns: [table.province, table.ticketId, table.desk] }),
    foreignKey({ columns: [table.province, table.ticketId], foreignColumns: [tickets.province, tickets.id] }).onDelete(
      "cascade",
    ),
    check("price_case_marks_state", sql`${table.state} IN ('NEW', 'KEY', 'DONE')`),
    index("price_case_marks_state").on(table.desk, table.state, table.province, table.ticketId),
    ...ownPolicies("desk"),
  ],
);

/** What a price desk says to whoever handles a case, and what that answers (价格案件沟通): whoever sees the ticket sees it. */
export const priceCaseNotes = pgTable(
  "price_case_notes",
  {
    ...ticketKey(),
    id: uuid("id").notNull(),
    /** The code of the bureau whose desk it is. */
    desk: code("desk").notNull(),
    /** COMMENT, QUESTION or ANSWER. */
    kind: code("kind").notNull(),
    /** The question that an answer is to. */
    question: uuid("question"),
    /** Of a question: whether nobody has answered it. */
    isOpen: boolean("is_open").notNull(),
    words: text("words").notNull(),
    at: instant("at").notNull(),
    /** Who wrote it, and in which bureau then. */
    bureau: code("bureau").notNull(),
    person: uuid("person"),
    client: uuid("client"),
    /** The bureau that held the ticket then, to which a comment or question went; of an answer, that of the desk. */
    toBureau: code("to_bureau").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.province, table.ticketId, table.id] }),
    foreignKey({ columns: [table.province, table.ticketId], foreignColumns: [tickets.province, tickets.id] }).onDelete(
      "cascade",
    ),
    check("price_case_notes_kind", sql`${table.kind} IN ('COMMENT', 'QUESTION', 'ANSWER')`),
    check("price_case_notes_question", sql`(${table.kind} = 'ANSWER') = (${table.question} IS NOT NULL)`),
    uniqueIndex("price_case_notes_answer")
      .on(table.province, table.ticketId, table.question)
      .where(sql`question IS NOT NULL`),
    index("price_case_notes_open").on(table.desk, table.id).where(sql`is_open`),
    ...ticketPartPolicies("price_case_notes"),
  ],
);

/**
 * That a ticket may be a price case, or one that is sorted as such may not be (价格案件建议): made by rules over its masked
 * text, decided by a person. It stands where the ticket is handled, and under the price line, so that the desk sees it
 * while it does not see the ticket.
 */
export const priceSuggestions = pgTable(
  "price_suggestions",
  {
    ...placeColumns(),
    id: uuid("id").notNull(),
    ticketId: uuid("ticket_id").notNull(),
    /** Always PRICE: the line whose desks see it. */
    line: code("line").notNull(),
    /** INTO or OUT_OF the price line. */
    direction: code("direction").notNull(),
    /** OPEN, ASKED, ACCEPTED, REFUSED or LAPSED. */
    state: code("state").notNull(),
    /** The codes of the rules that made it. */
    rules: text("rules").array().notNull(),
    topics: text("topics").array().notNull(),
    /** The words that made it, with their places in the masked text: a list of word, start and end. */
    words: jsonb("words").notNull(),
    suggestedAt: instant("suggested_at").notNull(),
    /** The desk that accepted it, and asks whoever holds the ticket to reclassify it. */
    askedBureau: code("asked_bureau"),
    askedBy: uuid("asked_by"),
    askedAt: instant("asked_at"),
    decidedBureau: code("decided_bureau"),
    decidedBy: uuid("decided_by"),
    decidedAt: instant("decided_at"),
    /** Why it was refused. */
    reason: text("reason"),
    version: integer("version").notNull().default(1),
  },
  (table) => [
    primaryKey({ columns: [table.province, table.id] }),
    foreignKey({ columns: [table.province, table.ticketId], foreignColumns: [tickets.province, tickets.id] }).onDelete(
      "cascade",
    ),
    check("price_suggestions_line", sql`${table.line} = 'PRICE'`),
    check("price_suggestions_direction", sql`${table.direction} IN ('INTO', 'OUT_OF')`),
    check("price_suggestions_state", sql`${table.state} IN ('OPEN', 'ASKED', 'ACCEPTED', 'REFUSED', 'LAPSED')`),
    uniqueIndex("price_suggestions_undecided")
      .on(table.province, table.ticketId)
      .where(sql`state IN ('OPEN', 'ASKED')`),
    index("price_suggestions_ticket").on(table.province, table.ticketId, table.id),
    index("price_suggestions_nation").on(table.id.desc().nullsFirst()),
    ...newestFirstByPlace("price_suggestions", table),
    ...linedPlacePolicies(table),
  ],
);

/** How a price desk works (价格监督台设置). */
export const priceDeskSettings = pgTable(
  "price_desk_settings",
  {
    ...placeColumns(),
    /** The hour of the day in China, 0 to 23, at which its digest is made; null where it wants none. */
    digestHour: smallint("digest_hour"),
    /** When the next digest is due; null where the desk wants none. */
    digestAt: instant("digest_at"),
    /** Words of its own: a ticket of its region that holds one is suggested to it. */
    words: text("words").array().notNull(),
    setAt: instant("set_at").notNull(),
    setBy: uuid("set_by"),
    version: integer("version").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.bureau] }),
    foreignKey({ columns: [table.bureau], foreignColumns: [bureaus.code] }).onDelete("restrict"),
    check("price_desk_settings_hour", sql`${table.digestHour} BETWEEN 0 AND 23`),
    index("price_desk_settings_due").on(table.digestAt).where(sql`digest_at IS NOT NULL`),
    ...ownPolicies("bureau"),
  ],
);

/** The daily digests of price desks (价格监督日报), one of each desk and day. */
export const priceDigests = pgTable(
  "price_digests",
  {
    ...placeColumns(),
    /** The day in China at whose hour it was due. */
    day: day("day").notNull(),
    /** It tells of what was received from here, until then. */
    since: instant("since").notNull(),
    until: instant("until").notNull(),
    madeAt: instant("made_at").notNull(),
    /** Counts and identifiers in JSON; respondents by the names that their tickets show. */
    content: jsonb("content").notNull(),
  },
  (table) => [primaryKey({ columns: [table.bureau, table.day] }), ...ownPolicies("bureau")],
);

/** How far the log was read for suggestions (价格建议进度), by the region that a run keeps to. */
export const priceWatermarks = pgTable(
  "price_watermarks",
  {
    /** The code of the nation for all; a province for a run that keeps to it. */
    region: code("region").primaryKey(),
    /** The position of the last event that was looked at. */
    position: bigint("position", { mode: "number" }).notNull(),
  },
  () => [...systemOnlyPolicies()],
);
