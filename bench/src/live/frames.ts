import { randomBytes } from "node:crypto";

/** The opcodes of WebSocket frames (RFC 6455, section 5.2) that a subscriber meets. */
export const opcodes = { text: 1, close: 8, ping: 9, pong: 10 } as const;

/** One frame of a client: masked, and whole. */
export function clientFrame(opcode: number, payload: Buffer): Buffer {
  const { length } = payload;
  if (length >= 65_536) throw new Error("a client of the benches sends short messages only");
  const start = length < 126 ? 2 : 4;
  const frame = Buffer.allocUnsafe(start + 4 + length);
  frame[0] = 0x80 | opcode;
  frame[1] = 0x80 | (start === 2 ? length : 126);
  if (start === 4) frame.writeUInt16BE(length, 2);
  const mask = randomBytes(4);
  mask.copy(frame, start);
  for (let place = 0; place < length; place += 1) {
    frame[start + 4 + place] = (payload[place] ?? 0) ^ (mask[place % 4] ?? 0);
  }
  return frame;
}

/** Is told where the payload of a frame stands. */
export type OnFrame = (opcode: number, start: number, end: number) => void;

/**
 * Walks over the frames of a server, which are not masked; nothing is copied.
 *
 * @returns how many bytes were whole frames; the rest belongs to the next
 */
export function walkFrames(bytes: Buffer, onFrame: OnFrame): number {
  const { length } = bytes;
  let place = 0;
  while (length - place >= 2) {
    const short = (bytes[place + 1] ?? 0) & 0x7f;
    const head = short < 126 ? 2 : short === 126 ? 4 : 10;
    if (length - place < head) break;
    const end = place + head + sizeAt(bytes, place + 2, short);
    if (end > length) break;
    onFrame((bytes[place] ?? 0) & 0x0f, place + head, end);
    place = end;
  }
  return place;
}

function sizeAt(bytes: Buffer, place: number, short: number): number {
  if (short < 126) return short;
  return short === 126 ? bytes.readUInt16BE(place) : Number(bytes.readBigUInt64BE(place));
}
