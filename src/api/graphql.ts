import { ApolloServer, type ApolloServerPlugin, type HeaderMap, type HTTPGraphQLResponse } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from "@apollo/server/plugin/disabled";
import type { GraphQLSchema } from "graphql";
import type { Authenticator } from "../modules/identity/index.js";
import { type ErrorCode, invalidInput } from "../platform/errors.js";
import type { Logger } from "../platform/log.js";
import { type Answer, errorAnswer } from "./answer.js";
import { authorizationOf } from "./authorization.js";
import { type ApiContext, type ApiParts, contextOf, type Exchange } from "./context.js";
import { formatErrors, invalidDocument } from "./errors.js";
import type { ExecutorOfSchema } from "./executor.js";
import { createGateway } from "./gateway.js";
import { graphiqlAsset, graphiqlPage } from "./graphiql.js";
import { type RequestRules, readGraphqlRequest } from "./graphql-request.js";
import type { Guard } from "./limits/guard.js";
import { type CheckOperation, createOperationCheck } from "./live/operation-check.js";
import { acceptedMediaType } from "./media-type.js";
import { knownOperationTypes } from "./operation-type-rule.js";
import { parsedJson } from "./request-body.js";
import { answerStranger } from "./stranger.js";

const assetsPath = "/graphql/assets/";

/** The GraphQL endpoint. */
export interface GraphqlEndpoint {
  /** Answers one request; throws what is a fault of ours, or of the database before the schema is reached. */
  answer(exchange: Exchange): Promise<Answer>;
  /** Checks an operation that came over a socket, and executes it where it is no subscription. */
  check: CheckOperation;
  stop(): Promise<void>;
}

/** What the endpoint needs. */
export interface GraphqlOptions extends ApiParts {
  schema: GraphQLSchema;
  authenticator: Authenticator;
  isGraphiqlOn: boolean;
  requestRules: RequestRules;
  guard: Guard;
  /** Makes what executes the operations that fit the schema. */
  createExecutor: ExecutorOfSchema;
}

/** Starts the GraphQL endpoint. */
export async function startGraphql(options: GraphqlOptions): Promise<GraphqlEndpoint> {
  const apollo = createApollo(options);
  await apollo.start();
  return {
    answer: async (exchange) => {
      if (exchange.path.startsWith(assetsPath)) return answerAsset(exchange, options.isGraphiqlOn);
      if (exchange.method !== "GET" && exchange.method !== "POST") return refuseMethod(exchange, "GET, POST");
      if (options.isGraphiqlOn && isBrowser(exchange)) return graphiqlPage();
      const refusal = options.guard.refuseEarly(exchange);
      if (refusal !== null) return refusal;
      exchange.actor = await actorOf(exchange, options.authenticator);
      if (exchange.actor === null) return answerStranger(exchange);
      return answerOperation(apollo, exchange, options);
    },
    check: createOperationCheck({ ...options, apollo }),
    stop: () => apollo.stop(),
  };
}

function createApollo({ createExecutor, guard, schema, log, requestRules }: GraphqlOptions): ApolloServer<ApiContext> {
  return new ApolloServer<ApiContext>({
    gateway: createGateway(schema, createExecutor(schema)),
    plugins: [
      // Any plugin that looks at fields wraps every one of them, which halves the throughput of lists.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      // SECURITY: with APOLLO_KEY in the environment Apollo would report operations to a service outside.
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      guard.plugin,
      answerInWords,
    ],
    // SECURITY: where documents are trusted ones alone, nobody needs to be told what else there is.
    introspection: !requestRules.isTrustedOnly,
    validationRules: [knownOperationTypes],
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    nodeEnv: "production",
    logger: quietLogger(log),
    stringifyResult: (result) => `${JSON.stringify(result)}\n`,
  });
}

/** Apollo's own remarks may quote a request: of them only the level is kept. */
function quietLogger(log: Logger) {
  const note = (level: "debug" | "warn" | "error") => () => log[level]("the GraphQL server made a remark");
  return { debug: note("debug"), info: note("debug"), warn: note("warn"), error: note("error") };
}

