import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import { Can, holds } from "../../access/index.js";
import { actorOf, inScope, type RequestContext, readInScope } from "../../platform/context.js";
import { preferOrder } from "../../platform/database.js";
import { isUuid, toGlobalId } from "../../platform/ids.js";
import { defineLoader, type Loaded } from "../../platform/loaders.js";
import { readIdPage, toPage } from "../../platform/pagination.js";
import { type ConnectionValue, type NodeReader, toConnection } from "../../platform/relay.type.js";
import { Weight } from "../../platform/weight.js";
import { personNameLoader } from "../identity/index.js";
import { Bureau, bureauLoader } from "../jurisdictions/index.js";
import { keyText, maskText, Ticket, textsLoader, ticketKeyOfParts, ticketLoader, toTicket } from "../tickets/index.js";
import { remindTicket } from "./commands/remind-ticket.js";
import { type ReminderView, ReminderViewEnum } from "./order.enums.js";
import { RemindTicketInput } from "./reminder.inputs.js";
import {
  countReminders,
  countRemindersOf,
  findReminder,
  listReminders,
  type ReminderRow,
  type ReminderSide,
} from "./reminder.store.js";
import { Reminder, ReminderConnection, RemindTicketPayload } from "./reminder.type.js";

/** The name of the GraphQL type, as it stands in global identifiers. */
export const reminderType = "Reminder";

const newestFirst = "newest reminder";

const sides: Readonly<Record<ReminderView, ReminderSide>> = { TO_US: "toBureau", FROM_US: "bureau" };

function toReminder(row: ReminderRow): Reminder {
  return Object.assign(new Reminder(), {
    id: toGlobalId(reminderType, row.province, row.ticketId, row.id),
    at: row.at,
    isAutomatic: row.person === null && row.client === null,
    row,
  });
}

const countLoader = defineLoader<number>(async (context, keys) => {
  const tickets = keys.flatMap((key) => ticketKeyOfParts(key.split(":")) ?? []);
  const rows = await inScope(context, (tx) => countRemindersOf(tx, tickets));
  return new Map(rows.map(({ province, ticketId, count }) => [keyText({ province, id: ticketId }), count]));
});

/**
 * Reads a reminder again by the parts of its global identifier, for those who read tickets: one to or of their own bureau,
 * about a ticket that they see.
 */
export const reminderNodeReader: NodeReader = async (context, parts) => {
  const [province, ticketId = "", id = "", ...rest] = parts;
  const actor = actorOf(context);
  const isKey = rest.length === 0 && isUuid(ticketId) && isUuid(id);
  if (province === undefined || !isKey || !holds(actor, "ticket.read")) return null;
  const { bureau } = actor.bureau;
  const row = await readInScope(context, (tx) => findReminder(tx, { province, ticketId, id }, bureau));
  return row === null ? null : toReminder(row);
};

/** Reminders in the API. */
@Resolver(() => Reminder)
export class ReminderResolver {
  @Can("ticket.read")
  @Query(() => ReminderConnection, {
    description: "The reminders to your bureau or of it, of tickets that you see, newest first (催办列表).",
  })
  async reminders(
    @Ctx() context: RequestContext,
    @Arg("view", () => ReminderViewEnum, { defaultValue: "TO_US", description: "Which of them (视图)." })
    view: ReminderView,
    @Arg("first", () => Int, { nullable: true, description: "How many, 1 to 100; 20 where it is left out (每页条数)." })
    first: number | null,
    @Arg("after", () => String, { nullable: true, description: "The endCursor of the page before (起始游标)." })
    after: string | null,
  ): Promise<ConnectionValue<Reminder>> {
    const page = readIdPage({ first, after }, newestFirst);
    const [side, { bureau }] = [sides[view], actorOf(context).bureau];
    const rows = await readInScope(context, (tx) => listReminders(tx, side, bureau, page), preferOrder);
    return toConnection(
      toPage(rows, page, newestFirst, ({ id }) => ({ key: id, id })),
      page.after !== null,
      () => inScope(context, (tx) => countReminders(tx, side, bureau)),
      toReminder,
    );
  }

  @Can("ticket.remind")
  @Mutation(() => RemindTicketPayload, {
    description: "Reminds whoever handles an open ticket, once in a working day (催办).",
  })
  async remindTicket(
    @Ctx() context: RequestContext,
    @Arg("input", () => RemindTicketInput, { description: "Which ticket, and what is to be hurried (催办参数)." })
    input: RemindTicketInput,
  ): Promise<RemindTicketPayload> {
    const ticket = toTicket(context, await remindTicket(context, input));
    return Object.assign(new RemindTicketPayload(), { ticket });
  }

  @FieldResolver(() => Ticket, { nullable: true, description: "The ticket (工单)." })
  ticket(@Ctx() context: RequestContext, @Root() { row }: Reminder): Promise<Ticket | null> {
    return ticketLoader(context, keyText({ province: row.province, id: row.ticketId }));
  }

  @FieldResolver(() => Bureau, {
    nullable: true,
    description: "The bureau that reminded, or for which the platform did (催办单位).",
  })
  bureau(@Ctx() context: RequestContext, @Root() { row }: Reminder): Loaded<Bureau> {
    return bureauLoader(context, row.bureau);
  }

  @FieldResolver(() => Bureau, { nullable: true, description: "The bureau that handled the ticket then (被催办单位)." })
  toBureau(@Ctx() context: RequestContext, @Root() { row }: Reminder): Loaded<Bureau> {
    return row.toBureau === null ? null : bureauLoader(context, row.toBureau);
  }

  @Weight(10)
  @FieldResolver(() => String, {
    nullable: true,
    description: "The name of who reminded (催办人); null for the platform.",
  })
  async personName(@Ctx() context: RequestContext, @Root() { row }: Reminder): Promise<string | null> {
    return row.person === null ? null : ((await personNameLoader(context, row.person))?.name ?? null);
  }

  @Weight(30)
  @FieldResolver(() => String, { nullable: true, description: "What is to be hurried, masked (催办意见, 脱敏)." })
  async remark(@Ctx() context: RequestContext, @Root() { row }: Reminder): Promise<string | null> {
    if (row.remark === null) return null;
    const texts = await textsLoader(context, keyText({ province: row.province, id: row.ticketId }));
    return texts === null ? null : maskText(row.remark, texts.contact);
  }
}

/** How often a ticket was reminded of. */
@Resolver(() => Ticket)
export class RemindedTicketFieldResolver {
  @Weight(10)
  @FieldResolver(() => Int, {
    description: "How often it was reminded of, by bureaus and by the platform (催办次数).",
  })
  async reminderCount(@Ctx() context: RequestContext, @Root() { row }: Ticket): Promise<number> {
    return (await countLoader(context, keyText(row))) ?? 0;
  }
}
