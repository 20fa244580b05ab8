import postgres from "postgres";
import type { Arguments } from "../arguments.js";
import { type Client, openClient } from "../client.js";
import { startOurs } from "../contestants/ours.js";
import { contactKeysFile, ensureLoaded } from "../load/load.js";
import { loginOf } from "../load/people.js";
import { type BenchActor, benchActors, type Level, levels } from "../page/actors.js";
import type { Product } from "../product.js";
import { figure, keepResult, promise, promiseTable, table } from "../report.js";
import type { BenchServer } from "../server.js";
import { databaseOf, type Size } from "../settings.js";
import { quantile } from "../statistics.js";
import { readEntries, type Stage, stages, type TypedEntry, variablesOf } from "./entries.js";
import { openLimit } from "./limit.js";

/** How long like tickets were looked for at a stage, by one asker after the other, in milliseconds. */
interface Measured {
  size: Size;
  level: Level;
  stage: Stage;
  ours: { median: number; p95: number };
  limit: { median: number; p95: number };
  /** How many candidates an answer had on average. */
  found: number;
}

const document = `query ($input: LikelyDuplicatesInput!) { likelyDuplicates(input: $input) {
  ticket { id number state receivedAt } likeness isLikely reasons { code percent shared sentence } sentence } }`;

/** How many entries are typed at each level. */
const entriesTyped = 100;

const conditions: Readonly<Record<Level, string>> = {
  county: "county = '440105'",
  city: "city = '440100'",
  province: "province = '440000'",
  nation: "province = '440000'",
};

/** The duplicates bench: how long an operator waits for like tickets while he types. */
export async function benchDuplicates(product: Product, server: BenchServer, options: Arguments): Promise<void> {
  const measured: Measured[] = [];
  for (const size of options.sizes ?? (["1m"] as const)) {
    await ensureLoaded(product, server, size, options.again);
    measured.push(...(await measureSize(product, server, size, options)));
  }
  const promises = promisesOf(measured);
  const tables = [tableOf(measured), promiseTable(promises)];
  await keepResult({ bench: "duplicates", result: { measured, promises }, tables, isRecorded: options.isRecorded });
}

async function measureSize(product: Product, server: BenchServer, size: Size, options: Arguments): Promise<Measured[]> {
  const seal = product.createSeal(await product.readContactKeys(contactKeysFile, false));
  const ours = await startOurs(product, server.loginUrl(size), { isProfiled: options.isProfiled });
  const client = openClient(ours.url, 1);
  const sql = postgres(server.adminUrl(databaseOf(size)), { max: 1, onnotice: () => {} });
  try {
    const measured: Measured[] = [];
    for (const level of levels) {
      const actor = benchActors[level];
      const login = loginOf(actor.region, "OPERATOR");
      const token = (await ours.tokensOf([login])).get(login) ?? "";
      const entries = await readEntries(product, sql, seal, conditions[level], entriesTyped);
      for (const stage of stages) {
        const asked = await askOurs(client, token, entries, stage);
        const limit = await askLimit(product, seal, server.loginUrl(size), actor, entries, stage);
        measured.push({ size, level, stage, limit, ...asked });
      }
    }
    return measured;
  } finally {
    await sql.end({ timeout: 5 });
    client.close();
    await ours.stop();
  }
}

interface Answer {
  data: { likelyDuplicates: unknown[] };
  errors?: unknown;
}

const summed = (times: number[]) => ({ median: quantile(times, 0.5), p95: quantile(times, 0.95) });

async function askOurs(
  client: Client,
  token: string,
  entries: readonly TypedEntry[],
  stage: Stage,
): Promise<Pick<Measured, "ours" | "found">> {
  const times: number[] = [];
  let found = 0;
  for (const [place, entry] of entries.entries()) {
    const { body, milliseconds } = await client.post(
      token,
      JSON.stringify({ query: document, variables: variablesOf(entry, stage) }),
    );
    const { data, errors } = JSON.parse(body) as Answer;
    if (errors !== undefined) throw new Error(`the product refused: ${JSON.stringify(errors)}`);
    found += data.likelyDuplicates.length;
    // The first answers make the statements ready.
    if (place >= 10) times.push(milliseconds);
  }
  return { ours: summed(times), found: found / entries.length };
}

async function askLimit(
  product: Product,
  seal: Parameters<typeof openLimit>[1],
  url: string,
  actor: BenchActor,
  entries: readonly TypedEntry[],
  stage: Stage,
): Promise<Measured["limit"]> {
  const limit = openLimit(product, seal, url, actor);
  const times: number[] = [];
  try {
    for (const [place, entry] of entries.entries()) {
      const start = performance.now();
      await limit.find(entry, stage);
      if (place >= 10) times.push(performance.now() - start);
    }
  } finally {
    await limit.close();
  }
  return summed(times);
}

const tableOf = (measured: readonly Measured[]): string =>
  table(
    ["like tickets while typing", "found", "ours p50 ms", "ours p95 ms", "limit p50 ms", "limit p95 ms"],
    measured.map(({ found, level, limit, ours, size, stage }) => [
      `${size}, ${level}, ${stage}`,
      ...[found, ours.median, ours.p95, limit.median, limit.p95].map(figure),
    ]),
  );

const promisesOf = (measured: readonly Measured[]): string[][] =>
  [...new Set(measured.map(({ size }) => size))].map((size) => {
    const slowest = Math.max(...measured.filter((one) => one.size === size).map(({ ours }) => ours.p95));
    return promise(`like tickets at ${size}, at the API: p95 in ms`, slowest, "at most", 100);
  });
