import { EntryQualityRowResolver, QualityResolver } from "./quality.resolver.js";

export { checkInsertion } from "./check.store.js";
export type { CheckedEntry } from "./entry.js";
export { type Finding, findingsOf, refuseBlocked } from "./finding.js";
export { EntryFinding } from "./quality.type.js";

/** The resolvers of this module. */
export const qualityResolvers = [QualityResolver, EntryQualityRowResolver] as const;
