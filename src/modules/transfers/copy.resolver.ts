import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import { Can } from "../../access/index.js";
import { actorOf, type RequestContext } from "../../platform/context.js";
import type { Loaded } from "../../platform/loaders.js";
import type { ConnectionValue } from "../../platform/relay.type.js";
import { Weight } from "../../platform/weight.js";
import { personNameLoader } from "../identity/index.js";
import { Bureau, bureauLoader } from "../jurisdictions/index.js";
import { keyText, Ticket, TicketExtract, ticketLoader } from "../tickets/index.js";
import { confirmCopy } from "./commands/confirm-copy.js";
import { sendCopy } from "./commands/send-copy.js";
import { withdrawCopy } from "./commands/withdraw-copy.js";
import { CopyFilter, CopyStepInput, SendCopyInput } from "./copy.inputs.js";
import { copiesLoader, pageOfCopies, readCopy, readCopyExtract, readCopyWords } from "./copy.reading.js";
import { type CopyAction, permittedUponCopy } from "./copy.states.js";
import { Copy, CopyActionEnum, CopyConnection, CopyPayload, type CopyView, CopyViewEnum, toCopy } from "./copy.type.js";

const input = { description: "What is to be done (操作参数)." };

/** Copies in the API. */
@Resolver(() => Copy)
export class CopyResolver {
  @Can("copy.read")
  @Query(() => Copy, { description: "A copy by its identifier (抄送). One that you may not see is NOT_FOUND." })
  copy(
    @Ctx() context: RequestContext,
    @Arg("id", () => ID, { description: "The global identifier of the copy (抄送标识)." }) id: string,
  ): Promise<Copy> {
    return readCopy(context, id);
  }

  @Can("copy.read")
  @Weight(100)
  @Query(() => CopyConnection, { description: "Copies that you see, newest first (抄送列表)." })
  copies(
    @Ctx() context: RequestContext,
    @Arg("view", () => CopyViewEnum, { defaultValue: "RECEIVED", description: "Which of them (视图)." }) view: CopyView,
    @Arg("filter", () => CopyFilter, { nullable: true, description: "What the list is narrowed by (筛选)." })
    filter: CopyFilter | null,
    @Arg("first", () => Int, { nullable: true, description: "How many, 1 to 100; 20 where it is left out (每页条数)." })
    first: number | null,
    @Arg("after", () => String, { nullable: true, description: "The endCursor of the page before (起始游标)." })
    after: string | null,
  ): Promise<ConnectionValue<Copy>> {
    return pageOfCopies(context, view, filter ?? null, { first, after });
  }

  @Can("copy.send")
  @Weight(100)
  @Mutation(() => CopyPayload, {
    description: "Sends a copy of a ticket to a department or another bureau of the province (抄送).",
  })
  async sendCopy(
    @Ctx() context: RequestContext,
    @Arg("input", () => SendCopyInput, input) given: SendCopyInput,
  ): Promise<CopyPayload> {
    return { copy: toCopy(await sendCopy(context, given)) };
  }

  @Can("copy.send")
  @Weight(100)
  @Mutation(() => CopyPayload, {
    description: "Withdraws a copy that your bureau sent; it shows nothing any more (撤回抄送).",
  })
  async withdrawCopy(
    @Ctx() context: RequestContext,
    @Arg("input", () => CopyStepInput, input) given: CopyStepInput,
  ): Promise<CopyPayload> {
    return { copy: toCopy(await withdrawCopy(context, given)) };
  }

  @Can("copy.receive")
  @Weight(100)
  @Mutation(() => CopyPayload, { description: "Confirms that a copy that your bureau got was read (确认已阅)." })
  async confirmCopy(
    @Ctx() context: RequestContext,
    @Arg("input", () => CopyStepInput, input) given: CopyStepInput,
  ): Promise<CopyPayload> {
    return { copy: toCopy(await confirmCopy(context, given)) };
  }

  @FieldResolver(() => Bureau, { nullable: true, description: "The bureau that sent it (抄送单位)." })
  sender(@Ctx() context: RequestContext, @Root() { row }: Copy): Loaded<Bureau> {
    return bureauLoader(context, row.sender);
  }

  @FieldResolver(() => Bureau, { nullable: true, description: "The bureau that got it (接收单位)." })
  receiver(@Ctx() context: RequestContext, @Root() { row }: Copy): Loaded<Bureau> {
    return bureauLoader(context, row.receiver);
  }

  @Weight(10)
  @FieldResolver(() => String, { nullable: true, description: "The name of who sent it (抄送人)." })
  async senderName(@Ctx() context: RequestContext, @Root() { row }: Copy): Promise<string | null> {
    return row.sentBy === null ? null : ((await personNameLoader(context, row.sentBy))?.name ?? null);
  }

  @Weight(10)
  @FieldResolver(() => String, { nullable: true, description: "The name of who confirmed that it was read (阅知人)." })
  async readerName(@Ctx() context: RequestContext, @Root() { row }: Copy): Promise<string | null> {
    return row.readBy === null ? null : ((await personNameLoader(context, row.readBy))?.name ?? null);
  }

  @FieldResolver(() => Ticket, { nullable: true, description: "The ticket, if you see it (工单)." })
  ticket(@Ctx() context: RequestContext, @Root() { row }: Copy): Promise<Ticket | null> {
    return ticketLoader(context, keyText({ province: row.province, id: row.ticketId }));
  }

  @Weight(60)
  @FieldResolver(() => TicketExtract, {
    nullable: true,
    description:
      "The parts of the ticket that it shows, at the bureau that got it and to whoever sees the ticket (工单摘录); null once it is withdrawn, and for others.",
  })
  extract(@Ctx() context: RequestContext, @Root() { row }: Copy): Promise<TicketExtract | null> {
    return readCopyExtract(context, row);
  }

  @Weight(30)
  @FieldResolver(() => String, {
    nullable: true,
    description:
      "The words that came with it, masked (备注, 脱敏), at the bureau that got it until it is withdrawn, and to whoever sees the ticket.",
  })
  remark(@Ctx() context: RequestContext, @Root() { row }: Copy): Promise<string | null> {
    return readCopyWords(context, row);
  }

  @FieldResolver(() => [CopyActionEnum], { description: "What you may do with it as it stands (可执行动作)." })
  permittedActions(@Ctx() context: RequestContext, @Root() { row }: Copy): CopyAction[] {
    return permittedUponCopy(actorOf(context), row);
  }
}

/** What tickets tell of copies. */
@Resolver(() => Ticket)
export class TicketCopyResolver {
  @Weight(20, { items: 1 })
  @FieldResolver(() => [Copy], {
    description: "The copies of it whose sender or receiver you see, newest first (抄送); 50 at most.",
  })
  async copies(@Ctx() context: RequestContext, @Root() { row }: Ticket): Promise<Copy[]> {
    return ((await copiesLoader(context, keyText(row))) ?? []).map(toCopy);
  }
}
