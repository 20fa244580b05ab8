/** What is opened as a page or run as a program, whatever it is called. */
const active =
  /^\s*(?:<!doctype|<html|<head|<body|<svg|<\?xml|<\?php|<script|#!|@echo\b|%!PS|mime-version:|content-type:)|<script\b|<iframe\b/i;

const headCharacters = 4096;

// Tabulators, ends of lines and of pages, and the mark of an end that old editors write.
const allowedControls = new Set([0x09, 0x0a, 0x0c, 0x0d, 0x1a]);

/**
 * Passes a content on as long as it is a text: UTF-8, or GB 18030 as older editors write it.
 *
 * @param refuse makes what is thrown where it is no text, or is a page or a program
 */
export async function* plainText(content: AsyncIterable<Uint8Array>, refuse: () => Error): AsyncGenerator<Uint8Array> {
  const decoders = new Map(["utf-8", "gb18030"].map((name) => [name, new TextDecoder(name, { fatal: true })]));
  const heads = new Map<string, string>();
  const decode = (name: string, decoder: InstanceType<typeof TextDecoder>, piece?: Uint8Array): void => {
    try {
      const text = piece === undefined ? decoder.decode() : decoder.decode(piece, { stream: true });
      const head = heads.get(name) ?? "";
      if (head.length < headCharacters) heads.set(name, head + text.slice(0, headCharacters - head.length));
    } catch {
      decoders.delete(name);
    }
  };
  const decodeAll = (piece?: Uint8Array): void => {
    for (const [name, decoder] of [...decoders]) decode(name, decoder, piece);
    if (decoders.size === 0 || [...heads.values()].some((head) => active.test(head))) throw refuse();
  };
  for await (const piece of content) {
    if (piece.some((byte) => byte < 0x20 && !allowedControls.has(byte))) throw refuse();
    decodeAll(piece);
    yield piece;
  }
  decodeAll();
}
