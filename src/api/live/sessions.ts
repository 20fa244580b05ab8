import type { IncomingMessage } from "node:http";
import { isDeepStrictEqual } from "node:util";
import type { Authenticator, Standing } from "../../modules/identity/index.js";
import type { Actor } from "../../platform/actor.js";
import { type Clock, monotonicMilliseconds } from "../../platform/clock.js";
import { describeFault } from "../../platform/fault.js";
import { sha256 } from "../../platform/ids.js";
import type { Logger } from "../../platform/log.js";
import { type Ending, endings } from "./endings.js";
import { standInRequest } from "./stand-in-request.js";

/** A token as a connection presents it, with the bureau that is named beside it. */
export interface Presented {
  token: string;
  bureau: string | null;
}

/** Everybody who is connected by one token. */
export interface Session {
  readonly key: string;
  readonly standing: Standing;
  /** Who acts by the token, as he is now. */
  actor: Actor;
  /** What stands for the request in exchanges of this session. */
  readonly request: IncomingMessage;
  readonly holders: Set<Holder>;
  /** When it is looked at again, in milliseconds of the monotonic clock. */
  dueAt: number;
}

/** A connection that goes on for as long as its session does. */
export interface Holder {
  /** The same person, program and bureau have other rights now. */
  renewed(actor: Actor): void;
  /** The session is over. It is left already. */
  ended(ending: Ending): void;
}

/** The sessions of the connections of one process. */
export interface Sessions {
  /**
   * The session of a token; null for a stranger.
   *
   * @throws when the database cannot be reached
   */
  open(presented: Presented): Promise<Session | null>;
  /**
   * Watches over a session on behalf of a connection, from now on.
   *
   * @returns leaves it
   */
  hold(session: Session, holder: Holder): () => void;
  stop(): void;
}

/** What sessions need. */
export interface SessionOptions {
  authenticator: Authenticator;
  clock: Clock;
  log: Logger;
  /** How old the state of a token's subject may grow, in milliseconds; 2,500 when it is not given. */
  stateMilliseconds?: number;
}

const usualStateMilliseconds = 2500;

/** How often expiry is looked at, and what is due is looked at again, in milliseconds. */
const roundMilliseconds = 250;

/** How many tokens are looked at before others get a turn. */
const mostAtOnce = 500;

/**
 * Makes the sessions. One token is looked at once in two and a half seconds, however many connections it has, and hundreds
 * of tokens in one reading: a role that is withdrawn, a client that is revoked ends its connections within five seconds. A
 * token that expires ends them within a quarter of a second.
 */
export function createSessions({ authenticator, clock, log, stateMilliseconds }: SessionOptions): Sessions {
  const watched = new Map<string, Session>();
  const interval = stateMilliseconds ?? usualStateMilliseconds;
  const hasExpired = ({ claims }: Standing): boolean => claims.expiresAt.getTime() <= clock.now().getTime();
  const end = (session: Session, ending: Ending): void => {
    watched.delete(session.key);
    const holders = [...session.holders];
    session.holders.clear();
    for (const holder of holders) holder.ended(ending);
  };
  const look = createLook(authenticator, interval, end);
  const round = createRound(log, async () => {
    const now = monotonicMilliseconds();
    for (const session of watched.values()) if (hasExpired(session.standing)) end(session, endings.expired);
    const due = [...watched.values()].filter(({ dueAt }) => dueAt <= now);
    for (let from = 0; from < due.length; from += mostAtOnce) await look(due.slice(from, from + mostAtOnce));
  });
  const timer = setInterval(round, roundMilliseconds).unref();
  return {
    open: async ({ bureau, token }) => {
      const key = sha256(`${token}\n${bureau ?? ""}`);
      const known = watched.get(key);
      if (known !== undefined) return hasExpired(known.standing) ? null : known;
      const standing = await authenticator.admit(token, { bureau: bureau ?? undefined });
      if (standing === null || hasExpired(standing)) return null;
      const { actor } = standing;
      const dueAt = monotonicMilliseconds() + interval;
      return { key, standing, actor, request: standInRequest(token, bureau), holders: new Set(), dueAt };
    },
    hold: (session, holder) => hold(watched, session, holder),
    stop: () => clearInterval(timer),
  };
}

function hold(watched: Map<string, Session>, session: Session, holder: Holder): () => void {
  // Two that came at the same time have opened one each: the first is watched.
  const held = watched.get(session.key) ?? session;
  watched.set(held.key, held);
  held.holders.add(holder);
  // SECURITY: between its opening and now the rights may have changed: those of the one that is watched are in force.
  if (!isDeepStrictEqual(held.actor, session.actor)) queueMicrotask(() => catchUp(held, holder));
  return () => {
    held.holders.delete(holder);
    if (held.holders.size === 0 && watched.get(held.key) === held) watched.delete(held.key);
  };
}

/** Makes the look at some sessions again: each is renewed where something changed, or ended. */
function createLook(
  authenticator: Authenticator,
  interval: number,
  end: (session: Session, ending: Ending) => void,
): (sessions: readonly Session[]) => Promise<void> {
  return async (sessions) => {
    const now = monotonicMilliseconds();
    const actors = await authenticator.reexamine(sessions.map(({ standing }) => standing));
    sessions.forEach((session, index) => {
      session.dueAt = now + interval;
      const actor = actors[index] ?? null;
      if (actor === null || !isSameActor(actor, session.actor)) end(session, endings.withdrawn);
      else if (!isDeepStrictEqual(actor, session.actor)) renew(session, actor);
    });
  };
}

function catchUp(held: Session, holder: Holder): void {
  if (held.holders.has(holder)) holder.renewed(held.actor);
}

function renew(session: Session, actor: Actor): void {
  session.actor = actor;
  for (const holder of [...session.holders]) holder.renewed(actor);
}

/** Whether two actors are the same person and program, in the same bureau; their rights may differ. */
export function isSameActor(one: Actor, other: Actor): boolean {
  return (
    one.person?.id === other.person?.id &&
    one.client?.id === other.client?.id &&
    one.bureau.bureau === other.bureau.bureau
  );
}

/** Runs work one round at a time. While it fails, which the database does now and then, the log says so once. */
function createRound(log: Logger, work: () => Promise<void>): () => void {
  const state = { isRunning: false, isFailing: false };
  return () => {
    if (state.isRunning) return;
    state.isRunning = true;
    work()
      .then(() => {
        state.isFailing = false;
      })
      .catch((error) => {
        // Nobody is turned away for that: what is told is read under the rights of the moment, and so not at all.
        if (!state.isFailing) log.warn({ ...describeFault(error) }, "tokens of live connections cannot be looked at");
        state.isFailing = true;
      })
      .finally(() => {
        state.isRunning = false;
      });
  };
}
