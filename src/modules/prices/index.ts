import type { NodeReader } from "../../platform/relay.type.js";
import { PriceCaseResolver } from "./case.resolver.js";
import { caseNodeReader, caseType } from "./case.view.js";
import { PriceCaseChangeResolver } from "./change.resolver.js";
import { PriceDeskResolver } from "./desk.resolver.js";
import { digestPass, digestType } from "./digest.pass.js";
import { digestNodeReader } from "./digest.view.js";
import { noteType } from "./note.change.js";
import { PriceDeskFieldResolver, PriceNoteFieldResolver } from "./note.resolver.js";
import { noteNodeReader } from "./note.view.js";
import { suggestionType } from "./suggestion.change.js";
import { suggestionPass } from "./suggestion.pass.js";
import { PriceSuggestionResolver } from "./suggestion.resolver.js";
import { suggestionNodeReader } from "./suggestion.view.js";

export { digestPass } from "./digest.pass.js";
export { suggestionPass } from "./suggestion.pass.js";

/** The resolvers of this module. */
export const priceResolvers = [
  PriceCaseResolver,
  PriceNoteFieldResolver,
  PriceDeskFieldResolver,
  PriceSuggestionResolver,
  PriceDeskResolver,
  PriceCaseChangeResolver,
] as const;

/** How the nodes of this module are read again by their global identifiers. */
export const priceNodeReaders: Readonly<Record<string, NodeReader>> = {
  [caseType]: caseNodeReader,
  [noteType]: noteNodeReader,
  [suggestionType]: suggestionNodeReader,
  [digestType]: digestNodeReader,
};

/** What this module does by the clock. */
export const pricePasses = [suggestionPass, digestPass] as const;
