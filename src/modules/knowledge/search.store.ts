import { type SQL, sql } from "drizzle-orm";
import { knowledgeSearchRows as rows } from "../../../schema/index.js";
import { sendAhead, type Transaction } from "../../platform/database.js";
import { escapeLike } from "../../platform/grams.js";
import { place, run, statementOf } from "../../platform/statement.js";
import { knowledgeKinds } from "./knowledge.words.js";
import { gramOfKind, gramsToHold, gramsToSpell, gramToBe, gramToStart } from "./search.grams.js";
import { bodyScore, headScore, inForce, pinyinScore, someScore } from "./search.ranking.store.js";
import type { Searched } from "./search.text.js";

/** What a search found. */
export interface FoundRow {
  documentId: string;
  number: number;
  /** Whether the text is in force on the day that was asked for. */
  isInForce: boolean;
  /** Whether the words stand in title or keywords, in the body too, or it was found by pinyin. */
  foundBy: "HEAD" | "BODY" | "PINYIN";
  score: number;
}

/** Which entries are searched. */
export interface SearchCriteria {
  /** The bureaus whose entries are in use at the asker's, from the nation down. */
  path: readonly string[];
  kinds: readonly string[];
  issueClass: string | null;
  /** The day of which the law is asked, in China. */
  on: string;
  most: number;
}

/**
 * How many entries of each bureau are ranked of those that fit in one way, and how many in all ways: of common words there
 * are tens of thousands. Ways to fit better come before others, and the others are not looked at where these gave enough.
 */
const ranked = { ofOneWay: 100, inAll: 240, ofTwoWords: 40 } as const;

/** Of how many words of a question some are looked for, where nothing holds them all. */
const mostOfSome = 5;

/** A way to fit: the grams that find it, what its texts must be like, and how well it fits then. */
interface Way {
  by: FoundRow["foundBy"];
  grams: SQL;
  check: SQL;
  score: SQL;
}

const line = sql`E'\\n'`;
const headLines = sql`${line} || r.head || ${line}`;
const initialLines = sql`${line} || r.initials || ${line}`;
const holding = (grams: string): SQL => sql`${place(grams)}::int[]`;
const within = (text: SQL, before: SQL, wanted: string, after: SQL): SQL =>
  sql`${text} LIKE '%' || ${before} || ${place(wanted)} || ${after} || '%'`;

const headWays: readonly Way[] = [
  { by: "HEAD", grams: holding("isLine"), check: within(headLines, line, "phraseLike", line), score: headScore },
  { by: "HEAD", grams: holding("startsLine"), check: within(headLines, line, "phraseLike", sql`''`), score: headScore },
  { by: "HEAD", grams: holding("inHead"), check: sql`r.head LIKE ALL(${place("words")}::text[])`, score: headScore },
];

const pinyinWays: readonly Way[] = [
  { check: within(initialLines, line, "letters", line), grams: "areInitials" },
  { check: within(initialLines, line, "letters", sql`''`), grams: "startInitials" },
  { check: within(sql`${line} || r.spelling`, line, "letters", sql`''`), grams: "startSpelling" },
  { check: within(sql`r.initials`, sql`''`, "letters", sql`''`), grams: "inInitials" },
  { check: within(sql`r.spelling`, sql`''`, "letters", sql`''`), grams: "inSpelling" },
].map(({ check, grams }) => ({ by: "PINYIN", grams: holding(grams), check, score: pinyinScore }));

const bodyWays: readonly Way[] = [
  {
    by: "BODY",
    grams: holding("inText"),
    check: sql`(r.head || ${line} || r.body) LIKE ALL(${place("words")}::text[])`,
    score: bodyScore,
  },
];

// For each bureau, and where some kinds are wanted for each of them: of a rare kind few of a common word are.
const own = sql`unnest(${place("path")}::text[]) AS own (bureau)
  CROSS JOIN unnest(${place("kindGrams")}::text[]) AS own_kind (grams)`;

const isWanted = sql`r.kind = ANY(${place("kinds")}::text[])
  AND (${place("issueClass")}::text IS NULL OR r.issue_classes = '{}' OR ${place("issueClass")} = ANY(r.issue_classes))
  AND ${inForce} = ${place("isInForce")}::boolean`;

const read = (by: FoundRow["foundBy"], score: SQL): SQL =>
  sql`SELECT r.document_id, r.number, r.kind, r.article_number, ${sql.raw(`'${by}'`)} AS found_by, (${score})::int AS score`;

const branch = ({ by, check, grams, score }: Way): SQL => sql`
  (SELECT found.* FROM ${own} CROSS JOIN LATERAL (${read(by, score)} FROM ${rows} AS r
    WHERE ${grams} <> '{}' AND r.bureau = own.bureau AND r.grams @> (${grams} || own_kind.grams::int[]) AND ${check} AND ${isWanted}
    LIMIT ${sql.raw(String(ranked.ofOneWay))}) AS found)`;

const fields = {
  documentId: sql<string>`found.document_id`,
  number: sql<number>`found.number`,
  isInForce: sql<boolean>`${place("isInForce")}::boolean`,
  foundBy: sql<FoundRow["foundBy"]>`found.found_by`,
  score: sql<number>`found.score`,
};

