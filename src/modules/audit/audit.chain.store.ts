import { and, asc, desc, eq, gt, inArray, lte, or, sql } from "drizzle-orm";
import { auditEntries, auditLinks, auditSealings } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import type { AuditEntryRow } from "./audit.store.js";

/** A link of a chain as it stands in the table. */
export type AuditLinkRow = typeof auditLinks.$inferSelect;

/** A link with its entry; null where somebody has removed the entry. */
export interface LinkedEntry {
  link: AuditLinkRow;
  entry: AuditEntryRow | null;
}

/** Reads the links of entries. Under an actor's scope, those of entries in sight. */
export async function findSeals(
  tx: Transaction,
  keys: readonly { province: string; id: string }[],
): Promise<AuditLinkRow[]> {
  const provinces = [...new Set(keys.map(({ province }) => province))];
  const ofProvince = (wanted: string) => keys.filter(({ province }) => province === wanted).map(({ id }) => id);
  return tx
    .select()
    .from(auditLinks)
    .where(
      or(...provinces.map((one) => and(eq(auditLinks.province, one), inArray(auditLinks.entry, ofProvince(one))))),
    );
}

/** The last link of a province's chain; null when nothing is sealed there. Needs the rights of the platform. */
export async function findHead(tx: Transaction, province: string): Promise<AuditLinkRow | null> {
  const [row] = await tx
    .select()
    .from(auditLinks)
    .where(eq(auditLinks.province, province))
    .orderBy(desc(auditLinks.position))
    .limit(1);
  return row ?? null;
}

/** The link at one position of a province's chain. Needs the rights of the platform. */
export async function findLink(tx: Transaction, province: string, position: number): Promise<AuditLinkRow | null> {
  const [row] = await tx
    .select()
    .from(auditLinks)
    .where(and(eq(auditLinks.province, province), eq(auditLinks.position, position)));
  return row ?? null;
}

/** The next links of a province's chain behind a position and up to another, with their entries, in order. */
export async function findLinks(
  tx: Transaction,
  province: string,
  range: { after: number; upTo: number; most: number },
): Promise<LinkedEntry[]> {
  const isEntry = and(eq(auditEntries.province, auditLinks.province), eq(auditEntries.id, auditLinks.entry));
  const { position } = auditLinks;
  const rows = await tx
    .select()
    .from(auditLinks)
    .leftJoin(auditEntries, isEntry)
    .where(and(eq(auditLinks.province, province), gt(position, range.after), lte(position, range.upTo)))
    .orderBy(asc(position))
    .limit(range.most);
  return rows.map(({ audit_links: link, audit_entries: entry }) => ({ link, entry }));
}

/** An entry, and how it stands to its chain. */
export interface WatchedEntry {
  id: string;
  at: Date;
  /** SEALED: it has a link; WAITING: the sealer has not come to it yet; LEFT_OUT: the sealer is past it. */
  seal: "SEALED" | "WAITING" | "LEFT_OUT";
}

/** The next entries of a province behind an id, in the order of ids. Needs the rights of the platform. */
export function watchEntries(tx: Transaction, province: string, after: string, most: number): Promise<WatchedEntry[]> {
  const isLink = and(eq(auditLinks.province, auditEntries.province), eq(auditLinks.entry, auditEntries.id));
  const { id, transaction } = auditEntries;
  const reached = sql`SELECT ${auditSealings.transaction}, ${auditSealings.entry} FROM ${auditSealings}
    ORDER BY ${auditSealings.life} DESC LIMIT 1`;
  return tx
    .select({
      id,
      at: auditEntries.at,
      seal: sql<WatchedEntry["seal"]>`CASE WHEN ${auditLinks.entry} IS NOT NULL THEN 'SEALED'
        WHEN (${transaction}, ${id}) <= (${reached}) THEN 'LEFT_OUT' ELSE 'WAITING' END`,
    })
    .from(auditEntries)
    .leftJoin(auditLinks, isLink)
    .where(and(eq(auditEntries.province, province), gt(id, after)))
    .orderBy(asc(id))
    .limit(most);
}

/** The provinces that have entries or links. It reads one row of each, however many there are. */
export async function listProvinces(tx: Transaction): Promise<string[]> {
  const rows = await tx.execute<{ province: string }>(sql`
    WITH RECURSIVE written AS (
      (SELECT province FROM audit_entries ORDER BY province LIMIT 1) UNION ALL
      SELECT (SELECT province FROM audit_entries WHERE province > written.province ORDER BY province LIMIT 1)
      FROM written WHERE written.province IS NOT NULL
    ), linked AS (
      (SELECT province FROM audit_links ORDER BY province LIMIT 1) UNION ALL
      SELECT (SELECT province FROM audit_links WHERE province > linked.province ORDER BY province LIMIT 1)
      FROM linked WHERE linked.province IS NOT NULL
    )
    SELECT province FROM written WHERE province IS NOT NULL UNION SELECT province FROM linked WHERE province IS NOT NULL
    ORDER BY province`);
  return rows.map(({ province }) => province);
}
