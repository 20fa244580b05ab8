import type { IncomingMessage, ServerResponse } from "node:http";
import { tooLarge } from "../platform/errors.js";

const decoder = () => new TextDecoder("utf-8", { fatal: true });

/**
 * Reads the body of a request. A body beyond the limit is refused as soon as that is known, from its declared length or
 * after so many bytes, and the rest is not kept.
 *
 * @param most the greatest length, in bytes
 * @throws TOO_LARGE; an Error when the caller goes away while sending
 */
export async function readBody(request: IncomingMessage, most: number): Promise<Buffer> {
  const declared = Number(request.headers["content-length"] ?? 0);
  if (declared > most) throw tooLarge("body", declared, most);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length <= most) {
        chunks.push(chunk);
        return;
      }
      request.pause();
      reject(tooLarge("body", length, most));
    });
    request.on("end", () =>
      resolve(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks)),
    );
    request.on("error", reject);
    request.on("close", () => reject(new Error("the caller went away")));
  });
}

/** The text of a body in UTF-8; null when it is not UTF-8. */
export function textOf(body: Buffer): string | null {
  try {
    return decoder().decode(body);
  } catch {
    return null;
  }
}

/** Reads JSON; undefined when the text is not JSON. */
export function parsedJson(text: string | null): unknown {
  if (text === null) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

// A caller that still sends when the connection is cut may lose the answer with it.
const lingerMilliseconds = 1000;
const lingerBytes = 2 * 1024 * 1024;

/**
 * Ends the connection of a request whose body was not read to its end: what still comes is thrown away for a moment, so
 * that the caller can read the answer, and then the connection is cut.
 */
export function abandonBody(request: IncomingMessage, response: ServerResponse): void {
  if (request.complete) return;
  let thrownAway = 0;
  const cut = () => request.destroy();
  const timer = setTimeout(cut, lingerMilliseconds).unref();
  request.on("data", (chunk: Buffer) => {
    thrownAway += chunk.length;
    if (thrownAway > lingerBytes && response.writableFinished) cut();
  });
  request.on("close", () => clearTimeout(timer));
  request.resume();
}
