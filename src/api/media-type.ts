import { LRUCache } from "lru-cache";

/** The media types of a GraphQL answer (GraphQL over HTTP, Media Types), the one that the standard prefers first. */
const mediaTypes = ["application/graphql-response+json", "application/json"] as const;

/** A media type of a GraphQL answer. */
export type GraphqlMediaType = (typeof mediaTypes)[number];

/** What a caller takes. */
export interface Accepted {
  type: GraphqlMediaType;
  /**
   * Whether the caller named `application/json` and would rather not have the newer type: a caller of the time when every
   * GraphQL answer had the status 200, which reads the body of no other one.
   */
  isOlderCaller: boolean;
}

interface Range {
  /** 2 for a type that is named, 1 for `application/*`, 0 for any type. */
  precision: number;
  quality: number;
}

// What comes after so many characters is not looked at.
const longestHeader = 1000;

// Programs send few headers of this kind, and each of them often.
const known = new LRUCache<string, { accepted: Accepted | null }>({ max: 500 });

/**
 * The media type to answer with (RFC 9110, section 12.5.1): of those that the caller takes the one he likes best; of two
 * that he likes as well the one that he named, and of two that he named the newer one.
 *
 * @param accept the header Accept; undefined where there is none, which is as good as any type
 * @returns null when the caller takes neither
 */
export function acceptedMediaType(accept: string | undefined): Accepted | null {
  const header = (accept ?? "*/*").slice(0, longestHeader);
  let found = known.get(header);
  if (found === undefined) {
    found = { accepted: bestMediaType(header) };
    known.set(header, found);
  }
  return found.accepted;
}

function bestMediaType(header: string): Accepted | null {
  const ranges = rangesOf(header);
  let best: { type: GraphqlMediaType; range: Range } | null = null;
  for (const type of mediaTypes) {
    const range = rangeFor(type, ranges);
    if (range === null || range.quality === 0) continue;
    if (best === null || isBetter(range, best.range)) best = { type, range };
  }
  if (best === null) return null;
  return { type: best.type, isOlderCaller: best.type === "application/json" && best.range.precision === 2 };
}

// A caller that takes anything gets the type that everybody can read.
function isBetter(range: Range, best: Range): boolean {
  if (range.quality !== best.quality) return range.quality > best.quality;
  return range.precision > best.precision || (range.precision === best.precision && range.precision < 2);
}

function rangesOf(accept: string): ReadonlyMap<string, number> {
  const ranges = new Map<string, number>();
  for (const entry of accept.split(",")) {
    const [type = "", ...parameters] = entry.split(";").map((part) => part.trim().toLowerCase());
    const weight = parameters.map((text) => /^q\s*=\s*([01](?:\.\d{0,3})?)$/.exec(text)?.[1]).find((text) => text);
    if (type !== "") ranges.set(type, Math.min(Number(weight ?? 1), 1));
  }
  return ranges;
}

// The most precise range speaks for a type, also where it says no.
function rangeFor(type: GraphqlMediaType, ranges: ReadonlyMap<string, number>): Range | null {
  const precision = [type, "application/*", "*/*"].findIndex((name) => ranges.has(name));
  const quality = ranges.get([type, "application/*", "*/*"][precision] ?? "");
  return quality === undefined ? null : { precision: 2 - precision, quality };
}
