import { execFileSync } from "node:child_process";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { vi } from "vitest";
import { loadReferenceData } from "../../src/cli/reference-data.js";
import { issueToken, openSigningKeys } from "../../src/modules/identity/index.js";
import { systemClock } from "../../src/platform/clock.js";
import { openDatabase } from "../../src/platform/database.js";
import { type EmbeddedServer, startEmbeddedPostgres } from "../../src/platform/embedded-postgres.js";
import { waitForExit } from "../../src/platform/embedded-postgres-processes.js";
import { freePort } from "../../src/platform/embedded-postgres-server.js";
import { readContactKeys } from "../../src/platform/keys.js";
import { openLogin } from "../../src/platform/login.store.js";
import { migrateDatabase } from "../../src/platform/migrations.store.js";
import { postmasterOf } from "../platform/embedded-postgres-tree.js";
import { makeProvince, type PersonName, type World } from "../world.js";
import { buildProgram, type StartedProcess, startProcess } from "./started-process.js";
import type { Send, Write, WriteAnswer } from "./writes.js";

/** A server process and a database server of its own, both of which a test may kill. */
export interface KillWorld {
  /** What the processes are run from, and where they keep their files. */
  readonly folder: string;
  /** The codes of the province in which is written, and of a county to dispatch to. */
  readonly province: string;
  readonly county: string;
  /** The address of the database for the superuser, and for the login of the API. */
  readonly adminUrl: string;
  readonly databaseUrl: string;
  readonly send: Send;
  /** The address of the API. */
  readonly address: string;
  /** A token of somebody of the province, or of another province that was made beside it. */
  tokenOf(name: PersonName, where?: "here" | "elsewhere"): Promise<string>;
  /** Starts another process of the API on the same database, and answers how to send to it and how to end it. */
  startAnother(
    environment?: Readonly<Record<string, string>>,
  ): Promise<{ address: string; send: Send; stop(): Promise<void> }>;
  /** Kills the API, and answers how it ended. */
  killApi(): Promise<number | NodeJS.Signals | undefined>;
  /** Starts the API and waits until it is ready. */
  startApi(): Promise<void>;
  /** Kills the database server and all its processes, and waits until they are gone. */
  killDatabase(): Promise<void>;
  /** Starts the database server again, where it was, and waits until the API is ready again. */
  startDatabase(): Promise<void>;
  /** Ends what still runs, and removes the files. */
  end(): Promise<void>;
}

const issuer = "http://lianxin.test";

/** The tests are about what is done, so nothing is refused for being much. */
const unlimited = {
  RATE_LIMIT_CLIENT: "0",
  RATE_LIMIT_BUREAU: "0",
  MAX_IN_FLIGHT: "10000",
  REQUEST_TIMEOUT: "600000",
};

/** Brings the database to the schema, with a province of its own, and lets the login of the API in. */
async function fillDatabase(adminUrl: string): Promise<{ world: World; elsewhere: World; databaseUrl: string }> {
  await migrateDatabase(adminUrl);
  const databaseUrl = await openLogin(adminUrl);
  const database = openDatabase({ url: databaseUrl, poolSize: 2, statementTimeout: 30_000 });
  try {
    await loadReferenceData(database);
    return { world: await makeProvince({ database }), elsewhere: await makeProvince({ database }), databaseUrl };
  } finally {
    await database.close(5);
  }
}

/** The processes of a server: its postmaster and the children of that. */
function processesOf(postmaster: number): number[] {
  const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" }).split("\n");
  const pairs = lines.map((line) => line.trim().split(/\s+/).map(Number));
  return [postmaster, ...pairs.flatMap(([pid, parent]) => (parent === postmaster && pid !== undefined ? [pid] : []))];
}

async function untilReady(address: string): Promise<void> {
  const isReady = () =>
    fetch(`${address}/readyz`)
      .then((response) => response.ok)
      .catch(() => false);
  await vi.waitUntil(isReady, { timeout: 20_000 });
}

const senders = { operator: "cityACentre.operator", dispatcher: "cityACentre.dispatcher" } as const;

