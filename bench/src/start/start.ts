import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, rm, symlink } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Arguments } from "../arguments.js";
import { freePort } from "../contestants/ports.js";
import { projectFolder } from "../product.js";
import { keepResult, promise, promiseTable } from "../report.js";
import { median } from "../statistics.js";

const patienceMilliseconds = 120_000;

/** The start bench: `npm start` in a fresh clone to the first answer, then again in the same folder. */
export async function benchStart(options: Arguments): Promise<void> {
  const fresh: number[] = [];
  const again: number[] = [];
  for (let round = 0; round < (options.rounds ?? 3); round += 1) {
    const folder = await mkdtemp(join(tmpdir(), "lianxin-start-"));
    try {
      await cloneInto(folder);
      fresh.push(await secondsToAnswer(folder));
      again.push(await secondsToAnswer(folder));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  const promises = [
    promise("fresh: seconds to the first answer", median(fresh), "at most", 10),
    promise("again: seconds to the first answer", median(again), "at most", 3),
  ];
  const tables = [promiseTable(promises)];
  await keepResult({ bench: "start", result: { fresh, again, promises }, tables, isRecorded: options.isRecorded });
}

/** A clone of what is committed, with the packages that are installed already: `npm ci` depends on the network. */
async function cloneInto(folder: string): Promise<void> {
  const project = fileURLToPath(projectFolder);
  execFileSync("git", ["clone", "--quiet", "--local", project, folder], { stdio: "inherit" });
  await symlink(join(project, "node_modules"), join(folder, "node_modules"));
  // The embedded server may run as another user, who must be able to enter the folder.
  await chmod(folder, 0o711);
}

async function secondsToAnswer(folder: string): Promise<number> {
  const port = await freePort(createServer());
  const start = performance.now();
  const child = spawn("npm", ["start"], {
    cwd: folder,
    env: { PATH: process.env.PATH ?? "", HOME: process.env.HOME ?? "", PORT: String(port) },
    stdio: ["ignore", "ignore", "inherit"],
    detached: true,
  });
  try {
    await answers(`http://127.0.0.1:${port}/graphql`, child);
    return (performance.now() - start) / 1000;
  } finally {
    await stop(child);
  }
}

async function answers(url: string, child: ChildProcess): Promise<void> {
  const headers = { "content-type": "application/json" };
  const body = '{"query":"{ viewer { name } }"}';
  const end = performance.now() + patienceMilliseconds;
  while (performance.now() < end) {
    if (child.exitCode !== null) throw new Error(`npm start ended with ${child.exitCode}`);
    const response = await fetch(url, { method: "POST", headers, body }).catch(() => null);
    // A stranger is told to sign in: the API is up, with its schema and its database.
    if (response !== null && response.status < 500) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error("npm start did not answer within two minutes");
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.pid === undefined) return;
  const ended = once(child, "close");
  // npm, its shell and the program are one group, as under a terminal.
  process.kill(-child.pid, "SIGINT");
  await ended;
}
