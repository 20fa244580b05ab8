import { inArray, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { knowledgeDocuments, knowledgeSearchRows, knowledgeVersions } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import { insertionOf, write } from "../../platform/writing.store.js";
import { isAmongInUse } from "./knowledge.store.js";
import { validitiesOf } from "./knowledge.validity.store.js";
import { searchedForms } from "./search.forms.js";

/** How many rows are written at once. */
const together = 200;

/**
 * Brings what searches look through to what is in use: of each entry the versions that are in force one
 * after the other, of one that is not in use nothing. To be called in the transaction that publishes or withdraws.
 */
export async function refreshSearchRows(tx: Transaction, documentIds: readonly string[]): Promise<void> {
  for (let first = 0; first < documentIds.length; first += together) {
    await refreshSome(tx, documentIds.slice(first, first + together));
  }
}

const laws = alias(knowledgeDocuments, "laws");
const lawVersions = alias(knowledgeVersions, "law_versions");

// The versions in use of entries, with the law that an article is of.
function findSearched(tx: Transaction, ids: readonly string[]) {
  return tx
    .select({
      ...{ province: knowledgeVersions.province, city: knowledgeVersions.city, county: knowledgeVersions.county },
      ...{
        bureau: knowledgeVersions.bureau,
        documentId: knowledgeVersions.documentId,
        number: knowledgeVersions.number,
      },
      ...{ kind: knowledgeVersions.kind, articleNumber: knowledgeDocuments.articleNumber },
      lawCode: sql<string | null>`coalesce(${knowledgeDocuments.code}, ${laws.code})`,
      lawTitle: lawVersions.title,
      ...{ validFrom: knowledgeVersions.validFrom, validTo: knowledgeVersions.validTo },
      ...{ issueClasses: knowledgeVersions.issueClasses, title: knowledgeVersions.title },
      ...{ keywords: knowledgeVersions.keywords, text: knowledgeVersions.body },
    })
    .from(knowledgeDocuments)
    .innerJoin(knowledgeVersions, isAmongInUse)
    .leftJoin(laws, sql`${laws.id} = ${knowledgeDocuments.lawId}`)
    .leftJoin(
      lawVersions,
      sql`${lawVersions.documentId} = ${laws.id} AND ${lawVersions.number} = ${laws.lastPublished}`,
    )
    .where(inArray(knowledgeDocuments.id, [...ids]))
    .orderBy(knowledgeVersions.documentId, knowledgeVersions.number);
}

async function refreshSome(tx: Transaction, ids: readonly string[]): Promise<void> {
  await tx.delete(knowledgeSearchRows).where(inArray(knowledgeSearchRows.documentId, [...ids]));
  const versions = await findSearched(tx, ids);
  const inForce = ids.flatMap((id) => validitiesOf(versions.filter(({ documentId }) => documentId === id)));
  const rows = inForce.map(({ keywords, lawCode, lawTitle, text, title, ...row }) => ({
    ...row,
    ...searchedForms({
      kind: row.kind,
      title,
      keywords,
      body: text,
      lawCode,
      lawTitle,
      articleNumber: row.articleNumber,
    }),
  }));
  await write(tx, [insertionOf(knowledgeSearchRows, rows)]);
}
