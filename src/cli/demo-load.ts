import "reflect-metadata";
import { loadDemoWorld } from "../demo/index.js";
import { systemClock } from "../platform/clock.js";
import { type Config, configOfProcess } from "../platform/config.js";
import { openDatabase } from "../platform/database.js";
import { readContactKeys } from "../platform/keys.js";
import { createLogger } from "../platform/log.js";
import { schemaState } from "../platform/migrations.store.js";
import { createSeal } from "../platform/seal.js";
import { StartupError } from "../platform/startup-error.js";
import { readFlags } from "./command-line.js";
import { runCommand } from "./failure.js";

const command = {
  usage: "npm run demo:load",
  description: `Loads the demo world into the database of DATABASE_URL: the bureaus of five provinces, people for all roles and a few hundred
tickets of the last two months. The database must have no bureaus yet but the nation's; all of it is loaded or nothing. Never
in production, for everybody knows the logins. The embedded database gets the demo world at its first start.`,
};

async function load(): Promise<void> {
  if (readFlags(process.argv.slice(2), command) === null) return;
  const config = configOfProcess();
  if (config.isProduction) throw new StartupError("The demo world is not for production: nothing was loaded.");
  if (config.databaseUrl === null) {
    throw new StartupError("Set DATABASE_URL: the embedded database gets the demo world at its first start.");
  }
  await loadInto(config.databaseUrl, config);
}

async function loadInto(url: string, config: Config): Promise<void> {
  const database = openDatabase({ url, poolSize: 2, statementTimeout: config.statementTimeout });
  try {
    if ((await schemaState(database, url)) !== "current") {
      throw new StartupError("The schema of the database is not that of this release: run `npm run db:migrate` first.");
    }
    const seal = createSeal(await readContactKeys(config.contactKeysFile, config.mayGenerateKeys));
    const log = createLogger(config.logLevel, process.stderr);
    const loaded = await loadDemoWorld({ database, clock: systemClock, seal, log });
    if (loaded === null) throw new StartupError("The database has bureaus already: nothing was loaded.");
    const { bureaus, people, registrations } = loaded;
    process.stdout.write(
      `The demo world is loaded: ${bureaus} bureaus, ${people} people, ${registrations} registrations of tickets.\n`,
    );
  } finally {
    await database.close(5);
  }
}

await runCommand(load);
