import "reflect-metadata";
import { type DemoOptions, demoState, type LoadedCity, loadFigures } from "../demo/index.js";
import { systemClock } from "../platform/clock.js";
import { type Config, configOfProcess } from "../platform/config.js";
import { openDatabase } from "../platform/database.js";
import { readContactKeys } from "../platform/keys.js";
import { createLogger } from "../platform/log.js";
import { schemaState } from "../platform/migrations.store.js";
import { createSeal } from "../platform/seal.js";
import { StartupError } from "../platform/startup-error.js";
import { findAddresses } from "./addresses.js";
import { readFlags } from "./command-line.js";
import { runCommand } from "./failure.js";

const command = {
  usage: "npm run demo:figures",
  description: `Loads generated tickets and calls into the demo world that show the figures which real centres published for 2020: Cangzhou,
Chuzhou (calls alone), Daqing, Jiamusi, Qitaihe, Suihua and Suzhou, the last with what it received about prices in the half year
before. It takes a minute or two, works beside a running server (whose embedded database needs no setting) or with DATABASE_URL, and loads each city once.
Never in production.`,
};

/** One connection for each city, which are loaded side by side, and one besides. */
const poolSize = 8;

async function load(): Promise<void> {
  if (readFlags(process.argv.slice(2), command) === null) return;
  const config = configOfProcess();
  if (config.isProduction) throw new StartupError("The figures are not for production: nothing was loaded.");
  const { databaseUrl } = await findAddresses(config);
  if (databaseUrl === null) {
    throw new StartupError(
      "The server is not running: run `npm start` first, in another terminal, or set DATABASE_URL.",
    );
  }
  await loadInto(databaseUrl, config);
}

async function loadInto(url: string, config: Config): Promise<void> {
  const database = openDatabase({ url, poolSize, statementTimeout: config.statementTimeout });
  try {
    if ((await schemaState(database, url)) !== "current") {
      throw new StartupError("The schema of the database is not that of this release: run `npm run db:migrate` first.");
    }
    const seal = createSeal(await readContactKeys(config.contactKeysFile, config.mayGenerateKeys));
    const log = createLogger(config.logLevel, process.stderr);
    process.stdout.write(report(await loadWhole({ database, clock: systemClock, seal, log })));
  } finally {
    await database.close(5);
  }
}

async function loadWhole(options: DemoOptions): Promise<LoadedCity[]> {
  // Its own tickets are loaded only where none are yet.
  const isWhole = (await demoState(options.database)) === "whole";
  const loaded = isWhole ? await loadFigures(options) : null;
  if (loaded === null) {
    throw new StartupError(
      "The demo world is not there, or not yet whole: nothing was loaded. `npm run demo:load` loads it.",
    );
  }
  return loaded;
}

const standings: Readonly<Record<LoadedCity["standing"], string>> = {
  LOADED: "loaded",
  THERE: "there already",
  UNDER_WAY: "being loaded by somebody else",
};

function report(loaded: readonly LoadedCity[]): string {
  const lines = loaded.map(
    ({ calls, code, name, tickets, standing }) =>
      `  ${code} ${name}: ${tickets} tickets, ${calls} calls, ${standings[standing]}\n`,
  );
  const isAllThere = loaded.every(({ standing }) => standing === "THERE");
  return `${isAllThere ? "They are there already, and nothing was loaded" : "The published figures"}:\n${lines.join("")}`;
}

await runCommand(load);
