import { timingSafeEqual } from "node:crypto";
import type { Seal } from "./seal.js";

/** What became of the token of a link: it opens, it is too late, or it was never made for this. */
export type LinkState = "VALID" | "EXPIRED" | "WRONG";

/** How long a link to a document opens it, in milliseconds: 15 minutes. */
export const linkLifetime = 15 * 60_000;

const tokenPattern = /^([0-9a-z]{1,9})\.([0-9A-Za-z_-]{43})$/;

// The expiry is the last of the signed texts, and the list is written so that no two lists look alike.
const signatureOf = (seal: Seal, parts: readonly string[], expiry: string): string =>
  seal.digest(`signed link ${JSON.stringify([...parts, expiry])}`);

/**
 * Makes the token of a link that opens one thing without signing in, for a while. It is a keyed hash (HMAC-SHA-256), so
 * nobody can make or change one, and nothing of the parts can be read from it.
 *
 * @param seal holds the key, which is the same in every process and after a rotation
 * @param parts what the link is bound to: first the kind of link, then whatever must not be exchanged, such as the
 *   identifier, the format, and the bureau that asked
 * @param expiresAt when it stops to open; counted in whole seconds
 */
export function signLink(seal: Seal, parts: readonly string[], expiresAt: Date): string {
  const expiry = Math.floor(expiresAt.getTime() / 1000).toString(36);
  return `${expiry}.${signatureOf(seal, parts, expiry)}`;
}

/**
 * Checks the token of a link, in a time that tells nothing of the right one.
 *
 * @param seal the seal that signed it
 * @param parts the same parts, from the address that was called
 * @param token what the address carries
 * @param now the present instant
 * @returns EXPIRED only for a token that was once right, so that nobody learns what exists by guessing
 */
export function checkLink(seal: Seal, parts: readonly string[], token: string, now: Date): LinkState {
  const [, expiry, signature] = tokenPattern.exec(token) ?? [];
  if (expiry === undefined || signature === undefined) return "WRONG";
  const right = Buffer.from(signatureOf(seal, parts, expiry));
  const given = Buffer.from(signature);
  if (right.length !== given.length || !timingSafeEqual(right, given)) return "WRONG";
  return now.getTime() < Number.parseInt(expiry, 36) * 1000 ? "VALID" : "EXPIRED";
}
