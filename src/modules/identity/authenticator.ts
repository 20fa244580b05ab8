import DataLoader from "dataloader";
import { LRUCache } from "lru-cache";
import type { Actor } from "../../platform/actor.js";
import { type Clock, chinaDay } from "../../platform/clock.js";
import type { Database } from "../../platform/database.js";
import { sha256 } from "../../platform/ids.js";
import type { Logger } from "../../platform/log.js";
import { type AccessToken, readUnverified, type Verification, verifyAccessToken } from "./access-token.js";
import {
  findSubject,
  listRegisteredIssuers,
  type RegisteredIssuer,
  type SubjectKey,
  type SubjectState,
} from "./authentication.store.js";
import { findSubjects } from "./many-subjects.store.js";
import { createOutsideVerifier } from "./outside-token.js";
import { createShortMemory } from "./short-memory.js";
import type { SigningKeys } from "./signing-keys.js";
import { type Authentication, actorOfOutsideToken, actorOfOwnToken, type OutsideToken } from "./subject.js";

/** Says who acts by a token. */
export interface Authenticator {
  /**
   * The actor of a token; null for a stranger, whatever the reason, which is logged at level debug and told to nobody.
   *
   * @param token what stands after "Bearer"
   * @param options.bureau the bureau that the request names by its header Lianxin-Bureau
   * @throws when the database cannot be reached: that is no answer about the token
   */
  authenticate(token: string, options?: { bureau?: string | undefined }): Promise<Actor | null>;
  /** The same for a token that will be used for longer than one request: it says until when, and can be looked at again. */
  admit(token: string, options?: { bureau?: string | undefined }): Promise<Standing | null>;
  /**
   * Looks again at tokens that were admitted, some hundreds in one reading of the database: the actor of each as he is now,
   * in their order; null for one that is good no more. Whether it has expired is for the caller to see.
   *
   * @throws when the database cannot be reached: that is no answer about the tokens
   */
  reexamine(standings: readonly Standing[]): Promise<(Actor | null)[]>;
}

/** What an authenticator needs. */
export interface AuthenticatorOptions {
  database: Database;
  clock: Clock;
  signingKeys: SigningKeys;
  /** The public address of this platform: the issuer of our own tokens. */
  issuer: string;
  isProduction: boolean;
  log: Logger;
  /** How long the state of a subject is kept, in milliseconds; 2,000 when it is not given. Tests set it. */
  stateMilliseconds?: number;
}

type Claims = AccessToken | OutsideToken;

/** A token that was admitted. */
export interface Standing {
  readonly token: string;
  /** The bureau that was named with it; null: none was. */
  readonly wanted: string | null;
  readonly claims: Claims;
  /** Who acted by it when it was admitted. */
  readonly actor: Actor;
}

const usualStateMilliseconds = 2000;
const verifiedMilliseconds = 30_000;
const mostTokens = 10_000;

/** How many subjects are read in one statement. */
const mostSubjects = 500;

/**
 * Makes the authenticator. A signature is checked once in 30 seconds at most for each token; the state of the subject
 * (locked, roles of today, client, revocation) is never older than two seconds, so a withdrawal holds everywhere within
 * five.
 */
export function createAuthenticator(options: AuthenticatorOptions): Authenticator {
  const issuers = createIssuerDirectory(options);
  const claimsOf = createClaimsReader(options, createVerifier(options, issuers));
  const decide = createDecision(options, issuers);
  const remembered = rememberStates(options);
  const judge = async (token: string, wanted: string | null, stateOf: StateOf): Promise<Standing | null> => {
    const outcome = await claimsOf(token);
    const decision = "refusal" in outcome ? outcome : await decide(outcome.claims, wanted, stateOf);
    if ("refusal" in outcome || "refusal" in decision) {
      options.log.debug({ reason: "refusal" in decision ? decision.refusal : null }, "a token was refused");
      return null;
    }
    return { token, wanted, claims: outcome.claims, actor: decision.actor };
  };
  const admit: Authenticator["admit"] = (token, { bureau } = {}) => judge(token, bureau ?? null, remembered);
  return {
    admit,
    authenticate: async (token, named) => (await admit(token, named))?.actor ?? null,
    reexamine: async (standings) => {
      const together = readStatesTogether(options);
      const judged = standings.map(async ({ claims, token, wanted }) => {
        // A signature of ours does not turn bad; whether its key is still in force is part of the decision.
        if (claims.kind === "outside") return (await judge(token, wanted, together))?.actor ?? null;
        const decision = await decide(claims, wanted, together);
        return "actor" in decision ? decision.actor : null;
      });
      return Promise.all(judged);
    },
  };
}

