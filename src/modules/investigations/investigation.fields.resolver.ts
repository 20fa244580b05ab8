import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { actorOf, type RequestContext } from "../../platform/context.js";
import type { Loaded } from "../../platform/loaders.js";
import { Weight } from "../../platform/weight.js";
import { Bureau, bureauLoader } from "../jurisdictions/index.js";
import { keyText, readExtract, Ticket, TicketExtract, ticketLoader } from "../tickets/index.js";
import { InvestigationVerbEnum, TaskVerbEnum } from "./investigation.enums.js";
import {
  type InvestigationVerb,
  permittedInvestigationVerbs,
  permittedTaskVerbs,
  type TaskVerb,
} from "./investigation.states.js";
import { matterKeyText } from "./investigation.store.js";
import { Investigation, InvestigationTask } from "./investigation.type.js";
import {
  investigatedTicketsLoader,
  investigationLoader,
  investigationsOfTicketLoader,
  maskedIn,
  tasksOfInvestigationLoader,
} from "./investigation.view.js";

// What a text costs in which the contacts of up to 100 tickets are looked for.
const masking = 150;

/** The fields of a joint investigation that are read when they are asked for, each through a loader. */
@Resolver(() => Investigation)
export class InvestigationFieldResolver {
  @Weight(masking)
  @FieldResolver(() => String, { description: "What it is called, with personal data masked (标题, 脱敏)." })
  async title(@Ctx() context: RequestContext, @Root() { row }: Investigation): Promise<string> {
    return (await maskedIn(context, row, row.title)) ?? "";
  }

  @Weight(masking)
  @FieldResolver(() => String, {
    description: "What is to be found out, and why, with personal data masked (目的, 脱敏).",
  })
  async purpose(@Ctx() context: RequestContext, @Root() { row }: Investigation): Promise<string> {
    return (await maskedIn(context, row, row.purpose)) ?? "";
  }

  @Weight(masking)
  @FieldResolver(() => String, {
    nullable: true,
    description: "What came of it, with personal data masked (结果, 脱敏); null while it is open.",
  })
  outcome(@Ctx() context: RequestContext, @Root() { row }: Investigation): Promise<string | null> {
    return maskedIn(context, row, row.outcome);
  }

  @FieldResolver(() => Bureau, { nullable: true, description: "The bureau that leads it (牵头单位)." })
  lead(@Ctx() context: RequestContext, @Root() { row }: Investigation): Loaded<Bureau> {
    return bureauLoader(context, row.bureau);
  }

  @Weight(50, { items: 10 })
  @FieldResolver(() => [Ticket], {
    description: "The tickets that it is about, those of them that you see (工单); 100 at most.",
  })
  async tickets(@Ctx() context: RequestContext, @Root() { row }: Investigation): Promise<Ticket[]> {
    const keys = (await investigatedTicketsLoader(context, matterKeyText(row))) ?? [];
    const tickets = await Promise.all(keys.map((key) => ticketLoader(context, keyText(key))));
    return tickets.filter((ticket) => ticket !== null);
  }

  @Weight(50, { items: 30 })
  @FieldResolver(() => [InvestigationTask], { description: "Its tasks, oldest first (协查任务); 100 at most." })
  async tasks(@Ctx() context: RequestContext, @Root() { row }: Investigation): Promise<InvestigationTask[]> {
    return (await tasksOfInvestigationLoader(context, matterKeyText(row))) ?? [];
  }

  @FieldResolver(() => [InvestigationVerbEnum], { description: "What you may do with it as it stands (可执行动作)." })
  permittedActions(@Ctx() context: RequestContext, @Root() { row }: Investigation): InvestigationVerb[] {
    return permittedInvestigationVerbs(actorOf(context), row);
  }
}

