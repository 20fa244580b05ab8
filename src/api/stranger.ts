import { type DocumentNode, Kind, parse } from "graphql";
import { unauthenticated } from "../platform/errors.js";
import { type Answer, errorAnswer, graphqlMediaType, jsonAnswer } from "./answer.js";
import type { Exchange } from "./context.js";
import { parsedJson, readBody, textOf } from "./request-body.js";

/** The longest body that is read for somebody without a token, in bytes. */
const longestBody = 2048;

/**
 * Answers a request that comes with no valid token.
 *
 * SECURITY: strangers learn nothing. `{ __typename }`, by which a load balancer or a client sees that a GraphQL API is
 * alive, is answered; everything else gets the same refusal before it is parsed against the schema, so that neither
 * validation nor suggestions nor introspection tell names, whatever the document and however malformed the body.
 */
export async function answerStranger(exchange: Exchange): Promise<Answer> {
  const request = await requestOf(exchange);
  if (request !== null && asksForTypename(request)) {
    return jsonAnswer(200, { data: { __typename: "Query" } }, { "Content-Type": graphqlMediaType(exchange) });
  }
  return refuseStranger(exchange);
}

/** Refuses a request without a valid token (RFC 6750, section 3): with a realm, and the reason when a token came. */
export function refuseStranger(exchange: Exchange): Answer {
  const reason = exchange.request.headers.authorization === undefined ? "" : ', error="invalid_token"';
  return errorAnswer(exchange, 401, unauthenticated(), { "WWW-Authenticate": `Bearer realm="lianxin"${reason}` });
}

interface GraphqlRequest {
  query?: unknown;
  operationName?: unknown;
}

async function requestOf(exchange: Exchange): Promise<GraphqlRequest | null> {
  if (exchange.method === "GET") {
    const parameters = new URLSearchParams(exchange.search.slice(0, longestBody));
    return { query: parameters.get("query"), operationName: parameters.get("operationName") };
  }
  if (!/^application\/json\b/i.test(exchange.request.headers["content-type"] ?? "")) return null;
  try {
    const body = parsedJson(textOf(await readBody(exchange.request, longestBody)));
    return typeof body === "object" ? body : null;
  } catch {
    return null;
  }
}

function asksForTypename({ query, operationName }: GraphqlRequest): boolean {
  if (typeof query !== "string") return false;
  let document: DocumentNode;
  try {
    document = parse(query, { maxTokens: 20, noLocation: true });
  } catch {
    return false;
  }
  const [operation, ...others] = document.definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION || others.length > 0) return false;
  if (operation.operation !== "query" || operation.variableDefinitions?.length || operation.directives?.length) {
    return false;
  }
  if (operationName != null && operationName !== "" && operationName !== operation.name?.value) return false;
  const [field, ...further] = operation.selectionSet.selections;
  return (
    field?.kind === Kind.FIELD &&
    further.length === 0 &&
    field.name.value === "__typename" &&
    field.alias === undefined &&
    field.selectionSet === undefined &&
    !field.arguments?.length &&
    !field.directives?.length
  );
}
