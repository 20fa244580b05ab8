import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import { pathOf } from "../../platform/actor.js";
import { actorOf, type RequestContext } from "../../platform/context.js";
import { inLocale } from "../../platform/errors.js";
import type { Loaded } from "../../platform/loaders.js";
import { type PageArguments, readIdPage, toPage } from "../../platform/pagination.js";
import { type ConnectionValue, toConnection } from "../../platform/relay.type.js";
import { Weight } from "../../platform/weight.js";
import { dictionaryKey, dictionaryNameLoader } from "../dictionaries/index.js";
import { personNameLoader } from "../identity/index.js";
import { Bureau, bureauLoader } from "../jurisdictions/index.js";
import { keyText, Term, Ticket, TicketConnection, ticketLoader } from "../tickets/index.js";
import { permittedOrderVerbs } from "./order.change.js";
import { OrderVerbEnum } from "./order.enums.js";
import { placeOfParty } from "./order.parties.js";
import type { OrderVerb } from "./order.states.js";
import { mostOrdersOfTicket, type OrderRow, orderKeyText } from "./order.store.js";
import { SupervisionOrder } from "./order.type.js";
import {
  maskedIn,
  orderLoader,
  ordersOfTicketLoader,
  orderTicketsLoader,
  requirementOf,
  risenOrderLoader,
} from "./order.view.js";

const byTicket = "tickets of an order";

// What a text costs in which the contacts of up to 100 tickets are looked for, and to read as many tickets.
const masking = 150;
const reading = 300;

const nameOf = async (context: RequestContext, person: string | null): Promise<string | null> =>
  person === null ? null : ((await personNameLoader(context, person))?.name ?? null);

async function visibleTickets(context: RequestContext, row: OrderRow): Promise<Ticket[]> {
  const keys = (await orderTicketsLoader(context, orderKeyText(row))) ?? [];
  const read = await Promise.all(keys.map((key) => ticketLoader(context, keyText(key))));
  return read.filter((ticket) => ticket !== null);
}

async function pageOfTickets(
  context: RequestContext,
  order: OrderRow,
  args: PageArguments,
): Promise<ConnectionValue<Ticket>> {
  const page = readIdPage(args, byTicket);
  const tickets = await visibleTickets(context, order);
  const { after } = page;
  const following = after === null ? tickets : tickets.filter(({ row }) => row.id > after.id);
  return toConnection(
    toPage(following, page, byTicket, ({ row: { id } }) => ({ key: id, id })),
    after !== null,
    async () => tickets.length,
    (ticket) => ticket,
  );
}

/** The fields of an order that are read when they are asked for, each through a loader. */
@Resolver(() => SupervisionOrder)
export class OrderFieldResolver {
  @FieldResolver(() => Bureau, { nullable: true, description: "The bureau that issued it (督办单位)." })
  issuer(@Ctx() context: RequestContext, @Root() { row }: SupervisionOrder): Loaded<Bureau> {
    return bureauLoader(context, row.issuer);
  }

  @FieldResolver(() => Bureau, { nullable: true, description: "The bureau that is to answer (被督办单位)." })
  receiver(@Ctx() context: RequestContext, @Root() { row }: SupervisionOrder): Loaded<Bureau> {
    return bureauLoader(context, row.receiver);
  }

  @FieldResolver(() => Bureau, {
    nullable: true,
    description:
      "The department at whose wish its authority issued it (提请部门), such as a price desk; null otherwise.",
  })
  through(@Ctx() context: RequestContext, @Root() { row }: SupervisionOrder): Loaded<Bureau> {
    return row.through === null ? null : bureauLoader(context, row.through);
  }

  @FieldResolver(() => Term, { description: "Why it was issued (督办事由)." })
  async ground(@Ctx() context: RequestContext, @Root() { row }: SupervisionOrder): Promise<Term> {
    const path = pathOf(placeOfParty(row, "ISSUER"));
    const name = await dictionaryNameLoader(context, dictionaryKey("SUPERVISION_GROUND", row.ground, path));
    return Object.assign(new Term(), {
      code: row.ground,
      name: name === null ? row.ground : inLocale(name, context.locale),
    });
  }

  @Weight(masking)
  @FieldResolver(() => String, { description: "What must be done and answered, masked (督办要求, 脱敏)." })
  requirement(@Ctx() context: RequestContext, @Root() { row }: SupervisionOrder): Promise<string> {
    return requirementOf(context, row);
  }

