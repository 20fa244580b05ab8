import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, readdir, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreateBucketCommand, CreateMultipartUploadCommand, S3Client } from "@aws-sdk/client-s3";
import S3rver from "s3rver";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newObjectKey, ObjectMissing, type ObjectStore, readSome } from "../../../src/platform/object-store.js";
import { createDiskStore } from "../../../src/platform/object-store-disk.js";
import { openObjectStore } from "../../../src/platform/object-store-opening.js";
import { createS3Store, type S3Settings } from "../../../src/platform/object-store-s3.js";
import { sweepOrphans } from "../../../src/platform/object-sweep.js";
import { hasSwift, type SwiftServer, startSwift } from "./swift.js";

let folder = "";
let server: S3rver | undefined;
let endpoint = "";
let swift: SwiftServer | undefined;

const keys = { accessKeyId: "S3RVER", secretAccessKey: "S3RVER" };
const place = () => ({ endpoint, region: "us-east-1", bucket: "lianxin" });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "lianxin-objects-"));
  const buckets = [{ name: "lianxin" }];
  server = new S3rver({
    address: "127.0.0.1",
    port: 0,
    silent: true,
    directory: join(folder, "s3"),
    configureBuckets: buckets,
  });
  const { port } = await server.run();
  endpoint = `http://127.0.0.1:${port}`;
  if (!hasSwift) return;
  swift = await startSwift();
  await swiftClient().send(new CreateBucketCommand({ Bucket: "lianxin" }));
}, 120_000);

const swiftSettings = (): S3Settings => {
  if (swift === undefined) throw new Error("Swift was not started");
  const { accessKeyId, endpoint: at, secretAccessKey } = swift;
  return { endpoint: at, region: "us-east-1", bucket: "lianxin", accessKeyId, secretAccessKey };
};

function swiftClient(): S3Client {
  const { accessKeyId, secretAccessKey, ...where } = swiftSettings();
  return new S3Client({ ...where, credentials: { accessKeyId, secretAccessKey }, forcePathStyle: true });
}

afterAll(async () => {
  await swift?.stop();
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});

const sha256 = (content: Buffer): string => createHash("sha256").update(content).digest("hex");

async function* inPieces(content: Buffer, size = 100_000): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < content.length; from += size) yield content.subarray(from, from + size);
}

async function* breakingOff(content: Buffer): AsyncGenerator<Uint8Array> {
  yield* inPieces(content);
  throw new Error("the sender went away");
}

async function whole(objects: ObjectStore, key: string): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of objects.read(key)) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function listed(objects: ObjectStore, prefix: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { key } of objects.list(prefix)) found.push(key);
  return found;
}

const stores: Readonly<Record<string, () => ObjectStore>> = {
  "the disk": () => createDiskStore(join(folder, "disk")),
  s3rver: () => createS3Store({ ...place(), ...keys }),
  // What is run in production: OpenStack Swift, where it is installed.
  ...(hasSwift ? { Swift: () => createS3Store(swiftSettings()) } : {}),
};

describe.each(Object.keys(stores))("on %s", (name) => {
  const open = (): ObjectStore => (stores[name] ?? (() => createDiskStore(folder)))();

  test("a content is read as it was put, with its length and its hash", async () => {
    const [objects, key, content] = [open(), newObjectKey("attachments"), randomBytes(300_001)];
    expect(await objects.put(key, inPieces(content))).toEqual({ bytes: 300_001, sha256: sha256(content) });
    expect(await objects.size(key)).toBe(300_001);
    expect(sha256(await whole(objects, key))).toBe(sha256(content));
  });

  test("a content that is longer than one part comes back whole", async () => {
    const [objects, key, content] = [open(), newObjectKey("imports"), randomBytes(20 * 1024 * 1024 + 7)];
    const stored = await objects.put(key, inPieces(content, 1_000_000));
    expect(stored).toEqual({ bytes: content.length, sha256: sha256(content) });
    expect(sha256(await whole(objects, key))).toBe(sha256(content));
  });

  test("a range is read with both its ends", async () => {
    const [objects, key] = [open(), newObjectKey("attachments")];
    await objects.put(key, inPieces(Buffer.from("0123456789"), 3));
    expect((await readSome(objects, key, { first: 2, last: 5 })).toString()).toBe("2345");
    expect((await readSome(objects, key, { first: 9, last: 9 })).toString()).toBe("9");
  });

  test.each([1000, 20 * 1024 * 1024])("a source of %i bytes that breaks off leaves nothing", async (length) => {
    const [objects, key] = [open(), newObjectKey("broken")];
    await expect(objects.put(key, breakingOff(randomBytes(length)))).rejects.toThrow("the sender went away");
    expect(await objects.size(key)).toBeNull();
    expect(await listed(objects, "broken/")).toEqual([]);
  });

  test("what is deleted is not there, and may be deleted again", async () => {
    const [objects, key] = [open(), newObjectKey("attachments")];
    await objects.put(key, inPieces(Buffer.from("x")));
    await objects.delete(key);
    await objects.delete(key);
    expect(await objects.size(key)).toBeNull();
    await expect(whole(objects, key)).rejects.toThrow(ObjectMissing);
  });

  test("a list has the keys of its folder alone", async () => {
    const objects = open();
    const made = [newObjectKey("listed"), newObjectKey("listed")];
    for (const key of [...made, newObjectKey("others")]) await objects.put(key, inPieces(Buffer.from("x")));
    expect((await listed(objects, "listed/")).sort()).toEqual([...made].sort());
  });

  test("what nothing names is swept once it is old, and what is named or young stays", async () => {
    const objects = open();
    const [named, orphan] = [newObjectKey("swept"), newObjectKey("swept")];
    for (const key of [named, orphan]) await objects.put(key, inPieces(Buffer.from("x")));
    const sweep = (before: number) =>
      sweepOrphans(objects, {
        prefix: "swept/",
        before: new Date(before),
        known: async () => new Set([named]),
        isStopped: () => false,
      });
    expect(await sweep(Date.now() - 60_000)).toBe(0);
    expect(await sweep(Date.now() + 60_000)).toBe(1);
    expect(await listed(objects, "swept/")).toEqual([named]);
  });

  test.each([
    "../../etc/passwd",
    "attachments/../x",
    "/etc/passwd",
    "attachments/a b c d e f",
    "x/00000000",
    "attachments",
  ])("the key %s is refused", async (key) => {
    const objects = open();
    await expect(objects.put(key, inPieces(Buffer.from("x")))).rejects.toThrow("not the key of an object");
    await expect(objects.size(key)).rejects.toThrow("not the key of an object");
    await expect(objects.delete(key)).rejects.toThrow("not the key of an object");
  });
});

