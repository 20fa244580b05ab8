import { type DocumentParts, fetchDocument, reportsPath } from "../modules/reports/index.js";
import { notFound } from "../platform/errors.js";
import { type Answer, errorAnswer } from "./answer.js";
import type { Exchange } from "./context.js";

/**
 * Makes what answers whoever brings a signed link to the document of a statistical report. A link that is too old is
 * answered 410; a wrong one 404, as any address that there is not.
 */
export function createReportDocuments(parts: DocumentParts): (exchange: Exchange) => Promise<Answer> {
  return async (exchange) => {
    const query = new URLSearchParams(exchange.search);
    const found = await fetchDocument(parts, exchange.path.slice(reportsPath.length), query);
    if (found.state === "MISSING") return errorAnswer(exchange, 404, notFound());
    if (found.state === "EXPIRED") return errorAnswer(exchange, 410, notFound());
    const headers = {
      "Content-Type": found.mediaType,
      // The name is Chinese, so it goes in the extended form (RFC 6266), beside a plain one for those that do not know it.
      "Content-Disposition": `attachment; filename="${found.plainName}"; filename*=UTF-8''${encoded(found.fileName)}`,
      "Cache-Control": "private, no-store",
    };
    return { status: 200, headers, body: found.body };
  };
}

// RFC 8187: fewer characters stand for themselves than encodeURIComponent leaves alone.
const encoded = (name: string): string =>
  encodeURIComponent(name).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
