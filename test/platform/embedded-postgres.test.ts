import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { glimpseProcess, waitForExit } from "../../src/platform/embedded-postgres-processes.js";
import { ask, keepNote, problemOf, readNote } from "./embedded-postgres-questions.js";
import { serversOfThisFile } from "./embedded-postgres-servers.js";
import { buildTree, endOwner, homeOf, postmasterOf, type ServerOwner, startOwner } from "./embedded-postgres-tree.js";

const isRoot = process.getuid?.() === 0;
let rootOnly = "";
let tree = "";

beforeAll(async () => {
  // Of mode 0700: for root, a checkout beneath a folder that no other user may enter.
  rootOnly = await realpath(await mkdtemp(join(tmpdir(), "embedded-postgres-")));
  tree = join(rootOnly, "checkout");
  await buildTree(tree);
}, 30_000);

afterAll(() => rm(rootOnly, { recursive: true, force: true }));

// After the hooks above, since the last hook registered clears away first: it still reads what lies in that folder.
const { newDirectory, start } = serversOfThisFile();

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
    // From the same checkout: a server that runs the programs of another one would be replaced.
    const heir = await startOwner(tree, directory);
    expect(heir.server).toEqual({ ...owner.server, wasAdopted: true });
    expect(await postmasterOf(directory)).toBe(pid);
    expect(await readNote(heir.server)).toBe("kept");
    await endOwner(heir, "SIGTERM");
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

  test("a postmaster.pid whose id has gone to the server of another directory does not block the next start", async () => {
    await killOwner();
    const stranger = newDirectory();
    await start(stranger);
    const file = join(await homeOf(directory), "cluster", "postmaster.pid");
    const text = await readFile(file, "utf8");
    process.kill(pid, "SIGKILL");
    expect(await waitForExit(pid, 5_000)).toBe(true);
    await writeFile(file, text.replace(String(pid), String(await postmasterOf(stranger))));
    expect(await readNote(await start(directory))).toBe("kept");
    expect(glimpseProcess(await postmasterOf(stranger))).toBeDefined();
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

  test("a data directory that was deleted begins anew, and what it left is removed, with its server", async () => {
    const directory = newDirectory(rootOnly);
    const first = await startOwner(tree, directory);
    await keepNote(first.server);
    const [home, pid] = [await homeOf(directory), await postmasterOf(directory)];
    await endOwner(first, "SIGKILL");
    await rm(directory, { recursive: true });
    const second = await startOwner(tree, directory);
    expect(second.server.wasAdopted).toBe(false);
    await expect(readNote(second.server)).rejects.toMatchObject({ code: "42P01" });
    expect([existsSync(home), glimpseProcess(pid)]).toEqual([false, undefined]);
    await endOwner(second, "SIGTERM");
  });

  test("a data directory that was deleted begins anew beside its server when that still has its owner", async () => {
    const directory = newDirectory(rootOnly);
    const first = await startOwner(tree, directory);
    await keepNote(first.server);
    const home = await homeOf(directory);
    await rm(directory, { recursive: true });
    const second = await startOwner(tree, directory);
    await expect(readNote(second.server)).rejects.toMatchObject({ code: "42P01" });
    expect(await readNote(first.server)).toBe("kept");
    await endOwner(second, "SIGTERM");
    await endOwner(first, "SIGTERM");
    await rm(home, { recursive: true });
  });

  test("a data directory that was moved keeps its data, also when another has begun in its old place", async () => {
    const directory = newDirectory(rootOnly);
    const moved = newDirectory(rootOnly);
    const first = await startOwner(tree, directory);
    await keepNote(first.server);
    await endOwner(first, "SIGTERM");
    await mkdir(moved, { recursive: true });
    await rename(directory, moved);
    const second = await startOwner(tree, directory);
    await expect(readNote(second.server)).rejects.toMatchObject({ code: "42P01" });
    await endOwner(second, "SIGTERM");
    const third = await startOwner(tree, moved);
    expect(await readNote(third.server)).toBe("kept");
    await endOwner(third, "SIGTERM");
  });
});
