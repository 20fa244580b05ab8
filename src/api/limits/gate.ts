import { type DocumentNode, GraphQLError, parse } from "graphql";
import { LRUCache } from "lru-cache";
import { type ApplicationError, tooLarge } from "../../platform/errors.js";
import { sha256 } from "../../platform/ids.js";
import { documentLimits, largenessOf } from "./document.js";
import { largenessOfVariables } from "./variables.js";

/** A request of GraphQL over HTTP, before anything of it is parsed: from its body, or from its address. */
export interface RawRequest {
  search: string;
  body: unknown;
}

/** Looks at requests before the GraphQL server does. */
export interface Gate {
  /**
   * Whether a request is larger than it may be. A document is looked at once, however often it comes.
   *
   * @param charge told what a document costs that has not come before: it will be parsed and validated, whether it is
   *   any good or not. It may refuse it.
   * @returns the refusal; null for what is within the limits, and for what is no request at all, which the server refuses
   */
  refusalOf(request: RawRequest, charge: (cost: number) => ApplicationError | null): ApplicationError | null;
}

// Front ends have some hundreds of documents; whoever sends ever new ones pays for each.
const mostRemembered = 2000;

/** What it costs to parse and validate one token of a document; see `Weight` for the unit. */
export const costOfToken = 2;

/** Makes the gate of one API. */
export function createGate(): Gate {
  // SECURITY: only what passed is remembered, under a hash that nobody can meet with another text.
  const passed = new LRUCache<string, true>({ max: mostRemembered });
  return {
    refusalOf: (request, charge) => {
      const { query, variables } = partsOf(request);
      const refusal = largenessOfVariables(variables);
      if (refusal !== null || typeof query !== "string") return refusal;
      const key = sha256(query);
      if (passed.get(key) === true) return null;
      const read = readDocument(query);
      const refused = charge(costOfToken * read.tokens) ?? read.refusal;
      if (refused === null) passed.set(key, true);
      return refused;
    },
  };
}

/** What a document is refused for; null for one within the limits, and for one that cannot be parsed. */
export function refusalOfDocument(text: string): ApplicationError | null {
  return readDocument(text).refusal;
}

function readDocument(text: string): { tokens: number; refusal: ApplicationError | null } {
  let document: DocumentNode & { tokenCount?: number | undefined };
  try {
    document = parse(text, { maxTokens: documentLimits.tokens, noLocation: true });
  } catch (error) {
    const isTooLong =
      error instanceof GraphQLError && /^Syntax Error: Document contains more th[ae][tn] /.test(error.message);
    // What else is wrong with it the server tells. How many tokens there are is not known: nobody counts on.
    const refusal = isTooLong ? tooLarge("document.tokens", documentLimits.tokens + 1, documentLimits.tokens) : null;
    return { tokens: documentLimits.tokens, refusal };
  }
  return { tokens: document.tokenCount ?? documentLimits.tokens, refusal: largenessOf(document) };
}

function partsOf({ search, body }: RawRequest): { query: unknown; variables: unknown } {
  if (typeof body === "object" && body !== null) return body as { query: unknown; variables: unknown };
  const parameters = new URLSearchParams(search);
  return { query: parameters.get("query") ?? undefined, variables: parsed(parameters.get("variables")) };
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return null;
  }
}
