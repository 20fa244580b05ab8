import type { IncomingMessage } from "node:http";
import { invalidInput } from "../platform/errors.js";
import { type Answer, errorAnswer } from "./answer.js";
import type { Exchange } from "./context.js";

/** The one type of a body of a GraphQL request (GraphQL over HTTP, Media Types), in the one encoding of ours. */
const jsonType = /^application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i;

/** Headers by which a proxy and we tell what a request is; each may stand in it once. */
const singleHeaders: ReadonlySet<string> = new Set([
  "content-length",
  "content-type",
  "host",
  "origin",
  "transfer-encoding",
]);

/**
 * Refuses a request of a form that two readers might read differently; null for every other one.
 *
 * SECURITY: a proxy and we must agree on where a request ends and on what it says (RFC 9112, section 11.2). Node.js itself
 * refuses two lengths, a length beside chunks, and lines that end oddly; of a header that came twice it would silently take
 * the first.
 */
export function refuseForm(exchange: Exchange): Answer | null {
  const { method, request } = exchange;
  const twice = repeatedHeader(request);
  if (twice !== null) {
    return refuse(exchange, 400, twice, {
      zh: `请求头 ${twice} 只能出现一次。`,
      en: `The header ${twice} may stand in a request once.`,
    });
  }
  const { "content-encoding": encoding, "transfer-encoding": transfer } = request.headers;
  if (encoding !== undefined) {
    const text = { zh: "请求正文不得压缩。", en: "The body must not be compressed or encoded." };
    // RFC 9110, section 15.5.16.
    return refuse(exchange, 415, "content-encoding", text, { "Accept-Encoding": "identity" });
  }
  if (transfer !== undefined && transfer.trim().toLowerCase() !== "chunked") {
    const text = { zh: "传输编码只能为 chunked。", en: "The only transfer encoding is chunked." };
    return refuse(exchange, 400, "transfer-encoding", text);
  }
  if ((method === "GET" || method === "HEAD") && hasBody(request)) {
    return refuse(exchange, 400, "body", { zh: "此请求方法不得带正文。", en: "A request of this method has no body." });
  }
  return null;
}

/** Refuses the body of a GraphQL request that does not say that it is JSON in UTF-8; null for every other one. */
export function refuseContentType(exchange: Exchange): Answer | null {
  if (jsonType.test(exchange.request.headers["content-type"] ?? "")) return null;
  const error = invalidInput("content-type", {
    zh: "请求正文必须为 application/json，UTF-8 编码。",
    en: "The body must be application/json in UTF-8.",
  });
  return errorAnswer(exchange, 415, error);
}

// What follows on a connection after such a request may be anything: it ends.
function refuse(
  exchange: Exchange,
  status: number,
  field: string,
  text: { zh: string; en: string },
  headers: Record<string, string> = {},
): Answer {
  return errorAnswer(exchange, status, invalidInput(field, text), { ...headers, Connection: "close" });
}

function repeatedHeader({ rawHeaders }: IncomingMessage): string | null {
  const seen: string[] = [];
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index]?.toLowerCase() ?? "";
    if (!singleHeaders.has(name)) continue;
    if (seen.includes(name)) return name;
    seen.push(name);
  }
  return null;
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) !== 0;
}
