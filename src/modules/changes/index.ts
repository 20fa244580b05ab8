import { CallBoardChangeResolver } from "./call-board.resolver.js";
import { ChangeResolver } from "./change.resolver.js";
import { DutyNoticeChangeResolver } from "./duty-notices.resolver.js";

export { outOfSightType, ticketType } from "./change.reading.js";
export { likenessOf } from "./likeness.js";
export { cursorOf, positionOf, readAfter, readLogEnds } from "./place-in-log.js";
export { subjectOf } from "./subject.js";
export { carryingOffTypes } from "./ticket-events.js";
export { checkTicketFilter, fulfils, mayConcern, type TicketConditions } from "./ticket-filter.js";

/** The resolvers of this module. */
export const changeResolvers = [ChangeResolver, DutyNoticeChangeResolver, CallBoardChangeResolver] as const;
