import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import S3rver from "s3rver";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { keepContent } from "../../../src/modules/attachments/attachment.content.js";
import { measured, type ObjectStore, readSome } from "../../../src/platform/object-store.js";
import { createDiskStore } from "../../../src/platform/object-store-disk.js";
import { createS3Store } from "../../../src/platform/object-store-s3.js";
import { film } from "../../api/attachments/files.js";

let folder = "";
let server: S3rver | undefined;
let bucket: ObjectStore;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "lianxin-kept-"));
  const directory = join(folder, "s3");
  server = new S3rver({
    address: "127.0.0.1",
    port: 0,
    silent: true,
    directory,
    configureBuckets: [{ name: "lianxin" }],
  });
  const { port } = await server.run();
  const where = { endpoint: `http://127.0.0.1:${port}`, region: "us-east-1", bucket: "lianxin" };
  bucket = createS3Store({ ...where, accessKeyId: "S3RVER", secretAccessKey: "S3RVER" });
});

afterAll(async () => {
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});

const street = readFileSync(join(import.meta.dirname, "../../api/attachments/films/street.mp4"));

async function* inPieces(content: Buffer, size = 1000): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < content.length; from += size) yield content.subarray(from, from + size);
}

async function keysOf(objects: ObjectStore): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of objects.list("attachments/")) keys.push(key);
  return keys;
}

const announced = { mediaType: "video/mp4", sha256: null };

const stores: Readonly<Record<string, () => ObjectStore>> = {
  "the disk": () => createDiskStore(join(folder, "disk")),
  "an S3 server": () => bucket,
};

describe.each(Object.keys(stores))("a film on %s", (name) => {
  const open = (): ObjectStore => (stores[name] ?? (() => bucket))();

  test("is kept once, without what stood beside it, and what was brought is gone", async () => {
    const objects = open();
    const kept = await keepContent(objects, inPieces(street), announced);
    expect(await keysOf(objects)).toEqual([kept.objectKey]);
    const content = await readSome(objects, kept.objectKey, { first: 0, last: street.length - 1 });
    expect(content.toString("latin1")).not.toMatch(/Wang|Spy9|31\.12/);
    const [brought, stored] = [measured(inPieces(street)), measured(inPieces(content))];
    for (const { pieces } of [brought, stored]) for await (const _ of pieces);
    expect(kept).toMatchObject({ sha256: brought.sum().sha256, stored: stored.sum() });
    await objects.delete(kept.objectKey);
  });

  test("that is refused, cut off or of another hash leaves nothing", async () => {
    const objects = open();
    const cut = async function* () {
      yield street.subarray(0, 3000);
      throw new Error("the sender went away");
    };
    await expect(keepContent(objects, cut(), announced)).rejects.toThrow("the sender went away");
    const page = Buffer.concat([street, Buffer.from("<script>alert(1)</script>")]);
    await expect(keepContent(objects, inPieces(page), announced)).rejects.toMatchObject({
      code: "UNSUPPORTED_CONTENT",
    });
    const other = { ...announced, sha256: "0".repeat(64) };
    await expect(keepContent(objects, inPieces(street), other)).rejects.toMatchObject({ code: "UNSUPPORTED_CONTENT" });
    expect(await keysOf(objects)).toEqual([]);
  });

  test("of which the second writing fails leaves nothing, and what went wrong is told", async () => {
    const objects = open();
    let puts = 0;
    const failing: ObjectStore = {
      ...objects,
      put: (key, source) => {
        puts += 1;
        return puts === 1 ? objects.put(key, source) : Promise.reject(new Error("the store is away"));
      },
    };
    await expect(keepContent(failing, inPieces(street), announced)).rejects.toThrow("the store is away");
    expect(await keysOf(objects)).toEqual([]);
  });
});

test("what went wrong is told where the store cannot even delete what is left", async () => {
  const objects = createDiskStore(join(folder, "stuck"));
  const stuck: ObjectStore = { ...objects, delete: () => Promise.reject(new Error("the store is away")) };
  const elsewhere = film("mjp2", [{ kind: "vide", samples: ["a picture"] }]);
  const keeping = keepContent(stuck, inPieces(elsewhere), announced);
  await expect(keeping).rejects.toMatchObject({ code: "UNSUPPORTED_CONTENT" });
});

test("a film is kept though it is much longer than the memory that is taken for it", async () => {
  const objects = createDiskStore(join(folder, "long"));
  const long = film("isom", [{ kind: "vide", samples: Array.from({ length: 64 }, () => "P".repeat(1024 * 1024)) }]);
  const before = process.memoryUsage().arrayBuffers;
  let most = 0;
  const watched = async function* () {
    for await (const piece of inPieces(long, 64 * 1024)) {
      most = Math.max(most, process.memoryUsage().arrayBuffers - before);
      yield Buffer.from(piece);
    }
  };
  const { stored } = await keepContent(objects, watched(), announced);
  expect(stored.bytes).toBe(long.length);
  expect(most).toBeLessThan(48 * 1024 * 1024);
});
