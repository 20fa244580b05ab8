import { sql } from "drizzle-orm";
import { integer, pgPolicy, pgTable, primaryKey, smallint, uuid } from "drizzle-orm/pg-core";
import { code, instant } from "../columns.js";
import { apiRole, systemOnlyPolicies } from "../policies.js";

const ownBureau = sql`bureau = current_setting('app.bureau')`;
const ownBureauPolicy = () =>
  pgPolicy("own_bureau", { as: "permissive", for: "all", to: apiRole, using: ownBureau, withCheck: ownBureau });

/** How far the numbers of a bureau, year and kind have been laid out. */
export const numberSeries = pgTable(
  "number_series",
  {
    bureau: code("bureau").notNull(),
    year: smallint("year").notNull(),
    kind: code("kind").notNull(),
    next: integer("next").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.bureau, table.year, table.kind] }),
    ownBureauPolicy(),
    ...systemOnlyPolicies(),
  ],
);

/**
 * Numbers laid out and not yet used. A registration takes the lowest that nobody else is taking; when it fails, the
 * number is there again for the next. So numbers have no gaps, and nobody waits for another's commit.
 */
export const numberSlots = pgTable(
  "number_slots",
  {
    bureau: code("bureau").notNull(),
    year: smallint("year").notNull(),
    kind: code("kind").notNull(),
    number: integer("number").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.bureau, table.year, table.kind, table.number] }),
    ownBureauPolicy(),
    ...systemOnlyPolicies(),
  ],
);

/** The keys with which clients made their registrations repeatable (幂等键), within a bureau. */
export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    bureau: code("bureau").notNull(),
    key: code("key").notNull(),
    /** A keyed hash of the input: equal input, equal hash, and nothing to be read from it. */
    inputHash: code("input_hash").notNull(),
    province: code("province").notNull(),
    ticketId: uuid("ticket_id").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.bureau, table.key] }), ownBureauPolicy(), ...systemOnlyPolicies()],
);
