import { readArguments } from "./arguments.js";
import { benchBurst } from "./burst/burst.js";
import { benchLifecycle } from "./lifecycle/lifecycle.js";
import { ensureLoaded } from "./load/load.js";
import { benchPage } from "./page/page.js";
import { benchPlans } from "./plans/plans.js";
import { openProduct, type Product } from "./product.js";
import { type BenchServer, openBenchServer } from "./server.js";
import { benchStart } from "./start/start.js";

type Bench = (product: Product, server: BenchServer, options: ReturnType<typeof readArguments>) => Promise<void>;

const benches: Readonly<Record<string, Bench>> = {
  load: async (product, server, options) => {
    for (const size of options.sizes ?? ["100k"]) await ensureLoaded(product, server, size, options.again);
  },
  // Holds the database open between benches, so that its caches stay warm.
  server: async () => {
    await new Promise((resolve) => process.once("SIGTERM", resolve).once("SIGINT", resolve));
  },
  page: benchPage,
  lifecycle: benchLifecycle,
  burst: benchBurst,
  plans: benchPlans,
};

const [name = "", ...given] = process.argv.slice(2);
const bench = benches[name];
if (bench === undefined && name !== "start") {
  console.error(`npm run bench -- start|${Object.keys(benches).join("|")} [--sizes 100k,1m,10m] [--seconds N] ...`);
  process.exit(1);
}
const options = readArguments(given);
if (name === "start") {
  // It needs neither the database nor the data of the others.
  await benchStart(options);
  process.exit(0);
}
const product = await openProduct();
const server = await openBenchServer(product);
try {
  await bench?.(product, server, options);
} finally {
  await server.stop();
}
