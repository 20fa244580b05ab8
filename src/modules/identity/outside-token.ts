import { createRemoteJWKSet, customFetch, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from "jose";
import { LRUCache } from "lru-cache";
import { type Clock, monotonicMilliseconds } from "../../platform/clock.js";
import { readUnverified, type Verification } from "./access-token.js";
import type { RegisteredIssuer } from "./authentication.store.js";
import { isLogin } from "./login.js";
import type { OutsideToken } from "./subject.js";

/** The algorithms that an outside issuer may sign with; all of them asymmetric. */
const outsideAlgorithms = ["RS256", "PS256", "ES256", "EdDSA"];

const acceptedTypes = ["jwt", "at+jwt", "application/jwt", "application/at+jwt"];
const toleratedSeconds = 30;
const oldestSeconds = 12 * 60 * 60;
const fetchMilliseconds = 3000;
const pauseAfterFailureMilliseconds = 10_000;
const largestKeySet = 262_144;

/** Verifies tokens of outside issuers. */
export interface OutsideVerifier {
  /** Verifies a token by the keys of the issuer that it names, which the caller found registered. */
  verify(token: string, issuer: RegisteredIssuer): Promise<Verification<OutsideToken>>;
}

/**
 * Makes the verifier. Key sets are fetched when a token needs them, kept for ten minutes, and fetched again for an
 * unknown key at most every 30 seconds; after a failure the issuer is left alone for ten seconds.
 *
 * SECURITY: addresses without https are not fetched in production; redirects are never followed; what an address
 * answers is never shown to anybody, and a key set is at most 256 KiB. `jku`, `x5u` and `jwk` of a token are not looked at.
 */
export function createOutsideVerifier(options: { clock: Clock; isProduction: boolean }): OutsideVerifier {
  const keySets = new LRUCache<string, JWTVerifyGetKey>({ max: 500 });
  const keysOf = (issuer: RegisteredIssuer): JWTVerifyGetKey | null => {
    const url = URL.canParse(issuer.jwksUrl) ? new URL(issuer.jwksUrl) : null;
    if (url === null || (options.isProduction && url.protocol !== "https:")) return null;
    const name = `${issuer.id} ${issuer.jwksUrl}`;
    let keys = keySets.get(name);
    if (keys === undefined) {
      keys = createRemoteJWKSet(url, { timeoutDuration: fetchMilliseconds, [customFetch]: guardedFetch() });
      keySets.set(name, keys);
    }
    return keys;
  };
  return {
    verify: async (token, issuer) => {
      const header = readUnverified(token)?.header;
      if (header === undefined) return { refusal: "not_a_token" };
      if ("crit" in header) return { refusal: "header_member" };
      if (header.typ !== undefined && !acceptedTypes.includes(String(header.typ).toLowerCase())) {
        return { refusal: "token_type" };
      }
      const keys = keysOf(issuer);
      if (keys === null) return { refusal: "keys_address" };
      return verifyWith(token, keys, issuer, options.clock.now());
    },
  };
}

async function verifyWith(
  token: string,
  keys: JWTVerifyGetKey,
  issuer: RegisteredIssuer,
  now: Date,
): Promise<Verification<OutsideToken>> {
  try {
    const { payload } = await jwtVerify(token, keys, {
      algorithms: outsideAlgorithms,
      issuer: issuer.issuer,
      audience: issuer.audience,
      requiredClaims: ["exp", "iat", "aud", "iss", issuer.loginClaim],
      maxTokenAge: oldestSeconds,
      clockTolerance: toleratedSeconds,
      currentDate: now,
    });
    return toOutsideToken(payload, issuer);
  } catch (error) {
    if (error instanceof errors.JOSEError) return { refusal: error.code };
    // Whatever else the fetch threw: the issuer cannot be reached, which is no fault of ours.
    return { refusal: "keys_unreachable" };
  }
}

function toOutsideToken(payload: JWTPayload, issuer: RegisteredIssuer): Verification<OutsideToken> {
  const login = payload[issuer.loginClaim];
  if (typeof login !== "string" || !isLogin(login) || payload.exp === undefined) return { refusal: "claims_shape" };
  const expiresAt = new Date(payload.exp * 1000);
  return { claims: { kind: "outside", issuer: issuer.issuer, issuerId: issuer.id, login, expiresAt } };
}

type Fetch = (
  url: string,
  init: { headers: Headers; method: "GET"; redirect: "manual"; signal: AbortSignal },
) => Promise<Response>;

function guardedFetch(): Fetch {
  let failedAt = Number.NEGATIVE_INFINITY;
  return async (url, init) => {
    if (monotonicMilliseconds() - failedAt < pauseAfterFailureMilliseconds) return new Response(null, { status: 503 });
    try {
      const response = await fetch(url, init);
      const body = response.status === 200 ? await readLimited(response) : null;
      if (body === null) failedAt = monotonicMilliseconds();
      return body === null ? new Response(null, { status: 502 }) : new Response(body, { status: 200 });
    } catch (error) {
      failedAt = monotonicMilliseconds();
      throw error;
    }
  };
}

/** The body of an answer; null when it is larger than a key set can be. */
async function readLimited(response: Response): Promise<string | null> {
  const decoder = new TextDecoder();
  let size = 0;
  let text = "";
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > largestKeySet) return null;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
