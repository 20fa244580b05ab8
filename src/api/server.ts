import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createAuthenticator, createOAuthEndpoints, type SigningKeys } from "../modules/identity/index.js";
import { monotonicMilliseconds } from "../platform/clock.js";
import type { Doorbell } from "../platform/doorbell.js";
import { unavailable } from "../platform/errors.js";
import { usualFileRules } from "../platform/file-rules.js";
import type { LiveLimits } from "../platform/live-limits.js";
import type { ObjectStore } from "../platform/object-store.js";
import { type RequestLimits, usualRequestLimits } from "../platform/request-limits.js";
import { type Answer, errorAnswer, sendAnswer } from "./answer.js";
import { createAttachmentFiles } from "./attachment-files.js";
import { type ApiParts, beginExchange, type Exchange } from "./context.js";
import { createCors } from "./cors.js";
import { tellFault } from "./errors.js";
import { createPlannedExecutor, type ExecutorOfSchema } from "./executor.js";
import { createExportFiles } from "./export-files.js";
import { startGraphql } from "./graphql.js";
import { createReadiness } from "./health.js";
import { createImportProblems } from "./import-problems.js";
import { createGuard } from "./limits/guard.js";
import { addressOf, drain, listen } from "./listening.js";
import type { LiveDoor } from "./live/live.js";
import { type Live, startLive } from "./live/start.js";
import { createLiveFigures } from "./live-metrics.js";
import { createMetrics, type Metrics } from "./metrics.js";
import { uploadReceivers } from "./modules.js";
import { createReportDocuments } from "./report-documents.js";
import { refuseForm } from "./request-form.js";
import { createRouter, type Route } from "./routes.js";
import { buildLianxinSchema } from "./schema.js";
import { securityHeaders } from "./security-headers.js";
import { openTrustedDocuments } from "./trusted-documents.js";
import { createDocumentCheck } from "./trusted-documents-check.js";
import { type Handshake, listenForUpgrades, responseOnSocket } from "./upgrade.js";
import { createUploads } from "./uploads.js";

/** How to start the API. */
export interface ApiOptions extends Omit<ApiParts, "issuer" | "limits"> {
  /** Where the contents of files are kept. */
  objects: ObjectStore;
  host: string;
  /** The port to listen on; 0 for any free one. */
  port: number;
  /** The address that clients use, which is the issuer of our tokens; null: the address that we listen on. */
  publicUrl: string | null;
  /** The address of the database, for the check of its schema. */
  databaseUrl: string;
  signingKeys: SigningKeys;
  isGraphiqlOn: boolean;
  /** The origins whose pages may call the GraphQL endpoint, as `createCors` takes them; none when it is not given. */
  corsOrigins?: readonly string[];
  /** The manifest of trusted documents; null or not given: there are none. */
  trustedDocumentsFile?: string | null;
  /** Whether trusted documents alone are taken, without GraphiQL and introspection; false when it is not given. */
  isTrustedOnly?: boolean;
  /** How many proxies of ours stand before this process; 0 when it is not given. See `remoteAddressOf`. */
  trustedProxies?: number;
  /** How long the state of a token's subject is kept, in milliseconds; see AuthenticatorOptions. */
  stateMilliseconds?: number;
  /** What requests may use; what is not given is as usual. */
  limits?: Partial<RequestLimits>;
  /** What live connections may use; what is not given is as usual. */
  liveLimits?: Partial<LiveLimits>;
  /** What subscriptions are served from; the event log when it is not given. Tests of the protocols give one. */
  liveDoor?: LiveDoor;
  /** Makes what executes operations; the planned executor when it is not given. Tests give one that compares two. */
  createExecutor?: ExecutorOfSchema;
  /** Wakes who follows the event log; PostgreSQL's own when it is not given. It is closed with the API. */
  doorbell?: Doorbell;
}

/** A running API. */
export interface Api {
  /** The address that clients use, without a slash at the end. */
  readonly url: string;
  readonly port: number;
  /**
   * Stops: no new connections, requests in flight may finish.
   *
   * @param graceMilliseconds how long to wait for them before their connections are cut
   */
  close(graceMilliseconds: number): Promise<void>;
}

/** What answers requests. */
interface Serving {
  options: ApiOptions;
  port: number;
  url: string;
  router: (exchange: Exchange) => Route;
  /** The headers of every answer that it does not set itself. */
  headers: Readonly<Record<string, string>>;
  metrics: Metrics;
  isStopping: () => boolean;
  live: Live;
  stop(): Promise<void>;
}

/**
 * Starts the API on a port.
 *
 * @throws StartupError of one line when the port or the address cannot be used
 */
export async function startApi(options: ApiOptions): Promise<Api> {
  const state = { isStopping: false };
  const server = createServer(
    // How long a body may take is for those to say who read it: a file takes longer than a document.
    { requestTimeout: 0, headersTimeout: 10_000, keepAliveTimeout: 65_000, maxHeaderSize: 16_384 },
    // Our own address is known only once we listen: who comes before the rest is there, waits.
    (request, response) => {
      starting.then((serving) => answerRequest(request, response, serving)).catch(() => response.destroy());
    },
  );
  listenForUpgrades(server, async (handshake) => answerHandshake(handshake, await starting));
  const starting = listen(server, options.host, options.port).then((port) =>
    startServing(options, port, () => state.isStopping),
  );
  const { live, port, url, stop } = await starting.catch(async (error) => {
    await drain(server, 0);
    throw error;
  });
  let closing: Promise<void> | undefined;
  return {
    url,
    port,
    close: (graceMilliseconds) => {
      state.isStopping = true;
      closing ??= Promise.all([drain(server, graceMilliseconds), live.stop(graceMilliseconds)]).then(stop);
      return closing;
    },
  };
}

