import type { Actor, BilingualText, Place } from "../platform/actor.js";
import { forbidden } from "../platform/errors.js";
import { type Action, actionNames, actions, type ClientScope } from "./actions.js";
import { isWithin } from "./reach.js";

const personalScopes: ReadonlySet<ClientScope> = new Set(["administration", "tickets.handle", "tickets.supervise"]);

/**
 * Ring one: whether any role of the actor holds the action. A client needs the action's scope besides; a client without
 * a person acts by its scopes alone, and neither administers nor handles tickets nor supervises: to accept, refuse, settle
 * or file is a person's decision, and so is to designate or to take up (art. 13, 15, 16, 23, 33 and 35 of Order 121).
 */
export function holds(actor: Actor, action: Action): boolean {
  const { roles, scope } = actions[action];
  if (actor.client !== null && !actor.client.scopes.includes(scope)) return false;
  // Whatever everybody holds: of these scopes all is for a person.
  if (actor.client !== null && actor.person === null) return !personalScopes.has(scope);
  if (roles === "EVERY") return true;
  return actor.person !== null && actor.roles.some((role) => (roles as readonly string[]).includes(role));
}

/** Rings one and two: whether the actor may do this to something at this place. */
export function may(actor: Actor, action: Action, place: Place): boolean {
  return holds(actor, action) && isWithin(actions[action].reach, actor.bureau, place);
}

/** The actions that the actor's roles hold, in the order of the table. */
export function heldActions(actor: Actor): Action[] {
  return actionNames.filter((action) => holds(actor, action));
}

/**
 * Ring one, for a command.
 *
 * @throws FORBIDDEN when no role of the actor holds the action
 */
export function requireHolding(actor: Actor, action: Action): void {
  if (!holds(actor, action)) throw forbidden(refusalText(actor, action));
}

/**
 * Rings one and two, for a command that found its subject.
 *
 * @throws FORBIDDEN when a role is missing, or the subject is out of the action's reach
 */
export function authorize(actor: Actor, action: Action, place: Place): void {
  requireHolding(actor, action);
  if (!isWithin(actions[action].reach, actor.bureau, place)) throw forbidden(reachText(action));
}

// Says what is missing: the scope of the program, a person behind it, or a role.
function refusalText({ client, person }: Actor, action: Action): BilingualText {
  const { roles, scope, sentence } = actions[action];
  if (client !== null && !client.scopes.includes(scope)) {
    return {
      zh: `访问令牌没有 ${action} 所需的授权范围 ${scope}。`,
      en: `The token lacks the scope ${scope}, which ${action} needs.`,
    };
  }
  if (client !== null && person === null) {
    return {
      zh: `${action} 须由人员决定；请用 operator 参数为指定人员取得令牌。`,
      en: `${action} is for a person to decide: get a token for a named operator (the parameter operator).`,
    };
  }
  const needed = roles === "EVERY" ? "" : roles.join(", ");
  return {
    zh: `您的岗位无权执行 ${action}；需要以下岗位之一：${needed}。`,
    en: `None of your roles holds ${action} (one of ${needed} is needed). ${sentence}`,
  };
}

function reachText(action: Action): BilingualText {
  return {
    zh: `${action} 不能用于其他单位的对象。`,
    en: `${action} does not reach that bureau. ${actions[action].sentence}`,
  };
}
