import type { Arguments } from "../arguments.js";
import { ensureLoaded } from "../load/load.js";
import type { Product } from "../product.js";
import { figure, keepResult, promise, promiseTable, table } from "../report.js";
import type { BenchServer } from "../server.js";
import type { Size } from "../settings.js";
import { median } from "../statistics.js";
import { measure, type Run } from "./lifecycle.js";
import type { Arrangement } from "./watchers.js";

/** Who watches, and what it came to. */
interface Watched {
  watching: "nobody" | Arrangement;
  runs: Run[];
}

const names: Readonly<Record<Watched["watching"], string>> = {
  nobody: "nobody",
  desk: "a price desk and those above it",
  everywhere: "all whose tickets they are",
};

/** The lifecycle bench with subscribers beside, and without, in turn: what those who watch cost those who work. */
export async function benchWatched(product: Product, server: BenchServer, options: Arguments): Promise<void> {
  const size: Size = options.sizes?.[0] ?? "empty";
  const subscribers = options.subscribers?.[0] ?? 200;
  await ensureLoaded(product, server, size, size === "empty");
  const found: Watched[] = [
    { watching: "nobody", runs: [] },
    { watching: "desk", runs: [] },
    { watching: "everywhere", runs: [] },
  ];
  for (let round = 0; round < (options.rounds ?? 3); round += 1) {
    for (const { runs, watching } of found) {
      const watchers = watching === "nobody" ? null : { arrangement: watching, subscribers };
      runs.push(await measure(product, server, size, options, watchers));
    }
  }
  const samples = found.flatMap(({ runs }) => runs.flatMap((run) => run.samples));
  for (const sample of samples.slice(0, 5)) console.log(sample);
  const promises = promisesOf(found);
  const tables = [tableOf(size, subscribers, found), promiseTable(promises)];
  await keepResult({ bench: "watched", result: { found, promises }, tables, isRecorded: options.isRecorded });
}

const rateOf = ({ runs }: Watched): number => median(runs.map(({ lifecyclesPerSecond }) => lifecyclesPerSecond));

function tableOf(size: Size, subscribers: number, found: readonly Watched[]): string {
  const head = [`lifecycle at ${size}, ${subscribers} subscribers`, "a second", "errors", "deliveries a second"];
  const rows = found.map((one) => [
    names[one.watching],
    figure(rateOf(one)),
    String(one.runs.reduce((sum, { errors }) => sum + errors, 0)),
    figure(median(one.runs.map(({ deliveriesPerSecond }) => deliveriesPerSecond))),
    figure(median(one.runs.map(({ processorMilliseconds }) => processorMilliseconds))),
  ]);
  return table([...head, "ms of the server for each"], rows);
}

function promisesOf(found: readonly Watched[]): string[][] {
  const [alone, ...others] = found;
  if (alone === undefined) return [];
  return others.map((one) =>
    promise(`watched by ${names[one.watching]} / by nobody`, rateOf(one) / rateOf(alone), "at least", 0.95),
  );
}
