import { ChangeResolver } from "./change.resolver.js";

export { TicketChangeFilter } from "./change.inputs.js";
export { noLongerMatching, outOfSightType, ticketType, toChanges } from "./change.reading.js";
export { Change } from "./change.type.js";
export { likenessOf } from "./likeness.js";
export { cursorOf, type LogEnds, positionOf, readAfter, readLogEnds } from "./place-in-log.js";
export { type EventSubject, subjectOf } from "./subject.js";
export { readTicketChanges } from "./ticket-changes.js";
export { carryingOffTypes, movingTypes, reclassifyingTypes } from "./ticket-events.js";
export { checkTicketFilter, fulfils, mayConcern, mayHaveEnded, type TicketConditions } from "./ticket-filter.js";

/** The resolvers of this module. */
export const changeResolvers = [ChangeResolver] as const;
