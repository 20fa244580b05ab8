import type { ApolloServer } from "@apollo/server";
import type { GraphQLFormattedError } from "graphql";
import { tooLarge } from "../../platform/errors.js";
import { type ApiContext, type ApiParts, contextOf, type Exchange } from "../context.js";
import { invalidDocument, toErrorBody } from "../errors.js";
import type { OperationRequest } from "../executor.js";
import { chooseDocument, longestBody, type RequestRules } from "../graphql-request.js";
import type { Guard } from "../limits/guard.js";
import type { LiveParameters } from "./live.js";

/** What the checks of an operation came to. */
export type CheckedOperation =
  | { kind: "answered"; payload: string }
  | { kind: "refused"; errors: readonly GraphQLFormattedError[] }
  /** A subscription that fits the schema, within all limits. */
  | { kind: "accepted"; operation: OperationRequest };

/** Checks operations that come over a socket as those over HTTP are checked, and executes queries and mutations. */
export type CheckOperation = (exchange: Exchange, parameters: LiveParameters) => Promise<CheckedOperation>;

/** What it needs. */
export interface OperationParts extends ApiParts {
  apollo: ApolloServer<ApiContext>;
  guard: Guard;
  requestRules: RequestRules;
}

/** Makes what checks operations. */
export function createOperationCheck(parts: OperationParts): CheckOperation {
  return async (exchange, parameters) => {
    const asked = readParameters(parameters, parts.requestRules);
    if ("error" in asked) return refuse(exchange, asked.error);
    const found: { checked: CheckedOperation | null } = { checked: null };
    const answer = await parts.guard.answer(exchange, { search: "", body: asked }, async () => {
      found.checked = await run(parts, exchange, asked);
      return { status: 200, headers: {}, body: "" };
    });
    if (found.checked !== null) return found.checked;
    const { errors } = JSON.parse(String(answer.body)) as { errors: GraphQLFormattedError[] };
    return { kind: "refused", errors };
  };
}

interface Asked {
  query: string;
  operationName: string | undefined;
  variables: Record<string, unknown> | undefined;
}

function readParameters(
  { documentId, operationName, query, variables }: LiveParameters,
  rules: RequestRules,
): Asked | { error: ReturnType<typeof invalidDocument> } {
  if (operationName != null && typeof operationName !== "string") {
    return { error: invalidDocument("operationName is no text.") };
  }
  if (variables != null && !isObject(variables)) return { error: invalidDocument("variables are no object.") };
  const document = chooseDocument(rules, { documentId, query: query ?? undefined });
  if ("error" in document) return document;
  const { length } = document.value;
  if (length > longestBody) return { error: tooLarge("query", length, longestBody) };
  return { query: document.value, operationName: operationName ?? undefined, variables: variables ?? undefined };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

async function run({ apollo, ...parts }: OperationParts, exchange: Exchange, asked: Asked): Promise<CheckedOperation> {
  const live: { accepted: OperationRequest | null } = { accepted: null };
  const context: ApiContext = { ...contextOf(exchange, parts), live };
  const { operationName, query, variables } = asked;
  const { body } = await apollo.executeOperation(
    {
      query,
      ...(operationName === undefined ? {} : { operationName }),
      ...(variables === undefined ? {} : { variables }),
    },
    { contextValue: context },
  );
  if (body.kind !== "single") throw new Error("incremental delivery is not part of this API");
  const { data, errors } = body.singleResult;
  if (live.accepted !== null && errors === undefined) return { kind: "accepted", operation: live.accepted };
  // What was refused before it was executed has no data at all (GraphQL, section 7.1).
  if (data === undefined && errors !== undefined) return { kind: "refused", errors };
  return { kind: "answered", payload: JSON.stringify(body.singleResult) };
}

function refuse(exchange: Exchange, error: ReturnType<typeof invalidDocument>): CheckedOperation {
  exchange.errorCodes.add(error.code);
  const { message, extensions } = toErrorBody(error, exchange);
  return { kind: "refused", errors: [{ message, extensions }] };
}
