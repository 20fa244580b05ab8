import postgres from "postgres";
import type { Arguments } from "../arguments.js";
import { startOurs } from "../contestants/ours.js";
import { ensureLoaded } from "../load/load.js";
import type { Product } from "../product.js";
import { keepResult } from "../report.js";
import type { BenchServer } from "../server.js";
import { databaseOf, type Size } from "../settings.js";
import type { Answered, Asking } from "./asking.js";
import { openAsking } from "./asking.js";
import { openDuck } from "./duckdb.js";
import { ensureGenerated } from "./generated.js";
import { duckRival, groupByRival, measureRival, type RivalMeasured, type Times, timeMix } from "./measuring.js";
import { drawMix } from "./mix.js";
import { type Asked, mainQuestion } from "./questions.js";
import { answeredByRollups, generous } from "./sources.js";
import { promisesOf, tablesOf } from "./tables.js";
import { measureTickets, type TicketsMeasured } from "./tickets.js";

/** What was measured at one size; times are milliseconds. */
export interface SizeMeasured {
  size: Size;
  /** The question whose speed is promised, by the number of connections that ask it at once. */
  main: { connections: number; times: number[] }[];
  mix: Asked[];
  /** The times of the questions of the mix; none of those that are not asked, for want of facts. */
  times: Times;
  byRollups: ReadonlySet<Asked>;
  /** How many questions of the mix the product refuses as too large; they are not in it. */
  refused: number;
  rivals: RivalMeasured[];
  tickets: TicketsMeasured | null;
}

/** One question in so many of the mix is asked of PostgreSQL too: each takes seconds at ten million. */
const groupByEvery = 25;

const warmUpSeconds = 2;

/** The statistics bench: one question of the nation, a mix of questions, and the same in DuckDB and by GROUP BY. */
export async function benchStatistics(product: Product, server: BenchServer, options: Arguments): Promise<void> {
  const sizes: readonly Size[] = options.sizes ?? ["1m", "10m", "100m"];
  const measured: SizeMeasured[] = [];
  for (const size of sizes) {
    if (size === "100m") await ensureGenerated(product, server, options.again);
    else await ensureLoaded(product, server, size);
    measured.push(await measureSize(product, server, size, options));
    console.log(`\nmeasured at ${size}`);
  }
  const promises = promisesOf(measured);
  const result = { sizes: measured.map(forFile), promises };
  const tables = tablesOf(measured, promises);
  await keepResult({ bench: "statistics", result, tables, isRecorded: options.isRecorded });
}

async function measureSize(
  product: Product,
  server: BenchServer,
  size: Size,
  options: Arguments,
): Promise<SizeMeasured> {
  const isWanted = (part: string): boolean => options.parts?.includes(part) ?? true;
  const url = server.adminUrl(databaseOf(size));
  const whole = await readMix(product, url);
  const byRollups = await answeredByRollups(product, server, databaseOf(size), whole);
  const main = mainQuestion();
  const found: SizeMeasured = { size, main: [], mix: [], times: [], byRollups, refused: 0, rivals: [], tickets: null };
  const answers = await withAsking(product, server, size, [main, ...whole], async (asking) => {
    const meant = size === "100m" ? whole.filter((asked) => byRollups.has(asked)) : whole;
    for (const asked of meant) if (!(await asking.isTooLarge(asked))) found.mix.push(asked);
    found.refused = meant.length - found.mix.length;
    if (isWanted("main")) found.main = await timeMain(asking, main, options);
    if (isWanted("mix")) found.times = await timeMix(asking, found.mix, options.rounds ?? 3);
    return size === "100m" || !isWanted("rivals") ? null : readAnswers(asking, [main, ...found.mix]);
  });
  if (answers !== null) {
    const today = product.chinaDay(new Date());
    await compareRivals({ found, url, size, today, answers, questions: [main, ...found.mix], isAgain: options.again });
    found.tickets = await measureTickets(url, main, answers);
  }
  return found;
}

async function readMix(product: Product, url: string): Promise<Asked[]> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return await drawMix(product, sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function withAsking<Result>(
  product: Product,
  server: BenchServer,
  size: Size,
  questions: readonly Asked[],
  work: (asking: Asking) => Promise<Result>,
): Promise<Result> {
  const ours = await startOurs(product, server.loginUrl(size), { more: generous });
  const asking = await openAsking(ours, questions, 16);
  try {
    return await work(asking);
  } finally {
    asking.close();
    await ours.stop();
  }
}

async function timeMain(asking: Asking, main: Asked, options: Arguments): Promise<SizeMeasured["main"]> {
  const found: SizeMeasured["main"] = [];
  for (const connections of [1, options.connections ?? 8]) {
    await asking.drive(main, connections, warmUpSeconds);
    found.push({ connections, times: await asking.drive(main, connections, options.seconds ?? 10) });
  }
  return found;
}

async function readAnswers(asking: Asking, questions: readonly Asked[]): Promise<Map<Asked, Answered>> {
  const answers = new Map<Asked, Answered>();
  for (const asked of questions) answers.set(asked, await asking.answer(asked));
  return answers;
}

interface Comparing {
  found: SizeMeasured;
  url: string;
  size: Size;
  /** The day in China on which the product answered. */
  today: string;
  answers: ReadonlyMap<Asked, Answered>;
  questions: readonly Asked[];
  isAgain: boolean;
}

async function compareRivals({ answers, found, isAgain, questions, size, today, url }: Comparing): Promise<void> {
  const duck = await openDuck(url, size, isAgain);
  try {
    // The first of its runs fills its memory, and the best of three counts.
    found.rivals.push(await measureRival(duckRival(duck, today), questions, answers, 3));
  } finally {
    duck.close();
  }
  const groupBy = groupByRival(url, today);
  try {
    const some = questions.filter((_, place) => place % groupByEvery === 0);
    found.rivals.push(await measureRival(groupBy, some, answers, 1));
  } finally {
    await groupBy.close();
  }
}

const forFile = ({ byRollups, main, mix, refused, rivals, size, tickets, times }: SizeMeasured): object => ({
  size,
  refused,
  main,
  tickets,
  mix: mix.map((asked, place) => ({ ...asked, isByRollups: byRollups.has(asked), milliseconds: times[place] ?? [] })),
  rivals: rivals.map(({ equal, name, suppressed, times: own }) => ({
    name,
    equal,
    suppressed,
    milliseconds: own.map(({ asked, milliseconds }) => [asked.number, milliseconds]),
  })),
});
