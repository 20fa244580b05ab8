import { ApolloServer, type ApolloServerPlugin, HeaderMap, type HTTPGraphQLResponse } from "@apollo/server";
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
import { type ApiContext, type ApiParts, contextOf, type Exchange } from "./context.js";
import { formatErrors, invalidDocument } from "./errors.js";
import { graphiqlAsset, graphiqlPage } from "./graphiql.js";
import { parsedJson, readBody, textOf } from "./request-body.js";
import { answerStranger } from "./stranger.js";

/** The longest body of a request, in bytes. */
export const longestBody = 200 * 1024;

const assetsPath = "/graphql/assets/";

/** The GraphQL endpoint. */
export interface GraphqlEndpoint {
  /** Answers one request; throws what is a fault of ours, or of the database before the schema is reached. */
  answer(exchange: Exchange): Promise<Answer>;
  stop(): Promise<void>;
}

/** What the endpoint needs. */
export interface GraphqlOptions extends ApiParts {
  schema: GraphQLSchema;
  authenticator: Authenticator;
  isGraphiqlOn: boolean;
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
      exchange.actor = await actorOf(exchange, options.authenticator);
      if (exchange.actor === null) return answerStranger(exchange);
      return answerOperation(apollo, exchange, options);
    },
    stop: () => apollo.stop(),
  };
}

function createApollo({ schema, log }: GraphqlOptions): ApolloServer<ApiContext> {
  return new ApolloServer<ApiContext>({
    schema,
    plugins: [
      // Any plugin that looks at fields wraps every one of them, which halves the throughput of lists.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      // SECURITY: with APOLLO_KEY in the environment Apollo would report operations to a service outside.
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      answerInWords,
    ],
    introspection: true,
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
  let body: unknown;
  if (exchange.method === "POST") {
    const type = exchange.request.headers["content-type"] ?? "";
    if (!/^application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i.test(type)) return refuseContentType(exchange);
    body = parsedJson(textOf(await readBody(exchange.request, longestBody)));
    if (body === undefined) return errorAnswer(exchange, 400, invalidDocument("The body is not JSON in UTF-8."));
  }
  const answer = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: exchange.method, headers: headersOf(exchange), search: exchange.search, body },
    context: async () => contextOf(exchange, options),
  });
  return exchange.isAnsweredBySchema ? toAnswer(answer) : refusalOf(exchange, answer);
}

// What Apollo looks at; the token in particular is none of its business.
const passedHeaders = ["accept", "content-type", "apollo-require-preflight", "x-apollo-operation-name"] as const;

function headersOf({ request }: Exchange): HeaderMap {
  const headers = new HeaderMap();
  for (const name of passedHeaders) {
    const value = request.headers[name];
    if (typeof value === "string") headers.set(name, value);
  }
  return headers;
}

function toAnswer({ status, headers, body }: HTTPGraphQLResponse): Answer {
  if (body.kind !== "complete") throw new Error("incremental delivery is not part of this API");
  return { status: status ?? 200, headers: namedAsUsual(headers), body: body.string };
}

function namedAsUsual(headers: HeaderMap): Record<string, string> {
  const { "content-type": type = "application/json; charset=utf-8", allow } = Object.fromEntries(headers);
  return { "Content-Type": type, ...(allow === undefined ? {} : { Allow: allow }) };
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
  const { authorization, "lianxin-bureau": bureau } = exchange.request.headers;
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

function refuseContentType(exchange: Exchange): Answer {
  const error = invalidInput("content-type", {
    zh: "请求正文必须为 application/json，UTF-8 编码。",
    en: "The body must be application/json in UTF-8.",
  });
  return errorAnswer(exchange, 415, error);
}
