import { index, integer, jsonb, pgTable, primaryKey, uuid } from "drizzle-orm/pg-core";
import { code, instant, placeColumns } from "../columns.js";
import { newestFirstByPlace } from "../indexes.js";
import { placePolicies } from "../policies.js";

/** A job that failed for good and was set aside (搁置任务): somebody must look at it. */
export const setAsideJobs = pgTable(
  "set_aside_jobs",
  {
    /** The bureau whose matter it is; the nation for work of the platform. */
    ...placeColumns(),
    id: uuid("id").notNull(),
    queue: code("queue").notNull(),
    /** Codes and ids only. */
    payload: jsonb("payload").notNull(),
    attempts: integer("attempts").notNull(),
    /** The code of the last error; never its message, which may hold values. */
    errorCode: code("error_code").notNull(),
    setAsideAt: instant("set_aside_at").notNull(),
    retriedAt: instant("retried_at"),
    retriedBy: uuid("retried_by"),
  },
  (table) => [
    primaryKey({ columns: [table.province, table.id] }),
    index("set_aside_jobs_nation").on(table.id.desc().nullsFirst()),
    ...newestFirstByPlace("set_aside_jobs", table),
    ...placePolicies(table),
  ],
);
