import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import { Can } from "../../access/index.js";
import type { RequestContext } from "../../platform/context.js";
import { Weight } from "../../platform/weight.js";
import { Bureau, bureauLoader } from "../jurisdictions/index.js";
import { keyText, maskAboutAll, Ticket, TicketPayload, ticketLoader, toPayload } from "../tickets/index.js";
import { linkTickets } from "./commands/link-tickets.js";
import { mergeTickets } from "./commands/merge-tickets.js";
import { unlinkTickets } from "./commands/unlink-tickets.js";
import { unmergeTicket } from "./commands/unmerge-ticket.js";
import { LinkTicketsInput, MergeTicketsInput, UnlinkTicketsInput, UnmergeTicketInput } from "./merger.inputs.js";
import { MergeTicketsPayload, TicketLink } from "./merger.type.js";
import { linksLoader, mergedLoader, toMergePayload, toTicketLink } from "./merger.view.js";

const input = { description: "What is to be done (操作参数)." };

/** Mergers and links. */
@Resolver()
export class MergerResolver {
  @Can("ticket.merge")
  @Mutation(() => MergeTicketsPayload, {
    description:
      "Merges two tickets of one citizen on one matter (并案): both keep their number and timeline, and the earliest clock goes on. A person decides; nothing is merged by itself.",
  })
  async mergeTickets(
    @Ctx() context: RequestContext,
    @Arg("input", () => MergeTicketsInput, input) merging: MergeTicketsInput,
  ): Promise<MergeTicketsPayload> {
    return toMergePayload(context, await mergeTickets(context, merging));
  }

  @Can("ticket.merge")
  @Mutation(() => MergeTicketsPayload, {
    description: "Takes apart what was merged by mistake (撤销并案): the ticket goes on where it stood.",
  })
  async unmergeTicket(
    @Ctx() context: RequestContext,
    @Arg("input", () => UnmergeTicketInput, input) parting: UnmergeTicketInput,
  ): Promise<MergeTicketsPayload> {
    return toMergePayload(context, await unmergeTicket(context, parting));
  }

  @Can("ticket.link")
  @Mutation(() => TicketPayload, {
    description: "Links two tickets that belong together (关联工单), such as claims of many against one trader.",
  })
  linkTickets(
    @Ctx() context: RequestContext,
    @Arg("input", () => LinkTicketsInput, input) linking: LinkTicketsInput,
  ): Promise<TicketPayload> {
    return toPayload(context, linkTickets(context, linking));
  }

  @Can("ticket.link")
  @Mutation(() => TicketPayload, { description: "Takes a link between two tickets away (解除关联)." })
  unlinkTickets(
    @Ctx() context: RequestContext,
    @Arg("input", () => UnlinkTicketsInput, input) unlinking: UnlinkTicketsInput,
  ): Promise<TicketPayload> {
    return toPayload(context, unlinkTickets(context, unlinking));
  }
}

/** What a ticket shows of mergers and links. */
@Resolver(() => Ticket)
export class TicketMergerResolver {
  @FieldResolver(() => Ticket, {
    nullable: true,
    description: "The ticket that goes on in its place, if it was merged and you see it (并入的主工单).",
  })
  mergedInto(@Ctx() context: RequestContext, @Root() { row }: Ticket): Promise<Ticket | null> | null {
    return row.mergedInto === null
      ? null
      : ticketLoader(context, keyText({ province: row.province, id: row.mergedInto }));
  }

  @Weight(50, { items: 2 })
  @FieldResolver(() => [Ticket], {
    description: "The tickets that were merged into it, those of them that you see (已并入的工单); 100 at most.",
  })
  async mergedTickets(@Ctx() context: RequestContext, @Root() { row }: Ticket): Promise<Ticket[]> {
    const keys = (await mergedLoader(context, keyText(row))) ?? [];
    const tickets = await Promise.all(keys.map((key) => ticketLoader(context, key)));
    return tickets.filter((ticket) => ticket !== null);
  }

  @Weight(50, { items: 3 })
  @FieldResolver(() => [TicketLink], {
    description: "Its links to other tickets that you see (关联工单), the oldest first; 50 at most.",
  })
  async links(@Ctx() context: RequestContext, @Root() { row }: Ticket): Promise<TicketLink[]> {
    const rows = (await linksLoader(context, keyText(row))) ?? [];
    const others = await Promise.all(
      rows.map(({ otherTicket, province }) => ticketLoader(context, keyText({ province, id: otherTicket }))),
    );
    return rows.filter((_, position) => others[position] !== null).map(toTicketLink);
  }
}

/** What a link shows. */
@Resolver(() => TicketLink)
export class TicketLinkResolver {
  @FieldResolver(() => Ticket, { description: "The other ticket (另一工单)." })
  async ticket(@Ctx() context: RequestContext, @Root() { row }: TicketLink): Promise<Ticket> {
    const ticket = await ticketLoader(context, keyText({ province: row.province, id: row.otherTicket }));
    if (ticket === null) throw new Error("a link is shown to whoever sees both tickets");
    return ticket;
  }

  @FieldResolver(() => Bureau, { nullable: true, description: "The bureau that linked them (关联单位)." })
  bureau(@Ctx() context: RequestContext, @Root() { row }: TicketLink) {
    return bureauLoader(context, row.bureau);
  }

  @Weight(30)
  @FieldResolver(() => String, { nullable: true, description: "The officer's own words, masked (说明, 脱敏)." })
  remark(@Ctx() context: RequestContext, @Root() { row }: TicketLink): Promise<string> | null {
    const { otherTicket, province, remark, ticketId } = row;
    if (remark === null) return null;
    // Whoever sees one of the two may not know the citizen of the other, of whom the words may be.
    return maskAboutAll(
      context,
      [ticketId, otherTicket].map((id) => ({ province, id })),
      remark,
    );
  }
}