test("on the disk only this user may read a content", async () => {
  const objects = createDiskStore(join(folder, "private"));
  await objects.put(newObjectKey("attachments"), inPieces(Buffer.from("x")));
  const [shard = ""] = await readdir(join(folder, "private", "attachments"));
  const [file = ""] = await readdir(join(folder, "private", "attachments", shard));
  expect((await stat(join(folder, "private", "attachments", shard, file))).mode & 0o777).toBe(0o600);
  expect((await stat(join(folder, "private", "attachments", shard))).mode & 0o777).toBe(0o700);
});

test("on the disk what a process left half written is thrown away once it is old", async () => {
  const [at, objects] = [join(folder, "unfinished"), createDiskStore(join(folder, "unfinished"))];
  await objects.put(newObjectKey("attachments"), inPieces(Buffer.from("x")));
  for (const name of ["old", "young"]) await writeFile(join(at, ".unfinished", name), "half");
  await utimes(join(at, ".unfinished", "old"), new Date(0), new Date(0));
  expect(await objects.discardUnfinished(new Date(1000))).toBe(1);
  expect(await readdir(join(at, ".unfinished"))).toEqual(["young"]);
});

test("the keys of an S3 server may stand in a file", async () => {
  const file = join(folder, "keys.json");
  await writeFile(file, JSON.stringify(keys));
  const [objects, key] = [await openObjectStore({ ...place(), keys: { file } }), newObjectKey("attachments")];
  await objects.put(key, inPieces(Buffer.from("x")));
  expect(await objects.size(key)).toBe(1);
});

test("a file without keys stops the start, and does not say what stands in it", async () => {
  const file = join(folder, "wrong.json");
  await writeFile(file, JSON.stringify({ accessKeyId: "secret-thing" }));
  await expect(openObjectStore({ ...place(), keys: { file } })).rejects.toThrow(/^(?!.*secret-thing).*can be read$/);
});

test("an S3 server is not opened with a wrong key", async () => {
  const objects = createS3Store({ ...place(), accessKeyId: "stranger", secretAccessKey: "wrong" });
  const putting = objects.put(newObjectKey("attachments"), inPieces(Buffer.from("x")));
  await expect(putting).rejects.toMatchObject({ name: "InvalidAccessKeyId" });
});

test.skipIf(!hasSwift)("on Swift the parts that a process left behind are thrown away once they are old", async () => {
  const objects = createS3Store(swiftSettings());
  const Key = newObjectKey("unfinished");
  await swiftClient().send(new CreateMultipartUploadCommand({ Bucket: "lianxin", Key }));
  // What others bring to the same bucket is theirs.
  await swiftClient().send(
    new CreateMultipartUploadCommand({ Bucket: "lianxin", Key: "Backups/of somebody else.tar" }),
  );
  expect(await objects.discardUnfinished(new Date(Date.now() - 60_000))).toBe(0);
  expect(await objects.discardUnfinished(new Date(Date.now() + 60_000))).toBe(1);
  expect(await objects.discardUnfinished(new Date(Date.now() + 60_000))).toBe(0);
});
