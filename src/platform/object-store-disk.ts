import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { type FileHandle, mkdir, open, opendir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { checkedKey, type ListedObject, measured, ObjectMissing, type ObjectStore } from "./object-store.js";

const pieceBytes = 256 * 1024;

/** The folder of what is being written. No key is in it: keys have no dot. */
const unfinishedFolder = ".unfinished";

/**
 * Keeps objects as files of one folder, which only this process' user may read. A file is written under another name,
 * brought to the disk and renamed, so that none is ever half there under its own; its folder is brought to the disk too.
 * Processes on several machines share it only where the folder is shared.
 *
 * @param folder where; it is made when it is not there
 */
export function createDiskStore(folder: string): ObjectStore {
  // The last letters of a key are random: no folder holds more than a 256th part.
  const shardOf = (key: string): string => join(folder, key.slice(0, key.indexOf("/")), key.slice(-2));
  const pathOf = (key: string): string => join(shardOf(checkedKey(key)), key.slice(key.indexOf("/") + 1));
  return {
    put: async (key, source) => {
      const [path, shard] = [pathOf(key), shardOf(key)];
      const unfinished = join(folder, unfinishedFolder);
      await mkdir(unfinished, { recursive: true, mode: 0o700 });
      await mkdir(shard, { recursive: true, mode: 0o700 });
      const temporary = join(unfinished, randomUUID());
      const counted = measured(source);
      try {
        await writeFile(temporary, counted.pieces);
        await rename(temporary, path);
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      }
      await syncFolder(shard);
      return counted.sum();
    },
    read: (key, range) => readFile(key, pathOf(key), range),
    size: async (key) => (await statOrNull(pathOf(key)))?.size ?? null,
    delete: async (key) => rm(pathOf(key), { force: true }),
    list: (prefix) => listFolder(folder, prefix),
    discardUnfinished: (before) => discard(join(folder, unfinishedFolder), before),
  };
}

async function writeFile(path: string, pieces: AsyncIterable<Uint8Array>): Promise<void> {
  const file = await open(path, "wx", 0o600);
  try {
    for await (const piece of pieces) await writeAll(file, piece);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function writeAll(file: FileHandle, piece: Uint8Array): Promise<void> {
  for (let from = 0; from < piece.length; ) from += (await file.write(piece, from)).bytesWritten;
}

// The name of a new file is on the disk only when its folder is.
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function* readFile(
  key: string,
  path: string,
  range?: { first: number; last: number },
): AsyncGenerator<Uint8Array> {
  const places = range === undefined ? {} : { start: range.first, end: range.last };
  const stream = createReadStream(path, { ...places, highWaterMark: pieceBytes });
  try {
    for await (const piece of stream) yield piece as Buffer;
  } catch (error) {
    throw isMissing(error) ? new ObjectMissing(key) : error;
  }
}

async function* listFolder(folder: string, prefix: string): AsyncGenerator<ListedObject> {
  const [name = ""] = prefix.split("/");
  checkedKey(`${name}/00000000`);
  for (const shard of await namesIn(join(folder, name))) {
    for (const id of await namesIn(join(folder, name, shard))) {
      const found = await statOrNull(join(folder, name, shard, id));
      if (found !== null) yield { key: `${name}/${id}`, modifiedAt: found.mtime };
    }
  }
}

async function discard(folder: string, before: Date): Promise<number> {
  let count = 0;
  for (const name of await namesIn(folder)) {
    const path = join(folder, name);
    const found = await statOrNull(path);
    if (found === null || found.mtime >= before) continue;
    await rm(path, { force: true });
    count += 1;
  }
  return count;
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    const names: string[] = [];
    for await (const { name } of await opendir(folder)) names.push(name);
    return names;
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

async function statOrNull(path: string) {
  try {
    return await stat(path);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

const isMissing = (error: unknown): boolean => error instanceof Error && "code" in error && error.code === "ENOENT";
