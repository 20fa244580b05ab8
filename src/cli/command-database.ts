import { configOfProcess } from "../platform/config.js";
import { type Database, openDatabase } from "../platform/database.js";
import { databaseProblem, schemaState } from "../platform/migrations.store.js";
import { StartupError } from "../platform/startup-error.js";
import { findAddresses } from "./addresses.js";

// What a command asks is answered in milliseconds; a busy or cold server may take longer.
const statementTimeout = 60_000;

/**
 * Opens the database for a command of the operator: that of DATABASE_URL, or of the running server; and closes it after the
 * work.
 *
 * @throws StartupError where there is none, or it is not at the schema of this release
 */
export async function withCommandDatabase<Result>(work: (database: Database) => Promise<Result>): Promise<Result> {
  const config = configOfProcess(["DATABASE_URL"]);
  const { databaseUrl: url } = await findAddresses(config);
  if (url === null) throw new StartupError("The server is not running: run `npm start` first, or set DATABASE_URL.");
  const database = openDatabase({ url, poolSize: 2, statementTimeout });
  try {
    if ((await schemaState(database, url)) === "behind") {
      throw new StartupError("The schema of the database is behind this release: run `npm run db:migrate` first.");
    }
    return await work(database);
  } catch (error) {
    throw databaseProblem(error, url);
  } finally {
    await database.close(1);
  }
}
