import type { Action } from "../../access/index.js";
import type { ActingBureau, Actor } from "../../platform/actor.js";
import { type Clock, chinaDay } from "../../platform/clock.js";
import type { Database } from "../../platform/database.js";
import { isUuid, newRequestId } from "../../platform/ids.js";
import type { Logger } from "../../platform/log.js";
import { record } from "../../platform/record.js";
import { issueToken, tokenLifetimeSeconds, verifyAccessToken } from "./access-token.js";
import { findOperator, findSignInClient, insertRevokedToken, type SignInClient } from "./authentication.store.js";
import { matchesSecret } from "./client-secret.js";
import { isLogin } from "./login.js";
import {
  type OAuthErrorCode,
  type OAuthForm,
  type OAuthRefusal,
  type OAuthRequest,
  type OAuthResponse,
  readOAuthForm,
  readScopes,
  toOAuthError,
  toOAuthResponse,
} from "./oauth-request.js";
import { createSignInThrottle, type SignInThrottle } from "./sign-in-throttle.js";
import type { SigningKeys } from "./signing-keys.js";

/** The OAuth 2.0 endpoints of API clients, without HTTP. */
export interface OAuthEndpoints {
  /** POST /oauth/token: client credentials (RFC 6749, 4.4), with our parameter `operator` to act for a person. */
  handleTokenRequest(request: OAuthRequest): Promise<OAuthResponse>;
  /** POST /oauth/revoke (RFC 7009): a client takes back a token of its own. */
  handleRevocationRequest(request: OAuthRequest): Promise<OAuthResponse>;
}

/** What the endpoints need. */
export interface OAuthOptions {
  database: Database;
  clock: Clock;
  signingKeys: SigningKeys;
  /** The public address of this platform: the issuer of our tokens. */
  issuer: string;
  log: Logger;
}

type Client = SignInClient & { bureau: ActingBureau };
type Outcome<Value> = { value: Value } | { refusal: OAuthRefusal };

const refuse = (error: OAuthErrorCode, description: string): { refusal: OAuthRefusal } => ({
  refusal: { error, description },
});

// No client has this id; it is looked up in place of an id that is none, at the same cost.
const nobodysId = "00000000-0000-0000-0000-000000000000";

/** Makes the endpoints. */
export function createOAuthEndpoints(options: OAuthOptions): OAuthEndpoints {
  const throttle = createSignInThrottle();
  const handle = async (
    request: OAuthRequest,
    grant: (client: Client, form: OAuthForm) => Promise<Outcome<Record<string, string | number> | null>>,
  ): Promise<OAuthResponse> => {
    const read = readOAuthForm(request);
    if ("refusal" in read) return toOAuthError(read.refusal);
    const client = await tryToAuthenticate(options, throttle, read.form, request.address ?? null);
    if ("refusal" in client) return toOAuthError(client.refusal);
    const granted = await grant(client.value, read.form);
    return "refusal" in granted ? toOAuthError(granted.refusal) : toOAuthResponse(granted.value);
  };
  return {
    handleTokenRequest: (request) => handle(request, (client, form) => grantToken(options, client, form)),
    handleRevocationRequest: (request) => handle(request, (client, form) => revokeToken(options, client, form)),
  };
}

/** Authenticates a client, unless it or its address has failed too often of late. */
async function tryToAuthenticate(
  options: OAuthOptions,
  throttle: SignInThrottle,
  form: OAuthForm,
  address: string | null,
): Promise<Outcome<Client>> {
  const now = (): number => options.clock.now().getTime();
  const begun = throttle.begin({ clientId: form.clientId, clientSecret: form.clientSecret, address }, now());
  if ("waitSeconds" in begun) {
    options.log.debug({ waitSeconds: begun.waitSeconds }, "a client was told to wait");
    const description = "Too many failed tries; wait as long as Retry-After says.";
    return { refusal: { error: "temporarily_unavailable", description, waitSeconds: begun.waitSeconds } };
  }
  try {
    const client = await authenticateClient(options, form);
    begun.end("refusal" in client && client.refusal.error === "invalid_client" ? "wrong" : "right", now());
    return client;
  } finally {
    // Where a fault of ours came between, the try has not ended yet; otherwise this changes nothing.
    begun.end("undecided", now());
  }
}

