import type { Answer } from "./answer.js";
import type { Exchange } from "./context.js";

/** What pages of other origins may do (CORS, Fetch standard, section 3.2). */
export interface Cors {
  /** Whether pages of an origin may call us. */
  isAllowed(origin: string): boolean;
  /** The headers of every answer to a request, also of an error: none where no origin is configured. */
  headers(exchange: Exchange): Record<string, string>;
  /** The answer to a browser that asks before it sends; null for every other request. */
  preflight(exchange: Exchange): Answer | null;
}

const allowedHeaders =
  "authorization, content-type, lianxin-bureau, accept-language, last-event-id, apollo-require-preflight";
const exposedHeaders = "x-request-id, retry-after";

// Browsers keep the answer to a preflight for two hours at most.
const preflightSeconds = 7200;

/**
 * Makes the rule of who may call from another origin.
 *
 * SECURITY: credentials that a browser adds by itself are never allowed; a token stands in a header, which the page has
 * to know. An origin that is not allowed gets no headers at all, and with them no word on who is.
 *
 * @param origins exact origins, such as "https://front.example.gov.cn", or `*` for any; empty: nobody, and no headers
 * @param methods those that are not simple, with commas between them
 */
export function createCors(origins: readonly string[], methods = "GET, POST"): Cors {
  const listed = new Set(origins);
  const isAnybody = listed.has("*");
  const isAllowed = (origin: string): boolean => isAnybody || listed.has(origin);
  return {
    isAllowed,
    headers: ({ request }) => {
      if (listed.size === 0) return {};
      const { origin } = request.headers;
      if (isAnybody) return grant("*");
      return { Vary: "Origin", ...(origin !== undefined && isAllowed(origin) ? grant(origin) : {}) };
    },
    preflight: ({ method, request }) => {
      const { origin } = request.headers;
      const asked = request.headers["access-control-request-method"];
      if (listed.size === 0 || method !== "OPTIONS" || origin === undefined || asked === undefined) return null;
      return { status: 204, headers: isAllowed(origin) ? permission(methods) : {}, body: "" };
    },
  };
}

function grant(origin: string): Record<string, string> {
  return { "Access-Control-Allow-Origin": origin, "Access-Control-Expose-Headers": exposedHeaders };
}

function permission(methods: string): Record<string, string> {
  return {
    "Access-Control-Allow-Methods": methods,
    "Access-Control-Allow-Headers": allowedHeaders,
    "Access-Control-Max-Age": String(preflightSeconds),
  };
}
