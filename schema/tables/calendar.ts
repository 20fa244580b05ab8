import { jsonb, pgTable, smallint, text, uuid } from "drizzle-orm/pg-core";
import { day, instant } from "../columns.js";
import { publicPolicies } from "../policies.js";

/** A year whose holidays were announced after this release was made (节假日安排), loaded by the nation. */
export const announcedYears = pgTable(
  "announced_years",
  {
    year: smallint("year").primaryKey(),
    /** Each run of days off: its Chinese name, first and last day. */
    holidays: jsonb("holidays").notNull(),
    makeUpDays: day("make_up_days").array().notNull(),
    /** The notice of the State Council, such as 国办发明电〔2026〕7号. */
    notice: text("notice").notNull(),
    announcedBy: uuid("announced_by"),
    announcedAt: instant("announced_at").notNull(),
  },
  () => [...publicPolicies()],
);
