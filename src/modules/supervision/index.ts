import type { NodeReader } from "../../platform/relay.type.js";
import { deadlineStepsPass } from "./deadline-steps.js";
import { OrderCountResolver } from "./order.counts.resolver.js";
import { OrderFieldResolver, SupervisedTicketFieldResolver } from "./order.fields.resolver.js";
import { orderType } from "./order.issuing.js";
import { orderNodeReader } from "./order.list.js";
import { OrderResolver } from "./order.resolver.js";
import {
  RemindedTicketFieldResolver,
  ReminderResolver,
  reminderNodeReader,
  reminderType,
} from "./reminder.resolver.js";
import { risingOrdersPass } from "./rising-orders.js";

export { type AutomaticOrder, automaticOrders } from "./automatic-orders.js";
export { acceptSupervisionAnswer } from "./commands/accept-supervision-answer.js";
export { answerSupervisionOrder } from "./commands/answer-supervision-order.js";
export { issueOrderThrough, type OrderThrough } from "./commands/issue-order-through.js";
export { findSupervisedTickets, issueSupervisionOrder } from "./commands/issue-supervision-order.js";
export { remindTicket } from "./commands/remind-ticket.js";
export { deadlineStepsPass } from "./deadline-steps.js";
export { OrderKindEnum } from "./order.enums.js";
export { type IssuedOrders, issueOrders, type NewOrder, type OrderKind, orderIdOf } from "./order.issuing.js";
export { type OrderRow, orderKeyText } from "./order.store.js";
export { SupervisionOrder } from "./order.type.js";
export { orderLoader, toOrder } from "./order.view.js";
export { risingOrdersPass } from "./rising-orders.js";
export { supervisionEventTypes } from "./supervision.events.js";

/** The resolvers of this module. */
export const supervisionResolvers = [
  OrderResolver,
  OrderFieldResolver,
  SupervisedTicketFieldResolver,
  OrderCountResolver,
  ReminderResolver,
  RemindedTicketFieldResolver,
] as const;

/** How the nodes of this module are read again by their global identifiers. */
export const supervisionNodeReaders: Readonly<Record<string, NodeReader>> = {
  [orderType]: orderNodeReader,
  [reminderType]: reminderNodeReader,
};

/** What this module does by the clock. */
export const supervisionPasses = [deadlineStepsPass, risingOrdersPass] as const;
