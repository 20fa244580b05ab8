import { type Action, authorize, may } from "../../access/index.js";
import type { Actor, BilingualText, Place } from "../../platform/actor.js";
import { conflict, illegalTransition } from "../../platform/errors.js";
import { type CopyRow, receiverOf, senderOf } from "./copy.store.js";

/** The states of a copy. */
export const copyStates = ["SENT", "READ", "WITHDRAWN"] as const;

/** A state of a copy. */
export type CopyState = (typeof copyStates)[number];

/** What is done with a copy. */
export const copyActions = ["CONFIRM", "WITHDRAW"] as const;

/** An action upon a copy. */
export type CopyAction = (typeof copyActions)[number];

interface CopyEdge {
  from: readonly CopyState[];
  to: CopyState;
  action: Action;
  /** The place of the bureau that may. */
  party: (row: CopyRow) => Place;
}

/** THE table of states and actions of a copy. A withdrawn copy shows nothing any more, whether it was read or not. */
export const copyEdges: Readonly<Record<CopyAction, CopyEdge>> = {
  CONFIRM: { from: ["SENT"], to: "READ", action: "copy.receive", party: receiverOf },
  WITHDRAW: { from: ["SENT", "READ"], to: "WITHDRAWN", action: "copy.send", party: senderOf },
};

/** Whether a copy still shows what it names. */
export function isShown({ state }: Pick<CopyRow, "state">): boolean {
  return state !== "WITHDRAWN";
}

const isPossible = (row: CopyRow, action: CopyAction): boolean =>
  copyEdges[action].from.includes(row.state as CopyState);

/** What an actor may do with a copy as it stands: the rights and the table together. */
export function permittedUponCopy(actor: Actor, row: CopyRow): CopyAction[] {
  return copyActions.filter(
    (action) => isPossible(row, action) && may(actor, copyEdges[action].action, copyEdges[action].party(row)),
  );
}

/**
 * Authorises and decides an action upon a copy.
 *
 * @param version the version of the copy that the caller saw
 * @throws FORBIDDEN, CONFLICT or ILLEGAL_TRANSITION, in this order
 */
export function decideCopy(actor: Actor, row: CopyRow, action: CopyAction, version: number): void {
  const { action: right, party } = copyEdges[action];
  authorize(actor, right, party(row));
  if (row.version !== version) throw conflict(row.version);
  if (!isPossible(row, action)) throw illegalTransition(ruleOf(row, action), permittedUponCopy(actor, row));
}

function ruleOf({ state }: CopyRow, action: CopyAction): BilingualText {
  return {
    zh: `状态 ${state} 的抄送不能执行 ${action}。`,
    en: `${action} is not possible for a copy in state ${state}.`,
  };
}
