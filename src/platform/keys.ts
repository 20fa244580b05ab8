import { createHmac, randomBytes } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { z } from "zod";
import { StartupError } from "./startup-error.js";

/** The keys that seal personal data: the newest seals, all of them open. */
export interface KeyRing {
  newest: { id: string; key: Buffer };
  byId: ReadonlyMap<string, Buffer>;
  /** The key of digests; it comes from the oldest key, so that digests stay the same after a rotation. */
  digestKey: Buffer;
}

const keyFileShape = z.array(z.object({ id: z.string().regex(/^[0-9A-Za-z_-]{1,40}$/), key: z.base64() })).nonempty();

/** Writes a file that only its owner may read, whole or not at all. */
export async function writeSecretFile(path: string, content: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const temporary = `${path}.${randomBytes(6).toString("hex")}`;
  await writeFile(temporary, content, { mode: 0o600 });
  await rename(temporary, path);
}

/**
 * Reads the contact keys: a JSON array of {id, key}, oldest first, each key 32 bytes in base64.
 *
 * @param path the file
 * @param mayGenerate whether a missing file is made, with one fresh key; never in production
 * @throws StartupError when the file is missing or is not such a list
 */
export async function readContactKeys(path: string, mayGenerate: boolean): Promise<KeyRing> {
  let content = await readFile(path, "utf8").catch(() => null);
  if (content === null && mayGenerate) {
    content = JSON.stringify([{ id: "k1", key: randomBytes(32).toString("base64") }]);
    await writeSecretFile(path, content);
  }
  if (content === null) throw new StartupError(`The file of contact keys ${path} cannot be read.`);
  const keys = parseKeyFile(content, path).map(({ id, key }) => ({ id, key: Buffer.from(key, "base64") }));
  const newest = keys.at(-1);
  const oldest = keys.at(0);
  if (newest === undefined || oldest === undefined || keys.some(({ key }) => key.length !== 32)) {
    throw new StartupError(`Each contact key in ${path} must be 32 bytes in base64.`);
  }
  return {
    newest,
    byId: new Map(keys.map(({ id, key }) => [id, key])),
    digestKey: createHmac("sha256", oldest.key).update("lianxin digest").digest(),
  };
}

function parseKeyFile(content: string, path: string): z.infer<typeof keyFileShape> {
  try {
    return keyFileShape.parse(JSON.parse(content));
  } catch {
    throw new StartupError(`The file of contact keys ${path} must be a JSON array of {"id", "key"}, oldest first.`);
  }
}
