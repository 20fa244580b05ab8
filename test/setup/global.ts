import "reflect-metadata";
import { randomBytes } from "node:crypto";
import { readFileSync, rmSync } from "node:fs";
import { chmod, mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { loadReferenceData } from "../../src/cli/reference-data.js";
import { openSigningKeys } from "../../src/modules/identity/index.js";
import { type BureauSeed, seedBureaus } from "../../src/modules/jurisdictions/index.js";
import { nationCode } from "../../src/platform/actor.js";
import { configOfProcess } from "../../src/platform/config.js";
import { openDatabase } from "../../src/platform/database.js";
import { startEmbeddedPostgres } from "../../src/platform/embedded-postgres.js";
import { readContactKeys } from "../../src/platform/keys.js";
import { migrateDatabase } from "../../src/platform/migrations.store.js";

declare module "vitest" {
  interface ProvidedContext {
    /** A login that is a member of lianxin_login and has no right of its own: what the API is run with. */
    databaseUrl: string;
    /** The superuser of the same database. */
    adminUrl: string;
    /** The name of a database with the schema and the reference data, and nothing else; nobody is connected to it. */
    templateDatabase: string;
    /** The files of the keys that sign tokens and seal contacts, of this run alone. */
    signingKeysFile: string;
    contactKeysFile: string;
  }
}

// Nothing of a test run has to survive a power cut.
const withoutDurability = { fsync: "off", synchronous_commit: "off", full_page_writes: "off" };

const nation: BureauSeed = {
  code: nationCode,
  kind: "AUTHORITY",
  level: "NATION",
  name: "国家市场监督管理总局",
  mark: "国市监",
  parent: null,
  divisions: [nationCode],
  validFrom: "2000-01-01",
};

/** Where this run's databases are made. */
interface Server {
  adminUrl: string;
  stop(): Promise<void>;
}

async function startServer(folder: string): Promise<Server> {
  const given = configOfProcess().databaseUrl;
  if (given !== null) return { adminUrl: given, stop: async () => {} };
  return startEmbeddedPostgres({ dataDirectory: join(folder, "postgres"), settings: withoutDurability });
}

function addressOf(adminUrl: string, database: string, login?: { name: string; password: string }): string {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  if (login !== undefined) {
    url.username = login.name;
    url.password = login.password;
  }
  return url.href;
}

/** Fills the template with the schema and the reference data of a release. */
async function fillTemplate(url: string): Promise<void> {
  await migrateDatabase(url);
  await makeToldEvents(url);
  const database = openDatabase({ url, poolSize: 2, statementTimeout: 30_000 });
  try {
    await loadReferenceData(database);
    // Every province of a test stands under this one nation.
    await database.asSystem("make the nation for tests", (tx) => seedBureaus(tx, [nation]));
  } finally {
    await database.close(5);
  }
}

/**
 * All events that were told, wherever they are: a test cannot know whether the relay of another has moved its events from
 * the outbox into the log already.
 */
async function makeToldEvents(url: string): Promise<void> {
  const admin = postgres(url, { max: 1, onnotice: () => {} });
  const columns = "province, city, county, bureau, at, type, subject_type, subject_id, subject_version, line, payload";
  try {
    await admin.unsafe(`CREATE VIEW told_events AS
      SELECT position - 1000000000000 AS id, transaction, ${columns} FROM event_log
      UNION ALL SELECT id, transaction, ${columns} FROM outbox_events`);
    await admin.unsafe("GRANT SELECT ON told_events TO lianxin_system");
  } finally {
    await admin.end();
  }
}

/** The names of what one run makes on a server. */
interface RunNames {
  database: string;
  template: string;
  login: string;
}

/**
 * Makes the databases of one test run: on an embedded server of its own in a temporary folder, or, when DATABASE_URL is
 * set, on that server under names of its own. Two runs at the same time do not meet.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "lianxin-test-")));
  // The server may run as another user, who must be able to enter the folder.
  await chmod(folder, 0o711);
  const run = randomBytes(5).toString("hex");
  const names = { database: `lianxin_test_${run}`, template: `lianxin_template_${run}`, login: `lianxin_test_${run}` };
  let server: Server | undefined;
  const clear = async () => {
    process.off("exit", leaveNothing);
    if (server !== undefined) await dropDatabases(server.adminUrl, names);
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  };
  const leaveNothing = () => endServerOf(folder);
  process.once("exit", leaveNothing);
  try {
    server = await startServer(folder);
    await openSigningKeys(join(folder, "signing.json"), true);
    await readContactKeys(join(folder, "contact.json"), true);
    const login = await makeDatabases(server.adminUrl, names);
    project.provide("databaseUrl", addressOf(server.adminUrl, names.database, login));
    project.provide("adminUrl", addressOf(server.adminUrl, names.database));
    project.provide("templateDatabase", names.template);
    project.provide("signingKeysFile", join(folder, "signing.json"));
    project.provide("contactKeysFile", join(folder, "contact.json"));
  } catch (error) {
    await clear();
    throw error;
  }
  return clear;
}

/** A run that is ended by a signal has no time to stop its server in order, and must not leave it behind. */
function endServerOf(folder: string): void {
  try {
    process.kill(Number.parseInt(readFileSync(join(folder, "postgres/cluster/postmaster.pid"), "utf8"), 10), "SIGQUIT");
  } catch {
    // It was not started, or has ended.
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
}

async function makeDatabases(adminUrl: string, names: RunNames): Promise<{ name: string; password: string }> {
  const login = { name: names.login, password: randomBytes(18).toString("hex") };
  const admin = postgres(adminUrl, { max: 1, onnotice: () => {} });
  try {
    await admin.unsafe(`CREATE DATABASE ${names.template} TEMPLATE template0 ENCODING 'UTF8'`);
    await fillTemplate(addressOf(adminUrl, names.template));
    await admin.unsafe(`CREATE DATABASE ${names.database} TEMPLATE ${names.template}`);
    await admin.unsafe(`CREATE ROLE ${login.name} LOGIN NOINHERIT PASSWORD '${login.password}' IN ROLE lianxin_login`);
  } finally {
    await admin.end();
  }
  return login;
}

async function dropDatabases(adminUrl: string, names: RunNames): Promise<void> {
  const admin = postgres(adminUrl, { max: 1, onnotice: () => {} });
  try {
    const made = await admin<{ datname: string }[]>`
      SELECT datname FROM pg_database WHERE starts_with(datname, ${names.database}) OR datname = ${names.template}`;
    for (const { datname } of made) await admin.unsafe(`DROP DATABASE IF EXISTS ${datname} WITH (FORCE)`);
    await admin.unsafe(`DROP ROLE IF EXISTS ${names.login}`);
  } finally {
    await admin.end();
  }
}
