import { spawnSync } from "node:child_process";
import { chmod, mkdir, mkdtemp, readFile, realpath, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import {
  type EmbeddedOptions,
  type EmbeddedServer,
  startEmbeddedPostgres,
} from "../../src/platform/embedded-postgres.js";
import { glimpseProcess, waitForExit } from "../../src/platform/embedded-postgres-processes.js";
import { StartupError } from "../../src/platform/startup-error.js";
import { buildTree, endOwner, homeOf, postmasterOf, type ServerOwner, startOwner } from "./embedded-postgres-tree.js";

const isRoot = process.getuid?.() === 0;
const openServers: EmbeddedServer[] = [];
const usedDirectories: string[] = [];
let base = "";
let rootOnly = "";
let tree = "";
let counter = 0;

beforeAll(async () => {
  base = await realpath(await mkdtemp(join(tmpdir(), "embedded-postgres-")));
  await chmod(base, 0o711);
  // For root this is a checkout beneath a folder that no other user may enter.
  rootOnly = join(base, "root-only");
  await mkdir(rootOnly, { mode: 0o700 });
  tree = join(rootOnly, "checkout");
  await buildTree(tree);
});

afterEach(async () => {
  await Promise.all(openServers.splice(0).map((server) => server.stop()));
});

afterAll(async () => {
  for (const directory of usedDirectories) await rm(await homeOf(directory), { recursive: true, force: true });
  await rm(base, { recursive: true, force: true });
});

function newDirectory(parent = base): string {
  counter += 1;
  const directory = join(parent, `data-${counter}`, "postgres");
  usedDirectories.push(directory);
  return directory;
}

async function start(dataDirectory: string, rest: Partial<EmbeddedOptions> = {}): Promise<EmbeddedServer> {
  const server = await startEmbeddedPostgres({ dataDirectory, ...rest });
  openServers.push(server);
  return server;
}

/** The line that a start fails with; a failure that is no StartupError, or none, fails the test. */
async function problemOf(started: Promise<EmbeddedServer>): Promise<string> {
  const error = await started.then(
    () => expect.fail("the server has started"),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(StartupError);
  expect((error as StartupError).message).not.toContain("\n");
  return (error as StartupError).message;
}

async function ask(server: Pick<EmbeddedServer, "adminUrl">, statement: string): Promise<unknown> {
  const sql = postgres(server.adminUrl, { max: 1, onnotice: () => undefined });
  try {
    const [row] = await sql.unsafe(statement);
    return row && Object.values(row)[0];
  } finally {
    await sql.end();
  }
}

const keepNote = (server: Pick<EmbeddedServer, "adminUrl">) =>
  ask(server, "create table note as select 'kept' as text");
const readNote = (server: Pick<EmbeddedServer, "adminUrl">) => ask(server, "select text from note");

describe("a start on its own", () => {
  test("keeps the data from one start to the next, under the same password", async () => {
    const directory = newDirectory();
    const first = await start(directory);
    await keepNote(first);
    await first.stop();
    const second = await start(directory);
    expect(await readNote(second)).toBe("kept");
    expect(second.superuserPassword).toBe(first.superuserPassword);
    expect(second.wasAdopted).toBe(false);
  });

  test("serves the database lianxin in UTF-8, in which pg_trgm sees Chinese characters", async () => {
    const server = await start(newDirectory());
    expect(
      await ask(
        server,
        "select current_database() || ' ' || pg_encoding_to_char(encoding) || ' ' || datcollate from pg_database where datname = current_database()",
      ),
    ).toBe("lianxin UTF8 C");
    await ask(server, "create extension pg_trgm");
    expect(await ask(server, "select cardinality(show_trgm('高价口罩'))")).toBe(5);
  });

  test("listens on the loopback address alone, with no socket file, and asks for the password", async () => {
    const server = await start(newDirectory());
    expect(
      await ask(server, "select current_setting('listen_addresses') || current_setting('unix_socket_directories')"),
    ).toBe("127.0.0.1");
    await expect(
      ask({ adminUrl: server.adminUrl.replace(server.superuserPassword, "wrong") }, "select 1"),
    ).rejects.toMatchObject({ code: "28P01" });
  });

  test("keeps the password in a file that only its owner may read", async () => {
    const directory = newDirectory();
    const server = await start(directory);
    const file = join(await homeOf(directory), "superuser-password");
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readFile(file, "utf8")).toBe(`${server.superuserPassword}\n`);
  });

  test("takes the settings given", async () => {
    const server = await start(newDirectory(), { settings: { work_mem: "7MB" } });
    expect(await ask(server, "show work_mem")).toBe("7MB");
  });

  test("runs beside another server of another directory", async () => {
    const [one, other] = await Promise.all([start(newDirectory()), start(newDirectory())]);
    await keepNote(one);
    expect(other.port).not.toBe(one.port);
    await expect(readNote(other)).rejects.toMatchObject({ code: "42P01" });
  });

  test("ends the server at stop, also when stop is called twice", async () => {
    const directory = newDirectory();
    const server = await start(directory);
    const pid = await postmasterOf(directory);
    await Promise.all([server.stop(), server.stop()]);
    expect(glimpseProcess(pid)).toBeUndefined();
  });
});

describe("a directory with an owner", () => {
  test("is refused to a second start while the first owner lives", async () => {
    const directory = newDirectory();
    const results = await Promise.allSettled([start(directory), start(directory)]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await problemOf(start(directory))).toBe(
      `the data directory ${directory} is in use by process ${process.pid}: stop that process first`,
    );
  });

  test("is free again when a process that is no longer the owner has the owner's id", async () => {
    const directory = newDirectory();
    await mkdir(directory, { recursive: true });
    await writeFile(join(directory, "owner.json"), JSON.stringify({ pid: process.pid, startTime: "long ago" }));
    expect((await start(directory)).wasAdopted).toBe(false);
  });
});

describe("after an owner was killed", () => {
  let directory = "";
  let owner: ServerOwner;
  let pid: number;

  async function killOwner(): Promise<void> {
    directory = newDirectory();
    owner = await startOwner(tree, directory);
    await keepNote(owner.server);
    pid = await postmasterOf(directory);
    await endOwner(owner, "SIGKILL");
  }

  test("the server that it left is taken over, and ends at stop", async () => {
    await killOwner();
    // The copy of the programs that the owner ran is another one, unless both run the machine's.
    const server = await startOwner(tree, directory);
    expect(server.server).toEqual({ ...owner.server, wasAdopted: true });
    expect(await postmasterOf(directory)).toBe(pid);
    expect(await readNote(server.server)).toBe("kept");
    await endOwner(server, "SIGTERM");
    expect(glimpseProcess(pid)).toBeUndefined();
  });

  test("the server that it left is replaced when it runs with other settings", async () => {
    await killOwner();
    const server = await start(directory, { settings: { work_mem: "7MB" } });
    expect(server.wasAdopted).toBe(false);
    expect(glimpseProcess(pid)).toBeUndefined();
    expect(await readNote(server)).toBe("kept");
  });

  test("a postmaster.pid of a server that is gone does not block the next start", async () => {
    await killOwner();
    process.kill(pid, "SIGKILL");
    expect(await waitForExit(pid, 5_000)).toBe(true);
    expect(await readNote(await start(directory))).toBe("kept");
  });

  test("a postmaster.pid whose id has gone to another program does not block the next start", async () => {
    await killOwner();
    const file = join(await homeOf(directory), "cluster", "postmaster.pid");
    const text = await readFile(file, "utf8");
    process.kill(pid, "SIGKILL");
    expect(await waitForExit(pid, 5_000)).toBe(true);
    await writeFile(file, text.replace(String(pid), String(process.ppid)));
    expect(await readNote(await start(directory))).toBe("kept");
  });
});

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
      /^the database server did not come up: .*FATAL: {2}invalid value for parameter "work_mem": "plenty"$/,
    );
  });

  test("when the data directory is a file", async () => {
    const directory = join(base, "file");
    await writeFile(directory, "");
    expect(await problemOf(start(directory))).toBe(
      `the data directory ${directory} can't be made: ${directory} is not a folder`,
    );
  });

  test.runIf(!isRoot)("when the data directory is not writable (as an ordinary user)", async () => {
    const parent = join(base, "locked");
    await mkdir(parent, { mode: 0o500 });
    const directory = join(parent, "postgres");
    expect(await problemOf(start(directory))).toBe(
      `the data directory ${directory} is not writable for this user (${directory})`,
    );
  });

  test.runIf(isRoot)("when the disk is full (as root, where a file system can be mounted)", async ({ skip }) => {
    const parent = join(base, "small");
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

describe.runIf(isRoot)("beneath a folder that only root may enter (as root)", () => {
  test("the server runs, and keeps its data where the data directory says", async () => {
    const directory = newDirectory(rootOnly);
    const first = await startOwner(tree, directory);
    await keepNote(first.server);
    await endOwner(first, "SIGTERM");
    expect(await homeOf(directory)).not.toBe(directory);
    const second = await startOwner(tree, directory);
    expect(await readNote(second.server)).toBe("kept");
    await endOwner(second, "SIGTERM");
  });
});
