import { ConcentrationResolver, TicketConcentrationResolver } from "./concentration.resolver.js";
import { DuplicateResolver, TicketDuplicatesResolver } from "./duplicate.resolver.js";
import { CallIntakeTicketsResolver } from "./intake.resolver.js";

export { concentrationKeyOf } from "./concentration.key.js";
export { type Candidate, findLike, mostCandidates } from "./finding.js";
export { createOldLikenessWork, type OldLikenessWork } from "./old-likeness.js";
export { findLikeTicket } from "./stored.js";

/** The resolvers of this module. */
export const duplicateResolvers = [
  DuplicateResolver,
  TicketDuplicatesResolver,
  CallIntakeTicketsResolver,
  ConcentrationResolver,
  TicketConcentrationResolver,
] as const;
