import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { chownSync, closeSync, existsSync, fstatSync, openSync, renameSync } from "node:fs";
import { chown, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { LOOPBACK, SUPERUSER } from "./embedded-postgres.store.js";
import type { ServerBinaries } from "./embedded-postgres-binaries.js";
import { identity, PROGRAM_ENVIRONMENT, type ServerPlace } from "./embedded-postgres-place.js";
import { glimpseProcess, waitForExit } from "./embedded-postgres-processes.js";
import { StartupError } from "./startup-error.js";

const DRAFT_PREFIX = "cluster.partial-";
const LARGEST_LOG_BYTES = 10 * 1024 * 1024;
const START_MILLISECONDS = 60_000;
const FAST_SHUTDOWN_MILLISECONDS = 20_000;
const IMMEDIATE_SHUTDOWN_MILLISECONDS = 5_000;

/** What a running postmaster says about itself in its postmaster.pid file. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly isReady: boolean;
}

/**
 * Reads the password of the superuser, or draws one of 32 random bytes for a cluster to come and keeps it in a file of
 * mode 0600. Rejects with a StartupError when there is a cluster but no password.
 */
export async function superuserPassword(place: ServerPlace): Promise<string> {
  const file = passwordFile(place);
  const kept = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
    return "";
  });
  if (kept.trim() !== "") return kept.trim();
  if (existsSync(place.cluster)) {
    throw new StartupError(`the password file ${file} of the database beside it is missing: restore it`);
  }
  const password = randomBytes(32).toString("base64url");
  await writeFile(file, `${password}\n`, { mode: 0o600 });
  // initdb reads it as the server's user, who owns the data in any case.
  if (place.account) await chown(file, place.account.uid, place.account.gid);
  return password;
}

/** The file that keeps the password of the superuser. */
export function passwordFile(place: ServerPlace): string {
  return join(place.home, "superuser-password");
}

/**
 * Creates the cluster unless it is there. It is made under another name and renamed when complete, so that a start cut
 * short leaves no half cluster. Nothing is forced to disk at first (the system does that within the minute): a power cut
 * in that time costs an empty database.
 *
 * Collation is "C" (codes compare byte by byte, no dependence on the system's libraries); characters are classified by
 * UTF-8 where the system can, since under a "C" classification pg_trgm sees no Chinese character at all.
 *
 * Rejects with a StartupError when the cluster is of another major version.
 */
export async function ensureCluster(place: ServerPlace, binaries: ServerBinaries): Promise<boolean> {
  const version = await readFile(join(place.cluster, "PG_VERSION"), "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
    return undefined;
  });
  if (version !== undefined) {
    if (version.trim() === binaries.majorVersion) return false;
    throw new StartupError(
      `the database in ${place.cluster} is of PostgreSQL ${version.trim()}, this program brings ${binaries.majorVersion}: move it over with pg_dump and pg_restore, or delete it`,
    );
  }
  await removeDrafts(place);
  let output = "";
  for (const characterType of ["C.UTF-8", "en_US.UTF-8", "C"]) {
    const draft = join(place.home, `${DRAFT_PREFIX}${randomBytes(6).toString("hex")}`);
    await mkdir(draft, { mode: 0o700 });
    if (place.account) await chown(draft, place.account.uid, place.account.gid);
    const run = await runInitdb(place, binaries, draft, characterType);
    if (run.isDone) {
      await rename(draft, place.cluster);
      return true;
    }
    output = run.output;
    if (!output.includes("invalid locale name")) break;
  }
  await removeDrafts(place);
  throw new StartupError(`the database can't be created in ${place.home}: ${lastProblem(output)}`);
}

/** Removes what starts cut short have left; each draft has a name of its own, as its initdb may still be writing. */
async function removeDrafts(place: ServerPlace): Promise<void> {
  for (const name of await readdir(place.home)) {
    if (!name.startsWith(DRAFT_PREFIX)) continue;
    await rm(join(place.home, name), { recursive: true, force: true, maxRetries: 5 });
  }
}

