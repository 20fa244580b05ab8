import type { Socket } from "node:net";
import { createEncoder, pieceFor, writeSoon } from "./outlet.js";

/** What stands before the payload of every answer of one operation. */
export interface NextPrefix {
  readonly text: string;
  /** Its length in UTF-8. */
  readonly length: number;
}

/** Makes the beginning of the messages `next` of an operation. */
export function nextPrefix(id: string): NextPrefix {
  const text = `{"id":${JSON.stringify(id)},"type":"next","payload":`;
  return { text, length: Buffer.byteLength(text) };
}

const encode = createEncoder("}");

/** A text message that is whole (RFC 6455, section 5.2). */
const wholeText = 0x81;

/**
 * Sends a message `next` as one WebSocket frame, past the library: only its first bytes differ from reader to reader, the
 * payload is encoded once for all of them. Without compression and fragments frames may be put between those of the library.
 *
 * @param socket the connection beneath the WebSocket, which must be open
 */
export function sendNext(socket: Socket, prefix: NextPrefix, payload: string): void {
  const tail = encode(payload);
  const length = prefix.length + tail.length;
  const start = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const head = pieceFor(socket, start + prefix.length);
  head[0] = wholeText;
  if (start === 2) {
    head[1] = length;
  } else if (start === 4) {
    head[1] = 126;
    head.writeUInt16BE(length, 2);
  } else {
    head[1] = 127;
    head.writeUInt32BE(0, 2);
    head.writeUInt32BE(length, 6);
  }
  head.write(prefix.text, start, "utf8");
  writeSoon(socket, head, tail);
}