async function startServing(options: ApiOptions, port: number, isStopping: () => boolean): Promise<Serving> {
  const url = options.publicUrl ?? addressOf(options.host, port);
  const shared = { ...options, issuer: url, limits: { ...usualRequestLimits, ...options.limits } };
  const guard = createGuard(shared.limits);
  const figures = createLiveFigures();
  const metrics = createMetrics(options.database, guard.load, figures);
  const authenticator = createAuthenticator(shared);
  const schema = buildLianxinSchema();
  const cors = createCors(options.corsOrigins ?? []);
  const check = createDocumentCheck(schema, shared.limits.mostCost);
  const requestRules = {
    documents: await openTrustedDocuments(options.trustedDocumentsFile ?? null, check),
    isTrustedOnly: options.isTrustedOnly ?? false,
    isAllowedOrigin: cors.isAllowed,
  };
  const isGraphiqlOn = options.isGraphiqlOn && !requestRules.isTrustedOnly;
  const createExecutor = options.createExecutor ?? createPlannedExecutor;
  const own = { schema, authenticator, createExecutor, guard, requestRules, isGraphiqlOn };
  const graphql = await startGraphql({ ...shared, ...own });
  const live = startLive({ ...shared, ...own, figures, metrics, check: graphql.check, isStopping });
  const files = { ...options, fileRules: options.fileRules ?? usualFileRules };
  const router = createRouter({
    graphql,
    attachmentFiles: createAttachmentFiles(files),
    cors,
    fileCors: createCors(options.corsOrigins ?? [], "GET, PUT"),
    exportFiles: createExportFiles(options),
    importProblems: createImportProblems(options),
    metrics,
    oauth: createOAuthEndpoints(shared),
    signingKeys: options.signingKeys,
    reportDocuments: createReportDocuments(options),
    streams: live.answerStream,
    readiness: createReadiness(options.database, options.databaseUrl, isStopping),
    trustedProxies: options.trustedProxies ?? 0,
    uploads: createUploads(files, uploadReceivers),
  });
  const headers = securityHeaders(url);
  const stop = async () => {
    guard.stop();
    await graphql.stop();
  };
  return { options, port, url, router, headers, metrics, isStopping, live, stop };
}

async function answerHandshake(handshake: Handshake, serving: Serving): Promise<void> {
  const { head, request, socket } = handshake;
  const exchange = beginExchange(request);
  const refusal = refuseForm(exchange) ?? serving.live.takeSocket(exchange, socket, head);
  if (refusal === null) return;
  const route: Route = { name: "socket", isRoutine: false, answer: async () => refusal };
  await answerExchange(exchange, responseOnSocket(handshake), route, serving);
}

async function answerRequest(request: IncomingMessage, response: ServerResponse, serving: Serving): Promise<void> {
  const exchange = beginExchange(request);
  await answerExchange(exchange, response, serving.router(exchange), serving);
}

async function answerExchange(
  exchange: Exchange,
  response: ServerResponse,
  route: Route,
  serving: Serving,
): Promise<void> {
  response.on("close", () => finish(exchange, response, route, serving));
  let answer: Answer;
  try {
    answer = refuseForm(exchange) ?? route.cors?.preflight(exchange) ?? (await route.answer(exchange));
  } catch (error) {
    answer = faultAnswer(exchange, error, serving);
  }
  const usual = { ...serving.headers, ...route.cors?.headers(exchange) };
  await sendAnswer(exchange, response, answer, usual, serving.isStopping());
}

const statusOfCode: Partial<Record<string, number>> = { UNAVAILABLE: 503, TIMED_OUT: 503, TOO_LARGE: 413 };

function faultAnswer(exchange: Exchange, error: unknown, { options }: Serving): Answer {
  const { requestId, request } = exchange;
  // A request whose body was read to its end is destroyed as well.
  const isGone = request.errored !== null || (request.destroyed && !request.complete);
  if (isGone) return errorAnswer(exchange, 499, unavailable());
  const told = tellFault(error, { requestId, log: options.log });
  return errorAnswer(exchange, statusOfCode[told.code] ?? 500, told);
}

/**
 * Counts a request and writes its one line.
 *
 * SECURITY: codes, ids and figures; of what the caller wrote only the name of the operation.
 */
function finish(exchange: Exchange, response: ServerResponse, route: Route, { options, metrics }: Serving): void {
  if (route.isLive === true && response.statusCode === 200) return;
  const milliseconds = monotonicMilliseconds() - exchange.startedAt;
  metrics.observe(route.name, exchange, response.statusCode, milliseconds);
  const { actor, errorCodes, operationName, requestId } = exchange;
  for (const code of errorCodes) metrics.countError(code);
  // While more come than can be served, a line for each that is sent away would be one more thing to do.
  const level = route.isRoutine || errorCodes.has("OVERLOADED") ? "debug" : "info";
  if (!options.log.isLevelEnabled(level)) return;
  const facts = {
    requestId,
    route: route.name,
    operation: operationName?.slice(0, 60) ?? undefined,
    status: response.statusCode,
    milliseconds: Math.round(milliseconds * 10) / 10,
    person: actor?.person?.id,
    client: actor?.client?.id,
    bureau: actor?.bureau.bureau,
    errors: errorCodes.size === 0 ? undefined : [...errorCodes],
    isCutOff: response.writableFinished ? undefined : true,
  };
  options.log[level](facts, "request");
}
