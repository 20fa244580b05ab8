import postgres from "postgres";
import type { Arguments } from "../arguments.js";
import { type Client, openClient } from "../client.js";
import { type RunningProduct, startOurs } from "../contestants/ours.js";
import { processorMilliseconds } from "../live/processor.js";
import { makeDatabase } from "../live/world.js";
import { loginOf } from "../load/people.js";
import type { Product } from "../product.js";
import { figure, keepResult, promise, promiseTable, table } from "../report.js";
import type { BenchServer } from "../server.js";
import { quantile } from "../statistics.js";
import { askByPlace, askTotal } from "./asking.js";
import { type BureauPlace, measureLimit } from "./limit.js";
import { batchSize, type CallRecord, createExchange, type Exchange } from "./records.js";
import { countByHand, differences } from "./truth.js";

/** Centres of the cities of one province, whose supervisor asks for the numbers. */
const province = "440000";
const cities = ["440100", "440300", "441300", "440600", "440700", "440800", "440900", "441200"] as const;
const places: readonly BureauPlace[] = cities.map((city) => ({ code: `${city}-12315`, province, city }));

const database = "lianxin_bench_calls";
const usualRecords = 150_000;
const askEach = 250;

/** Records of some bureaus over some connections, and what those who asked meanwhile were told. */
interface Run {
  name: string;
  connections: number;
  records: number;
  seconds: number;
  recordsPerSecond: number;
  batch: { p50: number; p99: number };
  questions: number;
  question: { p50: number; p99: number };
  /** Answers that told of fewer calls than were recorded when they were asked for, or of more than were told of. */
  wrongMeanwhile: number;
  /** Numbers of a bureau and a day that differed right after the last batch. */
  wrongAfter: number;
  /** Processor time of the product, in microseconds for each record. */
  processorMicroseconds: number;
}

/** The calls bench: how many records a second the API takes, whether the statistics are exact meanwhile, and what the table could take. */
export async function benchCalls(product: Product, server: BenchServer, options: Arguments): Promise<void> {
  const url = await makeDatabase(product, server, database);
  const sql = postgres(url, { max: 8, onnotice: () => {}, idle_timeout: 0, max_lifetime: null });
  const ours = await startOurs(product, server.loginUrlOf(database), { isProfiled: options.isProfiled });
  const records = Math.ceil((options.events ?? usualRecords) / batchSize / 8) * batchSize * 8;
  try {
    const world = await openBench(ours, records);
    const runs: Run[] = [];
    for (const [bureaus, connections] of [
      [1, 4],
      [8, 8],
    ] as const) {
      for (const name of ["calls", "call_cells", "call_deltas"]) await sql.unsafe(`VACUUM ANALYZE ${name}`);
      runs.push(await measure(world, bureaus, connections));
    }
    await sql.unsafe("VACUUM ANALYZE calls");
    const limit = await measureLimit(sql, 8, { records, places, now: world.now });
    const promises = promisesOf(runs, limit);
    const tables = [tableOf(runs, limit), promiseTable(promises)];
    await keepResult({ bench: "calls", result: { runs, limit, promises }, tables, isRecorded: options.isRecorded });
  } finally {
    await ours.stop();
    await sql.end({ timeout: 5 });
  }
}

/** What the runs of a bench share. */
interface Bench {
  ours: RunningProduct;
  tokens: ReadonlyMap<string, string>;
  records: number;
  now: number;
  /** What each bureau has told so far, over all runs. */
  exchanges: Map<string, Exchange[]>;
}

async function openBench(ours: RunningProduct, records: number): Promise<Bench> {
  const tokens = await ours.tokensOf([
    ...places.map(({ code }) => loginOf(code, "SHIFT_MANAGER")),
    loginOf(province, "SUPERVISOR"),
  ]);
  return { ours, tokens, records, now: Date.now(), exchanges: new Map() };
}

/** How far the telling has come, for those who ask meanwhile. */
interface Progress {
  sent: number;
  recorded: number;
  isOver: boolean;
}

async function measure(world: Bench, bureaus: number, connections: number): Promise<Run> {
  const { exchanges, now, ours, records } = world;
  const names = places.slice(0, bureaus).map(({ code }) => code);
  const lanes = Array.from({ length: connections }, (_, lane) => {
    const bureau = names[lane % names.length] ?? "";
    const exchange = createExchange(`${bureaus}-${lane}`, bureaus * 100 + lane, now);
    exchanges.set(bureau, [...(exchanges.get(bureau) ?? []), exchange]);
    return { bureau, exchange };
  });
  const before = offeredIn(exchanges);
  const progress: Progress = { sent: before, recorded: before, isOver: false };
  const client = openClient(ours.url, connections + 1);
  try {
    const asking = askMeanwhile(world, client, progress);
    const used = await processorMilliseconds(ours.pid);
    const start = performance.now();
    const times = await Promise.all(
      lanes.map(({ bureau, exchange }) =>
        tell(client, { ...world, bureau, exchange, progress, batches: records / connections / batchSize }),
      ),
    );
    const seconds = (performance.now() - start) / 1000;
    const processor = (await processorMilliseconds(ours.pid)) - used;
    progress.isOver = true;
    const wrongAfter = await countWrong(world, client);
    const { answers, wrong } = await asking;
    const batch = times.flat();
    return {
      ...{ name: `${bureaus} bureau${bureaus > 1 ? "s" : ""}`, connections, records, seconds },
      ...{ recordsPerSecond: records / seconds, batch: spread(batch), questions: answers.length },
      ...{ question: spread(answers), wrongMeanwhile: wrong, wrongAfter },
      processorMicroseconds: (processor * 1000) / records,
    };
  } finally {
    client.close();
  }
}

