import { and, eq, lte, sql } from "drizzle-orm";
import { rosterPublications } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import { insertionOf, type Writing } from "../../platform/writing.store.js";

/** A period whose roster was published. */
export type PublicationRow = typeof rosterPublications.$inferSelect;

/** The periods of a bureau whose roster was published and that touch days. */
export function findPublications(
  tx: Transaction,
  bureau: string,
  firstDay: string,
  lastDay: string,
): Promise<PublicationRow[]> {
  return tx
    .select()
    .from(rosterPublications)
    .where(
      and(
        ...[eq(rosterPublications.bureau, bureau), lte(rosterPublications.firstDay, lastDay)],
        sql`${rosterPublications.lastDay} >= ${firstDay}`,
      ),
    );
}

/** The writing of a publication. */
export function publicationInsertion(row: PublicationRow): Writing | null {
  return insertionOf(rosterPublications, [row]);
}
