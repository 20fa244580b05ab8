import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { RequestContext } from "../../platform/context.js";
import type { Loaded } from "../../platform/loaders.js";
import { Weight } from "../../platform/weight.js";
import { Bureau, bureauLoader } from "../jurisdictions/index.js";
import { keyText, maskAbout, Term, Ticket, TicketExtract, ticketLoader } from "../tickets/index.js";
import { DisputeActionEnum } from "./dispute.enums.js";
import { raiserOf } from "./dispute.store.js";
import { Dispute } from "./dispute.type.js";
import { disputesOfTicketLoader, extractFor, permittedFor, ticketKeyOfMatter } from "./dispute.view.js";
import type { DisputeAction } from "./dispute.workflow.js";
import { termAt } from "./matter-term.js";

/** The fields of a dispute that are read when they are asked for. */
@Resolver(() => Dispute)
export class DisputeFieldResolver {
  @FieldResolver(() => Ticket, {
    nullable: true,
    description: "The ticket, if you see it (工单); the bureau that was named is shown an extract instead.",
  })
  ticket(@Ctx() context: RequestContext, @Root() { row }: Dispute): Promise<Ticket | null> {
    return ticketLoader(context, keyText(ticketKeyOfMatter(row)));
  }

  @Weight(30)
  @FieldResolver(() => TicketExtract, {
    nullable: true,
    description:
      "What the bureau that was named and the superior are shown of the ticket while the dispute is open (工单摘录): all but persons; null for others and afterwards.",
  })
  extract(@Ctx() context: RequestContext, @Root() dispute: Dispute): Promise<TicketExtract | null> {
    return extractFor(context, dispute);
  }

  @FieldResolver(() => Bureau, {
    nullable: true,
    description: "The bureau that raised it, or returned the ticket last (提出单位).",
  })
  raiser(@Ctx() context: RequestContext, @Root() { row }: Dispute): Loaded<Bureau> {
    return bureauLoader(context, row.raiser);
  }

  @FieldResolver(() => Bureau, {
    nullable: true,
    description: "The bureau that is said to be competent; after a third return, the other side (拟移交单位).",
  })
  proposedBureau(@Ctx() context: RequestContext, @Root() { row }: Dispute): Loaded<Bureau> {
    return bureauLoader(context, row.proposed);
  }

  @FieldResolver(() => Bureau, {
    nullable: true,
    description: "The lowest common superior, which designates (共同的上级部门).",
  })
  superior(@Ctx() context: RequestContext, @Root() { row }: Dispute): Loaded<Bureau> {
    return bureauLoader(context, row.superior);
  }

  @FieldResolver(() => Bureau, { nullable: true, description: "The bureau that the superior designated (被指定单位)." })
  designatedBureau(@Ctx() context: RequestContext, @Root() { row }: Dispute): Loaded<Bureau> {
    return row.designated === null ? null : bureauLoader(context, row.designated);
  }

  @FieldResolver(() => Term, { description: "Why (原因)." })
  reason(@Ctx() context: RequestContext, @Root() { row }: Dispute): Promise<Term> {
    return termAt(context, raiserOf(row), "RETURN_REASON", row.reason);
  }

  @Weight(30)
  @FieldResolver(() => String, { description: "Why the other bureau is competent, masked (理由, 脱敏)." })
  explanation(@Ctx() context: RequestContext, @Root() { row }: Dispute): Promise<string> {
    return maskAbout(context, ticketKeyOfMatter(row), row.explanation);
  }

  @Weight(30)
  @FieldResolver(() => String, {
    nullable: true,
    description: "Why the bureau that was named contests, masked (异议理由, 脱敏).",
  })
  answer(@Ctx() context: RequestContext, @Root() { row }: Dispute): Promise<string> | null {
    return row.answer === null ? null : maskAbout(context, ticketKeyOfMatter(row), row.answer);
  }

  @Weight(30)
  @FieldResolver(() => String, {
    nullable: true,
    description: "The reasons of the designation, masked (指定理由, 脱敏).",
  })
  grounds(@Ctx() context: RequestContext, @Root() { row }: Dispute): Promise<string> | null {
    return row.grounds === null ? null : maskAbout(context, ticketKeyOfMatter(row), row.grounds);
  }

  @Weight(20)
  @FieldResolver(() => [DisputeActionEnum], {
    description: "What you may do with it as it and its ticket stand (可执行动作).",
  })
  permittedActions(@Ctx() context: RequestContext, @Root() dispute: Dispute): Promise<DisputeAction[]> {
    return permittedFor(context, dispute);
  }
}

/** The disputes over a ticket. */
@Resolver(() => Ticket)
export class DisputesOfTicketResolver {
  @Weight(20, { items: 2 })
  @FieldResolver(() => [Dispute], {
    description: "The disputes over who is competent for it, if you see them, newest first (管辖争议).",
  })
  async disputes(@Ctx() context: RequestContext, @Root() { row }: Ticket): Promise<Dispute[]> {
    return (await disputesOfTicketLoader(context, keyText(row))) ?? [];
  }
}
