import { open, readFile, realpath, statfs } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { DATABASE, LOOPBACK, openDatabase, SUPERUSER } from "./embedded-postgres.store.js";
import { removeAbandonedHomes } from "./embedded-postgres-abandoned.js";
import { prepareBinaries, type ServerBinaries } from "./embedded-postgres-binaries.js";
import { preparePlace, type ServerPlace } from "./embedded-postgres-place.js";
import { claimDirectory } from "./embedded-postgres-processes.js";
import {
  ensureCluster,
  freePort,
  launchServer,
  passwordFile,
  readPostmaster,
  serverArguments,
  servesCluster,
  stopServer,
  superuserPassword,
} from "./embedded-postgres-server.js";
import { StartupError } from "./startup-error.js";

/** What to start. */
export interface EmbeddedOptions {
  /** The folder of the server's data, `<DATA_DIR>/postgres`; it is made when missing and belongs to the server alone. */
  readonly dataDirectory: string;
  /** Gets a line in plain words for each step that takes time or that an operator may wonder about. */
  readonly log?: (line: string) => void;
  /** The port of the loopback address; a free one when it is left out. */
  readonly port?: number;
  /** Further settings of the server by name, as in postgresql.conf; they win over our own, save where it listens. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** A running embedded server. */
export interface EmbeddedServer {
  /** The `postgres://` address of the database "lianxin" for the superuser. It holds the password. */
  readonly adminUrl: string;
  readonly host: string;
  readonly port: number;
  readonly superuserPassword: string;
  /** Whether the server of an earlier process, which died without stopping it, was taken over. */
  readonly wasAdopted: boolean;
  /** Stops the server and gives the data directory back; a second call waits for the first. */
  stop(): Promise<void>;
}

interface Running {
  readonly pid: number;
  readonly port: number;
  readonly wasAdopted: boolean;
}

interface Launch {
  readonly place: ServerPlace;
  readonly binaries: ServerBinaries;
  readonly password: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly port: number | undefined;
  readonly log: (line: string) => void;
}

/** Errors in the log are terse and without their statement: detail lines and statements hold people's data. */
const DEFAULT_SETTINGS = {
  max_connections: "100",
  shared_buffers: "128MB",
  timezone: "UTC",
  log_timezone: "UTC",
  log_checkpoints: "off",
  log_error_verbosity: "terse",
  log_min_error_statement: "panic",
};

/** SECURITY: other machines can't connect, and there is no socket file for other users of this one. */
const FIXED_SETTINGS = { listen_addresses: LOOPBACK, unix_socket_directories: "", logging_collector: "off" };

const PATIENCE_MILLISECONDS = 10_000;
const LEAST_FREE_BYTES = 16 * 1024 * 1024;

/**
 * Starts the PostgreSQL server that comes with the npm packages, on the data in a folder, and makes sure that it has
 * the database "lianxin". The first start creates the data. One process at a time owns a folder. The server outlives a
 * killed process of ours: the next start finds it, proves that it is its own and takes it over, or stops it and starts
 * another when it does not answer or was started with other settings.
 *
 * Rejects with a StartupError of one line for whatever the operator can mend: the folder is in use, not writable, of
 * another major version; the disk is full; the port is taken; the platform has no programs; the server does not come up.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedServer> {
  try {
    const log = options.log ?? (() => undefined);
    const place = await preparePlace(options.dataDirectory, log);
    const release = claimDirectory(options.dataDirectory, join(place.home, "owner.json"));
    try {
      await removeAbandonedHomes(place, options.dataDirectory, log);
      const binaries = await prepareBinaries(place.account, log);
      const password = await superuserPassword(place);
      const settings = { ...DEFAULT_SETTINGS, ...options.settings, ...FIXED_SETTINGS };
      const launch = { place, binaries, password, settings, port: options.port, log };
      const running = (await adoptServer(launch)) ?? (await startServer(launch));
      return describeServer(launch, running, release);
    } catch (error) {
      release();
      throw await explainLaunch(error, place);
    }
  } catch (error) {
    throw explainFailure(error, options.dataDirectory);
  }
}

function describeServer({ place, password }: Launch, running: Running, release: () => void): EmbeddedServer {
  let stopping: Promise<void> | undefined;
  return {
    adminUrl: `postgres://${SUPERUSER}:${password}@${LOOPBACK}:${running.port}/${DATABASE}`,
    host: LOOPBACK,
    port: running.port,
    superuserPassword: password,
    wasAdopted: running.wasAdopted,
    stop() {
      stopping ??= stopServer(running.pid, place.cluster).finally(release);
      return stopping;
    },
  };
}

async function adoptServer({ place, binaries, password, settings, port, log }: Launch): Promise<Running | undefined> {
  const found = await readPostmaster(place.cluster);
  if (!found) return undefined;
  if (!servesCluster(found.pid, place.cluster)) {
    await disownPostmasterFile(place.cluster);
    return undefined;
  }
  const isWanted =
    (port === undefined || port === found.port) &&
    (await wasStartedWith(place.cluster, [
      await realpath(binaries.postgres),
      ...serverArguments(place.cluster, found.port, settings),
    ]));
  if (isWanted) {
    try {
      await openDatabase({ port: found.port, password }, place.cluster);
      log(`took over the database server of an earlier run (process ${found.pid}, port ${found.port})`);
      return { pid: found.pid, port: found.port, wasAdopted: true };
    } catch {
      log(`the database server of an earlier run (process ${found.pid}) does not answer: it is stopped`);
    }
  } else {
    log(`the database server of an earlier run (process ${found.pid}) was started in another way: it is stopped`);
  }
  await stopServer(found.pid, place.cluster);
  return undefined;
}

async function wasStartedWith(cluster: string, command: readonly string[]): Promise<boolean> {
  const [program, ...rest] = command;
  const written = await readFile(join(cluster, "postmaster.opts"), "utf8").catch(() => "");
  return written.trim() === `${program}${rest.map((argument) => ` "${argument}"`).join("")}`;
}

/**
 * A postmaster.pid whose process id now belongs to another program, or to a dead process that nobody has collected yet,
 * keeps PostgreSQL from starting. Our own id in its place tells it, as it ignores the id of its parent, that the file is
 * stale; the rest of the file stays, because by it PostgreSQL makes sure that no process of the old server still uses
 * the data.
 */
async function disownPostmasterFile(cluster: string): Promise<void> {
  const file = await open(join(cluster, "postmaster.pid"), "r+");
  try {
    const [, ...rest] = (await file.readFile("utf8")).split("\n");
    const text = [String(process.pid), ...rest].join("\n");
    await file.truncate(0);
    await file.write(text, 0);
  } finally {
    await file.close();
  }
}

async function startServer(launch: Launch): Promise<Running> {
  const { place, binaries, password, log } = launch;
  if (await ensureCluster(place, binaries)) log(`created the database in ${place.cluster}`);
  const { pid, port } = await launchOnFreePort(launch);
  try {
    await openDatabase({ port, password }, place.cluster);
  } catch (error) {
    await stopServer(pid, place.cluster);
    throw error;
  }
  return { pid, port, wasAdopted: false };
}

async function launchOnFreePort({ place, binaries, settings, port }: Launch): Promise<{ pid: number; port: number }> {
  const patience = AbortSignal.timeout(PATIENCE_MILLISECONDS);
  for (;;) {
    const chosen = port ?? (await freePort());
    const result = await launchServer(place, binaries, serverArguments(place.cluster, chosen, settings));
    if ("pid" in result) return { pid: result.pid, port: chosen };
    const isTaken = result.problem.includes("TCP/IP sockets");
    if (isTaken && port !== undefined) {
      throw new StartupError(`the port ${port} is taken: the database server can't listen on it`);
    }
    // The processes of a server that was killed end one by one; until the last has, its shared memory is in use.
    const willPass = isTaken || result.problem.includes("shared memory block");
    if (!willPass || patience.aborted) {
      throw new StartupError(`the database server did not come up: ${result.problem}`);
    }
    await pause(100);
  }
}

/** Finds the cause that the operator can mend behind a failed start; the full disk hides behind many a message. */
async function explainLaunch(error: unknown, place: ServerPlace): Promise<unknown> {
  const { bavail, bsize } = await statfs(place.home);
  const { code, message } = error as NodeJS.ErrnoException;
  if (bavail * bsize < LEAST_FREE_BYTES || code === "53100" || message.includes("No space left on device")) {
    return new StartupError(`the disk is full: ${place.home} needs room (80 MB for an empty database)`);
  }
  if (code === "28P01") {
    return new StartupError(`the database refuses the password in ${passwordFile(place)}: restore that file`);
  }
  return error;
}

function explainFailure(error: unknown, dataDirectory: string): unknown {
  const { code, path, syscall } = error as NodeJS.ErrnoException;
  if (syscall?.startsWith("spawn")) return new StartupError(`the program ${path} can't be run here (${code})`);
  switch (code) {
    case "ENOSPC":
    case "EDQUOT":
      return new StartupError(`the disk is full: ${path ?? dataDirectory} needs room (80 MB for an empty database)`);
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return new StartupError(`the data directory ${dataDirectory} is not writable for this user (${path ?? code})`);
    case "ENOTDIR":
    case "EEXIST":
      return new StartupError(`the data directory ${dataDirectory} can't be made: ${path ?? code} is not a folder`);
    case "ENOENT":
      // What Node makes of a read-only file system when it is to make a folder with those above it.
      if (syscall !== "mkdir") return error;
      return new StartupError(`the data directory ${dataDirectory} can't be made: is its file system read-only?`);
    default:
      return error;
  }
}
