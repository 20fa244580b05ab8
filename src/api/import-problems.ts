import { importProblemsPath, openProblemsFile, type ProblemsParts } from "../modules/imports/index.js";
import { notFound } from "../platform/errors.js";
import { type Answer, errorAnswer } from "./answer.js";
import type { Exchange } from "./context.js";
import { createSendingPlaces } from "./sending-places.js";

/** How many files one process sends at the same time. */
const mostSending = 16;

/**
 * Makes what answers whoever brings a signed link to the bad rows of an import: the whole file, streamed. A link that is too
 * old, or whose owner has the right no more, is answered 410; a wrong one 404, as any address that there is not.
 */
export function createImportProblems(parts: ProblemsParts): (exchange: Exchange) => Promise<Answer> {
  const send = createSendingPlaces(mostSending);
  return async (exchange) => {
    const { path, requestId, search } = exchange;
    const [id = "", file = "", ...rest] = path.slice(importProblemsPath.length).split("/");
    const given = new URLSearchParams(search);
    const [token, by] = [given.get("token") ?? "", given.get("by") ?? ""];
    const found = rest.length > 0 ? null : await openProblemsFile(parts, { id, file, token, by, requestId });
    if (found === null) return errorAnswer(exchange, 404, notFound());
    if (found === "GONE") return errorAnswer(exchange, 410, notFound());
    const headers = {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${found.name}"`,
      "Cache-Control": "private, no-store",
    };
    return send(exchange, { status: 200, headers, body: { length: null, pieces: () => found.read() } });
  };
}
