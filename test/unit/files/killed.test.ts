import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createDiskStore } from "../../../src/platform/object-store-disk.js";

let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "lianxin-killed-"));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** A program that stores one whole content, and then one that never ends; it says when it is in the midst of it. */
const program = `
import { createDiskStore } from "./store.mjs";
async function* endless() {
  for (let number = 0; ; number += 1) {
    if (number === 100) process.stdout.write("writing");
    yield Buffer.alloc(10_000);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
async function* whole() { yield Buffer.from("whole"); }
const objects = createDiskStore(process.argv[2]);
await objects.put("attachments/00000000", whole());
await objects.put("attachments/11111111", endless());
`;

test("a process that is killed while it writes leaves nothing under the key, and what it stored before stays", async () => {
  const store = join(import.meta.dirname, "../../../src/platform/object-store-disk.ts");
  const outfile = join(folder, "store.mjs");
  await build({ entryPoints: [store], outfile, bundle: true, platform: "node", format: "esm" });
  await writeFile(join(folder, "program.mjs"), program);
  const child = spawn(process.execPath, [join(folder, "program.mjs"), join(folder, "objects")], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(child.stdout, "data");
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
  const objects = createDiskStore(join(folder, "objects"));
  expect([await objects.size("attachments/00000000"), await objects.size("attachments/11111111")]).toEqual([5, null]);
  expect(await readdir(join(folder, "objects", ".unfinished"))).toHaveLength(1);
  expect(await objects.discardUnfinished(new Date(Date.now() + 60_000))).toBe(1);
});
