import { type ApplicationError, invalidInput } from "../../platform/errors.js";
import type { Exchange } from "../context.js";
import { invalidDocument } from "../errors.js";
import { parsedJson, readBody, textOf } from "../request-body.js";
import { parametersOf } from "./client-message.js";
import type { LiveParameters } from "./live.js";
import { withoutToken } from "./operations.js";

/** The longest header Last-Event-ID that is looked at; our cursors are far shorter. */
const longestCursor = 500;

/** Whether the caller takes a stream of Server-Sent Events, and says so by its name. */
export function takesStream({ request }: Exchange): boolean {
  const ranges = (request.headers.accept ?? "").toLowerCase().split(",");
  return ranges.some((range) => /^\s*text\/event-stream\s*(;(?!\s*q\s*=\s*0(\.0*)?\s*($|;)).*)?$/.test(range));
}

/** The refusal of a caller that takes none. */
export function takesNoStream(): ApplicationError {
  return invalidInput("accept", {
    zh: "该地址仅以 text/event-stream 应答。",
    en: "This address answers by text/event-stream alone.",
  });
}

/**
 * Reads the parameters of an operation: from the address, or from a body of JSON (GraphQL over HTTP, Request).
 *
 * @param longest the longest body, in bytes
 * @returns an error for what is no request
 * @throws TOO_LARGE; an Error when the caller goes away while sending
 */
export async function readStreamRequest(
  exchange: Exchange,
  longest: number,
): Promise<LiveParameters | ApplicationError> {
  const given =
    exchange.method === "GET"
      ? parametersOfSearch(exchange.search)
      : parsedJson(textOf(await readBody(exchange.request, longest)));
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    return invalidDocument("The parameters of a request are an object of JSON in UTF-8.");
  }
  return withoutToken(parametersOf(given as Record<string, unknown>)).parameters;
}

/** The parameters of an address; undefined where one of them is no JSON. */
function parametersOfSearch(search: string): Record<string, unknown> | undefined {
  const given = new URLSearchParams(search);
  const parameters: Record<string, unknown> = {};
  for (const name of ["documentId", "operationName", "query", "variables", "extensions"]) {
    // An empty text is as good as none (GraphQL over HTTP, GET).
    const text = given.get(name);
    if (text === null || text === "") continue;
    const isJson = name === "variables" || name === "extensions";
    const value = isJson ? parsedJson(text) : text;
    if (value === undefined) return undefined;
    parameters[name] = value;
  }
  return parameters;
}

/** The place in the log up to which the caller has read, as an EventSource tells it when it comes again; null: none. */
export function lastEventId({ request }: Exchange): string | null {
  const id = request.headers["last-event-id"];
  return typeof id === "string" && id !== "" ? id.slice(0, longestCursor) : null;
}
