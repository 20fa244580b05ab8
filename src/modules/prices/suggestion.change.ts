import type { Action } from "../../access/index.js";
import type { Actor, BilingualText } from "../../platform/actor.js";
import { actorOf, type RequestContext } from "../../platform/context.js";
import type { Transaction } from "../../platform/database.js";
import { conflict, illegalTransition, notFound } from "../../platform/errors.js";
import { fromGlobalId, isUuid, toGlobalId } from "../../platform/ids.js";
import { type MadeChange, recordingsOf, type SystemActor } from "../../platform/record.js";
import { scopeOf } from "../../platform/scope.js";
import type { Writing } from "../../platform/writing.store.js";
import { ticketIdOf } from "../tickets/index.js";
import { priceLine } from "./desk.js";
import { priceEventTypes } from "./price.events.js";
import { undecidedStates } from "./suggestion.enums.js";
import { type DecidingSide, placeOfSuggestion, requireSide } from "./suggestion.rights.js";
import { findSuggestionForChange, type SuggestionKey, type SuggestionRow } from "./suggestion.store.js";

/** The name of the GraphQL type, as it stands in global identifiers. */
export const suggestionType = "PriceSuggestion";

/** The global identifier of a suggestion. */
export function suggestionIdOf({ id, province }: SuggestionKey): string {
  return toGlobalId(suggestionType, province, id);
}

/** The key of a suggestion out of the parts of its global identifier; null where they are none. */
export function suggestionKeyOfParts([province = "", id = "", ...rest]: readonly string[]): SuggestionKey | null {
  return rest.length > 0 || province === "" || !isUuid(id) ? null : { province, id };
}

/** What is recorded of a change of a suggestion. */
export interface SuggestionRecorded {
  actor: Actor | SystemActor;
  action: Action;
  event: Exclude<keyof typeof priceEventTypes, "MARKED">;
  at: Date;
  requestId: string;
}

/** A change of a suggestion for the audit and the log: codes, and never the words. */
export function suggestionChange(
  row: SuggestionRow,
  { action, actor, at, event, requestId }: SuggestionRecorded,
): MadeChange {
  const { direction, rules, state, version } = row;
  const ticket = ticketIdOf({ province: row.province, id: row.ticketId });
  const subject = {
    ...{ type: suggestionType, id: suggestionIdOf(row), version },
    ...{ place: placeOfSuggestion(row), line: priceLine },
  };
  const detail = { ticket, direction, rules, state };
  const events = [{ type: priceEventTypes[event], payload: detail }];
  return { actor, change: { action, at, requestId, subject, detail, events } };
}

/** The writings of what is recorded of one change of a suggestion. */
export function suggestionRecordings(row: SuggestionRow, recorded: SuggestionRecorded): readonly (Writing | null)[] {
  return recordingsOf([suggestionChange(row, recorded)]);
}

/** Which suggestion a command is about, and which version of it the caller saw. */
export interface SuggestionReference {
  suggestionId: string;
  version: number;
}

/**
 * Finds the undecided suggestion of a command under the scope of the caller and locks it.
 *
 * @throws NOT_FOUND, FORBIDDEN, CONFLICT, or ILLEGAL_TRANSITION where it was decided upon, in this order
 */
export async function findUndecided(
  tx: Transaction,
  context: RequestContext,
  { suggestionId, version }: SuggestionReference,
): Promise<{ suggestion: SuggestionRow; side: DecidingSide }> {
  const actor = actorOf(context);
  const named = fromGlobalId(suggestionId);
  const key = named?.type === suggestionType ? suggestionKeyOfParts(named.parts) : null;
  const suggestion = key === null ? null : await findSuggestionForChange(tx, scopeOf(actor.bureau), key);
  if (suggestion === null) throw notFound("suggestionId");
  const side = requireSide(actor, suggestion);
  if (suggestion.version !== version) throw conflict(suggestion.version);
  if (!undecidedStates.includes(suggestion.state)) throw illegalTransition(isDecided, []);
  return { suggestion, side };
}

const isDecided: BilingualText = {
  zh: "该建议已有结论，不能再次处理。",
  en: "The suggestion was decided upon already, or has lapsed.",
};
