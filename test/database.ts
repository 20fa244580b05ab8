import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { inject } from "vitest";
import { type Database, openDatabase } from "../src/platform/database.js";

let shared: Database | undefined;

/**
 * The database of this test run, opened with the login of the API. The files of one worker share it; it ends with the
 * worker.
 */
export function testDatabase(): Database {
  shared ??= openDatabase({ url: inject("databaseUrl"), poolSize: 5, statementTimeout: 10_000 });
  return shared;
}

/** A database for one test alone. */
export interface OwnDatabase {
  /** The address for the login of the API. */
  url: string;
  /** The address for the superuser. */
  adminUrl: string;
  /** Opened with the login of the API. */
  database: Database;
  /** Closes the connections and drops it. */
  drop(): Promise<void>;
}

/**
 * Makes a database with the schema and the reference data, and nothing else, for tests that look at all rows or change
 * what everybody shares. It takes about a tenth of a second: most tests want a province of their own instead.
 */
export async function ownDatabase(): Promise<OwnDatabase> {
  const shared = new URL(inject("adminUrl"));
  const name = `${shared.pathname.slice(1)}_${randomBytes(4).toString("hex")}`;
  await asSuperuser(shared.href, (sql) =>
    // To copy the files takes half as long as to write all their pages into the log too.
    sql.unsafe(`CREATE DATABASE ${name} TEMPLATE ${inject("templateDatabase")} STRATEGY FILE_COPY`),
  );
  const at = (address: string): string => Object.assign(new URL(address), { pathname: `/${name}` }).href;
  const url = at(inject("databaseUrl"));
  const database = openDatabase({ url, poolSize: 5, statementTimeout: 10_000 });
  return {
    url,
    adminUrl: at(shared.href),
    database,
    drop: async () => {
      await database.close(5);
      await asSuperuser(shared.href, (sql) => sql.unsafe(`DROP DATABASE ${name} WITH (FORCE)`));
    },
  };
}

/** Runs statements as the superuser, whom no row policy binds: for what a test looks up behind the API's back. */
export async function asSuperuser<Result>(
  adminUrl: string,
  work: (sql: postgres.Sql) => Promise<Result>,
): Promise<Result> {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => {} });
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}
