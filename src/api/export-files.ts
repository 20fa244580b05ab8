import { type DownloadParts, type ExportFile, exportsPath, openExportFile } from "../modules/exports/index.js";
import { notFound } from "../platform/errors.js";
import { type Answer, errorAnswer, type StreamedBody } from "./answer.js";
import { hasFile, isSameFile, readRange } from "./byte-range.js";
import type { Exchange } from "./context.js";
import { createSendingPlaces, type SendingPlaces } from "./sending-places.js";

/** How many files one process sends at the same time. */
const mostSending = 32;

/**
 * Makes what answers whoever brings a signed link to the file of an export: the whole file or a range of it, streamed. A
 * link that is too old, or whose file was thrown away, is answered 410; a wrong one 404, as any address that there is not.
 */
export function createExportFiles(parts: DownloadParts): (exchange: Exchange) => Promise<Answer> {
  const send = createSendingPlaces(mostSending);
  return async (exchange) => {
    const [id = "", file = "", ...rest] = exchange.path.slice(exportsPath.length).split("/");
    const given = new URLSearchParams(exchange.search);
    const [token, by] = [given.get("token") ?? "", given.get("by") ?? ""];
    const found = rest.length > 0 ? null : await openExportFile(parts, { id, file, token, by });
    if (found === null) return errorAnswer(exchange, 404, notFound());
    if (found === "GONE") return errorAnswer(exchange, 410, notFound());
    return fileAnswer(exchange, found, send);
  };
}

function fileAnswer(exchange: Exchange, file: ExportFile, send: SendingPlaces): Answer {
  const { request } = exchange;
  const tag = `"${file.tag}"`;
  const headers = {
    "Content-Type": file.mediaType,
    "Content-Disposition": `attachment; filename="${file.name}"`,
    "Accept-Ranges": "bytes",
    "Cache-Control": "private, no-store",
    ETag: tag,
    "Last-Modified": file.modifiedAt.toUTCString(),
  };
  const { "if-none-match": ifNoneMatch, "if-range": ifRange, range } = request.headers;
  if (hasFile(ifNoneMatch, tag)) return { status: 304, headers, body: "" };
  const isPartial = request.method === "GET" && isSameFile(typeof ifRange === "string" ? ifRange : undefined, tag);
  const wanted = readRange(isPartial ? range : undefined, file.length);
  if (wanted === "NONE") {
    return { status: 416, headers: { ...headers, "Content-Range": `bytes */${file.length}` }, body: "" };
  }
  if (wanted === "ALL") return send(exchange, { status: 200, headers, body: streamed(file, 0, file.length - 1) });
  const { first, last } = wanted;
  const contentRange = `bytes ${first}-${last}/${file.length}`;
  return send(exchange, {
    status: 206,
    headers: { ...headers, "Content-Range": contentRange },
    body: streamed(file, first, last),
  });
}

function streamed(file: ExportFile, first: number, last: number): StreamedBody {
  return { length: last - first + 1, pieces: () => file.read(first, last) };
}
