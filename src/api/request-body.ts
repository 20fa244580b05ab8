import { isUtf8 } from "node:buffer";
import type { IncomingMessage } from "node:http";
import { timedOut, tooLarge } from "../platform/errors.js";

// A mark that some programs put before a text; it is no part of it.
const byteOrderMark = "\ufeff";

// How long a body may take to come.
const bodyMilliseconds = 30_000;

/**
 * Reads the body of a request. A body beyond the limit is refused as soon as that is known, from its declared length or
 * after so many bytes, and the rest is not kept.
 *
 * @param most the greatest length, in bytes
 * @param milliseconds how long it may take; half a minute when it is not given
 * @throws TOO_LARGE; TIMED_OUT; an Error when the caller goes away while sending
 */
export async function readBody(
  request: IncomingMessage,
  most: number,
  milliseconds = bodyMilliseconds,
): Promise<Buffer> {
  const declared = Number(request.headers["content-length"] ?? 0);
  if (declared > most) throw tooLarge("body", declared, most);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const take = (chunk: Buffer): void => {
      length += chunk.length;
      chunks.push(chunk);
      if (length <= most) return;
      request.off("data", take).pause();
      reject(tooLarge("body", length, most));
    };
    const timer = setTimeout(() => {
      request.off("data", take).pause();
      reject(timedOut());
    }, milliseconds);
    request.on("data", take);
    request.on("end", () => {
      clearTimeout(timer);
      resolve(Buffer.concat(chunks));
    });
    request.on("error", reject);
    request.on("close", () => {
      clearTimeout(timer);
      // Every request is closed in the end; only before its own end that is an error.
      if (!request.readableEnded) reject(new Error("the caller went away"));
    });
  });
}

/** The text of a body in UTF-8; null when it is not UTF-8. */
export function textOf(body: Buffer): string | null {
  if (!isUtf8(body)) return null;
  const text = body.toString("utf8");
  return text.startsWith(byteOrderMark) ? text.slice(1) : text;
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

const lingerMilliseconds = 1000;

/**
 * Throws away the rest of a body that nobody reads, for a moment: a caller that still sends when the connection is cut
 * may lose the answer with it.
 *
 * @param cut ends the connection; called when the body has come to its end, or the moment is over
 */
export function throwAwayBody(request: IncomingMessage, cut: () => void): void {
  const timer = setTimeout(cut, lingerMilliseconds);
  request.once("end", cut);
  request.once("close", () => {
    clearTimeout(timer);
    cut();
  });
  request.resume();
}
