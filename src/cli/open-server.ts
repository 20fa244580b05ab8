import { join } from "node:path";
import type { Config } from "../platform/config.js";
import { type Database, openDatabase } from "../platform/database.js";
import { startEmbeddedPostgres } from "../platform/embedded-postgres.js";
import type { Logger } from "../platform/log.js";
import { excessOfLogin, openLogin } from "../platform/login.store.js";
import { migrateDatabase, schemaState } from "../platform/migrations.store.js";
import { StartupError } from "../platform/startup-error.js";
import { loadReferenceData } from "./reference-data.js";

/** A database that is ready for the API. */
export interface OpenedServer {
  database: Database;
  /** The address for the login of the API; it holds the password. */
  url: string;
  isEmbedded: boolean;
  /** Closes the connections, and stops the server when it is the embedded one. */
  close(): Promise<void>;
}

const closingSeconds = 5;

/**
 * Opens the database of this process: the one that DATABASE_URL names, or the embedded one, which is started, brought
 * to the schema of this release and filled with the reference data.
 *
 * @throws StartupError with one line for what the operator can mend; nothing is left running then
 */
export function openServer(config: Config, log: Logger): Promise<OpenedServer> {
  return config.databaseUrl === null ? openEmbedded(config, log) : openGiven(config, config.databaseUrl, log);
}

async function openEmbedded(config: Config, log: Logger): Promise<OpenedServer> {
  const server = await startEmbeddedPostgres({
    dataDirectory: join(config.dataDirectory, "postgres"),
    log: (line) => log.info(line),
  });
  let database: Database | undefined;
  const close = async () => {
    await database?.close(closingSeconds);
    await server.stop();
  };
  try {
    await migrateDatabase(server.adminUrl);
    // SECURITY: the superuser stays out of the pool of the API; row policies would not bind it.
    const url = await openLogin(server.adminUrl);
    database = open(config, url);
    await loadReferenceData(database);
    return { database, url, isEmbedded: true, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openGiven(config: Config, url: string, log: Logger): Promise<OpenedServer> {
  const database = open(config, url);
  const close = () => database.close(closingSeconds);
  try {
    const state = await schemaState(database, url);
    if (state === "behind") {
      throw new StartupError("The schema of the database is behind this release: run `npm run db:migrate` first.");
    }
    if (state === "ahead") {
      throw new StartupError("The schema of the database is ahead of this release: start the newer release.");
    }
    const excess = await excessOfLogin(database);
    if (excess !== null && config.isProduction) {
      throw new StartupError(
        `The login of DATABASE_URL ${excess}: use a login that is a member of lianxin_login and of nothing else.`,
      );
    }
    if (excess !== null) log.warn({ excess }, "the login of DATABASE_URL is mightier than it should be");
    return { database, url, isEmbedded: false, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function open(config: Config, url: string): Database {
  return openDatabase({ url, poolSize: config.poolSize, statementTimeout: config.statementTimeout });
}
