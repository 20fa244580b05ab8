import { holds } from "../../access/index.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import { inLocale } from "../../platform/errors.js";
import { defineLoader } from "../../platform/loaders.js";
import type { NodeReader } from "../../platform/relay.type.js";
import { scopeOf } from "../../platform/scope.js";
import { keyFromText, keyText, type TicketKey, ticketLoader } from "../tickets/index.js";
import { suggestionIdOf, suggestionKeyOfParts } from "./suggestion.change.js";
import { type SuggestionDirection, type SuggestionState, undecidedStates } from "./suggestion.enums.js";
import { findMatters } from "./suggestion.matter.store.js";
import { nameOfRule } from "./suggestion.rules.js";
import { findSuggestion, type SuggestionRow } from "./suggestion.store.js";
import { excerptsOf, suggestedTextOf } from "./suggestion.text.js";
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

// SECURITY: widened sight: a price desk does not see the ticket that is suggested to it, and cannot decide without its words.
// What stands around them is shown to those who see the suggestion, masked, without contact, name or number, while it is
// undecided; of a report nothing but the words, since its reporter is protected (art. 37 of Order 121).
const matterLoader = defineLoader<{ text: string; kind: string }>(async (context, keys) => {
  const matters = await context.database.asSystem("masked texts of tickets upon which there are suggestions", (tx) =>
    findMatters(tx, keys.map(keyFromText)),
  );
  return new Map(matters.map((matter) => [keyText(matter), { text: suggestedTextOf(matter), kind: matter.kind }]));
});

/** The key of the ticket of a suggestion. */
export function ticketKeyOfSuggestion({ province, ticketId }: SuggestionRow): TicketKey {
  return { province, id: ticketId };
}

/** The masked text that a suggestion was made from, while it is undecided, for who sees the ticket; null otherwise. */
export async function textOf(context: RequestContext, row: SuggestionRow): Promise<string | null> {
  if (!undecidedStates.includes(row.state)) return null;
  const key = keyText(ticketKeyOfSuggestion(row));
  return (await ticketLoader(context, key)) === null ? null : ((await matterLoader(context, key))?.text ?? null);
}

/** What stands around the words of a suggestion, while it is undecided; of a report out of sight the words alone. */
export async function passagesOf(context: RequestContext, row: SuggestionRow): Promise<string[]> {
  if (!undecidedStates.includes(row.state)) return [];
  const key = keyText(ticketKeyOfSuggestion(row));
  const [matter, ticket] = await Promise.all([matterLoader(context, key), ticketLoader(context, key)]);
  if (matter === null) return [];
  const words = row.words as MarkedWord[];
  const isProtected = ticket === null && matter.kind === "REPORT";
  return isProtected ? [...new Set(words.map(({ word }) => word))] : excerptsOf(matter.text, words);
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