/** The fields of a task that are read when they are asked for, each through a loader. */
@Resolver(() => InvestigationTask)
export class InvestigationTaskFieldResolver {
  @FieldResolver(() => Investigation, {
    nullable: true,
    description: "The joint investigation, if you see it (协查); a partner does not.",
  })
  investigation(@Ctx() context: RequestContext, @Root() { row }: InvestigationTask): Promise<Investigation | null> {
    return investigationLoader(context, matterKeyText({ province: row.province, id: row.investigationId }));
  }

  @FieldResolver(() => Bureau, { nullable: true, description: "The bureau that gave it (牵头单位)." })
  lead(@Ctx() context: RequestContext, @Root() { row }: InvestigationTask): Loaded<Bureau> {
    return bureauLoader(context, row.lead);
  }

  @FieldResolver(() => Bureau, {
    nullable: true,
    description: "The bureau that it was given to (协查单位); null for a body outside.",
  })
  partner(@Ctx() context: RequestContext, @Root() { row }: InvestigationTask): Loaded<Bureau> {
    return row.partner === null ? null : bureauLoader(context, row.partner);
  }

  @Weight(masking)
  @FieldResolver(() => String, {
    nullable: true,
    description: "The name of a body outside (系统外单位名称); null for a bureau.",
  })
  partnerName(@Ctx() context: RequestContext, @Root() { row }: InvestigationTask): Promise<string | null> {
    return maskedText(context, row, row.partnerName);
  }

  @FieldResolver(() => Ticket, {
    nullable: true,
    description: "The ticket that it is about, if you see the ticket (工单).",
  })
  ticket(@Ctx() context: RequestContext, @Root() { row }: InvestigationTask): Promise<Ticket | null> | null {
    const { province, ticketId } = row;
    return ticketId === null ? null : ticketLoader(context, keyText({ province, id: ticketId }));
  }

  @Weight(30)
  @FieldResolver(() => TicketExtract, {
    nullable: true,
    description:
      "The parts of the ticket that the task names (工单摘录), for the partner, while the task is open; null for everybody else and ever after.",
  })
  async extract(@Ctx() context: RequestContext, @Root() { row }: InvestigationTask): Promise<TicketExtract | null> {
    const { province, ticketId, partner, state, parts } = row;
    // SECURITY: the extract asks for no right. The actor sees this task, is its partner, and the task is open.
    if (ticketId === null || state !== "OPEN" || actorOf(context).bureau.bureau !== partner) return null;
    return readExtract(context, { province, id: ticketId }, parts);
  }

  @Weight(masking)
  @FieldResolver(() => String, { description: "What is asked, with personal data masked (协查事项, 脱敏)." })
  async question(@Ctx() context: RequestContext, @Root() { row }: InvestigationTask): Promise<string> {
    return (await maskedText(context, row, row.question)) ?? "";
  }

  @Weight(masking)
  @FieldResolver(() => String, {
    nullable: true,
    description: "The answer, with personal data masked (答复, 脱敏); null until there is one.",
  })
  answer(@Ctx() context: RequestContext, @Root() { row }: InvestigationTask): Promise<string | null> {
    return maskedText(context, row, row.answer);
  }

  @FieldResolver(() => [TaskVerbEnum], { description: "What you may do with it as it stands (可执行动作)." })
  permittedActions(@Ctx() context: RequestContext, @Root() { row }: InvestigationTask): TaskVerb[] {
    return permittedTaskVerbs(actorOf(context), row);
  }
}

const maskedText = (
  context: RequestContext,
  { province, investigationId }: InvestigationTask["row"],
  text: string | null,
): Promise<string | null> => maskedIn(context, { province, id: investigationId }, text);

/** What this module adds to a ticket. */
@Resolver(() => Ticket)
export class TicketInvestigationsResolver {
  @Weight(50, { items: 1 })
  @FieldResolver(() => [Investigation], {
    description: "The joint investigations that it is in, those of them that you see, newest first (协查); 20 at most.",
  })
  async investigations(@Ctx() context: RequestContext, @Root() { row }: Ticket): Promise<Investigation[]> {
    return (await investigationsOfTicketLoader(context, keyText(row))) ?? [];
  }
}
