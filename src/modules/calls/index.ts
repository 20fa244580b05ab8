import type { NodeReader } from "../../platform/relay.type.js";
import { boardNodeReader } from "./board.js";
import { CallBoardResolver, SeatResolver } from "./board.resolver.js";
import { callBoardType } from "./call.events.js";
import { CallResolver } from "./call.resolver.js";
import { callNodeReader, callType } from "./call.view.js";
import { CallIntakeResolver } from "./intake.resolver.js";

export { readBoard, requireBoard } from "./board.js";
export { CallBoardChange } from "./board.type.js";
export { openCaller } from "./call.caller.js";
export { callBoardType, callEventTypes } from "./call.events.js";
export {
  callsOfTicketLoader,
  type LinkedCall,
  linkCall,
  linkOf,
  requireLinkable,
  ticketKeysOfCall,
  ticketsOfCallLoader,
} from "./call.linking.js";
export { type CallKey, type CallRow, findCalls } from "./call.store.js";
export { Call, CallConnection } from "./call.type.js";
export {
  callIdOf,
  callKeyOf,
  callKeyText,
  callLoader,
  callType,
  placeOfCall,
  requireOwnCall,
  toCall,
} from "./call.view.js";
export { callerRetention, createCallerRetention } from "./caller-retention.js";
export { recordCalls } from "./commands/record-calls.js";
export { reportSeats } from "./commands/report-seats.js";
export { CallIntake } from "./intake.type.js";
export { insertLink, mostLinks, removeLink } from "./link.store.js";

/** The resolvers of this module. */
export const callResolvers = [CallResolver, CallIntakeResolver, CallBoardResolver, SeatResolver] as const;

/** How the nodes of this module are read again by their global identifiers. */
export const callNodeReaders: Readonly<Record<string, NodeReader>> = {
  [callType]: callNodeReader,
  [callBoardType]: boardNodeReader,
};
