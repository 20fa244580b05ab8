import { ArgsType, Field, ID, InputType, Int } from "type-graphql";
import { type TicketKind, TicketKindEnum } from "../dictionaries/index.js";
import { StatisticsQuestion } from "../statistics/index.js";
import { type TicketState, TicketStateEnum } from "../tickets/index.js";

const afterText =
  "The cursor after which it begins (起始游标), such as that of the last change that came; from now on where it is left out.";

/** What a page of changes is narrowed by. */
@InputType({ description: "What changes are narrowed by (变更筛选条件). All that is given must hold." })
export class ChangeFilter {
  @Field(() => [String], {
    nullable: true,
    description:
      "Any of these types of event (事件类型), such as ticket.dispatched. Tickets that left your sight are told besides.",
  })
  eventTypes?: string[] | null;

  @Field(() => [String], { nullable: true, description: "Any of these types of subject (对象类型), such as Ticket." })
  subjectTypes?: string[] | null;
}

/** What a subscription to tickets is narrowed by. */
@InputType({ description: "What tickets are narrowed by (工单筛选条件). All that is given must hold." })
export class TicketChangeFilter {
  @Field(() => [TicketKindEnum], { nullable: true, description: "Any of these kinds (类型)." })
  kinds?: TicketKind[] | null;

  @Field(() => [TicketStateEnum], { nullable: true, description: "Any of these states (状态)." })
  states?: TicketState[] | null;

  @Field(() => [String], { nullable: true, description: "Any of these codes of ISSUE_CLASS (问题类别)." })
  issueClasses?: string[] | null;

  @Field(() => [String], { nullable: true, description: "Any of these codes of GOODS_CLASS (商品服务类别)." })
  goodsClasses?: string[] | null;

  @Field(() => [String], { nullable: true, description: "Any of these codes of TOPIC (主题)." })
  topics?: string[] | null;

  @Field(() => [String], { nullable: true, description: "Any of these codes of CHANNEL (渠道)." })
  channels?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The code of your bureau or of one of your region: it handles the ticket, or a bureau beneath it does (承办单位). Any other is NOT_FOUND.",
  })
  bureau?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "True: only what is overdue (逾期) when it is told. False: only what is not.",
  })
  overdue?: boolean | null;
}

/** The arguments of changes. */
@ArgsType()
export class ChangesArguments {
  @Field(() => ChangeFilter, { nullable: true, description: "What the changes are narrowed by (筛选条件)." })
  filter?: ChangeFilter | null;

  @Field(() => Int, { nullable: true, description: "How many, 1 to 100; 20 where it is left out (每页条数)." })
  first?: number | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The cursor after which the page begins (起始游标); the oldest change that is kept where it is left out.",
  })
  after?: string | null;
}

/** The arguments of ticketChanges. */
@ArgsType()
export class TicketChangesArguments {
  @Field(() => TicketChangeFilter, { nullable: true, description: "Which tickets (筛选条件); all that you see." })
  filter?: TicketChangeFilter | null;

  @Field(() => String, { nullable: true, description: afterText })
  after?: string | null;
}

/** The arguments of ticketChange. */
@ArgsType()
export class TicketChangeArguments {
  @Field(() => ID, { description: "The global identifier of the ticket (工单标识)." })
  id: string;

  @Field(() => String, { nullable: true, description: afterText })
  after?: string | null;
}

/** The arguments of subscriptions that say from where they go on, and nothing else. */
@ArgsType()
export class ResumeArguments {
  @Field(() => String, { nullable: true, description: afterText })
  after?: string | null;
}

/** The arguments of statisticsChanges. */
@ArgsType()
export class StatisticsChangesArguments {
  @Field(() => StatisticsQuestion, { description: "What is asked (统计提问)." })
  question: StatisticsQuestion;
}
