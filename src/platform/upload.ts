import type { Clock } from "./clock.js";
import type { Database } from "./database.js";
import type { FileRules } from "./file-rules.js";
import type { Logger } from "./log.js";
import type { ObjectStore } from "./object-store.js";
import type { Seal } from "./seal.js";
import { checkLink, linkLifetime, signLink } from "./signed-link.js";

/** The path under which files are brought: one folder for each kind. */
export const uploadsPath = "/uploads/";

/** What receivers work with. */
export interface UploadParts {
  database: Database;
  clock: Clock;
  seal: Seal;
  log: Logger;
  objects: ObjectStore;
  fileRules: FileRules;
}

/** What whoever brought a file is told: codes, numbers and identifiers. */
export type UploadFacts = Readonly<Record<string, string | number | boolean | null>>;

/** A place for one file that was announced and has not come yet. */
export interface UploadSlot {
  /** The length that was announced, in bytes: what comes must be as long. */
  readonly bytes: number;
  /**
   * Takes the file. It may be called for a slot that another call takes at the same time, and again after it failed.
   *
   * @param body the content, a piece at a time; it throws where the content is too long, too short, too slow, or broken off
   * @returns what is answered
   * @throws ApplicationError where the content is refused
   */
  take(body: AsyncIterable<Uint8Array>): Promise<UploadFacts>;
}

/** What receives the files of one kind. */
export interface UploadReceiver {
  /** The folder of its addresses: small letters. */
  readonly kind: string;
  /**
   * Finds the slot of a link that is right and not too old.
   *
   * @returns GONE where the slot was used or is over; null where there is none
   */
  open(parts: UploadParts, id: string): Promise<UploadSlot | "GONE" | null>;
}

const signedParts = (kind: string, id: string): string[] => ["upload", kind, id];

const idPattern = /^[0-9A-Za-z_-]{1,200}$/;

/** When a link that is made now ends. */
export function uploadEnd(now: Date): Date {
  return new Date(now.getTime() + linkLifetime);
}

/**
 * The address to which a file is brought by PUT, until an instant (上传链接).
 *
 * @param id names the slot: letters, digits, hyphens and underscores
 */
export function uploadAddress(
  { issuer, seal }: { issuer: string; seal: Seal },
  kind: string,
  id: string,
  expiresAt: Date,
): string {
  if (!idPattern.test(id)) throw new Error("that is no name for a slot");
  return `${issuer}${uploadsPath}${kind}/${id}?token=${signLink(seal, signedParts(kind, id), expiresAt)}`;
}

/** What an address names. */
export interface UploadWanted {
  kind: string;
  id: string;
  token: string;
}

/**
 * Finds the slot of an address.
 *
 * SECURITY: the link is the right: it was signed for somebody who had it a moment ago, for this slot alone. It says so before
 * anything is looked up.
 *
 * @returns GONE for a link that is too old, and for a slot that was used; null where the link is wrong
 */
export async function openUpload(
  receivers: readonly UploadReceiver[],
  parts: UploadParts,
  { id, kind, token }: UploadWanted,
): Promise<UploadSlot | "GONE" | null> {
  const receiver = receivers.find((one) => one.kind === kind);
  if (receiver === undefined || !idPattern.test(id)) return null;
  const state = checkLink(parts.seal, signedParts(kind, id), token, parts.clock.now());
  if (state === "WRONG") return null;
  return state === "EXPIRED" ? "GONE" : receiver.open(parts, id);
}
