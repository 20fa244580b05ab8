import { attachmentsPath } from "../modules/attachments/index.js";
import { exportsPath } from "../modules/exports/index.js";
import type { OAuthEndpoints, OAuthRequest, OAuthResponse, SigningKeys } from "../modules/identity/index.js";
import { importProblemsPath } from "../modules/imports/index.js";
import { reportsPath } from "../modules/reports/index.js";
import { notFound } from "../platform/errors.js";
import { uploadsPath } from "../platform/upload.js";
import { type Answer, errorAnswer, jsonAnswer } from "./answer.js";
import { authorizationOf } from "./authorization.js";
import type { Exchange } from "./context.js";
import type { Cors } from "./cors.js";
import { type GraphqlEndpoint, refuseMethod } from "./graphql.js";
import { healthAnswer } from "./health.js";
import { isFromNearby, type Metrics } from "./metrics.js";
import { remoteAddressOf } from "./remote-address.js";
import { readBody } from "./request-body.js";

/** Who answers a request. */
export interface Route {
  /** A name for the metrics: one of a few. */
  readonly name: string;
  /** Whether it comes all day without a person behind it, so that its line in the log is for debugging only. */
  readonly isRoutine: boolean;
  /** Whether an answer of status 200 goes on for as long as both sides like, and is counted and logged at its end. */
  readonly isLive?: boolean;
  /** What pages of other origins may do; nothing where it is missing. */
  readonly cors?: Cors;
  answer(exchange: Exchange): Promise<Answer>;
}

/** What the routes lead to. */
export interface RouteParts {
  graphql: GraphqlEndpoint;
  /** Answers whoever brings a signed link to a file of a ticket. */
  attachmentFiles: (exchange: Exchange) => Promise<Answer>;
  /** For the GraphQL endpoint alone: a page cannot keep the secret that the OAuth endpoints ask for. */
  cors: Cors;
  /** For pages that bring files to signed links, or show them. */
  fileCors: Cors;
  /** Answers whoever brings a signed link to the file of an export. */
  exportFiles: (exchange: Exchange) => Promise<Answer>;
  /** Answers whoever brings a signed link to the bad rows of an import. */
  importProblems: (exchange: Exchange) => Promise<Answer>;
  /** Serves subscriptions as Server-Sent Events. */
  streams: (exchange: Exchange) => Promise<Answer>;
  metrics: Metrics;
  oauth: OAuthEndpoints;
  signingKeys: SigningKeys;
  readiness: () => Promise<Answer>;
  /** Answers whoever brings a signed link to the document of a report. */
  reportDocuments: (exchange: Exchange) => Promise<Answer>;
  /** How many proxies of ours stand before this process; see `remoteAddressOf`. */
  trustedProxies: number;
  /** Takes the files that are brought to signed links. */
  uploads: (exchange: Exchange) => Promise<Answer>;
}

/** The longest body of an OAuth request, in bytes. */
const longestForm = 16 * 1024;

/** Makes the function that finds the route of a request by its path. */
export function createRouter(parts: RouteParts): (exchange: Exchange) => Route {
  const { cors, graphql, metrics, oauth, readiness, signingKeys, trustedProxies } = parts;
  const answer = (exchange: Exchange): Promise<Answer> => graphql.answer(exchange);
  const form = (handle: OAuthEndpoints["handleTokenRequest"]) => formRoute(handle, trustedProxies);
  const routes: Readonly<Record<string, Route>> = {
    "/graphql": { name: "graphql", isRoutine: false, cors, answer },
    "/graphql/stream": { name: "stream", isRoutine: false, isLive: true, cors, answer: parts.streams },
    "/oauth/token": { name: "token", isRoutine: false, answer: form((request) => oauth.handleTokenRequest(request)) },
    "/oauth/revoke": {
      name: "revoke",
      isRoutine: false,
      answer: form((request) => oauth.handleRevocationRequest(request)),
    },
    "/.well-known/jwks.json": readRoute("jwks", async () =>
      jsonAnswer(200, await signingKeys.publicSet(), { "Cache-Control": "public, max-age=60" }),
    ),
    "/healthz": readRoute("health", async () => healthAnswer()),
    "/readyz": readRoute("ready", readiness),
    "/metrics": readRoute("metrics", (exchange) => (isFromNearby(exchange) ? metrics.answer() : nothingHere(exchange))),
  };
  const assets: Route = { name: "assets", isRoutine: true, answer };
  const folders = Object.entries({ ...fileRoutes(parts), "/graphql/assets/": assets });
  const unknown: Route = { name: "unknown", isRoutine: false, answer: nothingHere };
  return ({ path }) => {
    if (Object.hasOwn(routes, path)) return routes[path] ?? unknown;
    return folders.find(([folder]) => path.startsWith(folder))?.[1] ?? unknown;
  };
}

/** The routes of files that come and go, by what their paths begin with. */
function fileRoutes(parts: RouteParts): Readonly<Record<string, Route>> {
  const { attachmentFiles, exportFiles, fileCors: cors, reportDocuments, uploads } = parts;
  const isRoutine = false;
  const bring = async (exchange: Exchange): Promise<Answer> =>
    exchange.method === "PUT" ? uploads(exchange) : refuseMethod(exchange, "PUT, OPTIONS");
  return {
    [exportsPath]: { ...readRoute("export", exportFiles), isRoutine },
    [attachmentsPath]: { ...readRoute("attachment", attachmentFiles), isRoutine, cors },
    [importProblemsPath]: { ...readRoute("import", parts.importProblems), isRoutine },
    [uploadsPath]: { name: "upload", isRoutine, cors, answer: bring },
    [reportsPath]: { ...readRoute("report", reportDocuments), isRoutine },
  };
}

async function nothingHere(exchange: Exchange): Promise<Answer> {
  return errorAnswer(exchange, 404, notFound());
}

function readRoute(name: string, answer: (exchange: Exchange) => Promise<Answer>): Route {
  return {
    name,
    isRoutine: true,
    answer: async (exchange) =>
      exchange.method === "GET" || exchange.method === "HEAD" ? answer(exchange) : refuseMethod(exchange, "GET, HEAD"),
  };
}

function formRoute(handle: (request: OAuthRequest) => Promise<OAuthResponse>, trustedProxies: number) {
  return async (exchange: Exchange): Promise<Answer> => {
    if (exchange.method !== "POST") return refuseMethod(exchange, "POST");
    const authorization = authorizationOf(exchange.request);
    const { "content-type": contentType } = exchange.request.headers;
    // What is not UTF-8 is no form of ours either; its parameters are then not found.
    const body = (await readBody(exchange.request, longestForm)).toString("utf8");
    const address = remoteAddressOf(exchange.request, trustedProxies) ?? undefined;
    return handle({ authorization, contentType, address, body });
  };
}
