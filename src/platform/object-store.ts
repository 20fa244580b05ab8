import { createHash, randomUUID } from "node:crypto";

/** What was stored. */
export interface StoredObject {
  bytes: number;
  /** Of its content, in hexadecimal digits. */
  sha256: string;
}

/** An object of a list. */
export interface ListedObject {
  key: string;
  modifiedAt: Date;
}

/** What keeps large contents outside the database (对象存储): files of tickets, and what is imported. */
export interface ObjectStore {
  /**
   * Stores a content under a key that nothing has yet. It is there whole or not at all: one whose source fails, or whose
   * process dies, is never seen under its key.
   *
   * @param source read a piece at a time; what it throws is thrown here
   */
  put(key: string, source: AsyncIterable<Uint8Array>): Promise<StoredObject>;
  /**
   * Reads a content, a piece at a time.
   *
   * @param range the first and the last byte, both included and within the content; all of it when it is not given
   * @throws ObjectMissing where there is none
   */
  read(key: string, range?: { first: number; last: number }): AsyncIterable<Uint8Array>;
  /** The length of a content in bytes; null where there is none. */
  size(key: string): Promise<number | null>;
  /** Deletes a content. One that is not there is as good as deleted. */
  delete(key: string): Promise<void>;
  /** The contents whose keys begin with a folder and a slash, in no order; those that are still being written are not listed. */
  list(prefix: string): AsyncIterable<ListedObject>;
  /** Throws away what was begun before an instant and never ended; tells how many there were. */
  discardUnfinished(before: Date): Promise<number>;
}

/** There is no such object: whoever wrote its key down must have lost it. It is no error of a caller. */
export class ObjectMissing extends Error {
  constructor(key: string) {
    super(`there is no object ${key}`);
    this.name = "ObjectMissing";
  }
}

const keyPattern = /^[a-z]{3,20}\/[0-9a-z-]{8,64}$/;

/**
 * A key that nothing has: each try to store something takes one of its own.
 *
 * SECURITY: it is random, and holds nothing of a person or of the name of a file.
 *
 * @param folder small letters, one word for each module
 */
export function newObjectKey(folder: string): string {
  return checkedKey(`${folder}/${randomUUID()}`);
}

/**
 * The key itself, where it has the form of one.
 *
 * SECURITY: a key becomes a path or part of an address: it leads nowhere else.
 */
export function checkedKey(key: string): string {
  if (!isKey(key)) throw new Error("that is not the key of an object");
  return key;
}

/** Whether something has the form of a key: what has not is none of ours. */
export function isKey(key: string): boolean {
  return keyPattern.test(key);
}

/** Passes a content on, and counts it on the way. `sum` is right once it has been read to its end. */
export function measured(source: AsyncIterable<Uint8Array>): {
  pieces: AsyncGenerator<Uint8Array>;
  sum(): StoredObject;
} {
  const hash = createHash("sha256");
  let bytes = 0;
  const pieces = async function* (): AsyncGenerator<Uint8Array> {
    for await (const piece of source) {
      hash.update(piece);
      bytes += piece.length;
      yield piece;
    }
  };
  return { pieces: pieces(), sum: () => ({ bytes, sha256: hash.digest("hex") }) };
}

/**
 * Reads part of a content into memory.
 *
 * @param range the first and the last byte, both included; the caller sees to it that they are not far apart
 */
export async function readSome(
  objects: ObjectStore,
  key: string,
  range: { first: number; last: number },
): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of objects.read(key, range)) pieces.push(piece);
  return Buffer.concat(pieces);
}
