import { spawnSync } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { problemOf } from "./embedded-postgres-questions.js";
import { serversOfThisFile } from "./embedded-postgres-servers.js";
import { homeOf } from "./embedded-postgres-tree.js";

const isRoot = process.getuid?.() === 0;
const { folder, newDirectory, start } = serversOfThisFile();

describe("a problem that the operator can mend is one line", () => {
  test("when the data are of another major version", async () => {
    const directory = newDirectory();
    await (await start(directory)).stop();
    const cluster = join(await homeOf(directory), "cluster");
    await writeFile(join(cluster, "PG_VERSION"), "15\n");
    expect(await problemOf(start(directory))).toBe(
      `the database in ${cluster} is of PostgreSQL 15, this program brings 18: move it over with pg_dump and pg_restore, or delete it`,
    );
  });

  test("when the port asked for is taken", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => other.once("listening", resolve));
    const { port } = other.address() as { port: number };
    try {
      expect(await problemOf(start(newDirectory(), { port }))).toBe(
        `the port ${port} is taken: the database server can't listen on it`,
      );
    } finally {
      other.close();
    }
  });

  test("when the server does not come up, with what its log says", async () => {
    expect(await problemOf(start(newDirectory(), { settings: { work_mem: "plenty" } }))).toMatch(
      /^the database server did not come up: FATAL: {2}invalid value for parameter "work_mem": "plenty"$/,
    );
  });

  test("when the data directory is a file", async () => {
    const directory = join(folder(), "file");
    await writeFile(directory, "");
    expect(await problemOf(start(directory))).toBe(
      `the data directory ${directory} can't be made: ${directory} is not a folder`,
    );
  });

  test.runIf(!isRoot)("when the data directory is not writable (as an ordinary user)", async () => {
    const parent = join(folder(), "locked");
    await mkdir(parent, { mode: 0o500 });
    const directory = join(parent, "postgres");
    expect(await problemOf(start(directory))).toBe(
      `the data directory ${directory} is not writable for this user (${directory})`,
    );
  });

  test.runIf(isRoot)("when the disk is full (as root, where a file system can be mounted)", async ({ skip }) => {
    const parent = join(folder(), "small");
    await mkdir(parent);
    const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=20m,mode=0755", "tmpfs", parent]);
    if (mounted.status !== 0) skip("this system does not let us mount");
    try {
      const directory = join(parent, "postgres");
      expect(await problemOf(start(directory))).toBe(
        `the disk is full: ${directory} needs room (80 MB for an empty database)`,
      );
    } finally {
      spawnSync("umount", [parent]);
    }
  });
});
