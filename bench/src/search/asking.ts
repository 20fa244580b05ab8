import postgres from "postgres";
import { openClient } from "../client.js";
import type { RunningProduct } from "../contestants/ours.js";
import type { Product } from "../product.js";
import { quantile } from "../statistics.js";
import { searcher } from "./loading.js";
import { mixedTexts } from "./typing.js";

/** One way to search, asked for one text; answers how many entries it found. */
export type Ask = (text: string) => Promise<number>;

/** How long answers took, in milliseconds. */
export interface Measured {
  name: string;
  answers: number;
  /** Answers with those that came before anything counted. */
  asked: number;
  seconds: number;
  p50: number;
  p95: number;
  p99: number;
  longest: number;
  /** How many texts found nothing. */
  empty: number;
  /** Processor time of the product for an answer, in milliseconds; null where it was not asked. */
  processor: number | null;
  /** The texts that took longest, by their median. */
  slowest: { text: string; milliseconds: number }[];
}

/** How many results are shown under the field while somebody types. */
const shown = 10;

const path = ["100000", "320000", "320500", searcher];

const document = `query Search($text: String!) { searchKnowledge(text: $text, first: ${shown}) {
  isInForce foundBy score title { text isMatch } excerpt { text isMatch } document { id kind articleLabel } } }`;

/** The product, at its API. */
export function askOurs(ours: RunningProduct, token: string, connections: number): { ask: Ask; close(): void } {
  const client = openClient(ours.url, connections);
  const ask = async (text: string): Promise<number> => {
    const { body, status } = await client.post(token, JSON.stringify({ query: document, variables: { text } }));
    if (status !== 200 || body.includes('"errors":')) throw new Error(`the product refused ${text}: ${body}`);
    return (JSON.parse(body) as { data: { searchKnowledge: unknown[] } }).data.searchKnowledge.length;
  };
  return { ask, close: () => client.close() };
}

/** The limit: the same statements by postgres.js, without an API, a person, or the texts of what was found. */
export function askLimit(product: Product, url: string, connections: number): { ask: Ask; close(): Promise<void> } {
  const database = product.openDatabase({ url, poolSize: connections, statementTimeout: 60_000 });
  const on = new Date().toISOString().slice(0, 10);
  const kinds = ["LAW", "LAW_ARTICLE", "QUESTION", "REPLY_TEMPLATE", "DIRECTION"];
  const criteria = { path, kinds, issueClass: null, on, most: shown };
  const ask = async (text: string): Promise<number> => {
    const searched = product.readSearch(text);
    const rows = await database.asSystem("search for a bench", (tx) => product.searchRows(tx, searched, criteria));
    return rows.length;
  };
  return { ask, close: () => database.close(5) };
}

/** The usual way: one text for each entry, ILIKE, and the index of trigrams that PostgreSQL brings along. */
export function askTrigrams(url: string, connections: number): { ask: Ask; close(): Promise<void> } {
  const sql = postgres(url, { max: connections, onnotice: () => {}, idle_timeout: 0 });
  const ask = async (text: string): Promise<number> => {
    const wanted = `%${text.replace(/[\\%_]/g, "\\$&")}%`;
    const rows = await sql`
      SELECT document_id, title, left(text, 120) AS excerpt FROM bench.plain
      WHERE bureau = ANY(${path}) AND text ILIKE ${wanted}
      ORDER BY (valid_from <= current_date AND (valid_to IS NULL OR valid_to > current_date)) DESC, title ILIKE ${wanted} DESC,
        length(title) LIMIT ${shown}`;
    return rows.length;
  };
  return { ask, close: () => sql.end({ timeout: 5 }) };
}

/** What the usual way reads: made once. */
export async function ensurePlain(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const [found] = await sql`SELECT to_regclass('bench.plain') IS NOT NULL AS found`;
    if (found?.found === true) return;
    await sql.unsafe(`
      CREATE EXTENSION IF NOT EXISTS pg_trgm;
      CREATE TABLE bench.plain AS SELECT v.document_id, v.bureau, v.title, v.valid_from, v.valid_to,
        concat_ws(E'\\n', v.title, array_to_string(v.keywords, E'\\n'), v.body) AS text
        FROM knowledge_versions v JOIN knowledge_documents d ON d.id = v.document_id AND d.published = v.number;
      CREATE INDEX ON bench.plain USING gin (text gin_trgm_ops);
      ANALYZE bench.plain`);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** Asks over some connections, each again as soon as it is answered, as many operators do who type at once. */
export async function measure(name: string, ask: Ask, connections: number, seconds: number): Promise<Measured> {
  const texts = mixedTexts();
  const times = new Map<string, number[]>(texts.map((text) => [text, []]));
  const [found, all] = [new Map<string, number>(), [] as number[]];
  // Each connection of the server makes its statements ready, and the caches warm up, before anything counts.
  let end = performance.now() + 2000;
  let next = 0;
  const lane = async (isCounted: boolean): Promise<void> => {
    while (performance.now() < end) {
      const text = texts[next % texts.length] ?? "";
      next += 1;
      const start = performance.now();
      found.set(text, await ask(text));
      if (!isCounted) continue;
      all.push(performance.now() - start);
      times.get(text)?.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: connections }, () => lane(false)));
  const begin = performance.now();
  end = begin + seconds * 1000;
  await Promise.all(Array.from({ length: connections }, () => lane(true)));
  const slowest = [...times]
    .flatMap(([text, own]) => (own.length === 0 ? [] : [{ text, milliseconds: quantile(own, 0.5) }]))
    .sort((one, other) => other.milliseconds - one.milliseconds)
    .slice(0, 10);
  return {
    ...{
      name,
      answers: all.length,
      asked: next,
      seconds: (performance.now() - begin) / 1000,
      slowest,
      processor: null,
    },
    ...{ p50: quantile(all, 0.5), p95: quantile(all, 0.95), p99: quantile(all, 0.99), longest: all.at(-1) ?? 0 },
    empty: [...found.values()].filter((count) => count === 0).length,
  };
}
