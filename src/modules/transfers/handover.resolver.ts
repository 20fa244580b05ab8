import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import { Can } from "../../access/index.js";
import type { RequestContext } from "../../platform/context.js";
import type { Loaded } from "../../platform/loaders.js";
import type { ConnectionValue } from "../../platform/relay.type.js";
import { Weight } from "../../platform/weight.js";
import { Bureau, bureauLoader } from "../jurisdictions/index.js";
import { keyText, Term, Ticket, ticketLoader, toTicket } from "../tickets/index.js";
import { handOverTicket } from "./commands/hand-over-ticket.js";
import { HandOverTicketInput } from "./handover.inputs.js";
import { handoversLoader, pageOfHandovers, readExplanation, readOtherTicket } from "./handover.reading.js";
import { placeOfHandover } from "./handover.store.js";
import {
  HandedTicket,
  HandOverTicketPayload,
  Handover,
  HandoverConnection,
  type HandoverView,
  HandoverViewEnum,
  toHandover,
} from "./handover.type.js";
import { termAt } from "./matter-term.js";

/** Handings over in the API. */
@Resolver(() => Handover)
export class HandoverResolver {
  @Can("ticket.read")
  @Weight(100)
  @Query(() => HandoverConnection, {
    description:
      "What your bureau and those beneath it handed over to other provinces or took over from them, newest first (跨省移交查询).",
  })
  handovers(
    @Ctx() context: RequestContext,
    @Arg("view", () => HandoverViewEnum, {
      nullable: true,
      description: "Which of them; both where it is left out (视图).",
    })
    view: HandoverView | null,
    @Arg("ticket", () => ID, { nullable: true, description: "Only those of this ticket (工单)." }) ticket:
      | string
      | null,
    @Arg("first", () => Int, { nullable: true, description: "How many, 1 to 100; 20 where it is left out (每页条数)." })
    first: number | null,
    @Arg("after", () => String, { nullable: true, description: "The endCursor of the page before (起始游标)." })
    after: string | null,
  ): Promise<ConnectionValue<Handover>> {
    return pageOfHandovers(context, { view: view ?? null, ticket: ticket ?? null }, { first, after });
  }

  @Can("ticket.handOver")
  @Weight(500)
  @Mutation(() => HandOverTicketPayload, {
    description:
      "Hands a ticket over to an authority of another province (跨省移交): a linked ticket begins there with order and day of receipt of this one, and this one is closed, the citizen having been told. No province gets back what it had.",
  })
  async handOverTicket(
    @Ctx() context: RequestContext,
    @Arg("input", () => HandOverTicketInput, { description: "What is to be done (操作参数)." })
    input: HandOverTicketInput,
  ): Promise<HandOverTicketPayload> {
    const { ticket, handover } = await handOverTicket(context, input);
    return { ticket: toTicket(context, ticket), handover: toHandover(handover) };
  }

  @FieldResolver(() => Ticket, { nullable: true, description: "The ticket of this side, if you see it (本方工单)." })
  ticket(@Ctx() context: RequestContext, @Root() { row }: Handover): Promise<Ticket | null> {
    return ticketLoader(context, keyText({ province: row.province, id: row.ticketId }));
  }

  @FieldResolver(() => Bureau, { nullable: true, description: "The bureau of this side (本方单位)." })
  bureau(@Ctx() context: RequestContext, @Root() { row }: Handover): Loaded<Bureau> {
    return bureauLoader(context, row.bureau);
  }

  @FieldResolver(() => Bureau, { nullable: true, description: "The bureau of the other side (对方单位)." })
  otherBureau(@Ctx() context: RequestContext, @Root() { row }: Handover): Loaded<Bureau> {
    return bureauLoader(context, row.otherBureau);
  }

  @FieldResolver(() => Bureau, { nullable: true, description: "The province of the other side (对方省份)." })
  otherProvince(@Ctx() context: RequestContext, @Root() { row }: Handover): Loaded<Bureau> {
    return bureauLoader(context, row.otherProvince);
  }

  @Weight(30)
  @FieldResolver(() => HandedTicket, { description: "How the ticket on the other side stands (对方工单)." })
  otherTicket(@Ctx() context: RequestContext, @Root() { row }: Handover): Promise<HandedTicket> {
    return readOtherTicket(context, row);
  }

  @FieldResolver(() => Term, { description: "Why it was handed over (移交原因)." })
  reason(@Ctx() context: RequestContext, @Root() { row }: Handover): Promise<Term> {
    return termAt(context, placeOfHandover(row), "HANDOVER_REASON", row.reason);
  }

  @Weight(30)
  @FieldResolver(() => String, { description: "What was explained to the other province, masked (移交说明, 脱敏)." })
  explanation(@Ctx() context: RequestContext, @Root() { row }: Handover): Promise<string> {
    return readExplanation(context, row);
  }

  @FieldResolver(() => [String], {
    description:
      "The codes of the provinces that had the matter until then, the first one first (此前办理省份): it goes back to none of them.",
  })
  provincesBefore(@Root() { row }: Handover): string[] {
    return row.provincesBefore;
  }
}

/** What tickets tell of handings over. */
@Resolver(() => Ticket)
export class TicketHandoverResolver {
  @Weight(20, { items: 1 })
  @FieldResolver(() => [Handover], {
    description:
      "How it came from another province, and how it went to one, with how the ticket stands there (跨省移交); empty for most.",
  })
  async handovers(@Ctx() context: RequestContext, @Root() { row }: Ticket): Promise<Handover[]> {
    return ((await handoversLoader(context, keyText(row))) ?? []).map(toHandover);
  }
}
