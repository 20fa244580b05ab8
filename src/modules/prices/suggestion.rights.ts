import { may } from "../../access/index.js";
import type { Actor, BilingualText, Place } from "../../platform/actor.js";
import { forbidden } from "../../platform/errors.js";
import { permittedVerbs, type TicketRow } from "../tickets/index.js";
import { isPriceDesk } from "./desk.js";
import { type SuggestionAction, undecidedStates } from "./suggestion.enums.js";
import type { SuggestionRow } from "./suggestion.store.js";

/** Where a suggestion stands: where its ticket is handled. */
export function placeOfSuggestion({ bureau, city, county, province }: SuggestionRow): Place {
  return { province, city, county, bureau };
}

/** As whom somebody decides on a suggestion: who holds the ticket and may reclassify it, or a price desk, which asks him. */
export type DecidingSide = "HOLDER" | "DESK";

/** As whom an actor decides on a suggestion that he sees; null where he does not. */
function sideOf(actor: Actor, suggestion: SuggestionRow): DecidingSide | null {
  const place = placeOfSuggestion(suggestion);
  if (may(actor, "price.suggest", place) && may(actor, "ticket.reclassify", place)) return "HOLDER";
  return isPriceDesk(actor.bureau) && may(actor, "price.suggest", actor.bureau) ? "DESK" : null;
}

const notYours: BilingualText = {
  zh: "价格案件建议由承办单位的分派人员或价格监督台的人员决定。",
  en: "It is for a dispatcher of the bureau that holds the ticket, or for the people of a price desk, to decide on a suggestion.",
};

/**
 * As whom an actor decides on a suggestion.
 *
 * @throws FORBIDDEN where he does not
 */
export function requireSide(actor: Actor, suggestion: SuggestionRow): DecidingSide {
  const side = sideOf(actor, suggestion);
  if (side === null) throw forbidden(notYours);
  return side;
}

/**
 * What an actor may do with a suggestion as it stands, by the rules that the commands refuse by.
 *
 * @param ticket its ticket, where the actor sees it
 */
export function permittedSuggestionActions(
  actor: Actor,
  suggestion: SuggestionRow,
  ticket: TicketRow | null,
): SuggestionAction[] {
  const side = sideOf(actor, suggestion);
  if (side === null || !undecidedStates.includes(suggestion.state)) return [];
  if (side === "DESK") return suggestion.state === "OPEN" ? ["ASK", "REFUSE"] : ["REFUSE"];
  const isReclassifiable = ticket !== null && permittedVerbs(actor, ticket).includes("RECLASSIFY");
  return isReclassifiable ? ["ACCEPT", "REFUSE"] : ["REFUSE"];
}
