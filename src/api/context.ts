import type { IncomingMessage } from "node:http";
import { LRUCache } from "lru-cache";
import type { Actor, Locale } from "../platform/actor.js";
import type { Clock } from "../platform/clock.js";
import { monotonicMilliseconds } from "../platform/clock.js";
import type { RequestContext } from "../platform/context.js";
import type { Database } from "../platform/database.js";
import type { ErrorCode } from "../platform/errors.js";
import { type FileRules, usualFileRules } from "../platform/file-rules.js";
import { newRequestId } from "../platform/ids.js";
import type { Logger } from "../platform/log.js";
import type { RequestLimits } from "../platform/request-limits.js";
import type { Seal } from "../platform/seal.js";
import type { OperationRequest } from "./executor.js";
import { readNode } from "./nodes.js";

/** One HTTP request under way: what its answer, its errors and its line in the log need. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly method: string;
  /** The path of the address, without the query. */
  readonly path: string;
  /** The query of the address, without its question mark. */
  readonly search: string;
  readonly requestId: string;
  readonly locale: Locale;
  /** When it came, in milliseconds of the monotonic clock. */
  readonly startedAt: number;
  actor: Actor | null;
  /** The name of the GraphQL operation, once it is known and fits the schema. */
  operationName: string | null;
  /** The codes of the errors that were answered. */
  readonly errorCodes: Set<ErrorCode>;
  /** Whether the errors of the GraphQL answer have been put into words. */
  isAnsweredBySchema: boolean;
}

/** What every request shares. */
export interface ApiParts {
  database: Database;
  clock: Clock;
  seal: Seal;
  log: Logger;
  /** The address that clients use, without a slash at the end: the issuer of our own tokens. */
  issuer: string;
  isProduction: boolean;
  /** The networks within this organisation that webhooks may lead to; none when it is not given. */
  webhookNetworks?: readonly string[];
  /** What files may be brought; as usual when it is not given. */
  fileRules?: FileRules;
  limits: RequestLimits;
}

/** The context of a GraphQL request, with the exchange that it belongs to. */
export interface ApiContext extends RequestContext {
  exchange: Exchange;
  /** Set where a subscription may be opened: it is put here once it has passed all checks. */
  live?: { accepted: OperationRequest | null };
}

// Browsers send few headers of this kind, and each of them often.
const knownLocales = new LRUCache<string, Locale>({ max: 500 });

/**
 * The language that a caller asked for (RFC 9110, section 12.5.4). Chinese is the default: for a header that is missing
 * or not understood, for `*`, and for languages that we do not speak.
 */
export function localeOf(acceptLanguage: string | undefined): Locale {
  const header = (acceptLanguage ?? "").slice(0, 500);
  let locale = knownLocales.get(header);
  if (locale === undefined) {
    locale = preferredLocale(header);
    knownLocales.set(header, locale);
  }
  return locale;
}

function preferredLocale(header: string): Locale {
  let best: { locale: Locale; weight: number } = { locale: "zh", weight: 0 };
  for (const entry of header.split(",")) {
    const parts = /^\s*([A-Za-z]{1,8}|\*)(?:-[0-9A-Za-z-]+)?\s*(?:;\s*q\s*=\s*([0-9.]+)\s*)?$/.exec(entry);
    const language = parts?.[1]?.toLowerCase();
    const weight = Number(parts?.[2] ?? 1);
    if (language !== "en" && language !== "zh" && language !== "*") continue;
    // Of equal weights the first stands.
    if (weight > best.weight) best = { locale: language === "en" ? "en" : "zh", weight };
  }
  return best.locale;
}

/** Begins the exchange of a request that has just come. Its identifier is always our own. */
export function beginExchange(request: IncomingMessage): Exchange {
  const address = request.url ?? "/";
  const mark = address.indexOf("?");
  return {
    request,
    method: request.method ?? "",
    path: mark < 0 ? address : address.slice(0, mark),
    search: mark < 0 ? "" : address.slice(mark + 1),
    requestId: newRequestId(),
    locale: localeOf(request.headers["accept-language"]),
    startedAt: monotonicMilliseconds(),
    actor: null,
    operationName: null,
    errorCodes: new Set(),
    isAnsweredBySchema: false,
  };
}

/** Makes the context of a request of somebody who is signed in. Its time budget begins here. */
export function contextOf(exchange: Exchange, parts: ApiParts): ApiContext {
  return {
    requestId: exchange.requestId,
    locale: exchange.locale,
    actor: exchange.actor,
    database: parts.database.until(monotonicMilliseconds() + parts.limits.requestTimeout),
    clock: parts.clock,
    seal: parts.seal,
    loaders: new Map(),
    readNode,
    log: parts.log,
    issuer: parts.issuer,
    isProduction: parts.isProduction,
    webhookNetworks: parts.webhookNetworks ?? [],
    fileRules: parts.fileRules ?? usualFileRules,
    exchange,
  };
}
