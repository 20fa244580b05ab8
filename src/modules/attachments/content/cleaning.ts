import type { Patch } from "./patches.js";

/** Looks at a content that passes by, a piece at a time. */
export interface ContentWatch {
  push(piece: Uint8Array): void;
  /**
   * What must not be kept of what passed by, at its places.
   *
   * @returns null where the content is not what it should be, or cannot be kept without that
   */
  end(): Patch[] | null;
}

/** Passes a content on, and has something look at it on the way. */
export async function* watched(content: AsyncIterable<Uint8Array>, watch: ContentWatch): AsyncGenerator<Uint8Array> {
  for await (const piece of content) {
    watch.push(piece);
    yield piece;
  }
}
