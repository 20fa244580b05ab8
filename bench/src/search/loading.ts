import postgres, { type Sql } from "postgres";
import { makeDatabase } from "../live/world.js";
import { clockedLog } from "../load/base.js";
import { createRandom, type Random } from "../load/random.js";
import type { Product } from "../product.js";
import type { BenchServer } from "../server.js";
import { articleText, type EntryText, lawTitle, questionText, sentencesOf, templateText } from "./texts.js";

/** Who searches: an operator of a county, with all that is in use there, from the nation down. */
export const searcher = "320508";

/** How many entries are in use at the searcher's, and how many stand beside them in other provinces. */
export const entries = { inUse: 100_000, elsewhere: 20_000 } as const;

/** Whose the entries are, as shares of those in use; the last are those of other provinces, of each as many. */
const owners = [
  { bureau: "100000", name: "国家", province: "100000", city: null, county: null, share: 0.6 },
  { bureau: "320000", name: "江苏省", province: "320000", city: null, county: null, share: 0.2 },
  { bureau: "320500", name: "苏州市", province: "320000", city: "320500", county: null, share: 0.15 },
  { bureau: searcher, name: "姑苏区", province: "320000", city: "320500", county: searcher, share: 0.05 },
  { bureau: "440000", name: "广东省", province: "440000", city: null, county: null, share: null },
  { bureau: "230000", name: "黑龙江省", province: "230000", city: null, county: null, share: null },
] as const;

type Owner = (typeof owners)[number];

const articlesOfLaw = 50;
const together = 2000;
const publishedAtOnce = 200;
const seed = 12_315;

/** How long publishing takes, in a database that is whole. */
export interface Published {
  /** How many entries were published at once, as a law is with its articles. */
  entries: number;
  seconds: number;
}

interface Entry extends EntryText {
  id: string;
  owner: Owner;
  kind: string;
  lawId: string | null;
  articleNumber: number | null;
  code: string | null;
  validFrom: string;
  validTo: string | null;
}

