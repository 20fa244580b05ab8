import { inArray, sql } from "drizzle-orm";
import { knowledgeDocuments, knowledgeVersions } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import { type DocumentRow, isInUse } from "./knowledge.store.js";

/** A shipped entry as it is in the database. */
export interface ShippedState {
  row: DocumentRow;
  /** The digest of the version in use; null where the nation wrote it, and where none is in use. */
  digest: string | null;
  /** The greatest number that a version of it has. */
  lastNumber: number;
}

/** The shipped entries that are in the database. */
export function findShippedStates(tx: Transaction, ids: readonly string[]): Promise<ShippedState[]> {
  const lastNumber = sql<number>`(SELECT max(v.number)::int FROM knowledge_versions v
    WHERE v.document_id = ${knowledgeDocuments.id})`;
  return tx
    .select({ row: knowledgeDocuments, digest: knowledgeVersions.shippedDigest, lastNumber })
    .from(knowledgeDocuments)
    .leftJoin(knowledgeVersions, isInUse)
    .where(inArray(knowledgeDocuments.id, [...ids]));
}

/** Makes others who would load the shipped entries wait until this transaction ends. */
export async function lockShippedKnowledge(tx: Transaction): Promise<void> {
  await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended('shipped knowledge', 12315))`);
}
