import { readArguments } from "./arguments.js";
import { benchBurst } from "./burst/burst.js";
import { benchCalls } from "./calls/calls.js";
import { benchDeadlines } from "./deadlines/deadlines.js";
import { benchDelivery } from "./delivery/delivery.js";
import { benchDuplicates } from "./duplicates/duplicates.js";
import { benchExports } from "./exports/exports.js";
import { benchFanout } from "./fanout/fanout.js";
import { benchFold } from "./fold/fold.js";
import { benchImports } from "./imports/imports.js";
import { benchLifecycle } from "./lifecycle/lifecycle.js";
import { benchWatched } from "./lifecycle/watched.js";
import { ensureLoaded } from "./load/load.js";
import { benchLog } from "./log/log.js";
import { benchPage } from "./page/page.js";
import { benchPlans } from "./plans/plans.js";
import { openProduct, type Product } from "./product.js";
import { benchResume } from "./resume/resume.js";
import { benchSearch } from "./search/search.js";
import { type BenchServer, openBenchServer } from "./server.js";
import { benchStart } from "./start/start.js";
import { benchStatistics } from "./statistics/statistics.js";
import { benchSurges } from "./surges/surges.js";

type Bench = (product: Product, server: BenchServer, options: ReturnType<typeof readArguments>) => Promise<void>;

const benches: Readonly<Record<string, Bench>> = {
  load: async (product, server, options) => {
    for (const size of options.sizes ?? ["100k"]) await ensureLoaded(product, server, size, options.again);
  },
  // Holds the database open between benches, so that its caches stay warm.
  server: async () => {
    // A server that another process left behind is no child of this one, and keeps it from ending no more than a promise does.
    const waiting = setInterval(() => {}, 60_000);
    await new Promise((resolve) => process.once("SIGTERM", resolve).once("SIGINT", resolve));
    clearInterval(waiting);
  },
  page: benchPage,
  lifecycle: (product, server, options) =>
    (options.subscribers === null ? benchLifecycle : benchWatched)(product, server, options),
  burst: benchBurst,
  calls: benchCalls,
  deadlines: benchDeadlines,
  duplicates: benchDuplicates,
  exports: benchExports,
  import: benchImports,
  statistics: benchStatistics,
  fold: benchFold,
  log: benchLog,
  fanout: benchFanout,
  delivery: benchDelivery,
  resume: benchResume,
  search: benchSearch,
  plans: benchPlans,
};

/** Benches that need neither the database nor the data of the others. */
const benchesAlone: Readonly<Record<string, (options: ReturnType<typeof readArguments>) => Promise<void>>> = {
  start: benchStart,
  surges: benchSurges,
};

const [name = "", ...given] = process.argv.slice(2);
const bench = benches[name];
const alone = benchesAlone[name];
if (bench === undefined && alone === undefined) {
  console.error(
    `npm run bench -- ${Object.keys(benchesAlone).join("|")}|${Object.keys(benches).join("|")} [--sizes 100k,1m,10m] [--seconds N] ...`,
  );
  process.exit(1);
}
const options = readArguments(given);
if (alone !== undefined) {
  await alone(options);
  process.exit(0);
}
const product = await openProduct();
const server = await openBenchServer(product);
try {
  await bench?.(product, server, options);
} finally {
  await server.stop();
}