/** Makes the database of the search bench unless it is there, whole. */
export async function ensureEntries(
  product: Product,
  server: BenchServer,
  name: string,
  again: boolean,
): Promise<Published> {
  const known = again ? null : await readPublished(server.adminUrl(name));
  if (known !== null && (await isMigrated(product, server.adminUrl(name)))) return known;
  const url = await makeDatabase(product, server, name);
  const sql = postgres(url, { max: 1, onnotice: () => {}, idle_timeout: 0, max_lifetime: null });
  const log = clockedLog("search");
  try {
    await writeEntries(product, sql);
    log("entries written; the rows that are searched");
    await sql.unsafe("CREATE SCHEMA IF NOT EXISTS bench");
    const ids = (await sql<{ id: string }[]>`SELECT id FROM knowledge_documents ORDER BY id`).map(({ id }) => id);
    const [index] = await sql<
      { text: string }[]
    >`SELECT pg_get_indexdef('knowledge_search_rows_grams'::regclass) AS text`;
    await sql.unsafe("DROP INDEX knowledge_search_rows_grams");
    await refresh(product, url, ids, together);
    log("their index");
    await sql.unsafe(index?.text ?? "");
    await sql.unsafe("VACUUM ANALYZE knowledge_documents, knowledge_versions, knowledge_search_rows");
    const seconds = await refresh(product, url, ids.slice(0, publishedAtOnce * 5), publishedAtOnce);
    const published = { entries: publishedAtOnce, seconds: seconds / 5 };
    log(`${publishedAtOnce} entries at once take ${published.seconds.toFixed(2)} s`);
    await sql.unsafe("CREATE TABLE bench.published (entries int, seconds float8)");
    await sql`INSERT INTO bench.published VALUES (${published.entries}, ${published.seconds})`;
    return published;
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** Brings the schema to that of this release; it fails where a migration was changed before it was released. */
async function isMigrated(product: Product, url: string): Promise<boolean> {
  return product.migrateDatabase(url).then(
    () => true,
    () => false,
  );
}

async function readPublished(url: string): Promise<Published | null> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const [row] = await sql<Published[]>`SELECT entries, seconds FROM bench.published`;
    return row ?? null;
  } catch {
    return null;
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** By the product's own function, as publishing calls it: so many entries in one transaction each. Answers the seconds. */
async function refresh(product: Product, url: string, ids: readonly string[], atOnce: number): Promise<number> {
  const database = product.openDatabase({ url, poolSize: 1, statementTimeout: 600_000 });
  const start = performance.now();
  try {
    for (let first = 0; first < ids.length; first += atOnce) {
      await database.asSystem("publish the entries of a bench", (tx) =>
        product.refreshSearchRows(tx, ids.slice(first, first + atOnce)),
      );
    }
    return (performance.now() - start) / 1000;
  } finally {
    await database.close(5);
  }
}

async function writeEntries(product: Product, sql: Sql): Promise<void> {
  const random = createRandom(seed);
  const real = sentencesOf(product.shippedDocuments.map(({ body }) => body));
  let part: Entry[] = [];
  for (const owner of owners) {
    const count = owner.share === null ? entries.elsewhere / 2 : entries.inUse * owner.share;
    for (const entry of entriesOf(product, random, owner, count, real)) {
      part.push(entry);
      if (part.length < together) continue;
      await insert(sql, part);
      part = [];
    }
  }
  await insert(sql, part);
}

function* entriesOf(
  product: Product,
  random: Random,
  owner: Owner,
  count: number,
  real: readonly string[],
): Generator<Entry> {
  const begin = (): Pick<Entry, "id" | "owner" | "validFrom" | "validTo"> => ({
    ...{ id: `${random.hex(8)}-${random.hex(4)}-4${random.hex(3)}-8${random.hex(3)}-${random.hex(8)}${random.hex(4)}` },
    ...{ owner, validFrom: `${2010 + random.below(16)}-0${1 + random.below(9)}-01` },
    // A tenth is no longer in force.
    validTo: random.chance(0.1) ? `2026-0${1 + random.below(4)}-15` : null,
  });
  const others = { lawId: null, articleNumber: null, code: null } as const;
  let law: Entry | null = null;
  for (let number = 0, article = 0; number < count; number += 1) {
    // Two fifths are laws with their articles, as much are questions, a fifth are templates.
    if (number % 5 === 0 || number % 5 === 1) {
      if (law === null || article === articlesOfLaw) {
        const title = lawTitle(random, owner.name === "国家" ? "" : owner.name);
        const text = { title, keywords: ["法规"], body: `${title}（全文）` };
        law = { ...begin(), ...others, kind: "LAW", code: `${owner.bureau}-${number}`, ...text };
        article = 0;
        yield law;
      } else {
        article += 1;
        const { id: lawId, title, validFrom, validTo } = law;
        const text = articleText(random, title, product.articleLabel(article), real);
        const id = begin().id;
        yield { ...others, id, owner, validFrom, validTo, kind: "LAW_ARTICLE", lawId, articleNumber: article, ...text };
      }
    } else if (number % 5 === 4) {
      yield { ...begin(), ...others, kind: "REPLY_TEMPLATE", ...templateText(random, real) };
    } else yield { ...begin(), ...others, kind: "QUESTION", ...questionText(random, real) };
  }
}

async function insert(sql: Sql, part: readonly Entry[]): Promise<void> {
  const rows = JSON.stringify(
    part.map(({ articleNumber, lawId, owner, validFrom, validTo, ...entry }) => ({
      ...entry,
      ...{ province: owner.province, city: owner.city, county: owner.county, bureau: owner.bureau },
      ...{ law_id: lawId, article_number: articleNumber, valid_from: validFrom, valid_to: validTo },
    })),
  );
  const given = `jsonb_to_recordset($1::text::jsonb) AS g (id uuid, kind text, title text, body text, keywords text[], code text,
    province text, city text, county text, bureau text, law_id uuid, article_number smallint, valid_from date, valid_to date)`;
  await sql.unsafe(
    `INSERT INTO knowledge_documents (province, city, county, bureau, id, kind, code, law_id, article_number, sort_key, state,
      published, last_published, created_at, changed_at)
    SELECT province, city, county, bureau, id, kind, code, law_id, article_number, kind || ':' || id, 'PUBLISHED', 1, 1, now(), now()
    FROM ${given}`,
    [rows],
  );
  await sql.unsafe(
    `INSERT INTO knowledge_versions (province, city, county, bureau, document_id, number, kind, state, title, body, keywords,
      issue_classes, topics, valid_from, valid_to, cited, authors, written_at, published_at)
    SELECT province, city, county, bureau, id, 1, kind, 'PUBLISHED', title, body, keywords, '{}', '{}', valid_from, valid_to,
      '{}', '{}', now(), now()
    FROM ${given}`,
    [rows],
  );
}
