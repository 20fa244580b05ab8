import { type TicketVerb, ticketEventTypes } from "../tickets/index.js";

const typesOf = (...verbs: TicketVerb[]): ReadonlySet<string> => new Set(verbs.map((verb) => ticketEventTypes[verb]));

/** The events by which a ticket comes to another bureau. */
export const movingTypes = typesOf(
  "DISPATCH",
  "RETURN_TO_CENTRE",
  "TRANSFER",
  "REFER_TO_SUPERIOR",
  "DESIGNATE",
  "TAKE_UP",
);

/** The events that may change the class, goods, topics and business line of a ticket. */
export const reclassifyingTypes = typesOf("AMEND", "RECLASSIFY", "CORRECT");

/** The events that may take a ticket out of somebody's sight: where it is handled decides sight, and its line. */
export const carryingOffTypes: ReadonlySet<string> = new Set([...movingTypes, ...reclassifyingTypes]);

/** The event that tells that a limit of a ticket is over. */
export const expiredType = "deadline.expired";

/** The event that tells that the limits of a ticket were counted again. */
export const recountedType = ticketEventTypes.RECOUNT;
