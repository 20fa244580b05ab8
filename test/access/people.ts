import { type Action, actions } from "../../src/access/index.js";
import { type Role, roles } from "../../src/platform/actor.js";
import type { Caller } from "../api.js";
import type { PersonName, Unit, World } from "../world.js";
import type { RootCase } from "./cases.js";
import { type RootFieldName, rootField } from "./documents.js";

const camelCase = (role: Role): string =>
  role.toLowerCase().replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

/** The person who holds a role at a bureau. */
export function personAt(world: World, unit: Unit, role: Role): Caller {
  return world.as(`${unit}.${camelCase(role)}` as PersonName);
}

/** The name of the person who holds a role at a bureau, as it stands in the row. */
export function nameAt(world: World, unit: Unit, role: Role): string {
  return `${world.mark}${unit}.${camelCase(role)}`;
}

/** A role that may ask a root field in one way, and one that may not; null where everybody may. */
export function rolesFor(name: RootFieldName, { role }: Pick<RootCase, "role">): { able: Role; unable: Role | null } {
  const held: readonly Role[] | "EVERY" = actions[rootField(name).extensions.action as Action].roles;
  if (held === "EVERY") return { able: role ?? "SUPERVISOR", unable: null };
  return { able: role ?? held[0] ?? "SUPERVISOR", unable: roles.find((one) => !held.includes(one)) ?? null };
}
