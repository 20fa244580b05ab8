import { and, arrayContains, eq, type SQL, sql } from "drizzle-orm";
import { knowledgeDocuments, knowledgeVersions } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import { countLimit, type PageRequest } from "../../platform/pagination.js";
import type { DocumentRow } from "./knowledge.store.js";
import type { KnowledgeKind, KnowledgeState, KnowledgeView } from "./knowledge.words.js";

/** Which entries are listed; what is null is open. */
export interface KnowledgeCriteria {
  view: KnowledgeView;
  /** The codes from the nation down to the bureau that asks. */
  path: readonly string[];
  /** The bureaus whose entries are its own: itself, and the authority of a centre. */
  owners: readonly string[];
  /** The level column and code of the region that the bureau sees beneath it; null for the nation, which sees all. */
  region: { level: "PROVINCE" | "CITY" | "COUNTY" | "UNIT"; code: string } | null;
  kinds: readonly KnowledgeKind[] | null;
  states: readonly KnowledgeState[] | null;
  bureau: string | null;
  lawId: string | null;
  inForceOn: string | null;
  issueClass: string | null;
  topic: string | null;
  /** The few entries among which those of a class or a topic are; null where they are looked for among all. */
  among: readonly string[] | null;
  /** Only entries whose citations need to be looked at again, as of this day. */
  staleOn: string | null;
}

const documents = knowledgeDocuments;
// Of one value an index has the order of the list, of several it has not.
const isOneOf = (column: SQL | typeof documents.bureau, values: readonly string[]): SQL =>
  values.length === 1 ? sql`${column} = ${values[0]}` : sql`${column} = ANY(${sql.param([...values])})`;

function regionOf({ region }: KnowledgeCriteria): SQL | undefined {
  if (region === null) return undefined;
  const columns = {
    PROVINCE: documents.province,
    CITY: documents.city,
    COUNTY: documents.county,
    UNIT: documents.bureau,
  };
  return eq(columns[region.level], region.code);
}

function viewOf(criteria: KnowledgeCriteria): SQL | undefined {
  const { owners, path, view } = criteria;
  if (view === "FOR_US") return isOneOf(documents.bureau, path);
  if (view === "OWN") return isOneOf(documents.bureau, owners);
  return and(regionOf(criteria), sql`NOT ${isOneOf(documents.bureau, [...path, ...owners])}`);
}

/** Whether a text with days of validity is in force on a day. */
export const inForceOn = (day: string): SQL =>
  sql`${knowledgeVersions.validFrom} <= ${day} AND (${knowledgeVersions.validTo} IS NULL OR ${knowledgeVersions.validTo} > ${day})`;

// What is cited was published anew since somebody looked, was withdrawn, or ended before what cites it.
const isStale = (day: string): SQL => sql`EXISTS (SELECT 1 FROM knowledge_references r
  JOIN knowledge_documents c ON c.id = r.cited
  LEFT JOIN knowledge_versions cv ON cv.document_id = c.id AND cv.number = c.published
  LEFT JOIN knowledge_versions own ON own.document_id = r.document_id AND own.number = r.number
  WHERE r.document_id = ${documents.id} AND r.number = ${documents.published}
    AND (c.published IS NULL OR r.checked_number < c.published
      OR (cv.valid_to <= ${day} AND (own.valid_to IS NULL OR own.valid_to > cv.valid_to))))`;

// Of the version by which an entry is known: the one in force, else the last that was, else the draft. A value and no join:
// it is asked of each entry in the order of the list, until the page is full.
function isShownAs({ inForceOn: day, issueClass, topic }: KnowledgeCriteria): SQL | undefined {
  const conditions = and(
    day === null ? undefined : inForceOn(day),
    issueClass === null ? undefined : sql`${issueClass} = ANY(${knowledgeVersions.issueClasses})`,
    topic === null ? undefined : sql`${topic} = ANY(${knowledgeVersions.topics})`,
  );
  if (conditions === undefined) return undefined;
  const shown = sql`coalesce(${documents.published}, ${documents.lastPublished}, ${documents.draft}, 1)`;
  // On a day that of the versions in use together which had begun by then.
  const begun = sql`(SELECT max(v.number) FROM knowledge_versions v WHERE v.document_id = ${documents.id}
    AND v.state = 'PUBLISHED' AND v.valid_from <= ${day}
    AND v.number BETWEEN coalesce(${documents.inUseSince}, ${documents.published}) AND ${documents.published})`;
  const number = day === null ? shown : sql`coalesce(${begun}, ${shown})`;
  return sql`(SELECT ${conditions} FROM ${knowledgeVersions}
    WHERE ${knowledgeVersions.documentId} = ${documents.id} AND ${knowledgeVersions.number} = ${number})`;
}

function matching(criteria: KnowledgeCriteria): SQL | undefined {
  const { among, bureau, kinds, lawId, staleOn, states } = criteria;
  return and(
    viewOf(criteria),
    among === null ? undefined : sql`${documents.id} = ANY(${sql.param([...among])}::uuid[])`,
    kinds === null ? undefined : isOneOf(sql`${documents.kind}`, kinds),
    states === null ? undefined : isOneOf(sql`${documents.state}`, states),
    bureau === null ? undefined : eq(documents.bureau, bureau),
    lawId === null ? undefined : eq(documents.lawId, lawId),
    isShownAs(criteria),
    staleOn === null ? undefined : isStale(staleOn),
  );
}

