import { hash, randomFillSync } from "node:crypto";

// Asking the system for randomness costs more than the bytes: they are fetched for some hundreds of identifiers at once.
function poolOf(length: number): () => Buffer {
  const pool = Buffer.alloc(length * 400);
  let used = pool.length;
  return () => {
    if (used === pool.length) {
      randomFillSync(pool);
      used = 0;
    }
    used += length;
    return pool.subarray(used - length, used);
  };
}

const newRandomness = poolOf(16);

/**
 * A new identifier: UUID version 7 (RFC 9562), whose first 48 bits are the milliseconds of the given instant, so that
 * rows written together lie together in the index.
 *
 * @param at the instant of creation
 */
export function newId(at: Date): string {
  const bytes = newRandomness();
  bytes.writeUIntBE(at.getTime(), 0, 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const newRequestBytes = poolOf(9);

/** A short random identifier for one request, as it stands in logs, errors and the audit. */
export function newRequestId(): string {
  return newRequestBytes().toString("base64url");
}

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether the text is a UUID in lower-case canonical form. */
export function isUuid(text: string): boolean {
  return uuidPattern.test(text);
}

/** What a global identifier (Relay `Node.id`) names. */
export interface GlobalKey {
  /** The GraphQL type, such as Ticket. */
  type: string;
  /** The parts of the row's key, in order. */
  parts: string[];
}

/**
 * The opaque global identifier of an object, for Relay's `node(id)`.
 *
 * @param type the GraphQL type
 * @param parts the row's key; for a ticket its province and its UUID
 */
export function toGlobalId(type: string, ...parts: string[]): string {
  return Buffer.from([type, ...parts].join(":"), "utf8").toString("base64url");
}

/**
 * Reads a global identifier back; null when the text is not one of ours. Whether the object exists, and for whom, is
 * not decided here.
 */
export function fromGlobalId(id: string): GlobalKey | null {
  if (id.length > 200 || !/^[A-Za-z0-9_-]+$/.test(id)) return null;
  const text = Buffer.from(id, "base64url").toString("utf8");
  if (!/^[A-Za-z]+(:[0-9A-Za-z_-]+){1,3}$/.test(text)) return null;
  const [type = "", ...parts] = text.split(":");
  return toGlobalId(type, ...parts) === id ? { type, parts } : null;
}

/** SHA-256 of a text, in base64url. */
export function sha256(text: string): string {
  return hash("sha256", text, "base64url");
}