const spread = (times: number[]) => ({ p50: quantile(times, 0.5), p99: quantile(times, 0.99) });

const isOffered = ({ outcome }: CallRecord): boolean => outcome !== "VOID";

function offeredIn(exchanges: ReadonlyMap<string, readonly Exchange[]>): number {
  return [...exchanges.values()]
    .flat()
    .reduce((sum, { latest }) => sum + [...latest.values()].filter(isOffered).length, 0);
}

interface Telling {
  tokens: ReadonlyMap<string, string>;
  bureau: string;
  exchange: Exchange;
  batches: number;
  progress: Progress;
}

const recording = `mutation Record($input: RecordCallsInput!) { recordCalls(input: $input) {
  created updated unchanged stale } }`;

async function tell(client: Client, { batches, bureau, exchange, progress, tokens }: Telling): Promise<number[]> {
  const token = tokens.get(loginOf(bureau, "SHIFT_MANAGER")) ?? "";
  const times: number[] = [];
  for (let batch = 0; batch < batches; batch += 1) {
    const { calls, fresh } = exchange.next();
    progress.sent += fresh;
    const variables = { input: { source: "bench", calls } };
    const { body, milliseconds, status } = await client.post(token, JSON.stringify({ query: recording, variables }));
    if (status !== 200 || body.includes('"errors":')) throw new Error(`${status} ${body.slice(0, 800)}`);
    progress.recorded += fresh;
    times.push(milliseconds);
  }
  return times;
}

async function askMeanwhile(
  { now, tokens }: Bench,
  client: Client,
  progress: Progress,
): Promise<{ answers: number[]; wrong: number }> {
  const token = tokens.get(loginOf(province, "SUPERVISOR")) ?? "";
  const answers: number[] = [];
  let wrong = 0;
  while (!progress.isOver) {
    const [least, start] = [progress.recorded, performance.now()];
    const [offered, answered, soon, abandoned] = await askTotal(client, token, now);
    answers.push(performance.now() - start);
    const isWithin = offered >= least && offered <= progress.sent;
    // What was asked for in one question is of one moment.
    if (!(isWithin && answered + abandoned <= offered && soon <= answered)) wrong += 1;
    await new Promise((resolve) => setTimeout(resolve, askEach));
  }
  return { answers, wrong };
}

async function countWrong({ exchanges, now, tokens }: Bench, client: Client): Promise<number> {
  const token = tokens.get(loginOf(province, "SUPERVISOR")) ?? "";
  const told = await askByPlace(client, token, now, places);
  const byHand = new Map(
    [...exchanges].map(([bureau, all]) => [bureau, new Map(all.flatMap(({ latest }) => [...latest]))] as const),
  );
  return differences(told, countByHand(byHand));
}

function tableOf(runs: readonly Run[], limit: number): string {
  const rows = runs.map((run) => [
    `${run.name}, ${run.connections} connections`,
    String(run.records),
    figure(run.recordsPerSecond),
    figure(run.recordsPerSecond / limit),
    [run.batch.p50, run.batch.p99].map(figure).join(" / "),
    figure(run.processorMicroseconds),
    [run.question.p50, run.question.p99].map(figure).join(" / "),
  ]);
  const head = [
    ...[`records of calls in batches of ${batchSize}`, "records", "a second", "of the limit", "batch p50 / p99 ms"],
    ...["processor us of the product", "question p50 / p99 ms"],
  ];
  return table(head, [...rows, ["limit: ready rows, 8 connections", "", figure(limit), "1.00", "", "", ""]]);
}

const promisesOf = (runs: readonly Run[], limit: number): string[][] =>
  runs.flatMap((run) => [
    promise(`${run.name}: records a second`, run.recordsPerSecond, "at least", 3000),
    promise(`${run.name}: of the limit`, run.recordsPerSecond / limit, "at least", 0.25),
    promise(`${run.name}: answers that were wrong meanwhile`, run.wrongMeanwhile, "at most", 0),
    promise(`${run.name}: numbers that were wrong right after`, run.wrongAfter, "at most", 0),
  ]);
