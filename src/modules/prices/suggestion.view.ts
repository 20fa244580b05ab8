import { holds } from "../../access/index.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import { inLocale } from "../../platform/errors.js";
import { defineLoader } from "../../platform/loaders.js";
import type { NodeReader } from "../../platform/relay.type.js";
import { scopeOf } from "../../platform/scope.js";
import { keyFromText, keyText, type TicketKey } from "../tickets/index.js";
import { suggestionIdOf, suggestionKeyOfParts } from "./suggestion.change.js";
import { type SuggestionDirection, type SuggestionState, undecidedStates } from "./suggestion.enums.js";
import { findMatters } from "./suggestion.matter.store.js";
import { nameOfRule } from "./suggestion.rules.js";
import { findSuggestion, type SuggestionRow } from "./suggestion.store.js";
import { suggestedTextOf } from "./suggestion.text.js";
import { PriceSuggestion, PriceSuggestionRule } from "./suggestion.type.js";
import type { MarkedWord } from "./suggestions/index.js";

/** A rule of the API from its code. */
export function toRule(context: RequestContext, code: string): PriceSuggestionRule {
  return Object.assign(new PriceSuggestionRule(), { code, name: inLocale(nameOfRule(code), context.locale) });
}

/** A suggestion of the API from its row. */
export function toSuggestion(context: RequestContext, row: SuggestionRow): PriceSuggestion {
  const { askedAt, decidedAt, suggestedAt, version } = row;
  return Object.assign(new PriceSuggestion(), {
    ...{ id: suggestionIdOf(row), version, suggestedAt, askedAt, decidedAt, row },
    direction: row.direction as SuggestionDirection,
    state: row.state as SuggestionState,
    rules: row.rules.map((code) => toRule(context, code)),
    words: row.words as MarkedWord[],
  });
}

// SECURITY: widened sight: a price desk does not see the ticket that is suggested to it, and cannot decide without the text.
// It is shown masked, without contact, name or number, to those who see the suggestion, while it is undecided.
const textLoader = defineLoader<string>(async (context, keys) => {
  const matters = await context.database.asSystem("masked texts of tickets upon which there are suggestions", (tx) =>
    findMatters(tx, keys.map(keyFromText)),
  );
  return new Map(matters.map((matter) => [keyText(matter), suggestedTextOf(matter)]));
});

/** The key of the ticket of a suggestion. */
export function ticketKeyOfSuggestion({ province, ticketId }: SuggestionRow): TicketKey {
  return { province, id: ticketId };
}

/** The masked text that a suggestion was made from, while it is undecided; null after. */
export function textOf(context: RequestContext, row: SuggestionRow): Promise<string | null> | null {
  return undecidedStates.includes(row.state) ? textLoader(context, keyText(ticketKeyOfSuggestion(row))) : null;
}

/**
 * Reads a suggestion again by the parts of its global identifier, for those who may read suggestions.
 *
 * SECURITY: `node` itself is open to everyone signed in, so ring one is asked here.
 */
export const suggestionNodeReader: NodeReader = async (context, parts) => {
  const key = suggestionKeyOfParts(parts);
  const actor = actorOf(context);
  if (key === null || !holds(actor, "price.read")) return null;
  const row = await inScope(context, (tx) => findSuggestion(tx, scopeOf(actor.bureau), key));
  return row === null ? null : toSuggestion(context, row);
};
