import { actorOf, inScope, type RequestContext, readInScope } from "../../platform/context.js";
import { preferOrder } from "../../platform/database.js";
import { readIdPage, toPage } from "../../platform/pagination.js";
import { type ConnectionValue, toConnection } from "../../platform/relay.type.js";
import { scopeOf } from "../../platform/scope.js";
import { startValidation } from "../../platform/validation.js";
import { codePattern } from "../dictionaries/index.js";
import { ticketKeyOf } from "../tickets/index.js";
import type { PriceSuggestionsArguments } from "./suggestion.inputs.js";
import { countSuggestions, listSuggestions, type SuggestionConditions } from "./suggestion.store.js";
import type { PriceSuggestion } from "./suggestion.type.js";
import { toSuggestion } from "./suggestion.view.js";

const latestFirst = "price-suggestions";

/**
 * A page of the suggestions upon tickets of the actor's region, the latest first: those of a price desk, and those of a
 * bureau that holds the tickets.
 *
 * @throws INVALID_INPUT for a filter or page that is not sound
 */
export async function readSuggestionList(
  context: RequestContext,
  args: PriceSuggestionsArguments,
): Promise<ConnectionValue<PriceSuggestion>> {
  const scope = scopeOf(actorOf(context).bureau);
  const page = readIdPage(args, latestFirst);
  const conditions = toConditions(args);
  const rows = await readInScope(context, (tx) => listSuggestions(tx, scope, conditions, page), preferOrder);
  return toConnection(
    toPage(rows, page, latestFirst, ({ id }) => ({ key: id, id })),
    page.after !== null,
    () => inScope(context, (tx) => countSuggestions(tx, scope, conditions)),
    (row) => toSuggestion(context, row),
  );
}

function toConditions({ filter }: PriceSuggestionsArguments): SuggestionConditions {
  const { direction, rule, states, ticket } = filter ?? {};
  const validation = startValidation();
  if (states?.length === 0) {
    validation.add("filter.states", {
      zh: "须至少列出一个状态，或不填此条件。",
      en: "List at least one state, or leave the condition out.",
    });
  }
  if (rule != null && !codePattern.test(rule)) {
    validation.add("filter.rule", { zh: "filter.rule 应为规则代码。", en: "filter.rule must be the code of a rule." });
  }
  validation.finish();
  return {
    states: states ?? null,
    direction: direction ?? null,
    rule: rule ?? null,
    ticket: ticket == null ? null : ticketKeyOf(ticket, "filter.ticket"),
  };
}
