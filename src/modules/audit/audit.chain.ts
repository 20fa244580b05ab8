import { createHash } from "node:crypto";
import type { AuditEntryRow } from "./audit.store.js";

/** The version of the format; it stands in every hash. `README.md` beside this file describes it for others. */
export const chainFormat = "lianxin-audit-1";

/** A value as JSON has it. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [name: string]: JsonValue };

/** An entry with all its columns, as it is hashed and exported. */
export interface ChainEntry {
  readonly id: string;
  readonly province: string;
  readonly city: string | null;
  readonly county: string | null;
  readonly bureau: string;
  /** ISO 8601 in UTC, with milliseconds. */
  readonly at: string;
  readonly person: string | null;
  readonly client: string | null;
  readonly action: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly subjectVersion: number | null;
  readonly requestId: string;
  readonly detail: JsonValue;
  /** The number of the transaction, in decimal digits. */
  readonly transaction: string;
}

/** A place of the chain: what its hash is made of, besides the hash before it. */
export interface ChainPlace {
  readonly position: number;
  /** ISO 8601 in UTC, with milliseconds. */
  readonly sealedAt: string;
  readonly entry: ChainEntry;
}

/** The hash at position 0 of a province's chain: SHA-256 of the format, a blank and the code of the province. */
export function genesisOf(province: string): Buffer {
  return createHash("sha256").update(`${chainFormat} ${province}`, "utf8").digest();
}

/**
 * The hash of a link: SHA-256 of the 32 bytes of the hash before it, followed by the canonical JSON (RFC 8785) of an
 * object of entry, format, position and sealedAt, in UTF-8.
 */
export function linkHash(previous: Uint8Array, { position, sealedAt, entry }: ChainPlace): Buffer {
  return createHash("sha256")
    .update(previous)
    .update(canonicalJson({ entry: { ...entry }, format: chainFormat, position, sealedAt }), "utf8")
    .digest();
}

/**
 * The canonical JSON of a value, by RFC 8785: no blanks, the names of an object in the order of their UTF-16 code units,
 * texts and numbers as ECMAScript writes them. Equal values give equal texts, whoever writes them.
 */
export function canonicalJson(value: JsonValue): string {
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonicalJson).join(",")}]`;
  const members = Object.keys(value)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonicalJson(value[name] ?? null)}`);
  return `{${members.join(",")}}`;
}

const isList = (value: object): value is readonly JsonValue[] => Array.isArray(value);

/**
 * An entry of the table as it is hashed and exported. The columns are named one by one: one that is added later belongs
 * to a later version of the format.
 */
export function toChainEntry(row: AuditEntryRow): ChainEntry {
  return {
    id: row.id,
    province: row.province,
    city: row.city,
    county: row.county,
    bureau: row.bureau,
    at: row.at.toISOString(),
    person: row.person,
    client: row.client,
    action: row.action,
    subjectType: row.subjectType,
    subjectId: row.subjectId,
    subjectVersion: row.subjectVersion,
    requestId: row.requestId,
    detail: row.detail as JsonValue,
    transaction: row.transaction,
  };
}
