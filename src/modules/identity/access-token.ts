import { randomBytes } from "node:crypto";
import {
  decodeJwt,
  decodeProtectedHeader,
  errors,
  type JWTHeaderParameters,
  type JWTPayload,
  jwtVerify,
  SignJWT,
} from "jose";
import { isUuid } from "../../platform/ids.js";
import { signingAlgorithm } from "./signing-key-file.js";
import type { SigningKeys } from "./signing-keys.js";

/** The audience of every token of ours. */
export const tokenAudience = "lianxin";

/** How long a token of ours is valid, in seconds. */
export const tokenLifetimeSeconds = 3600;

/** The `client_id` of tokens that the command line makes for people. */
export const commandLineClient = "lianxin-cli";

const tokenType = "at+jwt";
const toleratedSeconds = 5;
const longestToken = 8192;

/** For whom a token is made. At least one of person and client is given; both when a client acts for an operator. */
export interface TokenGrant {
  /** The public address of this platform, which is the issuer. */
  issuer: string;
  /** The id of the person who acts. */
  person: string | null;
  /** The id of the API client that acts. */
  client: string | null;
  /** The scopes of a client; null for a person. */
  scopes: readonly string[] | null;
  /** The code of the bureau in which a person acts when the request names none. */
  bureau?: string | null;
  now: Date;
}

/** A token made. */
export interface IssuedToken {
  token: string;
  /** The token's identifier (`jti`), by which it is revoked. */
  id: string;
  expiresAt: Date;
}

/** What a verified token of ours says. */
export interface AccessToken {
  kind: "own";
  id: string;
  keyId: string;
  person: string | null;
  client: string | null;
  scopes: readonly string[];
  bureau: string | null;
  expiresAt: Date;
}

/** Either what a token says, or the code of the reason why it was refused; the reason goes to the log alone. */
export type Verification<Claims> = { claims: Claims } | { refusal: string };

/** Makes a token (RFC 9068: JWT Profile for OAuth 2.0 Access Tokens), signed by the newest key. */
export async function issueToken(keys: SigningKeys, grant: TokenGrant): Promise<IssuedToken> {
  const key = await keys.newest();
  const id = randomBytes(16).toString("base64url");
  const issuedAt = Math.floor(grant.now.getTime() / 1000);
  const expiresAt = issuedAt + tokenLifetimeSeconds;
  const claims = {
    client_id: grant.client ?? commandLineClient,
    ...(grant.scopes === null ? {} : { scope: grant.scopes.join(" ") }),
    ...(grant.bureau == null ? {} : { bureau: grant.bureau }),
    // RFC 8693, 4.1: the party that acts on behalf of the subject.
    ...(grant.person !== null && grant.client !== null ? { act: { sub: `client:${grant.client}` } } : {}),
  };
  const token = await new SignJWT(claims)
    .setProtectedHeader({ alg: signingAlgorithm, typ: tokenType, kid: key.kid })
    .setIssuer(grant.issuer)
    .setAudience(tokenAudience)
    .setSubject(grant.person === null ? `client:${grant.client}` : `person:${grant.person}`)
    .setJti(id)
    .setIssuedAt(issuedAt)
    .setExpirationTime(expiresAt)
    .sign(key.privateKey);
  return { token, id, expiresAt: new Date(expiresAt * 1000) };
}

// Decoders take other letters and other unused bits for the same bytes; a token has one text.
const isCanonical = (part: string): boolean => Buffer.from(part, "base64url").toString("base64url") === part;

/** The header and claims of a token as they stand there, verified by nobody; null for what is not a token. */
export function readUnverified(token: string): { header: JWTHeaderParameters; payload: JWTPayload } | null {
  if (token.length > longestToken || !token.split(".").every(isCanonical)) return null;
  try {
    const header = decodeProtectedHeader(token);
    return header.alg === undefined ? null : { header: { ...header, alg: header.alg }, payload: decodeJwt(token) };
  } catch {
    return null;
  }
}

/**
 * Verifies a token of ours: algorithm, key, type, issuer, audience, age, expiry and the presence of every claim.
 *
 * SECURITY: the header may hold `alg`, `typ` and `kid` and nothing else, so `jku`, `jwk`, `x5u`, `x5c` and `crit` are
 * refused before any key is chosen; the key comes from our own file alone.
 */
export async function verifyAccessToken(
  token: string,
  options: { keys: SigningKeys; issuer: string; now: Date },
): Promise<Verification<AccessToken>> {
  const header = readUnverified(token)?.header;
  if (header === undefined) return { refusal: "not_a_token" };
  if (Object.keys(header).some((name) => !["alg", "typ", "kid"].includes(name))) return { refusal: "header_member" };
  const key = typeof header.kid === "string" ? await options.keys.find(header.kid) : null;
  if (key === null) return { refusal: "unknown_key" };
  try {
    const { payload } = await jwtVerify(token, key.publicKey, {
      algorithms: [signingAlgorithm],
      issuer: options.issuer,
      audience: tokenAudience,
      typ: tokenType,
      requiredClaims: ["sub", "client_id", "jti", "iat", "exp", "aud", "iss"],
      maxTokenAge: tokenLifetimeSeconds,
      clockTolerance: toleratedSeconds,
      currentDate: options.now,
    });
    const claims = toAccessToken(payload, key.kid);
    return claims === null ? { refusal: "claims_shape" } : { claims };
  } catch (error) {
    if (error instanceof errors.JOSEError) return { refusal: error.code };
    throw error;
  }
}

function toAccessToken(payload: JWTPayload, keyId: string): AccessToken | null {
  const { sub, client_id: clientId, jti, iat = 0, exp = Number.POSITIVE_INFINITY, scope, bureau } = payload;
  if (exp - iat > tokenLifetimeSeconds) return null;
  // The library takes a claim that must be a text as it is: a list of one text would pass for it.
  const subject = /^(person|client):(.+)$/.exec(typeof sub === "string" ? sub : "");
  const id = subject?.[2] ?? "";
  if (!isUuid(id) || typeof clientId !== "string" || typeof jti !== "string") return null;
  const person = subject?.[1] === "person" ? id : null;
  const client = clientId === commandLineClient ? null : clientId;
  if (client !== null && !isUuid(client)) return null;
  if (person === null && client !== id) return null;
  return {
    kind: "own",
    id: jti,
    keyId,
    person,
    client,
    scopes: typeof scope === "string" ? scope.split(" ").filter((name) => name !== "") : [],
    bureau: typeof bureau === "string" ? bureau : null,
    expiresAt: new Date(exp * 1000),
  };
}
