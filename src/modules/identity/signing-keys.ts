import { stat } from "node:fs/promises";
import type { JSONWebKeySet } from "jose";
import { monotonicMilliseconds } from "../../platform/clock.js";
import type { Logger } from "../../platform/log.js";
import { createKeyFile, type LoadedKey, readKeyFile } from "./signing-key-file.js";

/** The keys that sign our tokens: the newest signs, all of them verify. */
export interface SigningKeys {
  /** The key that signs now. */
  newest(): Promise<LoadedKey>;
  /** The key of an identifier; null when there is no such key, also after the file was looked at again. */
  find(kid: string): Promise<LoadedKey | null>;
  /** The key set for `/.well-known/jwks.json` (RFC 7517). SECURITY: it holds the public parts only. */
  publicSet(): Promise<JSONWebKeySet>;
}

const millisecondsBetweenLooks = 1000;

/**
 * Opens the key file and follows its changes: the file is looked at once a second at most, and when a token names a key
 * that is not known, so that a rotation in one process is known in all of them at once.
 *
 * @param path the file, a JSON array of private JWKs with `kid` and `createdAt`, oldest first
 * @param mayGenerate whether a missing file is made with one fresh key; never in production
 * @param log told when a changed file cannot be read; the keys read before stay in force
 * @throws StartupError when the file is missing or is not such a list
 */
export async function openSigningKeys(path: string, mayGenerate: boolean, log?: Logger): Promise<SigningKeys> {
  if (mayGenerate && (await stampOf(path)) === null) await createKeyFile(path);
  const file = await followKeyFile(path, log);
  const known = (kid: string) => file.keys().find((key) => key.kid === kid);
  return {
    newest: async () => {
      await file.lookSometimes();
      const [oldest, ...younger] = file.keys();
      return younger.at(-1) ?? oldest;
    },
    find: async (kid) => {
      await file.lookSometimes();
      if (known(kid) === undefined) await file.look();
      return known(kid) ?? null;
    },
    publicSet: async () => {
      await file.lookSometimes();
      return { keys: file.keys().map(({ publicJwk }) => publicJwk) };
    },
  };
}

interface FollowedFile {
  /** The keys as they were last read. */
  keys(): readonly [LoadedKey, ...LoadedKey[]];
  /** Looks whether the file changed; those who ask at the same time share one look. */
  look(): Promise<void>;
  /** Looks when the last look was a second ago or longer. */
  lookSometimes(): Promise<void>;
}

async function followKeyFile(path: string, log?: Logger): Promise<FollowedFile> {
  let stamp = await stampOf(path);
  let keys = await readKeyFile(path);
  let lookedAt = monotonicMilliseconds();
  let looking: Promise<void> | undefined;
  const reload = async (): Promise<void> => {
    const found = await stampOf(path);
    lookedAt = monotonicMilliseconds();
    if (found === stamp) return;
    try {
      keys = await readKeyFile(path);
      stamp = found;
    } catch {
      log?.warn({ path }, "the changed file of signing keys cannot be read; the keys read before stay in force");
    }
  };
  const look = (): Promise<void> => {
    looking ??= reload().finally(() => {
      looking = undefined;
    });
    return looking;
  };
  return {
    keys: () => keys,
    look,
    lookSometimes: async () => {
      if (monotonicMilliseconds() - lookedAt >= millisecondsBetweenLooks) await look();
    },
  };
}

/** What tells one state of a file from another; null for a file that is not there. Renaming gives a new inode. */
async function stampOf(path: string): Promise<string | null> {
  try {
    const { mtimeMs, size, ino } = await stat(path);
    return `${mtimeMs}:${size}:${ino}`;
  } catch {
    return null;
  }
}
