import { setTimeout as pause } from "node:timers/promises";
import postgres, { type Sql } from "postgres";
import type { Arguments } from "../arguments.js";
import { startOurs } from "../contestants/ours.js";
import { ensureLoaded } from "../load/load.js";
import type { RollupsLoaded } from "../load/rollups.js";
import type { Product } from "../product.js";
import { figure, keepResult, promise, promiseTable, table } from "../report.js";
import type { BenchServer } from "../server.js";
import { databaseOf, type Size } from "../settings.js";
import { type Asking, openAsking } from "../statistics/asking.js";
import { drawMix } from "../statistics/mix.js";
import { type Asked, mainQuestion } from "../statistics/questions.js";
import { generous } from "../statistics/sources.js";
import { quantile } from "../statistics.js";
import { addSteps, checksumOf, prepareSteps, stepDeltas } from "./steps.js";

type Database = ReturnType<Product["openDatabase"]>;

/** What was measured of the fold; times are milliseconds. */
interface FoldMeasured {
  size: Size;
  /** New tickets, as the database was loaded. */
  loading: RollupsLoaded;
  /** Steps of tickets, with nobody else there. */
  alone: RollupsLoaded;
  /** The same, with readers. */
  withReaders: RollupsLoaded;
  readers: { quiet: number[]; beside: number[]; waiting: number; looks: number };
}

/** How many deltas at most are waiting where readers ask at the same time: what a second or two brings. */
const mostWaiting = 20_000;

/** How many people ask at once, and how many milliseconds each looks at an answer: the cores are not theirs alone. */
const lanes = 2;
const lookingAtAnswer = 50;

/** The fold bench: how many deltas a second become part of the rollups, and what those who read meanwhile feel of it. */
export async function benchFold(product: Product, server: BenchServer, options: Arguments): Promise<void> {
  const size: Size = options.sizes?.[0] ?? "1m";
  await ensureLoaded(product, server, size);
  const url = server.adminUrl(databaseOf(size));
  const sql = postgres(url, { max: 2, onnotice: () => {}, idle_timeout: 0, max_lifetime: null });
  const database = product.openDatabase({ url, poolSize: 2, statementTimeout: 600_000 });
  try {
    await prepareSteps(sql);
    const before = await checksumOf(sql);
    await addSteps(sql, 0, stepDeltas);
    const alone = await timed(() => foldWaiting(product, database, sql, stepDeltas));
    const readers = await beside(product, server, { database, size, sql }, options);
    // The steps take back what they did: the rollups must be what they were.
    if ((await checksumOf(sql)) !== before) throw new Error("the rollups are not what they were before the steps");
    const [loading] = await sql<RollupsLoaded[]>`SELECT deltas::float8 AS deltas, seconds FROM bench.facts`;
    const found = { size, loading: loading ?? { deltas: 0, seconds: Number.NaN }, alone, ...readers };
    const promises = promisesOf(found);
    const tables = [foldTable(found), readerTable(found), promiseTable(promises)];
    await keepResult({ bench: "fold", result: { ...found, promises }, tables, isRecorded: options.isRecorded });
  } finally {
    await sql.unsafe("DROP TABLE IF EXISTS bench.fold_steps");
    await database.close(5);
    await sql.end({ timeout: 5 });
  }
}

async function timed(work: () => Promise<number>): Promise<RollupsLoaded> {
  const start = performance.now();
  const deltas = await work();
  return { deltas, seconds: (performance.now() - start) / 1000 };
}

/** Folds as the worker of the product does, until nothing is left; the worker of another process may help. */
async function foldWaiting(product: Product, database: Database, sql: Sql, deltas: number): Promise<number> {
  while ((await waitingIn(sql)) > 0) {
    if ((await product.foldAll(database)) === 0) await pause(10);
  }
  return deltas;
}

async function waitingIn(sql: Sql): Promise<number> {
  const [row] = await sql<{ waiting: number }[]>`SELECT count(*)::int AS waiting FROM statistic_deltas`;
  return row?.waiting ?? 0;
}

interface Place {
  database: Database;
  size: Size;
  sql: Sql;
}

async function beside(
  product: Product,
  server: BenchServer,
  { database, size, sql }: Place,
  options: Arguments,
): Promise<Pick<FoldMeasured, "withReaders" | "readers">> {
  const questions = await questionsAsked(product, sql);
  const ours = await startOurs(product, server.loginUrl(size), { more: generous });
  const asking = await openAsking(ours, questions, lanes);
  try {
    const reading = startReading(asking, questions);
    await reading.during(() => pause(2000));
    const quiet = await reading.during(() => pause((options.seconds ?? 10) * 1000));
    const looking = startLooking(sql);
    const withReaders: RollupsLoaded = { deltas: 0, seconds: 0 };
    const times = await reading.during(() => foldAsTheyCome(product, database, sql, withReaders));
    await reading.stop();
    return { withReaders, readers: { quiet, beside: times, ...(await looking.stop()) } };
  } finally {
    asking.close();
    await ours.stop();
  }
}

