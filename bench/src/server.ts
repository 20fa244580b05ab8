import { createHash } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import postgres from "postgres";
import type { Product } from "./product.js";
import { benchFolder, databaseOf, type Size, serverSettings } from "./settings.js";

/** The PostgreSQL of the benches. */
export interface BenchServer {
  /** The address of a database for the superuser, who passes the row policies. */
  adminUrl(database: string): string;
  /** The address of a size for a login that may become a level role for one transaction, and has no right of its own. */
  loginUrl(size: Size): string;
  /** The same for a database by its name. */
  loginUrlOf(database: string): string;
  /** Stops it, when this process has started it. */
  stop(): Promise<void>;
}

const addressFile = join(benchFolder, "address.json");
const loginName = "lianxin_bench";

/** Starts the PostgreSQL of the benches, or joins the one that another bench has running. */
export async function openBenchServer(product: Product): Promise<BenchServer> {
  await mkdir(benchFolder, { recursive: true });
  const running = await runningAddress();
  if (running !== null) return describe(running, async () => {});
  const server = await product.startEmbeddedPostgres({
    dataDirectory: join(benchFolder, "postgres"),
    settings: serverSettings,
    log: (line) => console.error(line),
  });
  await writeFile(addressFile, JSON.stringify({ adminUrl: server.adminUrl, pid: process.pid }), { mode: 0o600 });
  return describe(server.adminUrl, async () => {
    await rm(addressFile, { force: true });
    await server.stop();
  });
}

async function runningAddress(): Promise<string | null> {
  const text = await readFile(addressFile, "utf8").catch(() => null);
  if (text === null) return null;
  const { adminUrl, pid } = JSON.parse(text) as { adminUrl: string; pid: number };
  // Whoever has started it may have been killed: then it is taken over, and stopped at the end.
  if (!isAlive(pid)) return null;
  const client = postgres(adminUrl, { max: 1, connect_timeout: 2, onnotice: () => {} });
  try {
    await client`SELECT 1`;
    return adminUrl;
  } catch {
    return null;
  } finally {
    await client.end({ timeout: 1 });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

// The password follows from the superuser's, so that no bench changes it under another that is running.
const loginPassword = (adminUrl: string): string =>
  createHash("sha256")
    .update(`bench:${new URL(adminUrl).password}`)
    .digest("hex");

function describe(address: string, stop: () => Promise<void>): BenchServer {
  const at = (database: string): URL => {
    const url = new URL(address);
    url.pathname = `/${database}`;
    return url;
  };
  const loginUrlOf = (database: string): string => {
    const url = at(database);
    url.username = loginName;
    url.password = loginPassword(address);
    return url.href;
  };
  return {
    adminUrl: (database) => at(database).href,
    loginUrl: (size) => loginUrlOf(databaseOf(size)),
    loginUrlOf,
    stop,
  };
}

/** Makes the login of the contestants: a member of lianxin_login and of nothing else. The roles must be there. */
export async function ensureLogin(adminUrl: string): Promise<void> {
  const client = postgres(adminUrl, { max: 1, onnotice: () => {} });
  try {
    const found = await client`SELECT 1 FROM pg_roles WHERE rolname = ${loginName}`;
    const verb = found.length === 0 ? "CREATE" : "ALTER";
    await client.unsafe(`${verb} ROLE ${loginName} LOGIN NOINHERIT PASSWORD '${loginPassword(adminUrl)}'`);
    // Its own transactions name the level role; it may be set from the login without a step between.
    await client.unsafe(`GRANT lianxin_login TO ${loginName} WITH INHERIT FALSE, SET TRUE`);
  } finally {
    await client.end({ timeout: 5 });
  }
}
