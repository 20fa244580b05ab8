import { and, asc, desc, eq, lt, lte, sql } from "drizzle-orm";
import { priceCaseMarks, priceDeskSettings, priceDigests, tickets } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import { countLimit, type PageRequest } from "../../platform/pagination.js";
import type { Scope } from "../../platform/scope.js";
import { insertionOf, updateOf, type Writing } from "../../platform/writing.store.js";
import type { DueWanted } from "../jobs/index.js";
import { keyText } from "../tickets/index.js";
import { casesOf, isMarkOf, isOpenCase } from "./case.store.js";

/** How a desk works, as it stands in its table. */
export type DeskRow = typeof priceDeskSettings.$inferSelect;

/** A digest as it stands in its table. */
export type DigestRow = typeof priceDigests.$inferSelect;

/** How a desk works; null where it never said. */
export async function findDesk(tx: Transaction, bureau: string): Promise<DeskRow | null> {
  const [row] = await tx.select().from(priceDeskSettings).where(eq(priceDeskSettings.bureau, bureau));
  return row ?? null;
}

/** The same for a change: others who change it wait. */
export async function findDeskForChange(tx: Transaction, bureau: string): Promise<DeskRow | null> {
  const [row] = await tx
    .select()
    .from(priceDeskSettings)
    .where(eq(priceDeskSettings.bureau, bureau))
    .for("no key update");
  return row ?? null;
}

/**
 * Writes how a desk works for the first time.
 *
 * @returns whether it was the first: somebody else of the desk may have been as quick
 */
export async function insertDesk(tx: Transaction, row: DeskRow): Promise<boolean> {
  const written = await tx
    .insert(priceDeskSettings)
    .values(row)
    .onConflictDoNothing()
    .returning({ version: priceDeskSettings.version });
  return written.length > 0;
}

/** The writing of a change of how a desk works. */
export function deskUpdate(bureau: string, changes: Partial<DeskRow>): Writing {
  return updateOf(priceDeskSettings, { bureau }, changes);
}

/** Desks whose digest is due, locked; those that somebody else has locked are left out. */
export function claimDueDesks(tx: Transaction, { at, limit, province }: DueWanted): Promise<DeskRow[]> {
  return tx
    .select()
    .from(priceDeskSettings)
    .where(
      and(
        lte(priceDeskSettings.digestAt, at),
        province === null ? undefined : eq(priceDeskSettings.province, province),
      ),
    )
    .orderBy(asc(priceDeskSettings.digestAt))
    .limit(limit)
    .for("update", { skipLocked: true });
}

/** The last digest of a desk that was made; null where there is none. */
export async function findLastDigest(tx: Transaction, bureau: string): Promise<DigestRow | null> {
  const [row] = await tx
    .select()
    .from(priceDigests)
    .where(eq(priceDigests.bureau, bureau))
    .orderBy(desc(priceDigests.day))
    .limit(1);
  return row ?? null;
}

/** The digest of a desk and day; null where there is none. */
export async function findDigest(tx: Transaction, bureau: string, day: string): Promise<DigestRow | null> {
  const [row] = await tx
    .select()
    .from(priceDigests)
    .where(and(eq(priceDigests.bureau, bureau), eq(priceDigests.day, day)));
  return row ?? null;
}

/** A page of the digests of a desk, the latest first, and one more where more follow. */
export function listDigests(tx: Transaction, bureau: string, { after, first }: PageRequest): Promise<DigestRow[]> {
  return tx
    .select()
    .from(priceDigests)
    .where(and(eq(priceDigests.bureau, bureau), after === null ? undefined : lt(priceDigests.day, after.key)))
    .orderBy(desc(priceDigests.day))
    .limit(first + 1);
}

/** How many digests of a desk there are, up to one more than lists count. */
export function countDigests(tx: Transaction, bureau: string): Promise<number> {
  const found = tx.select({ day: priceDigests.day }).from(priceDigests).where(eq(priceDigests.bureau, bureau));
  return tx.$count(found.limit(countLimit + 1).as("found"));
}

/** The writing of a digest. */
export function digestInsertion(row: DigestRow): Writing | null {
  return insertionOf(priceDigests, [row]);
}

/** The keys of the open tickets that a desk has marked as key cases, the latest first, as texts. */
export async function findKeyCases(tx: Transaction, scope: Scope, desk: string, most: number): Promise<string[]> {
  const rows = await tx
    .select({ province: tickets.province, id: tickets.id })
    .from(priceCaseMarks)
    .innerJoin(tickets, isMarkOf(desk))
    .where(and(sql`${priceCaseMarks.desk} = ${desk} AND ${priceCaseMarks.state} = 'KEY'`, casesOf(scope), isOpenCase))
    .orderBy(desc(tickets.receivedAt), desc(tickets.id))
    .limit(most);
  return rows.map(keyText);
}
