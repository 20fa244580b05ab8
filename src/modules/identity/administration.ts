import { type Action, authorize, relationOf } from "../../access/index.js";
import { type ActingBureau, type Actor, type Place, type Role, regionOf } from "../../platform/actor.js";
import { forbidden } from "../../platform/errors.js";

/**
 * Whether a bureau administers a place: its own subtree, never what is above or beside it.
 *
 * A centre sees the region of its authority, but it does not rule its authority nor the other units of it; it
 * administers itself and the bureaus of the levels below. That is narrower than the reach of actions on tickets.
 */
export function isAdministeredBy(bureau: ActingBureau, place: Place): boolean {
  const relation = relationOf(bureau, place);
  if (relation === "own") return true;
  if (relation !== "beneath") return false;
  return bureau.kind !== "CENTRE" || regionOfPlace(place) !== regionOf(bureau);
}

/** Whether a place stands beneath a bureau in its administration, itself not included. */
export function isAdministeredFromAbove(bureau: ActingBureau, place: Place): boolean {
  return place.bureau !== bureau.bureau && isAdministeredBy(bureau, place);
}

/**
 * Rings one and two for people, roles, clients and issuers.
 *
 * @throws FORBIDDEN when a role is missing, or the place is above or beside the actor's bureau
 */
export function authorizeAdministration(actor: Actor, action: Action, place: Place): void {
  authorize(actor, action, place);
  if (isAdministeredBy(actor.bureau, place)) return;
  throw forbidden({
    zh: "只能管理本单位及下级单位，不能管理上级或平级单位。",
    en: "You administer your own bureau and those beneath it, never one above or beside it.",
  });
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

/** Whether an actor can give a role at a bureau. */
export function mayGrant(actor: Actor, role: Role, bureau: ActingBureau): boolean {
  return grantRefusal(actor, role, bureau) === null;
}

function regionOfPlace(place: Place): string {
  return place.county ?? place.city ?? place.province;
}
