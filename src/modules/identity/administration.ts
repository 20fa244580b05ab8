import { isWithin } from "../../access/index.js";
import type { ActingBureau, Actor, Place, Role } from "../../platform/actor.js";

/** Whether a bureau administers a place: itself and its own subtree, never what is above or beside it. */
export function isAdministeredBy(bureau: ActingBureau, place: Place): boolean {
  return isWithin("REGION", bureau, place);
}

/** Whether a place stands beneath a bureau in its administration, itself not included. */
export function isAdministeredFromAbove(bureau: ActingBureau, place: Place): boolean {
  return place.bureau !== bureau.bureau && isAdministeredBy(bureau, place);
}

/** Why a role cannot be given: out of the actor's administration, or the bureau has no use for it. */
export type GrantRefusal = "OUT_OF_REACH" | "ROLE_UNSUITED";

/**
 * Why an actor cannot give a role at a bureau; null when he can.
 *
 * Only an administrator gives roles, any role, at his own bureau and beneath. So the role of administrator at a bureau
 * comes from an administrator of that bureau or of one above it, and nobody can give a role that he may not manage.
 * A price supervisor needs a bureau that watches prices: a department with a business line, or an authority.
 */
export function grantRefusal(actor: Actor, role: Role, bureau: ActingBureau): GrantRefusal | null {
  if (!actor.roles.includes("ADMINISTRATOR") || !isAdministeredBy(actor.bureau, bureau)) return "OUT_OF_REACH";
  const watchesPrices = bureau.line !== null || bureau.kind === "AUTHORITY";
  return role === "PRICE_SUPERVISOR" && !watchesPrices ? "ROLE_UNSUITED" : null;
}
