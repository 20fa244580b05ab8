import { HeaderMap, type HTTPGraphQLRequest } from "@apollo/server";
import { type ApplicationError, invalidInput, unknownDocument, untrustedDocument } from "../platform/errors.js";
import { type Answer, errorAnswer } from "./answer.js";
import { conditionalSubscription, hasConditionalSubscription } from "./conditional-subscription.js";
import type { Exchange } from "./context.js";
import { invalidDocument } from "./errors.js";
import { acceptedMediaType } from "./media-type.js";
import { parsedJson, readBody, textOf } from "./request-body.js";
import { refuseContentType } from "./request-form.js";
import type { TrustedDocuments } from "./trusted-documents.js";

/** The longest body of a request, in bytes: a thousand records of calls, with all that they may hold. */
export const longestBody = 512 * 1024;

/** Which requests are taken. */
export interface RequestRules {
  /** The documents that may be asked for by their identifiers. */
  documents: TrustedDocuments;
  /** Whether there are no others. */
  isTrustedOnly: boolean;
  /** Whether pages of an origin may call us. */
  isAllowedOrigin(origin: string): boolean;
}

type Outcome<Value> = { value: Value } | { refusal: Answer };

/**
 * Reads the request of an operation, whose document is then given as a text in every case.
 *
 * @returns the request as Apollo takes it, or the answer that refuses it before anything of it is parsed
 * @throws TOO_LARGE; an Error when the caller goes away while sending
 */
export async function readGraphqlRequest(
  exchange: Exchange,
  rules: RequestRules,
): Promise<Outcome<HTTPGraphQLRequest>> {
  const { request, method } = exchange;
  const accepted = acceptedMediaType(request.headers.accept);
  // SECURITY: an answer that the caller does not take is refused before a change is made, and not after it.
  if (accepted === null) return refuse(exchange, 406, unacceptable());
  const head = { method, headers: headersOf(exchange, accepted.type, rules) };
  if (method === "GET") {
    const search = searchOf(exchange, rules);
    return "refusal" in search ? search : { value: { ...head, search: search.value, body: undefined } };
  }
  const type = refuseContentType(exchange);
  if (type !== null) return { refusal: type };
  const body = parsedJson(textOf(await readBody(request, longestBody)));
  if (body === undefined) return refuse(exchange, 400, invalidDocument("The body is not JSON in UTF-8."));
  const resolved = bodyOf(exchange, rules, body);
  return "refusal" in resolved ? resolved : { value: { ...head, search: "", body: resolved.value } };
}

function bodyOf(exchange: Exchange, rules: RequestRules, body: unknown): Outcome<unknown> {
  // What is no object Apollo refuses, with the reason: a list would be a batch.
  if (typeof body !== "object" || body === null || Array.isArray(body)) return { value: body };
  const { documentId, ...rest } = body as Record<string, unknown>;
  const document = documentOf(exchange, rules, { documentId, query: "query" in rest ? rest.query : undefined });
  return "refusal" in document ? document : { value: { ...rest, query: document.value } };
}

function searchOf(exchange: Exchange, rules: RequestRules): Outcome<string> {
  const parameters = new URLSearchParams(exchange.search);
  for (const name of ["documentId", "operationName", "variables", "extensions"]) {
    // An empty text is as good as none (GraphQL over HTTP, GET).
    if (parameters.getAll(name).every((value) => value === "")) parameters.delete(name);
  }
  if (parameters.getAll("documentId").length > 1) {
    return refuse(exchange, 400, invalidDocument("The parameter documentId may stand in an address once."));
  }
  const query = parameters.getAll("query");
  const document = documentOf(exchange, rules, {
    documentId: parameters.get("documentId") ?? undefined,
    query: query[0],
  });
  if ("refusal" in document) return document;
  parameters.delete("documentId");
  // Where it came twice, Apollo refuses it.
  if (query.length < 2) parameters.set("query", document.value);
  return { value: parameters.toString() };
}

/**
 * The text of the document that is asked for (GraphQL over HTTP, appendix Persisted Documents, and Request Parameters).
 *
 * SECURITY: a request that brings a text beside an identifier is refused: whoever looks at the one, a proxy or a person who
 * reads a log, must not be told another.
 */
export function chooseDocument(
  { documents, isTrustedOnly }: RequestRules,
  { documentId, query }: { documentId: unknown; query: unknown },
): { value: string } | { status: number; error: ApplicationError } {
  if (documentId !== undefined && documentId !== null) {
    if (typeof documentId !== "string") return { status: 400, error: invalidDocument("documentId is no text.") };
    if (query !== undefined && query !== null) {
      return { status: 400, error: invalidDocument("A request has either a query or a documentId.") };
    }
    const text = documents.find(documentId);
    return text === null ? { status: 404, error: unknownDocument() } : { value: text };
  }
  if (isTrustedOnly) return { status: 403, error: untrustedDocument() };
  if (typeof query !== "string") {
    const reason = "A request needs a query, or a documentId, and it must be a text.";
    return { status: 400, error: invalidDocument(reason) };
  }
  if (hasConditionalSubscription(query)) return { status: 400, error: conditionalSubscription() };
  return { value: query };
}

function documentOf(
  exchange: Exchange,
  rules: RequestRules,
  asked: { documentId: unknown; query: unknown },
): Outcome<string> {
  const chosen = chooseDocument(rules, asked);
  return "error" in chosen ? refuse(exchange, chosen.status, chosen.error) : chosen;
}

/**
 * What Apollo looks at; the token in particular is none of its business.
 *
 * SECURITY: Apollo refuses what a page of another site could have sent unasked (CSRF). A token stands in a header that no
 * browser adds for a page without asking us first (Fetch standard, section 2.2.2), so whoever is signed in has shown that
 * he is no such page, unless his browser says otherwise.
 */
function headersOf(exchange: Exchange, accept: string, rules: RequestRules): HeaderMap {
  // What Apollo answers with unasked need not be asked for: it would weigh the header up once more.
  const headers = new HeaderMap(accept === "application/json" ? [] : [["accept", accept]]);
  for (const name of ["content-type", "apollo-require-preflight", "x-apollo-operation-name"]) {
    const value = exchange.request.headers[name];
    if (typeof value === "string") headers.set(name, value);
  }
  if (!isFromForeignPage(exchange, rules)) headers.set("apollo-require-preflight", "true");
  return headers;
}

// Fetch Metadata: browsers alone send Sec-Fetch-Site, and no page can set it.
function isFromForeignPage({ request }: Exchange, rules: RequestRules): boolean {
  const { origin, "sec-fetch-site": site } = request.headers;
  if (site !== "cross-site" && site !== "same-site") return false;
  return origin === undefined || !rules.isAllowedOrigin(origin);
}

function unacceptable(): ApplicationError {
  return invalidInput("accept", {
    zh: "仅能以 application/graphql-response+json 或 application/json 应答。",
    en: "Answers are application/graphql-response+json or application/json.",
  });
}

function refuse(exchange: Exchange, status: number, error: ApplicationError): { refusal: Answer } {
  return { refusal: errorAnswer(exchange, status, error) };
}
