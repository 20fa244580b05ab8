import type { Actor } from "../../platform/actor.js";
import { chinaDay } from "../../platform/clock.js";
import type { Transaction } from "../../platform/database.js";
import { findSubject } from "./authentication.store.js";
import { actorOfOwnToken } from "./subject.js";

/** Who asked for work that is done later, and in which bureau. */
export interface AskedBy {
  /** The id of the person; null for a program that acted for itself. */
  person: string | null;
  /** The id of the API client; null for a person who came without one. */
  client: string | null;
  bureau: string;
}

/**
 * Who asked for work that is done without him, as he stands now: with the roles of today, and of a program the scopes that
 * it has today. To be run as the platform.
 *
 * SECURITY: it asks for no token. The ids come from a row that a signed-in actor wrote, never from a request.
 *
 * @returns null where he could not act in that bureau any more: locked, without a role there, or a program that was revoked
 */
export async function findActorOf(
  tx: Transaction,
  { bureau, client, person }: AskedBy,
  now: Date,
): Promise<Actor | null> {
  const key = { personId: person, login: null, clientId: client, tokenId: null };
  const state = await findSubject(tx, key, now, chinaDay(now));
  const scopes = state.client?.scopes ?? [];
  const standIn = { kind: "own", id: "", keyId: "", person, client, scopes, bureau: null, expiresAt: now } as const;
  const decision = actorOfOwnToken(standIn, state, bureau);
  return "actor" in decision ? decision.actor : null;
}
