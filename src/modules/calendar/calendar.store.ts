import { asc, sql } from "drizzle-orm";
import { announcedYears } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";

/** An announced year as it stands in the table. */
export type AnnouncedYearRow = typeof announcedYears.$inferSelect;

/** The years that were announced in this installation, in ascending order. Everybody signed in may read them. */
export function findAnnouncedYears(tx: Transaction): Promise<AnnouncedYearRow[]> {
  return tx.select().from(announcedYears).orderBy(asc(announcedYears.year));
}

/** Makes others who would announce a year wait until this transaction ends. */
export async function lockCalendar(tx: Transaction): Promise<void> {
  await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended('calendar', 12315))`);
}

/** Writes a year, in place of what was announced of it before. Only the platform may. */
export async function saveAnnouncedYear(tx: Transaction, row: AnnouncedYearRow): Promise<void> {
  const { year, ...values } = row;
  await tx.insert(announcedYears).values(row).onConflictDoUpdate({ target: announcedYears.year, set: values });
}
