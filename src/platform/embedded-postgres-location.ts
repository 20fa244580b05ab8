import { createHash, randomBytes } from "node:crypto";
import { appendFile, chmod, link, mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** In a data directory: where its cluster is. In a home: a hard link to that same file, by which its deletion is seen. */
const RECORD = "cluster-location";

/** In a home: every data directory that has kept its data there, each as JSON on a line of its own. */
const OWNERS = "data-directories";

/** The home that a data directory names by its file `cluster-location`; undefined when it has no such file. */
export async function recordedHome(folder: string): Promise<string | undefined> {
  const text = await readIfThere(join(folder, RECORD));
  return text?.trim();
}

/**
 * Makes a home of its own for a data directory, in the folder `area`, and records it there. The name is never used
 * twice: what an earlier data directory at the same path has left is not found by it.
 *
 * @returns the home recorded; that of another process when that one was first
 */
export async function makeHome(area: string, folder: string): Promise<string> {
  const name = createHash("sha256").update(folder).digest("hex").slice(0, 16);
  const home = join(area, "clusters", `${name}-${randomBytes(6).toString("hex")}`);
  await mkdir(home, { recursive: true });
  await letEnter(dirname(home));
  await letEnter(home);
  const recorded = await recordHome(folder, home);
  if (recorded !== home) await rm(home, { recursive: true, force: true });
  else await noteOwner(home, folder);
  return recorded;
}

async function recordHome(folder: string, home: string): Promise<string> {
  const file = join(folder, RECORD);
  const draft = `${file}.${randomBytes(6).toString("hex")}`;
  await writeFile(draft, `${home}\n`);
  try {
    // The file appears with its content in one step, and never takes the place of another one.
    await link(draft, file);
  } catch (error) {
    const other = (error as NodeJS.ErrnoException).code === "EEXIST" ? await recordedHome(folder) : undefined;
    if (other !== undefined) return other;
    // A file system without hard links.
    await rename(draft, file);
  } finally {
    await rm(draft, { force: true });
  }
  return home;
}

/** Notes in a home that a data directory keeps its data there: at the first use, and when it has been moved. */
export async function noteOwner(home: string, folder: string): Promise<void> {
  const line = JSON.stringify(folder);
  const known = (await readIfThere(join(home, OWNERS))) ?? "";
  if (!known.split("\n").includes(line)) await appendFile(join(home, OWNERS), `${line}\n`);
  // None can be made across file systems; without it the home never counts as abandoned.
  await link(join(folder, RECORD), join(home, RECORD)).catch(() => undefined);
}

/**
 * Whether a home was that of the data directory `folder`, and belongs to nobody any more: no data directory that ever
 * used it names it, and the file that did is deleted, not moved (the link in the home is the last one). In doubt, false.
 */
export async function isAbandoned(home: string, folder: string): Promise<boolean> {
  try {
    const lines = (await readFile(join(home, OWNERS), "utf8")).trim().split("\n");
    const owners = lines.map((line) => String(JSON.parse(line)));
    if (!owners.includes(folder)) return false;
    for (const owner of owners) {
      if ((await recordedHome(owner)) === home) return false;
    }
    return (await stat(join(home, RECORD))).nlink === 1;
  } catch {
    return false;
  }
}

/** Lets every user pass through a folder, without reading it. */
export async function letEnter(folder: string): Promise<void> {
  const { mode } = await stat(folder);
  if ((mode & 0o011) !== 0o011) await chmod(folder, (mode & 0o7777) | 0o011);
}

async function readIfThere(file: string): Promise<string | undefined> {
  return readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
    return undefined;
  });
}