/** The best of what some ways found, each entry once. */
const bestOf = (candidates: SQL) =>
  statementOf(
    fields,
    (columns) => sql`
      SELECT ${columns} FROM (
        SELECT DISTINCT ON (document_id) * FROM (${candidates}) AS every
        ORDER BY document_id, score DESC, number DESC) AS found
      ORDER BY found.score DESC, found.kind, found.article_number, found.document_id
      LIMIT ${place("most")}::int`,
  );

const searchOf = (ways: readonly Way[]) =>
  bestOf(sql`${sql.join(ways.map(branch), sql` UNION ALL `)} LIMIT ${sql.raw(String(ranked.inAll))}`);

const byHead = searchOf(headWays);
const byHeadOrPinyin = searchOf([...headWays, ...pinyinWays]);
const byBody = searchOf(bodyWays);

// Of whole questions: what holds two of the words at least in its head, each two looked for by themselves.
const bySome = bestOf(sql`
  SELECT found.* FROM ${own} CROSS JOIN unnest(${place("twoWords")}::text[]) AS two (grams)
  CROSS JOIN LATERAL (${read("HEAD", someScore)} FROM ${rows} AS r
    WHERE r.bureau = own.bureau AND r.grams @> (two.grams::int[] || own_kind.grams::int[]) AND ${isWanted}
    LIMIT ${sql.raw(String(ranked.ofTwoWords))}) AS found`);

function valuesOf({ letters, phrase, words }: Searched, criteria: SearchCriteria): Record<string, unknown> {
  const pinyin = letters ?? "";
  return {
    ...criteria,
    // One's own bureau first, whose entries are the fewest.
    path: [...criteria.path].reverse(),
    kindGrams:
      criteria.kinds.length < knowledgeKinds.length ? criteria.kinds.map((kind) => `{${gramOfKind(kind)}}`) : ["{}"],
    phrase,
    phraseLike: escapeLike(phrase),
    words: words.map((word) => `%${escapeLike(word)}%`),
    firstWord: words[0] ?? "",
    isLine: [gramToBe("LINE", phrase)],
    startsLine: [gramToStart("LINE_START", phrase)],
    inHead: gramsToHold("HEAD", words),
    inText: gramsToHold("TEXT", words),
    twoWords: twosOf(longestOf(words)).map((two) => `{${gramsToHold("HEAD", two).join()}}`),
    letters: pinyin,
    areInitials: [gramToBe("INITIALS_LINE", pinyin)],
    startInitials: [gramToStart("INITIALS_START", pinyin)],
    startSpelling: [gramToStart("SPELLING_START", pinyin), ...gramsToSpell(pinyin)],
    inInitials: gramsToHold("INITIALS", [pinyin]),
    inSpelling: gramsToSpell(pinyin),
  };
}

/** The words of two characters and more that say most: the longest, the earlier before the later. */
const longestOf = (words: readonly string[]): string[] =>
  [...words]
    .filter((word) => word.length > 1)
    .sort((one, other) => other.length - one.length)
    .slice(0, mostOfSome);

const twosOf = (words: readonly string[]): string[][] =>
  words.flatMap((one, place) => words.slice(place + 1).map((other) => [one, other]));

// Any plan but the index is a mistake, and to plan anew for each text takes longer than to search.
const plainPlans =
  "SET LOCAL enable_seqscan = off; SET LOCAL jit = off; SET LOCAL plan_cache_mode = force_generic_plan";

/**
 * Searches the entries in use. What is in force on the day comes first: by title and keywords, by pinyin too where letters
 * were typed, then by the texts; what is not in force is looked for where these give too few. Where nothing holds the
 * words, their parts are looked for; where nothing holds all of these, what holds two of them. As the platform: the
 * conditions repeat what is in use at the asker's bureau, and array operators are no index conditions under row policies.
 */
export async function searchRows(tx: Transaction, searched: Searched, criteria: SearchCriteria): Promise<FoundRow[]> {
  sendAhead(tx, plainPlans);
  const { letters, parts, words } = searched;
  const inTexts = [letters === null ? byHead : byHeadOrPinyin, byBody];
  const found = await look(tx, inTexts, searched, criteria);
  if (found.length > 0 || letters !== null) return found;
  const inParts = { ...searched, words: parts };
  const isNew = parts.join() !== words.join();
  const byParts = isNew ? await look(tx, [byHead, byBody], inParts, criteria) : [];
  return byParts.length > 0 || parts.length < 3 ? byParts : look(tx, [bySome], inParts, criteria);
}

/** Asks one statement after the other, first for what is in force, until there is enough. */
async function look(
  tx: Transaction,
  statements: readonly (typeof byHead)[],
  searched: Searched,
  criteria: SearchCriteria,
): Promise<FoundRow[]> {
  const values = valuesOf(searched, criteria);
  const found = new Map<string, FoundRow>();
  for (const isInForce of [true, false]) {
    for (const statement of statements) {
      if (found.size >= criteria.most) break;
      const more = await run(tx, statement, { ...values, isInForce, most: criteria.most + found.size });
      for (const row of more) if (!found.has(row.documentId)) found.set(row.documentId, row);
    }
  }
  return [...found.values()].slice(0, criteria.most);
}
