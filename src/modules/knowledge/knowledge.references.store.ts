import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import { knowledgeDocuments, knowledgeReferences, knowledgeVersions } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import { type DocumentRow, isInUse, type ReferenceRow } from "./knowledge.store.js";

/** A citation, and what is cited as it is now. */
export interface FoundReference {
  reference: ReferenceRow;
  document: DocumentRow;
  /** The first day on which the version in use of what is cited is no longer in force. */
  endsOn: string | null;
  /** The first day on which the version that cites it is itself no longer in force. */
  citingEndsOn: string | null;
}

const withCited = eq(knowledgeDocuments.id, knowledgeReferences.cited);

function findReferences(tx: Transaction, condition: SQL | undefined): Promise<FoundReference[]> {
  return tx
    .select({
      ...{ reference: knowledgeReferences, document: knowledgeDocuments, endsOn: knowledgeVersions.validTo },
      citingEndsOn: sql<string | null>`(SELECT v.valid_to::text FROM knowledge_versions v
        WHERE v.document_id = ${knowledgeReferences.documentId} AND v.number = ${knowledgeReferences.number})`,
    })
    .from(knowledgeReferences)
    .innerJoin(knowledgeDocuments, withCited)
    .leftJoin(knowledgeVersions, isInUse)
    .where(condition)
    .orderBy(knowledgeReferences.documentId, knowledgeDocuments.sortKey);
}

/** What the versions in use of entries cite; those that were last in use, where none is. */
export function findReferencesOf(tx: Transaction, ids: readonly string[]): Promise<FoundReference[]> {
  const isShown = sql`${knowledgeReferences.number} = (SELECT d.last_published FROM knowledge_documents d
    WHERE d.id = ${knowledgeReferences.documentId})`;
  return findReferences(tx, and(inArray(knowledgeReferences.documentId, [...ids]), isShown));
}

/** The entries in use whose published versions cite one of these entries, with what each of them cites; the first so many of each. */
export async function findCiting(
  tx: Transaction,
  ids: readonly string[],
  most: number,
): Promise<{ cited: string; document: DocumentRow }[]> {
  const rank = sql<number>`row_number() OVER (PARTITION BY ${knowledgeReferences.cited}
    ORDER BY ${knowledgeDocuments.sortKey}, ${knowledgeDocuments.id})`;
  const ranked = tx
    .select({ cited: knowledgeReferences.cited, id: knowledgeDocuments.id, rank: rank.as("rank") })
    .from(knowledgeReferences)
    .innerJoin(knowledgeDocuments, eq(knowledgeDocuments.id, knowledgeReferences.documentId))
    .where(
      and(inArray(knowledgeReferences.cited, [...ids]), eq(knowledgeReferences.number, knowledgeDocuments.published)),
    )
    .as("ranked");
  return tx
    .select({ cited: ranked.cited, document: knowledgeDocuments })
    .from(ranked)
    .innerJoin(knowledgeDocuments, eq(knowledgeDocuments.id, ranked.id))
    .where(sql`${ranked.rank} <= ${most}`)
    .orderBy(knowledgeDocuments.sortKey, knowledgeDocuments.id);
}
