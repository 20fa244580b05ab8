import { and, desc, type SQL, sql } from "drizzle-orm";
import { knowledgeDocuments, knowledgeVersions } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import { isAmongInUse, type VersionRow } from "./knowledge.store.js";

/** An entry on a day. */
export interface DocumentOn {
  id: string;
  /** YYYY-MM-DD. */
  day: string;
}

/**
 * The version of each entry that counts on a day: of those in use together the last published that has begun by then, else
 * the last published. It may have ended by itself; entries that are not in use have none.
 */
export async function findVersionsOn(
  tx: Transaction,
  wanted: readonly DocumentOn[],
): Promise<(DocumentOn & { version: VersionRow })[]> {
  if (wanted.length === 0) return [];
  const asked = sql`jsonb_to_recordset(${JSON.stringify(wanted)}::text::jsonb) AS wanted (id uuid, day date)`;
  const rows = await tx
    .selectDistinctOn([sql`wanted.id`, sql`wanted.day`], {
      id: knowledgeVersions.documentId,
      day: sql<string>`wanted.day::text`,
      version: knowledgeVersions,
    })
    .from(knowledgeVersions)
    .innerJoin(knowledgeDocuments, isAmongInUse)
    .innerJoin(asked, sql`wanted.id = ${knowledgeVersions.documentId}`)
    .orderBy(
      sql`wanted.id`,
      sql`wanted.day`,
      sql`(${knowledgeVersions.validFrom} <= wanted.day) DESC`,
      desc(knowledgeVersions.number),
    );
  return rows;
}

/** The condition that a version is the last published of its entry that has begun by a day. */
export function isLastBegunOn(day: string): SQL {
  return (
    and(
      isAmongInUse,
      sql`NOT EXISTS (SELECT 1 FROM knowledge_versions later WHERE later.document_id = ${knowledgeVersions.documentId}
        AND later.state = 'PUBLISHED' AND later.number > ${knowledgeVersions.number}
        AND later.number <= ${knowledgeDocuments.published} AND later.valid_from <= ${day})`,
    ) ?? sql`false`
  );
}

/** A version of an entry with the days on which it is in force. */
export type Validity = Pick<VersionRow, "number" | "validFrom" | "validTo">;

/**
 * The days on which each of the versions that are in use together is the one in force: until it ends or a later one begins.
 * One that a later took the place of from its first day is left out. Pure.
 *
 * @param versions those of one entry, in the order of their numbers
 */
export function validitiesOf<Version extends Validity>(versions: readonly Version[]): Version[] {
  return versions.flatMap((version, place) => {
    const ends = [version.validTo, ...versions.slice(place + 1).map(({ validFrom }) => validFrom)];
    const [validTo = null] = ends.filter((day) => day !== null).sort();
    return validTo !== null && validTo <= version.validFrom ? [] : [{ ...version, validTo }];
  });
}