/** The question of the nation, and some of the mix that the rollups answer at each level. */
async function questionsAsked(product: Product, sql: Sql): Promise<Asked[]> {
  const mix = await drawMix(product, sql);
  const isPlain = ({ question }: Asked): boolean => (question.dimensions ?? []).length === 0 && question.filter == null;
  const isOfMonth = ({ period }: Asked): boolean => period === "last month" || period === "this month";
  return [mainQuestion(), ...mix.filter((asked) => isPlain(asked) && isOfMonth(asked)).slice(0, 20)];
}

/** Asks again and again over a few connections; times are kept where somebody wants to know. */
function startReading(asking: Asking, questions: readonly Asked[]) {
  const state: { isOver: boolean; times: number[] } = { isOver: false, times: [] };
  const lane = async (first: number): Promise<void> => {
    for (let place = first; !state.isOver; place += lanes) {
      const asked = questions[place % questions.length];
      if (asked !== undefined) state.times.push((await asking.ask(asked)).milliseconds);
      await pause(lookingAtAnswer);
    }
  };
  const running = Promise.all(Array.from({ length: lanes }, (_, first) => lane(first)));
  return {
    during: async (work: () => Promise<void>): Promise<number[]> => {
      state.times = [];
      await work();
      return state.times;
    },
    stop: async (): Promise<void> => {
      state.isOver = true;
      await running;
    },
  };
}

/** Looks again and again whether anybody who reads waits for a lock. */
function startLooking(sql: Sql) {
  const state = { isOver: false, waiting: 0, looks: 0 };
  const look = async (): Promise<void> => {
    while (!state.isOver) {
      const [row] = await sql<{ waiting: number }[]>`
        SELECT count(*)::int AS waiting FROM pg_stat_activity
        WHERE datname = current_database() AND usename = 'lianxin_bench' AND wait_event_type = 'Lock'`;
      state.waiting += row?.waiting ?? 0;
      state.looks += 1;
      await pause(20);
    }
  };
  const running = look();
  return {
    stop: async (): Promise<{ waiting: number; looks: number }> => {
      state.isOver = true;
      await running;
      return { waiting: state.waiting, looks: state.looks };
    },
  };
}

/** Brings the steps in portions, so that not too many wait, and folds them; the folding alone is timed. */
async function foldAsTheyCome(product: Product, database: Database, sql: Sql, done: RollupsLoaded): Promise<void> {
  while (done.deltas < stepDeltas) {
    const until = Math.min(done.deltas + mostWaiting, stepDeltas);
    await addSteps(sql, done.deltas, until);
    const { seconds } = await timed(() => foldWaiting(product, database, sql, until));
    done.deltas = until;
    done.seconds += seconds;
  }
}

const rateOf = ({ deltas, seconds }: RollupsLoaded): number => deltas / seconds;

const foldTable = ({ alone, loading, size, withReaders }: FoldMeasured): string => {
  const row = (name: string, run: RollupsLoaded): string[] => [
    name,
    String(run.deltas),
    figure(run.seconds),
    figure(rateOf(run)),
  ];
  return table(
    [`fold at ${size}`, "deltas", "seconds", "deltas a second"],
    [
      row("new tickets, as it was loaded", loading),
      row("steps of tickets, alone", alone),
      row(`steps of tickets, ${lanes} readers asking`, withReaders),
    ],
  );
};

const readerTable = ({ readers: { beside: folding, looks, quiet, waiting } }: FoldMeasured): string =>
  table(
    ["readers", "answers", "p50 ms", "p99 ms", "longest", "found waiting for a lock"],
    (
      [
        ["nothing is folded", quiet, ""],
        ["while steps are folded", folding, `${waiting} in ${looks} looks`],
      ] as const
    ).map(([name, times, found]) => [
      name,
      String(times.length),
      ...[0.5, 0.99, 1].map((share) => figure(quantile([...times], share))),
      found,
    ]),
  );

const promisesOf = ({ alone, readers, withReaders }: FoldMeasured): string[][] => [
  promise("steps of tickets: deltas a second", rateOf(alone), "at least", 20_000),
  promise("the same, with readers", rateOf(withReaders), "at least", 20_000),
  promise("readers that waited for a lock", readers.waiting, "at most", 0),
];
