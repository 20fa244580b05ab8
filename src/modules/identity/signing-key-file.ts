import { readFile } from "node:fs/promises";
import { type CryptoKey, calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK } from "jose";
import { z } from "zod";
import { systemClock } from "../../platform/clock.js";
import { writeSecretFile } from "../../platform/keys.js";
import { StartupError } from "../../platform/startup-error.js";

/** The one algorithm of our own tokens: EdDSA with Ed25519 (RFC 8037). */
export const signingAlgorithm = "EdDSA";

const storedKeyShape = z.object({
  kty: z.literal("OKP"),
  crv: z.literal("Ed25519"),
  kid: z.string().regex(/^[0-9A-Za-z_-]{1,64}$/),
  x: z.base64url(),
  d: z.base64url(),
  createdAt: z.iso.datetime(),
});

const keyFileShape = z.tuple([storedKeyShape], storedKeyShape);

type StoredKey = z.infer<typeof storedKeyShape>;

/** A key of the file, ready for use. */
export interface LoadedKey {
  kid: string;
  createdAt: Date;
  privateKey: CryptoKey;
  publicKey: CryptoKey;
  /** The public part, as it is published. */
  publicJwk: JWK & { kid: string };
}

/** What a rotation did. */
export interface Rotation {
  /** The identifier of the new key. */
  kid: string;
  /** How many keys the file holds now. */
  kept: number;
  /** The identifiers of the keys that verify no longer. */
  dropped: string[];
}

/** How long a key verifies after a newer one took over signing, in milliseconds: 30 days. Tokens live an hour. */
const overlapMilliseconds = 30 * 24 * 60 * 60 * 1000;

/**
 * Reads the key file.
 *
 * @throws StartupError when the file is missing or is not a list of Ed25519 private keys
 */
export async function readKeyFile(path: string): Promise<readonly [LoadedKey, ...LoadedKey[]]> {
  const [first, ...rest] = await readStoredKeys(path);
  try {
    return [await load(first), ...(await Promise.all(rest.map(load)))];
  } catch {
    throw new StartupError(`A key in the file of signing keys ${path} is not a pair of Ed25519.`);
  }
}

/** Makes the key file with one fresh key. */
export async function createKeyFile(path: string): Promise<void> {
  await writeKeys(path, [await freshKey(systemClock.now())]);
}

/**
 * Adds a key, which signs from now on, and drops the keys whose successor has been signing for more than 30 days. A file
 * that is missing is made, so an operator makes the first key of a production server by the same command.
 *
 * @param now the instant of the rotation
 * @throws StartupError when the file exists and is not a list of keys
 */
export async function rotateSigningKeys(path: string, now: Date): Promise<Rotation> {
  const fresh = await freshKey(now);
  const isMissing = (await readFile(path).catch(() => null)) === null;
  const stored = isMissing ? [] : await readStoredKeys(path);
  const all: StoredKey[] = [...stored, fresh];
  const kept = all.filter((_, position) => {
    const successor = all[position + 1];
    return successor === undefined || now.getTime() - Date.parse(successor.createdAt) <= overlapMilliseconds;
  });
  await writeKeys(path, kept);
  const dropped = all.filter((key) => !kept.includes(key)).map(({ kid }) => kid);
  return { kid: fresh.kid, kept: kept.length, dropped };
}

async function readStoredKeys(path: string): Promise<[StoredKey, ...StoredKey[]]> {
  const content = await readFile(path, "utf8").catch(() => null);
  if (content === null) throw new StartupError(`The file of signing keys ${path} cannot be read.`);
  try {
    return keyFileShape.parse(JSON.parse(content));
  } catch {
    throw new StartupError(
      `The file of signing keys ${path} must be a JSON array of Ed25519 private JWKs with kid and createdAt, oldest first.`,
    );
  }
}

async function writeKeys(path: string, keys: readonly StoredKey[]): Promise<void> {
  await writeSecretFile(path, `${JSON.stringify(keys, null, 2)}\n`);
}

async function freshKey(now: Date): Promise<StoredKey> {
  const { privateKey } = await generateKeyPair(signingAlgorithm, { crv: "Ed25519", extractable: true });
  const jwk = await exportJWK(privateKey);
  // The identifier is the thumbprint of the public part (RFC 7638), so two keys never share one.
  const kid = await calculateJwkThumbprint(jwk);
  return storedKeyShape.parse({ ...jwk, kid, createdAt: now.toISOString() });
}

async function load(stored: StoredKey): Promise<LoadedKey> {
  const { kty, crv, x, d, kid } = stored;
  const publicJwk = { kty, crv, x, kid, alg: signingAlgorithm, use: "sig" };
  return {
    kid,
    createdAt: new Date(stored.createdAt),
    privateKey: await asCryptoKey({ kty, crv, x, d }),
    publicKey: await asCryptoKey({ kty, crv, x }),
    publicJwk,
  };
}

async function asCryptoKey(jwk: JWK): Promise<CryptoKey> {
  const key = await importJWK(jwk, signingAlgorithm);
  if (key instanceof Uint8Array) throw new StartupError("A signing key must be a pair of Ed25519.");
  return key;
}
