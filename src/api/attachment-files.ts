import {
  type AttachmentContent,
  attachmentsPath,
  type DownloadParts,
  openAttachment,
} from "../modules/attachments/index.js";
import { notFound } from "../platform/errors.js";
import { type Answer, errorAnswer, type StreamedBody } from "./answer.js";
import { hasFile, isSameFile, readRange } from "./byte-range.js";
import type { Exchange } from "./context.js";
import { createSendingPlaces, type SendingPlaces } from "./sending-places.js";

/** How many contents one process sends at the same time. */
const mostSending = 64;

/**
 * Makes what answers whoever brings a signed link to the content of an attachment: the whole of it or a range, streamed. A
 * link that is too old, or whose content may not be opened any more, is answered 410; a wrong one 404.
 */
export function createAttachmentFiles(parts: DownloadParts): (exchange: Exchange) => Promise<Answer> {
  const send = createSendingPlaces(mostSending);
  return async (exchange) => {
    const [id = "", file = "", ...rest] = exchange.path.slice(attachmentsPath.length).split("/");
    const given = new URLSearchParams(exchange.search);
    const [token, by, held] = [given.get("token") ?? "", given.get("by") ?? "", given.get("held") ?? ""];
    const found = rest.length > 0 ? null : await openAttachment(parts, { id, file, token, by, held });
    if (found === null) return errorAnswer(exchange, 404, notFound());
    if (found === "GONE") return errorAnswer(exchange, 410, notFound());
    return contentAnswer(exchange, found, send);
  };
}

/**
 * SECURITY: what strangers wrote is shown by a browser only as what it is (nosniff, which every answer says), and never as a
 * page of ours: a sandbox that allows nothing, and documents are saved, not opened.
 */
function headersOf(content: AttachmentContent): Record<string, string> {
  const disposition = content.isInline ? "inline" : "attachment";
  return {
    "Content-Type": content.mediaType,
    "Content-Disposition": `${disposition}; filename="${content.name}"`,
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
    // Pages of front ends show pictures; whoever has the link may have the content.
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Accept-Ranges": "bytes",
    "Cache-Control": "private, no-store",
    ETag: `"${content.tag}"`,
    "Last-Modified": content.modifiedAt.toUTCString(),
  };
}

function contentAnswer(exchange: Exchange, content: AttachmentContent, send: SendingPlaces): Answer {
  const { request } = exchange;
  const headers = headersOf(content);
  const tag = `"${content.tag}"`;
  const { "if-none-match": ifNoneMatch, "if-range": ifRange, range } = request.headers;
  if (hasFile(ifNoneMatch, tag)) return { status: 304, headers, body: "" };
  const isPartial = request.method === "GET" && isSameFile(typeof ifRange === "string" ? ifRange : undefined, tag);
  const wanted = readRange(isPartial ? range : undefined, content.length);
  if (wanted === "NONE") {
    return { status: 416, headers: { ...headers, "Content-Range": `bytes */${content.length}` }, body: "" };
  }
  if (wanted === "ALL") return send(exchange, { status: 200, headers, body: streamed(content, 0, content.length - 1) });
  const { first, last } = wanted;
  return send(exchange, {
    status: 206,
    headers: { ...headers, "Content-Range": `bytes ${first}-${last}/${content.length}` },
    body: streamed(content, first, last),
  });
}

function streamed(content: AttachmentContent, first: number, last: number): StreamedBody {
  const pieces = async function* (): AsyncGenerator<Buffer> {
    for await (const piece of content.read(first, last)) yield Buffer.from(piece);
  };
  return { length: last - first + 1, pieces };
}
