import { timingSafeEqual } from "node:crypto";
import type { Actor } from "./actor.js";
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

/** Who had a link made, and in which bureau: what is asked again when the link is opened. */
export interface LinkOwner {
  /** The id of the person; null for a program that acted for itself. */
  person: string | null;
  /** The id of the API client; null for a person who came without one. */
  client: string | null;
  bureau: string;
}

/** The owner of a link that an actor has made. */
export function linkOwnerOf({ bureau, client, person }: Actor): LinkOwner {
  return { person: person?.id ?? null, client: client?.id ?? null, bureau: bureau.bureau };
}

const ownerPattern = /^([0-9A-Za-z_-]{1,40})\.([0-9A-Za-z_-]{1,1000})$/;

const sealedOwnerOf = "owner of a signed link";

/**
 * Makes the query of a link that opens one thing for a while, as long as whoever had it made has the right: it names him.
 * No two are alike, also of one owner at one instant.
 *
 * SECURITY: he is sealed, because addresses are written down by proxies and browsers, and signed with the rest, so that a
 * link is nobody else's.
 *
 * @param parts what the link is bound to, as `signLink` takes them
 * @returns names and values in the form of addresses, without a question mark
 */
export function signOwnedLink(seal: Seal, parts: readonly string[], owner: LinkOwner, expiresAt: Date): string {
  const { bureau, client, person } = owner;
  const { keyId, sealed } = seal.seal(JSON.stringify([person, client, bureau]), sealedOwnerOf);
  const by = `${keyId}.${sealed.toString("base64url")}`;
  return `token=${signLink(seal, [...parts, by], expiresAt)}&by=${by}`;
}

/** What became of such a link, and where it is good so far, whose it is. */
export type OwnedLink = { state: "VALID"; owner: LinkOwner } | { state: "EXPIRED" } | { state: "WRONG" };

/** What the query of such a link says. */
export interface OwnedToken {
  token: string;
  /** Its owner, sealed. */
  by: string;
}

/**
 * Checks the query of such a link. Whether its owner still has the right is for the caller to ask.
 *
 * @returns EXPIRED for one that was once right, also where its owner was sealed with a key that is out of use since
 */
export function checkOwnedLink(seal: Seal, parts: readonly string[], { by, token }: OwnedToken, now: Date): OwnedLink {
  const [, keyId, sealed] = ownerPattern.exec(by) ?? [];
  if (keyId === undefined || sealed === undefined) return { state: "WRONG" };
  const state = checkLink(seal, [...parts, by], token, now);
  if (state !== "VALID") return { state };
  const owner = openOwner(seal, keyId, sealed);
  return owner === null ? { state: "EXPIRED" } : { state, owner };
}

function openOwner(seal: Seal, keyId: string, sealed: string): LinkOwner | null {
  try {
    const text = seal.open({ keyId, sealed: Buffer.from(sealed, "base64url") }, sealedOwnerOf);
    // It was signed: nobody else wrote it.
    const [person, client, bureau] = JSON.parse(text) as [string | null, string | null, string];
    return { person, client, bureau };
  } catch {
    return null;
  }
}
