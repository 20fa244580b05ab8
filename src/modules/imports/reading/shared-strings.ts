/** The texts that the cells of a workbook share, kept outside the heap as the bytes that they were. */
export interface SharedStrings {
  /** @returns false where there is no room for more */
  add(text: string): boolean;
  /** The text at a place; empty where there is none. */
  at(place: number): string;
}

const blockBytes = 4 * 1024 ** 2;
const placesAtOnce = 1 << 18;

/**
 * Keeps texts as UTF-8 in blocks, with two numbers for each: a million texts of 100 Chinese characters take 300 MB so, and
 * nearly twice as much as strings, which the garbage collector would walk through.
 *
 * @param mostBytes how many bytes of text there may be
 */
export function createSharedStrings(mostBytes: number): SharedStrings {
  const blocks: Buffer[] = [];
  let starts = new Float64Array(placesAtOnce);
  let lengths = new Uint32Array(placesAtOnce);
  let count = 0;
  let used = blockBytes;
  let total = 0;
  const grow = (): void => {
    const [moreStarts, moreLengths] = [new Float64Array(count * 2), new Uint32Array(count * 2)];
    moreStarts.set(starts);
    moreLengths.set(lengths);
    [starts, lengths] = [moreStarts, moreLengths];
  };
  return {
    add: (text) => {
      const bytes = Buffer.byteLength(text);
      total += bytes;
      if (total > mostBytes || bytes > blockBytes) return false;
      if (count === starts.length) grow();
      if (used + bytes > blockBytes) {
        blocks.push(Buffer.allocUnsafeSlow(blockBytes));
        used = 0;
      }
      blocks[blocks.length - 1]?.write(text, used, "utf8");
      starts[count] = (blocks.length - 1) * blockBytes + used;
      lengths[count] = bytes;
      used += bytes;
      count += 1;
      return true;
    },
    at: (place) => {
      if (!(place >= 0 && place < count)) return "";
      const [start, length] = [starts[place] ?? 0, lengths[place] ?? 0];
      const from = start % blockBytes;
      return blocks[Math.floor(start / blockBytes)]?.toString("utf8", from, from + length) ?? "";
    },
  };
}
