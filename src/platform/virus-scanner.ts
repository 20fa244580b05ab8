import { createConnection, type Socket } from "node:net";
import type { ObjectStore } from "./object-store.js";

/** What looks at contents before anybody opens them (病毒扫描). */
export interface Scanner {
  /**
   * Looks at a content, a piece at a time.
   *
   * @returns the name of what was found; null where it is clean
   * @throws where the scanner cannot be reached, or does not say
   */
  scan(content: AsyncIterable<Uint8Array>): Promise<string | null>;
}

/** What looks after the contents of files: where they are kept, and what scans them; null where nothing does. */
export interface FileTools {
  objects: ObjectStore;
  scanner: Scanner | null;
}

const patienceMilliseconds = 60_000;

// An answer is one line, with the name of what was found in it.
const longestAnswer = 1000;

// clamd reads the length of each piece first.
const largestPiece = 1024 * 1024;

/**
 * Makes a scanner that asks clamd (the daemon of ClamAV) by its protocol over TCP (INSTREAM), for each content over a
 * connection of its own.
 *
 * @param address such as tcp://127.0.0.1:3310
 */
export function createScanner(address: string): Scanner {
  const { hostname, port } = new URL(address);
  return {
    scan: async (content) => {
      const socket = createConnection({ host: hostname.replace(/^\[|\]$/g, ""), port: Number(port) });
      socket.setTimeout(patienceMilliseconds, () => socket.destroy(new Error("the virus scanner does not answer")));
      const answered = answerOf(socket);
      // It may come while we still write: clamd answers at once where a content is too long for it.
      answered.catch(() => undefined);
      try {
        await sendContent(socket, content);
        return readVerdict(await answered);
      } finally {
        socket.destroy();
      }
    },
  };
}

async function sendContent(socket: Socket, content: AsyncIterable<Uint8Array>): Promise<void> {
  await sent(socket, "zINSTREAM\0");
  for await (const piece of content) {
    for (let from = 0; from < piece.length; from += largestPiece) {
      const part = piece.subarray(from, from + largestPiece);
      await sent(socket, framed(part));
    }
  }
  await sent(socket, framed(new Uint8Array(0)));
}

function framed(piece: Uint8Array): Buffer {
  const frame = Buffer.alloc(4 + piece.length);
  frame.writeUInt32BE(piece.length, 0);
  frame.set(piece, 4);
  return frame;
}

function sent(socket: Socket, bytes: string | Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.write(bytes, (error) => (error == null ? resolve() : reject(error)));
  });
}

function answerOf(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = "";
    socket.setEncoding("utf8");
    socket.on("data", (text: string) => {
      answer += text;
      if (answer.includes("\0")) resolve(answer);
      else if (answer.length > longestAnswer) reject(new Error("the virus scanner says too much"));
    });
    socket.on("error", reject);
    socket.on("close", () => reject(new Error("the virus scanner ended the connection")));
  });
}

function readVerdict(answer: string): string | null {
  const [, found, isClean] = /^stream: (?:(.{1,200}) FOUND|(OK))\0/.exec(answer) ?? [];
  if (found !== undefined) return found;
  if (isClean !== undefined) return null;
  throw new Error("the virus scanner could not look at it");
}
