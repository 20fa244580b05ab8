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

/**
 * Whether a secret is one of those whose hashes are given.
 *
 * SECURITY: every comparison takes the same time wherever the texts differ, and an unknown client, given as no hashes, is
 * compared with a hash that nothing has. A plain SHA-256 is enough for 256 random bits: there is nothing to guess.
 */
export function matchesSecret(secret: string, hashes: readonly string[]): boolean {
  const given = createHash("sha256").update(secret).digest();
  const wanted = hashes.length === 0 ? [nobodysHash] : hashes;
  let matches = false;
  for (const hash of wanted) {
    const known = Buffer.from(hash, "base64url");
    if (known.length === given.length && timingSafeEqual(known, given)) matches = true;
  }
  return matches && hashes.length > 0 && secretPattern.test(secret);
}