async function runInitdb(
  place: ServerPlace,
  binaries: ServerBinaries,
  directory: string,
  characterType: string,
): Promise<{ isDone: boolean; output: string }> {
  const flags = [
    `--pgdata=${directory}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${passwordFile(place)}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C",
    `--lc-ctype=${characterType}`,
    "--no-sync",
    "--no-instructions",
  ];
  const options = { cwd: "/", env: PROGRAM_ENVIRONMENT, ...identity(place.account) };
  const child = spawn(binaries.initdb, flags, { ...options, stdio: ["ignore", "ignore", "pipe"] });
  let output = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  const [code] = await once(child, "close");
  return { isDone: code === 0, output };
}

/** Reads postmaster.pid: undefined when there is none, or none that can be understood. */
export async function readPostmaster(cluster: string): Promise<Postmaster | undefined> {
  const text = await readFile(join(cluster, "postmaster.pid"), "utf8").catch(() => "");
  const lines = text.split("\n").map((line) => line.trim());
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  return { pid, port: Number(lines[3]), isReady: lines[7] === "ready" };
}

/** Whether a process is a PostgreSQL server of this cluster, and not another program that got its id. */
export function servesCluster(pid: number, cluster: string): boolean {
  const commandLine = glimpseProcess(pid)?.commandLine ?? "";
  return commandLine.includes("postgres") && commandLine.includes(` -D ${cluster} `);
}

/** The arguments that a server is started with; `port` apart, they are the same at each start of the same settings. */
export function serverArguments(cluster: string, port: number, settings: Readonly<Record<string, string>>): string[] {
  const assignments = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  return ["-D", cluster, "-p", String(port), ...assignments];
}

/**
 * Starts the server and waits until it is ready. It leads a session of its own, so that Ctrl-C at the terminal reaches
 * only us, and we stop it in order. Returns its process id, or the problem that ended it as its log names it; rejects
 * with a StartupError when it is not ready within a minute.
 */
export async function launchServer(
  place: ServerPlace,
  binaries: ServerBinaries,
  serverFlags: readonly string[],
): Promise<{ pid: number } | { problem: string }> {
  const { log, offset } = openLog(place);
  let child: ChildProcess;
  try {
    const options = { cwd: "/", env: PROGRAM_ENVIRONMENT, ...identity(place.account) };
    child = spawn(binaries.postgres, [...serverFlags], { ...options, stdio: ["ignore", log, log], detached: true });
    await once(child, "spawn");
  } finally {
    closeSync(log);
  }
  child.unref();
  const pid = child.pid ?? 0;
  const limit = AbortSignal.timeout(START_MILLISECONDS);
  while (child.exitCode === null && child.signalCode === null) {
    const postmaster = await readPostmaster(place.cluster);
    if (postmaster?.pid === pid && postmaster.isReady) return { pid };
    if (limit.aborted) {
      await stopServer(pid, place.cluster);
      throw new StartupError(
        `the database server did not come up within a minute: ${await problemInLog(place, offset)}`,
      );
    }
    await pause(5);
  }
  return { problem: await problemInLog(place, offset) };
}

function logFile(place: ServerPlace): string {
  return join(place.home, "postgres.log");
}

function openLog(place: ServerPlace): { log: number; offset: number } {
  const file = logFile(place);
  let log = openSync(file, "a", 0o600);
  if (fstatSync(log).size > LARGEST_LOG_BYTES) {
    closeSync(log);
    renameSync(file, `${file}.1`);
    log = openSync(file, "a", 0o600);
  }
  if (place.account) chownSync(file, place.account.uid, place.account.gid);
  return { log, offset: fstatSync(log).size };
}

async function problemInLog(place: ServerPlace, offset: number): Promise<string> {
  const file = logFile(place);
  const { size } = await stat(file);
  const handle = await open(file);
  try {
    const from = Math.max(offset, size - 65_536);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(size - from), 0, size - from, from);
    return lastProblem(buffer.toString("utf8", 0, bytesRead));
  } finally {
    await handle.close();
  }
}

/** Picks from the output of a program of PostgreSQL the line that names the problem best, without its time stamp. */
function lastProblem(output: string): string {
  const lines = output.split("\n").filter((line) => line.trim() !== "");
  const best = [/No space left on device/, /FATAL|PANIC|error:|could not/, /./]
    .map((pattern) => lines.findLast((line) => pattern.test(line)))
    .find((line) => line !== undefined);
  return (best ?? "it left no message").replace(/^[\d-]+ [\d:.]+ UTC \[\d+\] /, "").trim();
}

/**
 * Stops a server of ours: a fast shutdown (clients are sent away, data written), after 20 s an immediate one. Does
 * nothing when the process is gone. Rejects with a StartupError when it lives on.
 */
export async function stopServer(pid: number, cluster: string): Promise<void> {
  if (!servesCluster(pid, cluster)) return;
  process.kill(pid, "SIGINT");
  if (await waitForExit(pid, FAST_SHUTDOWN_MILLISECONDS)) return;
  process.kill(pid, "SIGQUIT");
  if (await waitForExit(pid, IMMEDIATE_SHUTDOWN_MILLISECONDS)) return;
  throw new StartupError(`the database server (process ${pid}) does not stop: end it by hand`);
}

/** Finds a free port of the loopback address; another program may still take it before the caller does. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, LOOPBACK);
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  return typeof address === "object" && address ? address.port : 0;
}