// More are met soon enough in the order of the list.
const few = 500;

/**
 * The entries of which some version is about a class and a topic, where they are few; null where they are many. To be run as the
 * platform: under the row policies PostgreSQL would ask each version before it looks into an index of arrays.
 *
 * SECURITY: widened sight for an index look-up only; the entries are read under the policies, and so are their versions.
 */
export async function findFewAbout(
  tx: Transaction,
  { issueClass, topic }: { issueClass: string | null; topic: string | null },
): Promise<string[] | null> {
  const rows = await tx
    .selectDistinct({ id: knowledgeVersions.documentId })
    .from(knowledgeVersions)
    .where(
      and(
        issueClass === null ? undefined : arrayContains(knowledgeVersions.issueClasses, [issueClass]),
        topic === null ? undefined : arrayContains(knowledgeVersions.topics, [topic]),
      ),
    )
    .limit(few + 1);
  return rows.length > few ? null : rows.map(({ id }) => id);
}

/** A page of entries by kind and place, and one row more where more follow. */
export function findDocumentPage(
  tx: Transaction,
  criteria: KnowledgeCriteria,
  { after, first }: PageRequest,
): Promise<DocumentRow[]> {
  const isAfter =
    after === null ? undefined : sql`(${documents.sortKey}, ${documents.id}) > (${after.key}, ${after.id}::uuid)`;
  return tx
    .select()
    .from(documents)
    .where(and(matching(criteria), isAfter))
    .orderBy(documents.sortKey, documents.id)
    .limit(first + 1);
}

/** How many there are, up to one more than lists count. */
export function countDocuments(tx: Transaction, criteria: KnowledgeCriteria): Promise<number> {
  const found = tx.select({ id: documents.id }).from(documents).where(matching(criteria));
  return tx.$count(found.limit(countLimit + 1).as("found"));
}

/** The law of a code that bureaus of a path own, whether in use or withdrawn; null where none has it. */
export async function findLaw(tx: Transaction, code: string, path: readonly string[]): Promise<DocumentRow | null> {
  const rows = await tx
    .select()
    .from(documents)
    .where(and(eq(documents.code, code), isOneOf(documents.bureau, path), sql`${documents.lastPublished} IS NOT NULL`))
    .limit(1);
  return rows[0] ?? null;
}

/** Which articles of laws are asked for: those after a number, so many of each law. */
export interface ArticlesWanted {
  lawIds: readonly string[];
  after: number;
  first: number;
}

/** The published articles of laws by number. */
export async function findArticles(tx: Transaction, { after, first, lawIds }: ArticlesWanted): Promise<DocumentRow[]> {
  const rank = sql<number>`row_number() OVER (PARTITION BY ${documents.lawId} ORDER BY ${documents.articleNumber})`;
  const ranked = tx
    .select({ id: documents.id, rank: rank.as("rank") })
    .from(documents)
    .where(
      and(
        sql`${documents.lawId} = ANY(${sql.param([...lawIds])})`,
        sql`${documents.articleNumber} > ${after}`,
        sql`${documents.published} IS NOT NULL`,
      ),
    )
    .as("ranked");
  const rows = await tx
    .select({ document: documents })
    .from(ranked)
    .innerJoin(documents, eq(documents.id, ranked.id))
    .where(sql`${ranked.rank} <= ${first}`)
    .orderBy(documents.lawId, documents.articleNumber);
  return rows.map(({ document }) => document);
}

/** An article that a text names by the code of its law and its number. */
export interface ArticleName {
  code: string;
  number: number;
}

/** The articles in use that are named so, of laws that bureaus of a path own. */
export async function findNamedArticles(
  tx: Transaction,
  names: readonly ArticleName[],
  path: readonly string[],
): Promise<{ name: ArticleName; law: DocumentRow; article: DocumentRow }[]> {
  if (names.length === 0) return [];
  const laws = await tx
    .select()
    .from(documents)
    .where(
      and(
        isOneOf(sql`${documents.code}`, [...new Set(names.map(({ code }) => code))]),
        isOneOf(documents.bureau, path),
        sql`${documents.published} IS NOT NULL`,
      ),
    );
  if (laws.length === 0) return [];
  const articles = await tx
    .select()
    .from(documents)
    .where(
      and(
        sql`${documents.lawId} = ANY(${sql.param(laws.map(({ id }) => id))})`,
        sql`${documents.articleNumber} = ANY(${sql.param([...new Set(names.map(({ number }) => number))])})`,
        sql`${documents.published} IS NOT NULL`,
      ),
    );
  return names.flatMap((name) => {
    const law = laws.find(({ code }) => code === name.code);
    const article = articles.find((one) => one.lawId === law?.id && one.articleNumber === name.number);
    return law === undefined || article === undefined ? [] : [{ name, law, article }];
  });
}
