import type { Actor } from "../../platform/actor.js";
import { asSystemWithin, type Transaction } from "../../platform/database.js";
import { forbidden } from "../../platform/errors.js";
import { isAdministeredFromAbove } from "./administration.js";
import { findPlacesLeftWithoutAdministrator } from "./role-holdings.store.js";

/** Whose administration is to end, where and when. */
export interface EndingAdministration {
  /** The id of the person who will no longer be an administrator. */
  person: string;
  /** The code of the one bureau concerned; null for all at which he is one. */
  bureau: string | null;
  today: string;
}

/**
 * Keeps every bureau in the hands of at least one unlocked administrator whose role has no end, unless an administrator
 * above the bureau does it, who can put in another.
 *
 * SECURITY: widened sight: who else administers the bureau is looked up as the platform, since the others may have their
 * home out of the actor's scope. The caller has authorised the change; only yes or no comes out.
 *
 * @throws FORBIDDEN when the person is the last administrator of a bureau that the actor does not stand above
 */
export async function requireAnotherAdministrator(
  tx: Transaction,
  actor: Actor,
  { person, bureau, today }: EndingAdministration,
): Promise<void> {
  const orphaned = await asSystemWithin(tx, actor, "the last administrator of a bureau stays", () =>
    findPlacesLeftWithoutAdministrator(tx, person, bureau, today),
  );
  if (orphaned.every((place) => isAdministeredFromAbove(actor.bureau, place))) return;
  throw forbidden({
    zh: "这是该单位最后一名管理员；请先指定另一名无期限的管理员，或由上级管理员操作。",
    en: "This is the last administrator of the bureau: first appoint another without an end date, or ask an administrator above.",
  });
}