/**
 * The one place where secrets are tried; the throttle stands around it.
 *
 * SECURITY: an unknown client, a wrong secret, a revoked and an expired client get the same answer after the same work.
 */
async function authenticateClient(options: OAuthOptions, form: OAuthForm): Promise<Outcome<Client>> {
  const now = options.clock.now();
  const id = isUuid(form.clientId) ? form.clientId : nobodysId;
  const client = await options.database.asSystem("authenticate a client", (tx) =>
    findSignInClient(tx, id, now, chinaDay(now)),
  );
  const isMatch = matchesSecret(form.clientSecret, client?.hashes ?? []);
  if (client === null || !isMatch || !client.isUsable) {
    options.log.debug({ client: id, isKnown: client !== null, isMatch }, "a client was refused");
    return refuse("invalid_client", "The client is unknown, or its secret is wrong or no longer valid.");
  }
  const { bureau } = client;
  if (bureau === null) return refuse("unauthorized_client", "The bureau of the client has ended.");
  return { value: { ...client, bureau } };
}

async function grantToken(
  options: OAuthOptions,
  client: Client,
  form: OAuthForm,
): Promise<Outcome<Record<string, string | number>>> {
  const grantType = form.parameters.get("grant_type");
  if (grantType === undefined) return refuse("invalid_request", "The parameter grant_type is missing.");
  if (grantType !== "client_credentials") {
    return refuse("unsupported_grant_type", "The only grant type is client_credentials.");
  }
  const asked = form.parameters.get("scope");
  const scopes = asked === undefined ? client.scopes : readScopes(asked);
  if (scopes === null || scopes.some((scope) => !client.scopes.includes(scope))) {
    return refuse("invalid_scope", `The client may ask for: ${client.scopes.join(" ")}`);
  }
  const operator = await operatorOf(options, client, form.parameters.get("operator"));
  if ("refusal" in operator) return operator;
  const { token } = await issueToken(options.signingKeys, {
    issuer: options.issuer,
    person: operator.value,
    client: client.id,
    scopes,
    now: options.clock.now(),
  });
  const scope = scopes.join(" ");
  return { value: { access_token: token, token_type: "Bearer", expires_in: tokenLifetimeSeconds, scope } };
}

/**
 * SECURITY: a person of another bureau, a locked one, one without a role and one who does not exist get the same answer,
 * so a client learns only about the people of its own bureau.
 */
async function operatorOf(
  options: OAuthOptions,
  client: Client,
  login: string | undefined,
): Promise<Outcome<string | null>> {
  if (login === undefined) return { value: null };
  const today = chinaDay(options.clock.now());
  const id = isLogin(login)
    ? await options.database.asSystem("find the operator of a client", (tx) =>
        findOperator(tx, login, client.bureau.bureau, today),
      )
    : null;
  return id === null
    ? refuse("invalid_request", "The operator is nobody who works at the bureau of this client today.")
    : { value: id };
}

async function revokeToken(options: OAuthOptions, client: Client, form: OAuthForm): Promise<Outcome<null>> {
  const token = form.parameters.get("token");
  if (token === undefined) return refuse("invalid_request", "The parameter token is missing.");
  const now = options.clock.now();
  const verified = await verifyAccessToken(token, { keys: options.signingKeys, issuer: options.issuer, now });
  // RFC 7009, 2.2: a token that is not valid needs no revoking, and that is no error.
  if ("refusal" in verified) return { value: null };
  const { id, expiresAt, client: holder } = verified.claims;
  if (holder !== client.id) return refuse("unauthorized_client", "The token was issued to another client.");
  const { bureau, name, scopes } = client;
  const actor: Actor = { person: null, client: { id: client.id, name, scopes }, bureau, roles: [] };
  await options.database.asSystem("revoke a token of a client", async (tx) => {
    if (!(await insertRevokedToken(tx, { id, bureau, expiresAt, now }))) return;
    await record(tx, actor, {
      action: "token.revoke" satisfies Action,
      subject: { type: "AccessToken", id, place: bureau },
      at: now,
      requestId: newRequestId(),
      events: [{ type: "accessToken.revoked" }],
    });
  });
  return { value: null };
}
