import { TextDecoder } from "node:util";
import type { FileToRead, TextEncoding } from "./raw-rows.js";

const labels: Readonly<Record<TextEncoding, string>> = { UTF_8: "utf-8", UTF_16LE: "utf-16le", GB18030: "gb18030" };

/**
 * The encoding of a text file: UTF-8 where all of it is, with or without a byte order mark; UTF-16 where it begins with
 * the mark of that, as Excel's "Unicode text" does; otherwise GB18030 (GB 18030-2022), which Chinese Excel writes as CSV,
 * where all of it is. The whole file is looked at: one wrong byte in the last row would otherwise become a wrong name.
 *
 * @returns null where it is none of them
 */
export async function detectEncoding(file: FileToRead): Promise<TextEncoding | null> {
  if (await beginsWithMarkOfUtf16(file)) return (await isAll(file, "UTF_16LE")) ? "UTF_16LE" : null;
  if (await isAll(file, "UTF_8")) return "UTF_8";
  return (await isAll(file, "GB18030")) ? "GB18030" : null;
}

async function beginsWithMarkOfUtf16(file: FileToRead): Promise<boolean> {
  if (file.bytes < 2) return false;
  const pieces: Uint8Array[] = [];
  for await (const piece of file.read({ first: 0, last: 1 })) pieces.push(piece);
  const [first, second] = Buffer.concat(pieces);
  return first === 0xff && second === 0xfe;
}

async function isAll(file: FileToRead, encoding: TextEncoding): Promise<boolean> {
  const decoder = decoderOf(encoding);
  try {
    for await (const piece of file.read()) decoder.decode(piece, { stream: true });
    decoder.decode();
    return true;
  } catch (error) {
    if (isWrongByte(error)) return false;
    throw error;
  }
}

const decoderOf = (encoding: TextEncoding): TextDecoder => new TextDecoder(labels[encoding], { fatal: true });

const isWrongByte = (error: unknown): boolean =>
  error instanceof TypeError && (error as { code?: string }).code === "ERR_ENCODING_INVALID_ENCODED_DATA";

/** The text of a file, a piece at a time; a byte order mark is left out. */
export async function* decoded(file: FileToRead, encoding: TextEncoding): AsyncGenerator<string> {
  const decoder = decoderOf(encoding);
  for await (const piece of file.read()) {
    const text = decoder.decode(piece, { stream: true });
    if (text !== "") yield text;
  }
  const rest = decoder.decode();
  if (rest !== "") yield rest;
}
