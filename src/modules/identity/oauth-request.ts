/** The error codes of OAuth 2.0 that we answer (RFC 6749, 5.2; the last is that of 4.1.2.1). */
export type OAuthErrorCode =
  | "invalid_request"
  | "invalid_client"
  | "unauthorized_client"
  | "unsupported_grant_type"
  | "invalid_scope"
  | "temporarily_unavailable";

/** A refusal: the code for the program, and a sentence for whoever writes it. */
export interface OAuthRefusal {
  error: OAuthErrorCode;
  description: string;
  /** For a caller who tries too often: the seconds to wait before the next try. */
  waitSeconds?: number;
}

/** What came over HTTP to an OAuth endpoint. */
export interface OAuthRequest {
  /** The header Authorization. */
  authorization?: string | undefined;
  /** The header Content-Type. */
  contentType?: string | undefined;
  /** The address that the request came from, without a port. */
  address?: string | undefined;
  body: string;
}

/** What goes back over HTTP. */
export interface OAuthResponse {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** A request that was understood: who says to be calling, and the parameters. */
export interface OAuthForm {
  clientId: string;
  clientSecret: string;
  /** The parameters that have a value; those without one count as not sent (RFC 6749, 3.1). */
  parameters: ReadonlyMap<string, string>;
}

const largestBody = 16_384;

const refusal = (error: OAuthErrorCode, description: string): { refusal: OAuthRefusal } => ({
  refusal: { error, description },
});

/**
 * Reads a request to an OAuth endpoint: a form, each parameter once, and the client's credentials in the header (HTTP
 * Basic) or in the form, and never in both (RFC 6749, 2.3). Who the client really is, is not decided here.
 */
export function readOAuthForm(request: OAuthRequest): { form: OAuthForm } | { refusal: OAuthRefusal } {
  const mediaType = (request.contentType ?? "").split(";")[0]?.trim().toLowerCase();
  if (mediaType !== "application/x-www-form-urlencoded") {
    return refusal("invalid_request", "The body must be application/x-www-form-urlencoded.");
  }
  if (request.body.length > largestBody) return refusal("invalid_request", "The body is too large.");
  const parameters = new Map<string, string>();
  const seen = new Set<string>();
  for (const [name, value] of new URLSearchParams(request.body)) {
    if (seen.has(name)) return refusal("invalid_request", "A parameter stands there more than once.");
    seen.add(name);
    if (value !== "") parameters.set(name, value);
  }
  return readCredentials(request.authorization, parameters);
}

function readCredentials(
  authorization: string | undefined,
  parameters: ReadonlyMap<string, string>,
): { form: OAuthForm } | { refusal: OAuthRefusal } {
  const clientId = parameters.get("client_id");
  const clientSecret = parameters.get("client_secret");
  if (authorization === undefined) {
    if (clientId === undefined || clientSecret === undefined) {
      return refusal(
        "invalid_client",
        "The client must authenticate by HTTP Basic, or by client_id and client_secret.",
      );
    }
    return { form: { clientId, clientSecret, parameters } };
  }
  if (clientSecret !== undefined) {
    return refusal("invalid_request", "The client must authenticate in one way only: by the header or by the body.");
  }
  const basic = readBasic(authorization);
  if (basic === null) return refusal("invalid_client", "The header Authorization must be of the scheme Basic.");
  if (clientId !== undefined && clientId !== basic.clientId) {
    return refusal("invalid_request", "The body names another client than the header.");
  }
  return { form: { ...basic, parameters } };
}

/** The credentials of a Basic header, whose halves are form-encoded (RFC 6749, 2.3.1); null when it is none. */
function readBasic(authorization: string): { clientId: string; clientSecret: string } | null {
  const encoded = /^Basic +([A-Za-z0-9+/]+={0,2})$/i.exec(authorization)?.[1];
  if (encoded === undefined) return null;
  const text = Buffer.from(encoded, "base64").toString("utf8");
  const colon = text.indexOf(":");
  if (colon < 1) return null;
  try {
    return { clientId: formDecode(text.slice(0, colon)), clientSecret: formDecode(text.slice(colon + 1)) };
  } catch {
    return null;
  }
}

function formDecode(text: string): string {
  return decodeURIComponent(text.replaceAll("+", " "));
}

/** Reads the parameter `scope`: names separated by single spaces (RFC 6749, 3.3); null when it has another form. */
export function readScopes(text: string): string[] | null {
  const names = text.split(" ");
  return names.every((name) => /^[\x21\x23-\x5B\x5D-\x7E]+$/.test(name)) ? [...new Set(names)] : null;
}

const notStored = { "cache-control": "no-store", pragma: "no-cache" };

/** The answer to a request that was granted. */
export function toOAuthResponse(body: Record<string, string | number> | null): OAuthResponse {
  if (body === null) return { status: 200, headers: { ...notStored }, body: "" };
  const headers = { "content-type": "application/json;charset=UTF-8", ...notStored };
  return { status: 200, headers, body: JSON.stringify(body) };
}

/**
 * The answer to a request that was refused: 401 with a challenge when the client did not authenticate, 429 (RFC 6585) with
 * the time to wait when it tries too often, else 400.
 */
export function toOAuthError({ error, description, waitSeconds }: OAuthRefusal): OAuthResponse {
  const isUnauthenticated = error === "invalid_client";
  return {
    status: waitSeconds === undefined ? (isUnauthenticated ? 401 : 400) : 429,
    headers: {
      "content-type": "application/json;charset=UTF-8",
      ...notStored,
      ...(isUnauthenticated ? { "www-authenticate": 'Basic realm="lianxin", charset="UTF-8"' } : {}),
      ...(waitSeconds === undefined ? {} : { "retry-after": String(waitSeconds) }),
    },
    body: JSON.stringify({ error, error_description: description }),
  };
}
