import "reflect-metadata";
import { configOfProcess } from "../platform/config.js";
import { openDatabase } from "../platform/database.js";
import { migrateDatabase, schemaState } from "../platform/migrations.store.js";
import { StartupError } from "../platform/startup-error.js";
import { readFlags } from "./command-line.js";
import { runCommand } from "./failure.js";
import { loadReferenceData } from "./reference-data.js";

const statementTimeout = 600_000;

const command = {
  usage: "npm run db:migrate",
  description: `Brings the database of DATABASE_URL to the schema of this release, and loads the divisions, dictionaries and knowledge
that come with it. DATABASE_URL must name the owner of the database, who may create roles; the API itself runs with another login, a
member of lianxin_login only. What is done already is left as it is. The embedded database migrates itself at each start.`,
};

async function migrate(): Promise<void> {
  if (readFlags(process.argv.slice(2), command) === null) return;
  const { databaseUrl: url } = configOfProcess(["DATABASE_URL"]);
  if (url === null) throw new StartupError("Set DATABASE_URL: the embedded database migrates itself at each start.");
  const database = openDatabase({ url, poolSize: 2, statementTimeout });
  try {
    const before = await schemaState(database, url);
    if (before === "ahead") {
      throw new StartupError("The schema of the database is ahead of this release: nothing was done.");
    }
    await migrateDatabase(url);
    await loadReferenceData(database);
    const { host, pathname } = new URL(url);
    const change = before === "behind" ? "was brought to" : "was already at";
    process.stdout.write(
      `The database ${host}${pathname} ${change} the schema of this release; divisions, dictionaries and knowledge are loaded.\n`,
    );
  } finally {
    await database.close(5);
  }
}

await runCommand(migrate);
