import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { lstat, mkdir, realpath, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { letEnter, makeHome, noteOwner, recordedHome } from "./embedded-postgres-location.js";
import { PROGRAM_PATH } from "./embedded-postgres-processes.js";
import { StartupError } from "./startup-error.js";

/** The user that the server runs as when we are root, because PostgreSQL refuses to run as root. */
export interface ServerAccount {
  readonly uid: number;
  readonly gid: number;
}

/** Where an embedded server keeps its things: the folder `home` holds the cluster, its password, log and owner file. */
export interface ServerPlace {
  readonly home: string;
  readonly cluster: string;
  /** Undefined when the server runs as the ordinary user that we are. */
  readonly account: ServerAccount | undefined;
}

/** The environment of every program of the embedded server: nothing of ours, above all no secrets. */
export const PROGRAM_ENVIRONMENT = { PATH: PROGRAM_PATH, LC_ALL: "C", TZ: "UTC" };

/**
 * Finds or makes the place of the server whose data belong to `dataDirectory`.
 *
 * The place is `dataDirectory` itself whenever the server's user can reach it, so that data, backups and moves stay one
 * folder. That fails only for root with a data directory beneath a folder that root alone may enter: opening somebody's
 * folder is not ours to do, so the cluster then lives under /var/lib/lianxin, which survives a reboot, and the file
 * `cluster-location` in the data directory says where. That file is obeyed ever after, also when the data directory is
 * moved or becomes reachable; without it the server begins with an empty cluster, whatever an earlier data directory at
 * this path has left, for its keys are gone too. Only where /var/lib can't be written is the system's folder for temporary files used.
 *
 * Rejects with a StartupError when the place recorded is gone or an existing cluster is out of the server's reach.
 */
export async function preparePlace(dataDirectory: string, log: (line: string) => void): Promise<ServerPlace> {
  const isRoot = process.getuid?.() === 0;
  const firstMade = await mkdir(dataDirectory, { recursive: true });
  const folder = await realpath(dataDirectory);
  const account = isRoot ? await serverAccount(join(folder, "cluster"), log) : undefined;
  if (!account) return placeAt(folder, undefined);
  const recorded = await recordedHome(folder);
  if (recorded !== undefined) return recordedPlace(folder, recorded, account);
  if (canRun(account, 'test -x "$1"', folder)) return placeAt(folder, account);
  // What we have made ourselves we may open, so that a strict umask alone sends no data elsewhere. The data directory
  // is ours by contract, whoever made it.
  const topmost = firstMade === undefined ? folder : await realpath(firstMade);
  for (let made = folder; made.length >= topmost.length; made = dirname(made)) await letEnter(made);
  if (canRun(account, 'test -x "$1"', folder)) return placeAt(folder, account);
  return placeElsewhere(folder, account, log);
}

async function placeElsewhere(
  folder: string,
  account: ServerAccount,
  log: (line: string) => void,
): Promise<ServerPlace> {
  if (existsSync(join(folder, "cluster"))) {
    throw new StartupError(
      `the database in ${folder} is out of reach for the server's user (uid ${account.uid}): let others enter every folder above it (chmod o+x)`,
    );
  }
  const home = await makeHome(await serverArea(account), folder);
  log(`the server's user can't enter ${folder}: its data are kept in ${home}`);
  return placeAt(home, account);
}

function placeAt(home: string, account: ServerAccount | undefined): ServerPlace {
  return { home, cluster: join(home, "cluster"), account };
}

async function recordedPlace(folder: string, home: string, fallback: ServerAccount): Promise<ServerPlace> {
  if (!existsSync(home)) {
    throw new StartupError(
      `the database of ${folder} was kept in ${home}, which is gone: restore it, or delete ${join(folder, "cluster-location")} to begin with an empty one`,
    );
  }
  await noteOwner(home, folder);
  return placeAt(home, (await ownerOf(join(home, "cluster"))) ?? fallback);
}

/**
 * Asks the kernel, as the server's user, whether a test of /bin/sh holds for a path: no reading of modes by ourselves
 * sees access lists, mounts and security modules.
 */
export function canRun(account: ServerAccount | undefined, test: string, path: string): boolean {
  const run = spawnSync("/bin/sh", ["-c", test, "sh", path], {
    cwd: "/",
    env: PROGRAM_ENVIRONMENT,
    ...identity(account),
  });
  return run.status === 0;
}

/** The options of `spawn` that make a program run as the server's user; it then has no other groups. */
export function identity(account: ServerAccount | undefined): { uid?: number; gid?: number } {
  // Ids above 2^31 (nobody on macOS) are signed for spawn and unsigned for chown.
  return account ? { uid: account.uid | 0, gid: account.gid | 0 } : {};
}

/**
 * A folder of the machine, owned by root and writable by nobody else, that the server's user can enter: for clusters
 * and programs that it can't reach where they are. SECURITY: a folder that somebody else made beforehand (in the
 * temporary folder anybody can) is never used. Rejects with a StartupError when there is none. For root only.
 */
export async function serverArea(account: ServerAccount): Promise<string> {
  const candidates = ["/var/lib/lianxin", join(tmpdir(), "lianxin-server")];
  for (const folder of candidates) {
    try {
      await mkdir(folder, { recursive: true });
      const seen = await lstat(folder);
      if (!seen.isDirectory() || seen.uid !== 0 || (seen.mode & 0o022) !== 0) continue;
      await letEnter(folder);
      if (canRun(account, 'test -x "$1"', folder)) return folder;
    } catch {
      // Not to be written: the next candidate.
    }
  }
  throw new StartupError(
    `the server's user (uid ${account.uid}) can't enter the folder of this program, and neither ${candidates.join(" nor ")} can be used: move it, or set DATABASE_URL`,
  );
}

/**
 * The user that the server runs as: the owner of the cluster when there is one (made by an ordinary user, who keeps it),
 * else `postgres`, which is created when missing, else `nobody`.
 */
async function serverAccount(cluster: string, log: (line: string) => void): Promise<ServerAccount> {
  const known = (await ownerOf(cluster)) ?? accountNamed("postgres") ?? accountNamed("_postgres");
  if (known) return known;
  spawnSync("groupadd", ["--system", "postgres"], { env: PROGRAM_ENVIRONMENT });
  const flags = ["--system", "--gid", "postgres", "--no-create-home", "--shell", "/usr/sbin/nologin", "postgres"];
  spawnSync("useradd", flags, { env: PROGRAM_ENVIRONMENT });
  const created = accountNamed("postgres");
  if (created) log("created the system user postgres: PostgreSQL does not run as root");
  return created ?? accountNamed("nobody") ?? { uid: 65534, gid: 65534 };
}

async function ownerOf(folder: string): Promise<ServerAccount | undefined> {
  const seen = await stat(folder).catch(() => undefined);
  return seen && seen.uid !== 0 ? { uid: seen.uid, gid: seen.gid } : undefined;
}

function accountNamed(name: string): ServerAccount | undefined {
  const { stdout } = spawnSync("id", [name], { encoding: "utf8", env: PROGRAM_ENVIRONMENT });
  const ids = /^uid=(\d+)\S* gid=(\d+)/.exec(stdout ?? "");
  return ids ? { uid: Number(ids[1]), gid: Number(ids[2]) } : undefined;
}
