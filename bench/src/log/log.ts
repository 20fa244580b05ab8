import { type ChildProcess, fork } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import postgres, { type Sql } from "postgres";
import type { Arguments } from "../arguments.js";
import { startOurs } from "../contestants/ours.js";
import { processorMilliseconds } from "../live/processor.js";
import { nextMessage } from "../live/speaking.js";
import { makeDatabase } from "../live/world.js";
import type { Product } from "../product.js";
import { figure, keepResult, promise, promiseTable, table } from "../report.js";
import type { BenchServer } from "../server.js";
import type { Checked } from "./checking.js";
import { subjects, type WritersAnswer, type WritersOrder, type Written } from "./writers-process.js";

/** What the relay did. */
interface Relayed {
  written: Written;
  /** From the first writing to the last commit, and to the last event in the log. */
  writingSeconds: number;
  seconds: number;
  /** How many events at most were committed and not in the log. */
  mostBehind: number;
  /** From the commit of an event to its place in the log, in milliseconds. */
  lag: { p50: number; p99: number; longest: number };
  /** Processor time of the whole product, in microseconds for each event. */
  processorMicroseconds: number;
  checked: Checked;
}

const usualEvents = 1_000_000;
const database = "lianxin_bench_log";

/** The log bench: how fast the relay of the running product moves what 32 writers commit, and that it moves all of it, once. */
export async function benchLog(product: Product, server: BenchServer, options: Arguments): Promise<void> {
  const url = await makeDatabase(product, server, database);
  const sql = postgres(url, { max: 2, onnotice: () => {}, idle_timeout: 0, max_lifetime: null });
  try {
    await makeSubjects(sql);
    const ours = await startOurs(product, server.loginUrlOf(database), { isProfiled: options.isProfiled });
    const writers = fork(fileURLToPath(new URL("writers-process.js", import.meta.url)));
    try {
      const before = await processorMilliseconds(ours.pid);
      const relayed = await relay(sql, writers, url, options.events ?? usualEvents);
      const used = (await processorMilliseconds(ours.pid)) - before;
      const checked = await check(writers);
      const found: Relayed = {
        ...{ ...relayed, checked, lag: await lagOf(sql) },
        processorMicroseconds: (used / relayed.written.events) * 1000,
      };
      const promises = promisesOf(found);
      const tables = [tableOf(found), promiseTable(promises)];
      await keepResult({ bench: "log", result: { ...found, promises }, tables, isRecorded: options.isRecorded });
    } finally {
      writers.kill();
      await ours.stop();
    }
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** The subjects of the events stand all over the country; every other one was handed on by the centre of its city. */
async function makeSubjects(sql: Sql): Promise<void> {
  await sql.unsafe(`
    CREATE SCHEMA IF NOT EXISTS bench;
    CREATE UNLOGGED TABLE bench.subjects AS
      WITH counties AS (SELECT row_number() OVER (ORDER BY md5(code)) AS n, count(*) OVER () AS total, bureaus.*
        FROM bureaus WHERE level = 'COUNTY' AND kind = 'AUTHORITY' AND city IS NOT NULL)
      SELECT id, 0 AS version, province, city, county, code AS bureau, CASE WHEN id % 2 = 0 THEN '[]'::jsonb ELSE
        jsonb_build_array(jsonb_build_object('province', province, 'city', city, 'county', null, 'bureau', city || '-12315',
          'line', null)) END AS witnesses
      FROM generate_series(0, ${subjects.all}) AS id JOIN counties ON counties.n = 1 + id % counties.total;
    ALTER TABLE bench.subjects ADD PRIMARY KEY (id), SET (fillfactor = 50);
    ANALYZE bench.subjects`);
}

async function relay(
  sql: Sql,
  writers: ChildProcess,
  url: string,
  events: number,
): Promise<Pick<Relayed, "written" | "writingSeconds" | "seconds" | "mostBehind">> {
  const begin = performance.now();
  const secondsNow = (): number => (performance.now() - begin) / 1000;
  let written: Written = { events: 0, transactions: 0, takenBack: 0, heldOpen: 0 };
  let writingSeconds = 0;
  writers.on("message", (answer: WritersAnswer) => {
    if (answer.kind === "checked") return;
    written = answer.written;
    if (answer.kind === "written") writingSeconds = secondsNow();
  });
  writers.send({ kind: "write", url, events } satisfies WritersOrder);
  let mostBehind = 0;
  for (;;) {
    const isOver = writingSeconds > 0;
    const position = await positionOf(sql);
    if (isOver && position >= written.events) return { written, writingSeconds, seconds: secondsNow(), mostBehind };
    if (writers.exitCode !== null) throw new Error(`the writers ended with ${writers.exitCode}`);
    if (isOver && secondsNow() > writingSeconds * 3 + 60) {
      throw new Error(`the log ends at ${position}, and ${written.events} events were committed`);
    }
    mostBehind = Math.max(mostBehind, written.events - position);
    await pause(20);
  }
}

async function positionOf(sql: Sql): Promise<number> {
  const [row] = await sql<{ position: string }[]>`SELECT position FROM event_relay`;
  return Number(row?.position ?? 0);
}

async function check(writers: ChildProcess): Promise<Checked> {
  writers.send({ kind: "check" } satisfies WritersOrder);
  for (;;) {
    const answer = (await nextMessage(writers)) as WritersAnswer;
    if (answer.kind === "checked") return answer.checked;
  }
}

async function lagOf(sql: Sql): Promise<Relayed["lag"]> {
  const [row] = await sql<Relayed["lag"][]>`
    SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY lag) AS p50, percentile_cont(0.99) WITHIN GROUP (ORDER BY lag) AS p99,
      max(lag) AS longest
    FROM (SELECT 1000 * extract(epoch FROM logged_at - pg_xact_commit_timestamp(transaction::xid))::float8 AS lag
      FROM event_log) AS lags`;
  return row ?? { p50: Number.NaN, p99: Number.NaN, longest: Number.NaN };
}

function tableOf({ lag, mostBehind, processorMicroseconds, seconds, written, writingSeconds }: Relayed): string {
  const rows = [
    ["events that were committed", String(written.events)],
    ["transactions", String(written.transactions)],
    ["of them taken back", String(written.takenBack)],
    ["of them held open, up to five seconds; one for the whole time", String(written.heldOpen)],
    ["seconds until the last commit", figure(writingSeconds)],
    ["seconds until the last event was in the log", figure(seconds)],
    ["events at most that were committed and not in the log", String(mostBehind)],
    ["from commit to log: p50 / p99 / longest ms", [lag.p50, lag.p99, lag.longest].map(figure).join(" / ")],
    ["processor time of the product, us for each event", figure(processorMicroseconds)],
  ];
  return table(["the relay beside 32 writers", ""], rows);
}

function promisesOf({ checked, seconds, written }: Relayed): string[][] {
  const wrong = { lost: checked.lost, doubled: checked.doubled, "taken back, and in the log": checked.foreign };
  return [
    promise("events a second, written and relayed", written.events / seconds, "at least", 8000),
    ...Object.entries(wrong).map(([name, count]) => promise(name, count, "at most", 0)),
    promise("positions with a gap before them", checked.gaps, "at most", 0),
    promise("before an earlier one of its subject", checked.outOfOrder, "at most", 0),
  ];
}
