import { genesisOf, linkHash } from "./audit.chain.js";
import type { ExportedLink } from "./audit.export.js";

/**
 * What is wrong with a chain: CHANGED: an entry, its place or its hash is not what was sealed; REMOVED: the entry of a link
 * is gone; MISSING: a position is; OUT_OF_ORDER: it stands elsewhere; CUT_OFF: the end is gone, or the chain is another than
 * the one whose head was noted; LEFT_OUT: an entry was never sealed; UNREADABLE: what stands there is no export.
 */
export type FaultKind = "CHANGED" | "REMOVED" | "MISSING" | "OUT_OF_ORDER" | "CUT_OFF" | "LEFT_OUT" | "UNREADABLE";

/** The first thing that is wrong with a chain. */
export interface ChainFault {
  kind: FaultKind;
  /** The position in the chain, where it has one. */
  position: number | null;
  /** The id of the entry, where it is known. */
  entry: string | null;
  /** What is wrong, in one English sentence. */
  sentence: string;
}

/** What was found out about a chain. */
export type ChainVerdict =
  | { isWhole: true; province: string; from: number; to: number; head: string; notedAt: number | null }
  | { isWhole: false; province: string | null; fault: ChainFault };

/** A chain that has been followed up to a position. */
export interface ChainWalk {
  readonly province: string;
  readonly from: number;
  /** The last position that was found right, and its hash. */
  readonly position: number;
  readonly hash: Buffer;
  /** A hash that somebody noted outside, in hexadecimal digits, and the position at which it was found. */
  readonly noted: string | null;
  readonly notedAt: number | null;
}

/**
 * Begins to follow a chain.
 *
 * @param previous the hash before the first position, in hexadecimal digits; that of the genesis where it is not given
 * @param noted a hash that must occur in the chain; null for none
 */
export function startWalk(province: string, noted: string | null, from = 1, previous?: string): ChainWalk {
  const hash = previous === undefined ? genesisOf(province) : Buffer.from(previous, "hex");
  const walk = { province, from, position: from - 1, hash, noted, notedAt: null };
  return { ...walk, notedAt: noteAt(walk) };
}

const noteAt = ({ hash, noted, notedAt, position }: Omit<ChainWalk, "province" | "from">): number | null =>
  notedAt ?? (noted === hash.toString("hex") ? position : null);

/** Follows a chain by one link: the walk behind it, or what is wrong with it. */
export function stepTo(walk: ChainWalk, link: ExportedLink): ChainWalk | ChainFault {
  const { entry, position } = link;
  const expected = walk.position + 1;
  if (position > expected) return missing(expected, position);
  if (position < expected) return fault("OUT_OF_ORDER", link, `it stands behind position ${walk.position}`);
  if (entry === null) return fault("REMOVED", link, "the entry of this link is gone");
  if (entry.province !== walk.province) return fault("CHANGED", link, `the entry is of province ${entry.province}`);
  const hash = linkHash(walk.hash, { position, sealedAt: link.sealedAt, entry });
  if (hash.toString("hex") !== link.hash) {
    return fault(
      "CHANGED",
      link,
      `the entry or its hash was changed: the hash is ${link.hash}, and should be ${hash.toString("hex")}`,
    );
  }
  const after = { ...walk, position, hash };
  return { ...after, notedAt: noteAt(after) };
}

/** What is wrong when a position is missing and a later one is there. */
function missing(position: number, next: number): ChainFault {
  return { kind: "MISSING", position, entry: null, sentence: `the position is missing: ${next} is the next one` };
}

/** What is wrong at a link. */
export function fault(kind: FaultKind, link: ExportedLink, sentence: string): ChainFault {
  return { kind, position: link.position, entry: link.entry?.id ?? null, sentence };
}

/** Whether following a chain came upon something that is wrong. */
export function isFault(outcome: ChainWalk | ChainFault): outcome is ChainFault {
  return "kind" in outcome;
}

/** The verdict at the end of a chain. */
export function endWalk(walk: ChainWalk): ChainVerdict {
  const { from, hash, noted, notedAt, position, province } = walk;
  if (noted === null || notedAt !== null) {
    return { isWhole: true, province, from, to: position, head: hash.toString("hex"), notedAt };
  }
  const sentence = `the noted head ${noted} does not occur up to here: the end was cut off, or the chain was written anew`;
  return { isWhole: false, province, fault: { kind: "CUT_OFF", position: position + 1, entry: null, sentence } };
}
