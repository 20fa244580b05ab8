import { join } from "node:path";
import { sql } from "drizzle-orm";
import { readMigrationFiles } from "drizzle-orm/migrator";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import type { Database, Transaction } from "./database.js";
import { packageRoot } from "./package-root.js";
import { sqlState } from "./sql-state.js";
import { StartupError } from "./startup-error.js";

const migrationsFolder = () => join(packageRoot(), "migrations");

// Any number will do, as long as every migrating process takes the same one.
const migrationLock = 12315;

/**
 * Brings a database to the schema of this release. Two processes that migrate at once take turns.
 *
 * @param adminUrl a login that may create roles and tables
 * @throws StartupError with one line for what the operator can mend
 */
export async function migrateDatabase(adminUrl: string): Promise<void> {
  const client = postgres(adminUrl, { max: 1, onnotice: () => {}, connect_timeout: 10 });
  try {
    const version = await client<{ number: number }[]>`SELECT current_setting('server_version_num')::int AS number`;
    if ((version[0]?.number ?? 0) < 150_000) throw new StartupError("PostgreSQL 15 or later is needed.");
    await client`SELECT pg_advisory_lock(${migrationLock})`;
    await migrate(drizzle(client), { migrationsFolder: migrationsFolder() });
  } catch (error) {
    throw databaseProblem(error, adminUrl);
  } finally {
    await client.end({ timeout: 5 });
  }
}

/** Whether the database stands at the schema of this release: "current", "behind" or "ahead". */
export type SchemaState = "current" | "behind" | "ahead";

async function appliedMigrations(tx: Transaction): Promise<Set<string>> {
  const rows = await tx.execute<{ hash: string }>(sql`SELECT hash FROM drizzle.__drizzle_migrations`);
  return new Set(rows.map(({ hash }) => hash));
}

/**
 * Compares the migrations of this release with those that the database has had.
 *
 * @throws StartupError when the database cannot be reached
 */
export async function schemaState(database: Database, url: string): Promise<SchemaState> {
  const wanted = readMigrationFiles({ migrationsFolder: migrationsFolder() }).map(({ hash }) => hash);
  try {
    const applied = await database.asSystem("check the schema", appliedMigrations);
    if (wanted.some((hash) => !applied.has(hash))) return "behind";
    return applied.size > wanted.length ? "ahead" : "current";
  } catch (error) {
    const state = sqlState(error);
    // No such role, no such schema, no such table: nothing was migrated yet.
    if (state === "22023" || state === "3F000" || state === "42P01" || state === "42704") return "behind";
    throw databaseProblem(error, url);
  }
}

const reasons: Record<string, string> = {
  "28P01": "the password is wrong",
  "28000": "the login is not allowed",
  "3D000": "there is no such database",
  "42501": "the login lacks a right (it needs CREATEROLE and to own the database)",
  "53100": "the disk of the server is full",
  "53300": "the server has no connection left",
  "57P03": "the server is starting or stopping",
};

/**
 * One line about a database that cannot be used.
 *
 * SECURITY: the line names host, port and database, never the password of the address.
 */
export function databaseProblem(error: unknown, url: string): Error {
  if (error instanceof StartupError) return error;
  const { hostname, port, pathname } = new URL(url);
  const where = `${hostname}:${port || "5432"}${pathname}`;
  const reason = reasons[sqlState(error) ?? ""] ?? connectionReason(error);
  return reason === null
    ? new Error(`the database ${where} failed`, { cause: error })
    : new StartupError(`The database ${where} cannot be used: ${reason}.`);
}

function connectionReason(error: unknown): string | null {
  for (let current = error; current instanceof Error; current = current.cause) {
    if (!("code" in current) || typeof current.code !== "string") continue;
    if (/^(ECONN|ENOTFOUND|EHOST|ENET|ETIMEDOUT|EAI_|CONNECT)/.test(current.code)) return "it cannot be reached";
    if (current.code === "ERR_INVALID_URL") return "its address is not valid";
  }
  return null;
}
