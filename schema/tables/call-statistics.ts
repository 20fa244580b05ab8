import { sql } from "drizzle-orm";
import { bigserial, index, integer, pgTable, smallint, unique } from "drizzle-orm/pg-core";
import { code, day, placeColumns } from "../columns.js";
import { insertOnlyForOwnBureau, placePolicies } from "../policies.js";

/** What is counted of calls. */
const counters = () => ({
  offered: integer("offered").notNull(),
  answered: integer("answered").notNull(),
  /** Answered within 15 seconds (GB/T 33358-2016). */
  answeredSoon: integer("answered_soon").notNull(),
  abandoned: integer("abandoned").notNull(),
  transferred: integer("transferred").notNull(),
});

/**
 * What changed of calls and is not folded into the rollups yet (来电统计增量): sums of what one statement took away and added,
 * by day, hour, queue and operator. A trigger writes them in the transaction of whoever changes calls, and the fold takes
 * them away. They are appended and never changed, so nobody waits for anybody.
 */
export const callDeltas = pgTable(
  "call_deltas",
  {
    id: bigserial("id", { mode: "bigint" }).primaryKey(),
    ...placeColumns(),
    day: day("day").notNull(),
    hour: smallint("hour").notNull(),
    /** Empty where the call has none. */
    queue: code("queue").notNull(),
    operatorNumber: code("operator_number").notNull(),
    ...counters(),
  },
  (table) => [insertOnlyForOwnBureau(table.bureau), ...placePolicies(table)],
);

/** The rollups of calls (来电统计汇总): counts by bureau, day or month, and by hour, queue or operator where the rollup has them. */
export const callCells = pgTable(
  "call_cells",
  {
    /** Which rollup: its number in src/modules/statistics/calls/call-rollups.ts. */
    rollup: smallint("rollup").notNull(),
    ...placeColumns(),
    /** The day, or the first day of the month. */
    bucket: day("bucket").notNull(),
    /** 1 (Monday) to 7; 0 where the rollup is not kept by it, as -1 of the hour and the empty text of the others. */
    weekday: smallint("weekday").notNull(),
    hour: smallint("hour").notNull(),
    queue: code("queue").notNull(),
    operatorNumber: code("operator_number").notNull(),
    ...counters(),
  },
  (table) => [
    unique("call_cells_key")
      .on(
        table.rollup,
        table.bureau,
        table.bucket,
        table.weekday,
        table.hour,
        table.queue,
        table.operatorNumber,
        // Until a reorganisation is folded there are cells at both places.
        table.province,
        table.city,
        table.county,
      )
      .nullsNotDistinct(),
    index("call_cells_province").on(table.rollup, table.province, table.bucket),
    index("call_cells_city").on(table.rollup, table.city, table.bucket).where(sql`city IS NOT NULL`),
    index("call_cells_county").on(table.rollup, table.county, table.bucket).where(sql`county IS NOT NULL`),
    ...placePolicies(table),
  ],
);