/** The keys of the API in a folder, and tokens by which the senders of a province sign in. */
async function makeKeys(folder: string, world: World, elsewhere: World) {
  const files = { SIGNING_KEYS_FILE: join(folder, "signing.json"), CONTACT_KEYS_FILE: join(folder, "contact.json") };
  const keys = await openSigningKeys(files.SIGNING_KEYS_FILE, true);
  await readContactKeys(files.CONTACT_KEYS_FILE, true);
  const tokenOf = async (name: PersonName, where: "here" | "elsewhere" = "here"): Promise<string> => {
    const { id } = (where === "here" ? world : elsewhere).as(name);
    const grant = { issuer, person: id, client: null, scopes: null, now: systemClock.now() };
    return (await issueToken(keys, grant)).token;
  };
  return {
    files,
    tokenOf,
    tokens: { operator: await tokenOf(senders.operator), dispatcher: await tokenOf(senders.dispatcher) },
  };
}

async function sendTo(address: string, token: string, { document, input }: Write): Promise<WriteAnswer> {
  const response = await fetch(`${address}/graphql`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: document, variables: { input } }),
  });
  return (await response.json()) as WriteAnswer;
}

/** A database server with every durability that it has by default, which a test may kill and start again. */
async function startKillableDatabase(dataDirectory: string) {
  let server: EmbeddedServer = await startEmbeddedPostgres({ dataDirectory });
  const { adminUrl, port } = server;
  return {
    adminUrl,
    stop: () => server.stop(),
    kill: async () => {
      const processes = processesOf(await postmasterOf(dataDirectory));
      for (const pid of processes) process.kill(pid, "SIGKILL");
      await Promise.all(processes.map((pid) => waitForExit(pid, 10_000)));
    },
    startAgain: async () => {
      // Nothing runs any more; this gives the folder back.
      await server.stop();
      server = await startEmbeddedPostgres({ dataDirectory, port });
    },
  };
}

/**
 * Makes the program and its database, and starts the API on it.
 *
 * @param settings what is set in the environment of the API beside the usual
 */
export async function makeKillWorld(settings: Readonly<Record<string, string>> = {}): Promise<KillWorld> {
  const folder = await buildProgram();
  const data = join(folder, "data");
  const server = await startKillableDatabase(join(data, "postgres"));
  let api: StartedProcess | undefined;
  const others: StartedProcess[] = [];
  const end = async (): Promise<void> => {
    if (api?.child.exitCode === null && api.child.signalCode === null) api.child.kill("SIGTERM");
    await api?.ended();
    for (const other of others) {
      if (other.child.exitCode === null && other.child.signalCode === null) other.child.kill("SIGTERM");
      await other.ended();
    }
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const { databaseUrl, elsewhere, world } = await fillDatabase(server.adminUrl);
    const { files, tokenOf, tokens } = await makeKeys(data, world, elsewhere);
    const port = String(await freePort());
    const address = `http://127.0.0.1:${port}`;
    const environment = {
      ...unlimited,
      ...files,
      DATA_DIR: data,
      DATABASE_URL: databaseUrl,
      PUBLIC_URL: issuer,
      PORT: port,
      ...settings,
    };
    const startApi = async (): Promise<void> => {
      api = startProcess(folder, "main.js", environment);
      await api.says(/is up/);
      await untilReady(address);
    };
    const startAnother = async (more: Readonly<Record<string, string>> = {}) => {
      const otherPort = String(await freePort());
      const there = `http://127.0.0.1:${otherPort}`;
      const other = startProcess(folder, "main.js", { ...environment, ...more, PORT: otherPort });
      others.push(other);
      await other.says(/is up/);
      await untilReady(there);
      const stop = async (): Promise<void> => {
        other.child.kill("SIGTERM");
        await other.ended();
      };
      return { address: there, send: (write: Write) => sendTo(there, tokens[write.sender], write), stop };
    };
    await startApi();
    return {
      folder,
      address,
      tokenOf,
      startAnother,
      province: world.code.province,
      county: world.code.countyA1,
      adminUrl: server.adminUrl,
      databaseUrl,
      send: (write) => sendTo(address, tokens[write.sender], write),
      killApi: async () => {
        api?.child.kill("SIGKILL");
        return api?.ended();
      },
      startApi,
      killDatabase: server.kill,
      startDatabase: async () => {
        await server.startAgain();
        await untilReady(address);
      },
      end,
    };
  } catch (error) {
    await end();
    throw error;
  }
}
