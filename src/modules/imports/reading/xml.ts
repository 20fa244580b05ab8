import { SaxesParser } from "saxes";
import { type FileFindings, fail, longestRow } from "./raw-rows.js";

/** What is told of a document while it is read; names come without their prefixes. */
export interface XmlListener {
  opened(name: string, attributes: Readonly<Record<string, string>>): void;
  closed(name: string): void;
  text(text: string): void;
}

const local = (name: string): string => {
  const colon = name.indexOf(":");
  return colon < 0 ? name : name.slice(colon + 1);
};

/** How long one text or tag of a document may be, in characters: longer than any row. */
const longestText = 5 * longestRow;

/**
 * Reads an XML document, and stops after each piece, so that whoever listens can pass on what he has.
 *
 * SECURITY: a document type declaration ends the reading: no workbook has one, and without it there are no entities that
 * could name files or grow (XXE, "billion laughs"). The parser itself never opens anything.
 *
 * @param isEnough asked after each piece: whether the rest is of no use
 */
export async function* readXml(
  pieces: AsyncIterable<Uint8Array>,
  listener: XmlListener,
  found: FileFindings,
  isEnough: () => boolean = () => false,
): AsyncGenerator<void> {
  const parser = new SaxesParser({ xmlns: false, position: false });
  const wrong = (): void => fail(found, "NOT_THE_FORMAT");
  parser.on("error", wrong);
  parser.on("doctype", wrong);
  parser.on("opentag", ({ attributes, name }) => listener.opened(local(name), attributes));
  parser.on("closetag", ({ name }) => listener.closed(local(name)));
  parser.on("text", (text) => listener.text(text));
  parser.on("cdata", (text) => listener.text(text));
  const decoder = new TextDecoder("utf-8");
  let sinceTag = 0;
  for await (const piece of pieces) {
    const text = decoder.decode(piece, { stream: true });
    // The parser gathers a text until its end: one that has none in sight is not gathered.
    const lastTag = text.lastIndexOf("<");
    sinceTag = lastTag < 0 ? sinceTag + text.length : text.length - lastTag;
    if (sinceTag > longestText) return fail(found, "ROW_TOO_LONG");
    parser.write(text);
    if (found.failure !== null || isEnough()) return;
    yield;
  }
  if (found.failure === null) parser.write(decoder.decode()).close();
  if (found.failure === null) yield;
}

/** Reads a small document to its end. */
export async function readWholeXml(
  pieces: AsyncIterable<Uint8Array>,
  listener: XmlListener,
  found: FileFindings,
): Promise<void> {
  for await (const _ of readXml(pieces, listener, found));
}
