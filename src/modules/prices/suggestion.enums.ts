import { registerEnumType } from "type-graphql";
import { described, enumOf } from "../../platform/enums.js";

/** Whither a ticket is suggested. */
const suggestionDirections = ["INTO", "OUT_OF"] as const;

/** Whither a ticket is suggested. */
export type SuggestionDirection = (typeof suggestionDirections)[number];

/** Whither a ticket is suggested. */
export const SuggestionDirectionEnum = enumOf(suggestionDirections);

registerEnumType(SuggestionDirectionEnum, {
  name: "PriceSuggestionDirection",
  description: "Whither a ticket is suggested (建议方向).",
  valuesConfig: described({
    INTO: "It is sorted under another class, and its text speaks of a price (可能是价格案件).",
    OUT_OF: "It is sorted under prices, and its text speaks of another matter alone (可能不是价格案件).",
  }),
});

/** The states of a suggestion. */
const suggestionStates = ["OPEN", "ASKED", "ACCEPTED", "REFUSED", "LAPSED"] as const;

/** A state of a suggestion. */
export type SuggestionState = (typeof suggestionStates)[number];

/** The states of a suggestion. */
export const SuggestionStateEnum = enumOf(suggestionStates);

registerEnumType(SuggestionStateEnum, {
  name: "PriceSuggestionState",
  description: "The state of a suggestion (建议状态).",
  valuesConfig: described({
    OPEN: "Nobody has decided on it (待定).",
    ASKED: "A price desk accepted it; whoever holds the ticket is asked to reclassify it (已提请更正).",
    ACCEPTED: "It was accepted, and the ticket reclassified by the person who did (已采纳).",
    REFUSED: "It was refused, for a reason (不采纳).",
    LAPSED: "It came to nothing: the ticket was closed, reclassified otherwise, or amended (已失效).",
  }),
});

/** What may be done with a suggestion. */
const suggestionActions = ["ACCEPT", "ASK", "REFUSE"] as const;

/** What may be done with a suggestion. */
export type SuggestionAction = (typeof suggestionActions)[number];

/** What may be done with a suggestion. */
export const SuggestionActionEnum = enumOf(suggestionActions);

registerEnumType(SuggestionActionEnum, {
  name: "PriceSuggestionAction",
  description: "What may be done with a suggestion (可执行动作).",
  valuesConfig: described({
    ACCEPT: "Accept it, which reclassifies the ticket (acceptPriceSuggestion, 采纳并更正分类).",
    ASK: "Accept it for the price desk, which asks whoever holds the ticket (acceptPriceSuggestion, 提请更正).",
    REFUSE: "Refuse it (refusePriceSuggestion, 不采纳).",
  }),
});

/** The states in which a suggestion is decided upon. */
export const undecidedStates: readonly string[] = ["OPEN", "ASKED"] satisfies SuggestionState[];
