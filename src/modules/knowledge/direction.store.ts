import { and, asc, eq, type SQL, sql } from "drizzle-orm";
import { knowledgeDocuments, knowledgeVersions } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import { inForceOn } from "./knowledge.lists.store.js";
import type { DocumentRow, VersionRow } from "./knowledge.store.js";
import { isLastBegunOn } from "./knowledge.validity.store.js";

/** Which directions are asked for. */
export interface DirectionsWanted {
  /** The codes of the divisions from the one asked about up to the nation. */
  divisions: readonly string[];
  matter: string | null;
  day: string;
  most: number;
}

/** A direction in use. */
export interface FoundDirection {
  document: DocumentRow;
  version: VersionRow;
}

/** The directions in use that are for one of these divisions, those of the first of them first, then by matter. */
export function findDirections(
  tx: Transaction,
  { day, divisions, matter, most }: DirectionsWanted,
): Promise<FoundDirection[]> {
  const isWanted: SQL = sql`${knowledgeVersions.division} = ANY(${sql.param([...divisions])})`;
  return tx
    .select({ document: knowledgeDocuments, version: knowledgeVersions })
    .from(knowledgeVersions)
    .innerJoin(knowledgeDocuments, isLastBegunOn(day))
    .where(
      and(
        isWanted,
        sql`${knowledgeVersions.matter} IS NOT NULL`,
        matter === null ? undefined : eq(knowledgeVersions.matter, matter),
        inForceOn(day),
      ),
    )
    .orderBy(
      sql`array_position(${sql.param([...divisions])}::text[], ${knowledgeVersions.division}::text)`,
      asc(knowledgeVersions.matter),
      asc(knowledgeDocuments.id),
    )
    .limit(most);
}
