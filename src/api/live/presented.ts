import type { Actor } from "../../platform/actor.js";
import { type Connection, endByFault, endConnection } from "./connection.js";
import { endings } from "./endings.js";
import { isSameActor, type Presented, type Session } from "./sessions.js";

/** The token of a header `Authorization` or of its like in a payload; undefined for anything else. */
export function bearerToken(authorization: unknown): string | undefined {
  const text = typeof authorization === "string" ? authorization : "";
  return /^Bearer +([A-Za-z0-9._~+/=-]+)$/i.exec(text)?.[1];
}

/** What the payload of `connection_init` says about the caller, where the request does not say it, or says otherwise. */
export function presentedBy(
  payload: Readonly<Record<string, unknown>>,
  offered: Connection["offered"],
): { presented: Presented | null; acceptLanguage: string | undefined } {
  const token = bearerToken(payload.authorization ?? payload.Authorization ?? offered.authorization);
  const bureau = payload.lianxinBureau ?? payload["Lianxin-Bureau"] ?? offered.bureau ?? null;
  const acceptLanguage = payload.acceptLanguage ?? payload["Accept-Language"];
  // SECURITY: who names a bureau in a form that is none is refused, and does not act in another one instead.
  const isNamed = bureau === null || typeof bureau === "string";
  return {
    presented: token === undefined || !isNamed ? null : { token, bureau },
    acceptLanguage: typeof acceptLanguage === "string" ? acceptLanguage : undefined,
  };
}

/**
 * Takes a fresh token for a connection, whose operations go on by it.
 *
 * SECURITY: it must be of the same person, program and bureau, or somebody would be told what another asked for.
 *
 * @returns whether the connection goes on; it was ended otherwise
 */
export async function takeFreshToken(connection: Connection, authorization: unknown): Promise<boolean> {
  const token = bearerToken(authorization);
  const { actor, parts, session } = connection;
  if (token === session?.standing.token) return true;
  let fresh: Session | null = null;
  try {
    const bureau = session?.standing.wanted ?? null;
    fresh = token === undefined ? null : await parts.sessions.open({ token, bureau });
  } catch (error) {
    if (endByFault(connection, error, connection.requestId) !== null) endConnection(connection, endings.unavailable);
    return false;
  }
  if (connection.stage === "ended") return false;
  if (fresh === null || actor === null || !isSameActor(fresh.actor, actor)) {
    endConnection(connection, fresh === null ? endings.forbidden : endings.another);
    return false;
  }
  joinSession(connection, fresh);
  renewOperations(connection, fresh.actor);
  return true;
}

/** Makes a connection go on for as long as a session does, in place of the session that it had. */
export function joinSession(connection: Connection, session: Session): void {
  connection.leaveSession();
  connection.session = session;
  connection.actor = session.actor;
  connection.leaveSession = connection.parts.sessions.hold(session, {
    renewed: (actor) => renewOperations(connection, actor),
    ended: (ending) => endConnection(connection, ending),
  });
}

function renewOperations(connection: Connection, actor: Actor): void {
  connection.actor = actor;
  for (const { subscription } of [...connection.operations.values()]) subscription?.renew(actor);
}
