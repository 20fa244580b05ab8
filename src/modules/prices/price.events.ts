/**
 * The events of the module. That of a mark names the ticket and the state; of a note the ticket, its kind and the bureaus;
 * of a suggestion the ticket, the direction and the rules; of a digest the day. Words are in none of them.
 */
export const priceEventTypes = {
  MARKED: "priceCase.marked",
  COMMENT: "priceCase.commented",
  QUESTION: "priceCase.asked",
  ANSWER: "priceCase.answered",
  SUGGESTED: "priceSuggestion.made",
  CHANGED: "priceSuggestion.changed",
  ASKED: "priceSuggestion.asked",
  ACCEPTED: "priceSuggestion.accepted",
  REFUSED: "priceSuggestion.refused",
  LAPSED: "priceSuggestion.lapsed",
  SET: "priceDesk.set",
  DIGESTED: "price.digested",
} as const;