/** Names the operation for the log, and puts the errors into the caller's words before the answer is written. */
const answerInWords: ApolloServerPlugin<ApiContext> = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ contextValue, operationName }) => {
      contextValue.exchange.operationName = operationName;
    },
    willSendResponse: async ({ contextValue, errors, response }) => {
      const { exchange, locale, log, requestId } = contextValue;
      exchange.isAnsweredBySchema = true;
      if (errors === undefined || errors.length === 0 || response.body.kind !== "single") return;
      const count = (code: ErrorCode) => void exchange.errorCodes.add(code);
      response.body.singleResult.errors = formatErrors(errors, { locale, log, requestId, count });
    },
  }),
};

async function answerOperation(
  apollo: ApolloServer<ApiContext>,
  exchange: Exchange,
  options: GraphqlOptions,
): Promise<Answer> {
  const read = await readGraphqlRequest(exchange, options.requestRules);
  if ("refusal" in read) return read.refusal;
  return options.guard.answer(exchange, read.value, async () => {
    const answer = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: read.value,
      context: async () => contextOf(exchange, options),
    });
    return exchange.isAnsweredBySchema ? toAnswer(exchange, answer) : refusalOf(exchange, answer);
  });
}

function toAnswer({ request }: Exchange, { status = 200, headers, body }: HTTPGraphQLResponse): Answer {
  if (body.kind !== "complete") throw new Error("incremental delivery is not part of this API");
  // For older callers a document that does not fit is an answer as any other (GraphQL over HTTP, application/json).
  const isReadByNobodyElse = status === 400 && acceptedMediaType(request.headers.accept)?.isOlderCaller === true;
  return { status: isReadByNobodyElse ? 200 : status, headers: namedAsUsual(headers), body: body.string };
}

function namedAsUsual(headers: HeaderMap): Record<string, string> {
  const named = { Allow: headers.get("allow"), "Retry-After": headers.get("retry-after") };
  const given = Object.entries(named).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return {
    "Content-Type": headers.get("content-type") ?? "application/json; charset=utf-8",
    ...Object.fromEntries(given),
  };
}

/** What Apollo refuses before it looks at the schema: a request of the wrong form. It is said in our own words. */
function refusalOf(exchange: Exchange, answer: HTTPGraphQLResponse): Answer {
  const text = answer.body.kind === "complete" ? answer.body.string : "";
  const refused = parsedJson(text) as { errors?: { message?: string; extensions?: { code?: string } }[] } | undefined;
  const error = refused?.errors?.[0];
  if (error?.extensions?.code !== "BAD_REQUEST") throw new Error("the GraphQL server failed before the schema");
  const { Allow } = namedAsUsual(answer.headers);
  const reason = invalidDocument((error.message ?? "").trim());
  return errorAnswer(exchange, answer.status ?? 400, reason, Allow === undefined ? {} : { Allow });
}

async function actorOf(exchange: Exchange, authenticator: Authenticator): Promise<Exchange["actor"]> {
  const authorization = authorizationOf(exchange.request);
  const { "lianxin-bureau": bureau } = exchange.request.headers;
  const token = /^Bearer +([A-Za-z0-9._~+/=-]+)$/i.exec(authorization ?? "")?.[1];
  if (token === undefined) return null;
  return authenticator.authenticate(token, { bureau: typeof bureau === "string" ? bureau : undefined });
}

function isBrowser({ method, search, request }: Exchange): boolean {
  return method === "GET" && search === "" && /\btext\/html\b/.test(request.headers.accept ?? "");
}

function answerAsset(exchange: Exchange, isGraphiqlOn: boolean): Answer {
  if (exchange.method !== "GET" && exchange.method !== "HEAD") return refuseMethod(exchange, "GET, HEAD");
  const path = isGraphiqlOn ? exchange.path.slice(assetsPath.length) : "";
  return graphiqlAsset(path, exchange.request.headers["if-none-match"]);
}

/**
 * Refuses a method that an address does not have.
 *
 * @param allowed the methods that it has, for the header Allow (RFC 9110, section 10.2.1)
 */
export function refuseMethod(exchange: Exchange, allowed: string): Answer {
  const error = invalidInput("method", {
    zh: `该地址不支持此请求方法，仅支持 ${allowed}。`,
    en: `This address takes ${allowed} only.`,
  });
  return errorAnswer(exchange, 405, error, { Allow: allowed });
}