  @Weight(masking)
  @FieldResolver(() => String, { nullable: true, description: "The last answer, masked (回复内容, 脱敏)." })
  answer(@Ctx() context: RequestContext, @Root() { row }: SupervisionOrder): Promise<string | null> {
    return maskedIn(context, row, row.answer);
  }

  @Weight(masking)
  @FieldResolver(() => String, {
    nullable: true,
    description: "What the issuer said last upon an answer, or why it withdrew the order, masked (督办单位意见, 脱敏).",
  })
  decision(@Ctx() context: RequestContext, @Root() { row }: SupervisionOrder): Promise<string | null> {
    return maskedIn(context, row, row.decision);
  }

  @Weight(10)
  @FieldResolver(() => String, {
    nullable: true,
    description: "The name of who issued it (下达人); null for the platform.",
  })
  issuedByName(@Ctx() context: RequestContext, @Root() { row }: SupervisionOrder): Promise<string | null> {
    return nameOf(context, row.issuedBy);
  }

  @Weight(10)
  @FieldResolver(() => String, { nullable: true, description: "The name of who answered last (回复人)." })
  answeredByName(@Ctx() context: RequestContext, @Root() { row }: SupervisionOrder): Promise<string | null> {
    return nameOf(context, row.answeredBy);
  }

  @Weight(10)
  @FieldResolver(() => String, { nullable: true, description: "The name of who decided last (认定人)." })
  decidedByName(@Ctx() context: RequestContext, @Root() { row }: SupervisionOrder): Promise<string | null> {
    return nameOf(context, row.decidedBy);
  }

  @Weight(reading)
  @FieldResolver(() => TicketConnection, {
    description: "The tickets that it is about, of those that you see (督办工单).",
  })
  tickets(
    @Ctx() context: RequestContext,
    @Root() { row }: SupervisionOrder,
    @Arg("first", () => Int, { nullable: true, description: "How many, 1 to 100; 20 where it is left out (每页条数)." })
    first: number | null,
    @Arg("after", () => String, { nullable: true, description: "The endCursor of the page before (起始游标)." })
    after: string | null,
  ): Promise<ConnectionValue<Ticket>> {
    return pageOfTickets(context, row, { first, after });
  }

  @Weight(5)
  @FieldResolver(() => Int, {
    description: "How many tickets it is about, those that you do not see included (工单数).",
  })
  async ticketCount(@Ctx() context: RequestContext, @Root() { row }: SupervisionOrder): Promise<number> {
    return (await orderTicketsLoader(context, orderKeyText(row)))?.length ?? 0;
  }

  @Weight(5)
  @FieldResolver(() => [OrderVerbEnum], { description: "What you may do with it as it stands (可执行操作)." })
  permittedActions(@Ctx() context: RequestContext, @Root() { row }: SupervisionOrder): OrderVerb[] {
    return permittedOrderVerbs(actorOf(context), row);
  }

  @FieldResolver(() => SupervisionOrder, {
    nullable: true,
    description: "The order that was ignored and rose to this one, if you see it (升级前的督办单).",
  })
  risenFrom(@Ctx() context: RequestContext, @Root() { row }: SupervisionOrder): Loaded<SupervisionOrder> {
    const { province, risenFrom } = row;
    return risenFrom === null ? null : orderLoader(context, orderKeyText({ province, id: risenFrom }));
  }

  @FieldResolver(() => SupervisionOrder, {
    nullable: true,
    description: "The order that this one rose to because it was ignored, if you see it (升级后的督办单).",
  })
  risenTo(@Ctx() context: RequestContext, @Root() { row }: SupervisionOrder): Loaded<SupervisionOrder> {
    return risenOrderLoader(context, orderKeyText(row));
  }
}

/** The orders of a ticket. */
@Resolver(() => Ticket)
export class SupervisedTicketFieldResolver {
  @Weight(10, { items: 1 })
  @FieldResolver(() => [SupervisionOrder], {
    description: `The supervision orders about it that you see, newest first, ${mostOrdersOfTicket} at most (督办情况).`,
  })
  async supervisionOrders(@Ctx() context: RequestContext, @Root() { row }: Ticket): Promise<SupervisionOrder[]> {
    return (await ordersOfTicketLoader(context, keyText(row))) ?? [];
  }
}
