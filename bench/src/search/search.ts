import type { Arguments } from "../arguments.js";
import { startOurs } from "../contestants/ours.js";
import { processorMilliseconds } from "../live/processor.js";
import { loginOf } from "../load/people.js";
import type { Product } from "../product.js";
import { figure, keepResult, promise, promiseTable, table } from "../report.js";
import type { BenchServer } from "../server.js";
import { askLimit, askOurs, askTrigrams, ensurePlain, type Measured, measure } from "./asking.js";
import { ensureEntries, entries, type Published, searcher } from "./loading.js";

const database = "lianxin_bench_search";

const usualSeconds = 20;
const usualConnections = 4;

/** The search bench: how long somebody waits who looks for something while he types, among 100,000 entries in use. */
export async function benchSearch(product: Product, server: BenchServer, options: Arguments): Promise<void> {
  const published = await ensureEntries(product, server, database, options.again);
  const [connections, seconds] = [options.connections ?? usualConnections, options.seconds ?? usualSeconds];
  const isWanted = (name: string): boolean => options.contestants?.includes(name) ?? true;
  const measured: Measured[] = [];
  if (isWanted("ours")) measured.push(await measureOurs(product, server, options, connections, seconds));
  if (isWanted("limit")) {
    const limit = askLimit(product, server.loginUrlOf(database), connections);
    measured.push(await measure("limit", limit.ask, connections, seconds));
    await limit.close();
  }
  if (isWanted("trigrams")) {
    await ensurePlain(server.adminUrl(database));
    const trigrams = askTrigrams(server.adminUrl(database), connections);
    measured.push(await measure("trigrams", trigrams.ask, connections, seconds));
    await trigrams.close();
  }
  for (const { name, slowest } of measured) console.error(`${name}: ${JSON.stringify(slowest)}`);
  const promises = promisesOf(measured);
  const tables = [tableOf(measured), publishedTable(published), promiseTable(promises)];
  await keepResult({
    ...{ bench: "search", result: { connections, published, measured, promises }, tables },
    isRecorded: options.isRecorded,
  });
}

async function measureOurs(
  product: Product,
  server: BenchServer,
  options: Arguments,
  connections: number,
  seconds: number,
): Promise<Measured> {
  const ours = await startOurs(product, server.loginUrlOf(database), { isProfiled: options.isProfiled });
  try {
    const login = loginOf(searcher, "OPERATOR");
    const asking = askOurs(ours, (await ours.tokensOf([login])).get(login) ?? "", connections);
    const before = await processorMilliseconds(ours.pid);
    const measured = await measure("ours", asking.ask, connections, seconds);
    const used = (await processorMilliseconds(ours.pid)) - before;
    asking.close();
    // Those before the measurement are answered too.
    return { ...measured, processor: used / measured.asked };
  } finally {
    await ours.stop();
  }
}

const tableOf = (measured: readonly Measured[]): string =>
  table(
    [
      "search while typing",
      "answers/s",
      "p50 ms",
      "p95 ms",
      "p99 ms",
      "longest ms",
      "processor ms",
      "texts without a result",
    ],
    measured.map(({ answers, empty, longest, name, p50, p95, p99, processor, seconds }) => [
      name,
      ...[answers / seconds, p50, p95, p99, longest, processor ?? Number.NaN].map(figure),
      String(empty),
    ]),
  );

const publishedTable = ({ entries: count, seconds }: Published): string =>
  table(["publishing", ""], [[`${count} entries at once, as a law with its articles: seconds`, figure(seconds)]]);

const promisesOf = (measured: readonly Measured[]): string[][] =>
  measured
    .filter(({ name }) => name === "ours")
    .map(({ p95 }) => promise(`search at ${entries.inUse} entries, at the API: p95 in ms`, p95, "at most", 50));
