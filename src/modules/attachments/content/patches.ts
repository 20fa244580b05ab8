/** What stands at a place of a kept content instead of what was brought: as many bytes, or zeros. */
export interface Patch {
  /** From which byte. */
  from: number;
  /** Up to which byte, that one excluded. */
  to: number;
  /** What stands there; zeros where it is null. */
  bytes: Buffer | null;
}

/** A patch of bytes. */
export function written(from: number, bytes: Buffer): Patch {
  return { from, to: from + bytes.length, bytes };
}

/** A patch of zeros. */
export function zeroed(from: number, to: number): Patch {
  return { from, to, bytes: null };
}

/**
 * Passes a content on with patches, a piece at a time: no byte moves, and the length stays.
 *
 * @param patches in any order; none of them overlaps another, and all are within the content
 */
export async function* patched(
  content: AsyncIterable<Uint8Array>,
  patches: readonly Patch[],
): AsyncGenerator<Uint8Array> {
  const sorted = patches.filter(({ from, to }) => from < to).sort((one, other) => one.from - other.from);
  let [at, next] = [0, 0];
  for await (const given of content) {
    const piece = Buffer.from(given);
    const end = at + piece.length;
    for (let patch = sorted[next]; patch !== undefined && patch.from < end; patch = sorted[next]) {
      const [from, to] = [Math.max(patch.from, at), Math.min(patch.to, end)];
      if (patch.bytes === null) piece.fill(0, from - at, to - at);
      else piece.set(patch.bytes.subarray(from - patch.from, to - patch.from), from - at);
      if (patch.to > end) break;
      next += 1;
    }
    at = end;
    yield piece;
  }
}

/** A stretch of a content, its last byte excluded. */
export interface Stretch {
  from: number;
  to: number;
}

/** Stretches in their order, those that overlap or touch as one, and none that is empty. */
export function joined(stretches: readonly Stretch[]): Stretch[] {
  const sorted = stretches.filter(({ from, to }) => from < to).sort((one, other) => one.from - other.from);
  const found: Stretch[] = [];
  for (const { from, to } of sorted) {
    const last = found.at(-1);
    if (last === undefined || from > last.to) found.push({ from, to });
    else last.to = Math.max(last.to, to);
  }
  return found;
}

/**
 * What of a stretch others do not cover, as zeros.
 *
 * @param others in their order, none of them overlapping another
 */
export function zeroedBetween(from: number, to: number, others: readonly Stretch[]): Patch[] {
  const patches: Patch[] = [];
  let at = from;
  for (const other of others) {
    if (other.to <= at) continue;
    if (other.from >= to) break;
    if (other.from > at) patches.push(zeroed(at, other.from));
    at = Math.min(other.to, to);
  }
  if (at < to) patches.push(zeroed(at, to));
  return patches;
}
