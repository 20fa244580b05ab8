import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { sha256 } from "../../platform/ids.js";

const secretPattern = /^lxs_[A-Za-z0-9_-]{43}$/;

// What an unknown client's secret is compared with; nothing hashes to it that anybody knows.
const nobodysHash = sha256(randomBytes(32).toString("base64url"));

/** A fresh secret of an API client: 256 random bits, and the hash that is kept of it. The secret is shown once. */
export function newClientSecret(): { secret: string; hash: string } {
  const secret = `lxs_${randomBytes(32).toString("base64url")}`;
  return { secret, hash: sha256(secret) };
}

// A client has at most so many valid secrets: the newest, and the one before it while a rotation overlaps.
const mostSecrets = 2;

/** The hashes that a secret is compared with: always as many, whether there is such a client, and however many it has. */
export function comparedHashes(hashes: readonly string[]): string[] {
  return [...hashes, ...Array.from({ length: mostSecrets }, () => nobodysHash)].slice(
    0,
    Math.max(hashes.length, mostSecrets),
  );
}

/**
 * Whether a secret is one of those whose hashes are given.
 *
 * SECURITY: every comparison takes the same time wherever the texts differ, and every client, an unknown one too, costs
 * the same number of comparisons; those that are missing are made with a hash that nothing has. A plain SHA-256 is enough
 * for 256 random bits: there is nothing to guess.
 */
export function matchesSecret(secret: string, hashes: readonly string[]): boolean {
  const given = createHash("sha256").update(secret).digest();
  let matches = false;
  for (const hash of comparedHashes(hashes)) {
    const known = Buffer.from(hash, "base64url");
    if (known.length === given.length && timingSafeEqual(known, given)) matches = true;
  }
  return matches && hashes.length > 0 && secretPattern.test(secret);
}
