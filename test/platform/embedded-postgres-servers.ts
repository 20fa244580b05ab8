import { chmod, mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, vi } from "vitest";
import {
  type EmbeddedOptions,
  type EmbeddedServer,
  startEmbeddedPostgres,
} from "../../src/platform/embedded-postgres.js";
import { homeOf } from "./embedded-postgres-tree.js";

/** Starts servers for the tests of one file. */
export interface ServerStarter {
  /** A folder of the file that the user of a server can enter. */
  folder(): string;
  /** A data directory that nobody has used yet, in `parent` or in the folder of the file. */
  newDirectory(parent?: string): string;
  /** Starts a server that is stopped at the end of the test, if the test has not done so. */
  start(dataDirectory: string, rest?: Partial<EmbeddedOptions>): Promise<EmbeddedServer>;
}

/** Gives a test file its folder and its servers, and clears both away: to be called once, at the top of the file. */
export function serversOfThisFile(): ServerStarter {
  vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });
  const servers: EmbeddedServer[] = [];
  const directories: string[] = [];
  let folder = "";
  beforeAll(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), "embedded-postgres-")));
    await chmod(folder, 0o711);
  });
  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.stop()));
  });
  afterAll(async () => {
    for (const directory of directories) await rm(await homeOf(directory), { recursive: true, force: true });
    await rm(folder, { recursive: true, force: true });
  });
  return {
    folder: () => folder,
    newDirectory(parent = folder) {
      const directory = join(parent, `data-${directories.length}`, "postgres");
      directories.push(directory);
      return directory;
    },
    async start(dataDirectory, rest = {}) {
      const server = await startEmbeddedPostgres({ dataDirectory, ...rest });
      servers.push(server);
      return server;
    },
  };
}