/** Verifies tokens, each once in a while. */
function createClaimsReader(
  { clock }: AuthenticatorOptions,
  verify: (token: string) => Promise<Verification<Claims>>,
): (token: string) => Promise<Verification<Claims>> {
  const verified = new LRUCache<string, { claims: Claims; until: number }>({ max: mostTokens });
  return async (token) => {
    const digest = sha256(token);
    const now = clock.now().getTime();
    const known = verified.get(digest);
    if (known !== undefined && now < known.until) return known;
    const outcome = await verify(token);
    if ("claims" in outcome) {
      const until = Math.min(outcome.claims.expiresAt.getTime(), now + verifiedMilliseconds);
      verified.set(digest, { claims: outcome.claims, until });
    }
    return outcome;
  };
}

type IssuerDirectory = () => Promise<ReadonlyMap<string, RegisteredIssuer>>;

/** The registered outside issuers, remembered as a whole: a stranger's invented issuers cost no reading each. */
function createIssuerDirectory(options: AuthenticatorOptions): IssuerDirectory {
  const { clock, database } = options;
  const memory = createShortMemory<ReadonlyMap<string, RegisteredIssuer>>(clock, stateMilliseconds(options), 1);
  const read = async () => {
    const today = chinaDay(clock.now());
    const found = await database.asSystem("authenticate", (tx) => listRegisteredIssuers(tx, today));
    return new Map(found.map((entry) => [entry.issuer, entry]));
  };
  return () => memory.read("all", read);
}

function createVerifier(
  options: AuthenticatorOptions,
  issuers: IssuerDirectory,
): (token: string) => Promise<Verification<Claims>> {
  const { clock, issuer, signingKeys } = options;
  const outside = createOutsideVerifier(options);
  return async (token) => {
    const named = readUnverified(token)?.payload.iss;
    if (typeof named !== "string") return { refusal: "not_a_token" };
    if (named === issuer) return verifyAccessToken(token, { keys: signingKeys, issuer, now: clock.now() });
    const registered = (await issuers()).get(named);
    return registered === undefined ? { refusal: "unknown_issuer" } : outside.verify(token, registered);
  };
}

/** Reads the state of those whom a token names. */
type StateOf = (key: SubjectKey) => Promise<SubjectState>;

function rememberStates(options: AuthenticatorOptions): StateOf {
  const { clock, database } = options;
  const memory = createShortMemory<SubjectState>(clock, stateMilliseconds(options), mostTokens);
  return (key) =>
    memory.read(JSON.stringify(key), () => {
      const now = clock.now();
      return database.asSystem("authenticate", (tx) => findSubject(tx, key, now, chinaDay(now)));
    });
}

/** Reads the states of all that are asked for at the same time in one statement, anew. */
function readStatesTogether({ clock, database }: AuthenticatorOptions): StateOf {
  const read = (keys: readonly SubjectKey[]) => {
    const now = clock.now();
    return database.asSystem("authenticate", (tx) => findSubjects(tx, keys, now, chinaDay(now)));
  };
  const loader = new DataLoader(read, { cacheKeyFn: JSON.stringify, maxBatchSize: mostSubjects });
  return (key) => loader.load(key);
}

function createDecision({ signingKeys }: AuthenticatorOptions, issuers: IssuerDirectory) {
  return async (claims: Claims, wanted: string | null, stateOf: StateOf): Promise<Authentication> => {
    if (claims.kind === "own") {
      // A key that was taken out of the file verifies nothing more, not even what it verified a moment ago.
      if ((await signingKeys.find(claims.keyId)) === null) return { refusal: "unknown_key" };
      const key = { personId: claims.person, login: null, clientId: claims.client, tokenId: claims.id };
      return actorOfOwnToken(claims, await stateOf(key), wanted);
    }
    const registered = (await issuers()).get(claims.issuer);
    if (registered?.id !== claims.issuerId) return { refusal: "issuer_removed" };
    const key = { personId: null, login: claims.login, clientId: null, tokenId: null };
    return actorOfOutsideToken(registered, await stateOf(key), wanted);
  };
}

function stateMilliseconds(options: AuthenticatorOptions): number {
  return options.stateMilliseconds ?? usualStateMilliseconds;
}
