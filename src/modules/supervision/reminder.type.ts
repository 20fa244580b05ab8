import { Field, ObjectType } from "type-graphql";
import { connectionTypes, Node } from "../../platform/relay.type.js";
import { InstantScalar } from "../../platform/scalars.js";
import { Ticket } from "../tickets/index.js";
import type { ReminderRow } from "./reminder.store.js";

/** A reminder. */
@ObjectType({
  description: "A reminder (催办): a bureau, or the platform when a limit was over, reminded whoever handles a ticket.",
  implements: Node,
  simpleResolvers: true,
})
export class Reminder implements Node {
  id: string;

  @Field(() => InstantScalar, { description: "When it was sent (催办时间)." })
  at: Date;

  @Field(() => Boolean, { description: "Whether the platform sent it by itself (是否自动催办)." })
  isAutomatic: boolean;

  /** The row that nested fields are read from. */
  row: ReminderRow;
}

/** What remindTicket answers. */
@ObjectType({ description: "What remindTicket answers (催办结果).", simpleResolvers: true })
export class RemindTicketPayload {
  @Field(() => Ticket, { description: "The ticket (工单); a reminder makes no version of it." })
  ticket: Ticket;
}

/** A page of reminders. */
export const { Connection: ReminderConnection } = connectionTypes(() => Reminder, "Reminder", "reminders (催办)");
