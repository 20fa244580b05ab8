import "reflect-metadata";
import { type Api, startApi } from "./api/server.js";
import { failureLine } from "./cli/failure.js";
import { type OpenedServer, openServer } from "./cli/open-server.js";
import { loadingLine, startScreen } from "./cli/start-screen.js";
import { type DemoState, demoAccounts, demoState, loadDemoPeople, loadDemoTickets } from "./demo/index.js";
import { eventChannel } from "./modules/events/index.js";
import { openSigningKeys } from "./modules/identity/index.js";
import { createSender } from "./modules/webhooks/index.js";
import { monotonicMilliseconds, systemClock } from "./platform/clock.js";
import { type Config, configOfProcess } from "./platform/config.js";
import { createPostgresDoorbell } from "./platform/doorbell.js";
import { readContactKeys } from "./platform/keys.js";
import { createLogger, type Logger } from "./platform/log.js";
import { createNatsDoorbell } from "./platform/nats-doorbell.js";
import { openObjectStore } from "./platform/object-store-opening.js";
import { announceServer, withdrawServer } from "./platform/running-server.js";
import { createSeal } from "./platform/seal.js";
import { createScanner } from "./platform/virus-scanner.js";
import { platformWork, startWorkers, type Workers } from "./workers/index.js";

/** How long requests in flight may take when the process is asked to end, and after them the jobs that are under way. */
const graceMilliseconds = 10_000;

// Ctrl-C under npm comes twice: from the terminal, and handed on by npm.
const echoMilliseconds = 1000;

/** Everything that runs, in the order in which it was started. */
interface Running {
  server: OpenedServer;
  workers: Workers;
  api: Api;
  /** How much of the demo world there was before its tickets were loaded. */
  demo: DemoState;
  /** The tickets of the demo world, which are loaded while the API answers already; settled at once where there are none. */
  world: Promise<unknown>;
}

async function start(config: Config, log: Logger): Promise<Running> {
  const server = await openServer(config, log);
  try {
    const signingKeys = await openSigningKeys(config.signingKeysFile, config.mayGenerateKeys, log);
    const seal = createSeal(await readContactKeys(config.contactKeysFile, config.mayGenerateKeys));
    const { database, url: databaseUrl } = server;
    const parts = { database, clock: systemClock, seal, log };
    // SECURITY: people with known logins are for the embedded database of a developer, and never for production.
    const isDemo = server.isEmbedded && !config.isProduction;
    if (isDemo) await loadDemoPeople(parts);
    const demo = config.isProduction ? "absent" : await demoState(database);
    const bus = config.eventBusUrl === null ? null : createNatsDoorbell(config.eventBusUrl, log);
    const doorbell = bus ?? createPostgresDoorbell(databaseUrl, eventChannel, log);
    const objects = await openObjectStore(config.objectStore);
    const api = await startApi({ ...config, ...parts, databaseUrl, signingKeys, doorbell, objects });
    const { isProduction, webhookNetworks: networks } = config;
    const webhooks = { seal, doorbell, sender: createSender({ isProduction, networks }) };
    const scanner = config.scannerUrl === null ? null : createScanner(config.scannerUrl);
    const files = { objects, scanner };
    const workers = startWorkers({ ...parts, work: platformWork(bus?.ring, webhooks, files, seal, config.callerDays) });
    // SECURITY: what the commands of a developer read holds the password of the database.
    if (!config.isProduction) {
      await announceServer(config.dataDirectory, { databaseUrl, publicUrl: api.url, pid: process.pid });
    }
    const isLoading = isDemo && demo === "people";
    if (isLoading) process.stdout.write(loadingLine(api.url));
    const world = isLoading ? loadDemoTickets(parts) : Promise.resolve();
    return { server, workers, api, demo, world };
  } catch (error) {
    await server.close();
    throw error;
  }
}

async function stop({ server, workers, api }: Running, config: Config): Promise<void> {
  try {
    await api.close(graceMilliseconds);
    await workers.stop(graceMilliseconds);
  } finally {
    await server.close();
    await withdrawServer(config.dataDirectory, process.pid);
  }
}

async function run(): Promise<void> {
  const config = configOfProcess();
  // In development the terminal is for people: the screen goes to standard output, the log to standard error.
  const log = createLogger(config.logLevel, config.isProduction ? undefined : process.stderr);
  const asked = untilAskedToEnd();
  // SECURITY: Node would print the message of such an error, in which the parameters of a statement may stand.
  process.on("uncaughtException", (error) => fail(error, log));
  try {
    const running = await start(config, log);
    log.info({ url: running.api.url, pid: process.pid }, "the API is up");
    try {
      const first = await Promise.race([asked, running.world.then(() => null)]);
      if (first === null) greet(running, config);
      log.info({ signal: await asked }, "the API stops");
    } finally {
      // A world that is cut off by the end is loaded by the next start.
      running.world.catch(() => undefined);
      await stop(running, config);
    }
    process.exit(0);
  } catch (error) {
    fail(error, log);
  }
}

function greet({ api, demo }: Running, config: Config): void {
  if (config.isProduction) return;
  process.stdout.write(startScreen(api.url, config, demo === "absent" ? [] : demoAccounts));
}

function fail(error: unknown, log?: Logger): never {
  process.stderr.write(`${failureLine(error, log)}\n`);
  process.exit(1);
}

/** Waits for SIGTERM or SIGINT; another one after that ends the process at once. */
function untilAskedToEnd(): Promise<string> {
  let askedAt: number | null = null;
  return new Promise((resolve) => {
    const listen = (signal: NodeJS.Signals): void => {
      const now = monotonicMilliseconds();
      if (askedAt !== null && now - askedAt > echoMilliseconds) process.exit(1);
      askedAt ??= now;
      resolve(signal);
    };
    process.on("SIGTERM", listen);
    process.on("SIGINT", listen);
  });
}

await run().catch((error) => fail(error));
