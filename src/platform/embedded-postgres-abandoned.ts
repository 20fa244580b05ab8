import { readdir, realpath, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { isAbandoned } from "./embedded-postgres-location.js";
import type { ServerPlace } from "./embedded-postgres-place.js";
import { claimDirectory } from "./embedded-postgres-processes.js";
import { readPostmaster, stopServer } from "./embedded-postgres-server.js";
import { StartupError } from "./startup-error.js";

/**
 * Removes what earlier data directories at the same path have left beside the home of this one: whoever deleted them
 * has deleted their data. A server that runs on such a home without an owner is stopped first; a home that a living
 * process has claimed is left alone. What cannot be removed is told and keeps nobody from starting.
 */
export async function removeAbandonedHomes(
  place: ServerPlace,
  dataDirectory: string,
  log: (line: string) => void,
): Promise<void> {
  const folder = await realpath(dataDirectory);
  if (place.home === folder) return;
  const clusters = dirname(place.home);
  for (const name of await readdir(clusters)) {
    const home = join(clusters, name);
    if (home === place.home || !(await isAbandoned(home, folder))) continue;
    try {
      await removeHome(home);
      log(`removed ${home}, the data of an earlier ${folder} that was deleted`);
    } catch (error) {
      const reason = error instanceof StartupError ? error.message : (error as NodeJS.ErrnoException).code;
      log(`left ${home}, the data of an earlier ${folder} that was deleted: ${reason}`);
    }
  }
}

async function removeHome(home: string): Promise<void> {
  const cluster = join(home, "cluster");
  const release = claimDirectory(home, join(home, "owner.json"));
  try {
    const found = await readPostmaster(cluster);
    if (found) await stopServer(found.pid, cluster);
    // First the data, so that a removal cut short still finds, next time, whose they were.
    await rm(cluster, { recursive: true, force: true, maxRetries: 5 });
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  } finally {
    release();
  }
}
