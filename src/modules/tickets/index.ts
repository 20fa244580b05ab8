import type { NodeReader } from "../../platform/relay.type.js";
import { HandlingResolver } from "./handling.resolver.js";
import { IntakeResolver } from "./intake.resolver.js";
import { TicketFieldResolver } from "./ticket.fields.resolver.js";
import { TicketQueryResolver, ticketNodeReader } from "./ticket.resolver.js";

export { isValidCreditCode } from "./credit-code.js";
export { ticketEventTypes } from "./ticket.events.js";
export {
  edges,
  type TicketKind,
  type TicketState,
  type TicketVerb,
  ticketStates,
  ticketVerbs,
} from "./ticket.workflow.js";

/** The resolvers of this module. */
export const ticketResolvers = [TicketQueryResolver, TicketFieldResolver, IntakeResolver, HandlingResolver] as const;

/** How the nodes of this module are read again by their global identifiers. */
export const ticketNodeReaders: Record<string, NodeReader> = { Ticket: ticketNodeReader };
