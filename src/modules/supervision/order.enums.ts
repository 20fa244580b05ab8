import { registerEnumType } from "type-graphql";
import type { OrderKind, OrderOrigin } from "./order.issuing.js";
import type { OrderView } from "./order.scope.store.js";
import type { OrderState, OrderVerb } from "./order.states.js";

/** The kinds of order. */
export const OrderKindEnum = { ORDINARY: "ORDINARY", LISTED: "LISTED" } as const satisfies Record<OrderKind, OrderKind>;

registerEnumType(OrderKindEnum, {
  name: "SupervisionKind",
  description: "The kind of a supervision order (督办类型).",
  valuesConfig: {
    ORDINARY: { description: "An ordinary order (一般督办)." },
    LISTED: { description: "A listed order, for grave matters (挂牌督办)." },
  },
});

/** How an order came to be. */
export const OrderOriginEnum = {
  MANUAL: "MANUAL",
  AUTOMATIC: "AUTOMATIC",
  RISEN: "RISEN",
} as const satisfies Record<OrderOrigin, OrderOrigin>;

registerEnumType(OrderOriginEnum, {
  name: "SupervisionOrigin",
  description: "How a supervision order came to be (督办来源).",
  valuesConfig: {
    MANUAL: { description: "A supervisor or head issued it (人工督办)." },
    AUTOMATIC: { description: "The platform issued it upon an expired limit (超期自动督办)." },
    RISEN: { description: "The platform issued it because an order of the bureau beneath was ignored (逐级升级督办)." },
  },
});

/** The states of an order. */
export const OrderStateEnum = {
  ISSUED: "ISSUED",
  RECEIVED: "RECEIVED",
  ANSWERED: "ANSWERED",
  SENT_BACK: "SENT_BACK",
  ACCEPTED: "ACCEPTED",
  CLOSED: "CLOSED",
} as const satisfies Record<OrderState, OrderState>;

registerEnumType(OrderStateEnum, {
  name: "SupervisionState",
  description: "The state of a supervision order (督办状态).",
  valuesConfig: {
    ISSUED: { description: "Issued, and not yet confirmed (已下达)." },
    RECEIVED: { description: "The receiver confirmed it (已接收)." },
    ANSWERED: { description: "Answered; the issuer decides on the answer (已回复)." },
    SENT_BACK: { description: "The answer was sent back; another is waited for (回复被退回)." },
    ACCEPTED: { description: "The answer was accepted (回复已认可)." },
    CLOSED: { description: "Over; without an answer, it was withdrawn (已结束)." },
  },
});

/** What is done with an order. */
export const OrderVerbEnum = {
  CONFIRM: "CONFIRM",
  ANSWER: "ANSWER",
  ACCEPT: "ACCEPT",
  SEND_BACK: "SEND_BACK",
  CLOSE: "CLOSE",
} as const satisfies Record<OrderVerb, OrderVerb>;

registerEnumType(OrderVerbEnum, {
  name: "SupervisionAction",
  description: "What may be done with a supervision order (督办操作).",
  valuesConfig: {
    CONFIRM: { description: "Confirm that it was received: confirmSupervisionOrder (确认接收)." },
    ANSWER: { description: "Answer it: answerSupervisionOrder (回复)." },
    ACCEPT: { description: "Accept the answer: acceptSupervisionAnswer (认可回复)." },
    SEND_BACK: { description: "Send the answer back: sendBackSupervisionAnswer (退回回复)." },
    CLOSE: { description: "End it, or withdraw it unanswered: closeSupervisionOrder (结束)." },
  },
});

/** The parts of what somebody sees of the orders. */
export const OrderViewEnum = {
  ISSUED_BY_US: "ISSUED_BY_US",
  ISSUED_THROUGH_US: "ISSUED_THROUGH_US",
  RECEIVED_BY_US: "RECEIVED_BY_US",
  IN_REGION: "IN_REGION",
} as const satisfies Record<OrderView, OrderView>;

registerEnumType(OrderViewEnum, {
  name: "SupervisionView",
  description: "Which supervision orders are listed (督办视图).",
  valuesConfig: {
    ISSUED_BY_US: { description: "Those that your bureau issued (本单位下达)." },
    ISSUED_THROUGH_US: { description: "Those that your authority issued at your department's wish (本部门提请)." },
    RECEIVED_BY_US: { description: "Those that your bureau is to answer or answered (本单位接收)." },
    IN_REGION: {
      description: "Those to your bureau and to all beneath it (本辖区); for a unit, those to the unit itself.",
    },
  },
});

/** Which reminders are listed. */
export const ReminderViewEnum = { TO_US: "TO_US", FROM_US: "FROM_US" } as const;

/** Which reminders are listed. */
export type ReminderView = keyof typeof ReminderViewEnum;

registerEnumType(ReminderViewEnum, {
  name: "ReminderView",
  description: "Which reminders are listed (催办视图).",
  valuesConfig: {
    TO_US: { description: "Those to your bureau (催办本单位)." },
    FROM_US: { description: "Those of your bureau (本单位催办)." },
  },
});
