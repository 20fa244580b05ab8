import { Field, ID, InputType, Int } from "type-graphql";
import { DayScalar } from "../../platform/scalars.js";
import { type TicketExtractPart, TicketExtractPartEnum } from "../tickets/index.js";
import { InvestigationStateEnum, PartnerKindEnum, TaskStateEnum } from "./investigation.enums.js";
import type { InvestigationState, PartnerKind, TaskState } from "./investigation.states.js";

/** The input of openInvestigation. */
@InputType({ description: "A new joint investigation (发起协查)." })
export class OpenInvestigationInput {
  @Field(() => String, { description: "What it is called (标题), 2 to 100 characters." })
  title: string;

  @Field(() => String, { description: "What is to be found out, and why (目的), 2 to 2,000 characters." })
  purpose: string;

  @Field(() => [ID], {
    description:
      "The tickets that it is about (工单), 1 to 50: open ones that your bureau holds or that lie in its region.",
  })
  tickets: string[];
}

/** The input of addInvestigationTickets. */
@InputType({ description: "More tickets for a joint investigation (增加协查工单)." })
export class AddInvestigationTicketsInput {
  @Field(() => ID, { description: "The joint investigation (协查)." })
  investigationId: string;

  @Field(() => Int, { description: "The version of it that you saw (版本)." })
  version: number;

  @Field(() => [ID], {
    description: "The tickets (工单), 1 to 50; those that it has already are passed over. It has 100 at most.",
  })
  tickets: string[];
}

/** The input of closeInvestigation. */
@InputType({ description: "The end of a joint investigation (结束协查)." })
export class CloseInvestigationInput {
  @Field(() => ID, { description: "The joint investigation (协查)." })
  investigationId: string;

  @Field(() => Int, { description: "The version of it that you saw (版本)." })
  version: number;

  @Field(() => String, { description: "What came of it (结果), 2 to 2,000 characters." })
  outcome: string;
}

/** Whom a task is given to. */
@InputType({
  description: "Whom a task is given to (协查单位): either a bureau, or a body outside by its kind and name.",
})
export class InvestigationPartnerInput {
  @Field(() => String, {
    nullable: true,
    description: "The code of a bureau (单位代码), of whatever province; it works with the task itself.",
  })
  bureau?: string | null;

  @Field(() => PartnerKindEnum, {
    nullable: true,
    description: "The kind of a body outside (类型), such as POLICE; it has no access.",
  })
  kind?: PartnerKind | null;

  @Field(() => String, { nullable: true, description: "The name of a body outside (名称), 2 to 100 characters." })
  name?: string | null;
}

/** The input of giveInvestigationTask. */
@InputType({ description: "A new task of a joint investigation (下达协查任务)." })
export class GiveInvestigationTaskInput {
  @Field(() => ID, { description: "The joint investigation (协查)." })
  investigationId: string;

  @Field(() => Int, { description: "The version of it that you saw (版本)." })
  version: number;

  @Field(() => InvestigationPartnerInput, { description: "Whom it is given to (协查单位)." })
  partner: InvestigationPartnerInput;

  @Field(() => String, { description: "What is asked (协查事项), 2 to 2,000 characters." })
  question: string;

  @Field(() => ID, {
    nullable: true,
    description: "The ticket of the joint investigation that it is about (工单); none where it is left out.",
  })
  ticketId?: string | null;

  @Field(() => [TicketExtractPartEnum], {
    nullable: true,
    description:
      "What the partner sees of the ticket while the task is open (摘录内容), besides number and kind; nothing where it is left out. Only for a bureau, and with a ticket.",
  })
  parts?: TicketExtractPart[] | null;

  @Field(() => DayScalar, { description: "The last day for the answer (回复期限), a working day from today on." })
  dueOn: string;
}

/** The input of answerInvestigationTask and noteInvestigationAnswer. */
@InputType({ description: "The answer to a task (协查回复)." })
export class InvestigationAnswerInput {
  @Field(() => ID, { description: "The task (协查任务)." })
  taskId: string;

  @Field(() => Int, { description: "The version of it that you saw (版本)." })
  version: number;

  @Field(() => String, { description: "The answer (答复), 2 to 2,000 characters." })
  answer: string;
}

/** The input of closeInvestigationTask and withdrawInvestigationTask. */
@InputType({ description: "A step on a task (协查任务办理)." })
export class InvestigationTaskStepInput {
  @Field(() => ID, { description: "The task (协查任务)." })
  taskId: string;

  @Field(() => Int, { description: "The version of it that you saw (版本)." })
  version: number;
}

/** What a list of joint investigations is narrowed by. */
@InputType({ description: "What a list of joint investigations is narrowed by (筛选)." })
export class InvestigationFilter {
  @Field(() => InvestigationStateEnum, { nullable: true, description: "Only those in this state (状态)." })
  state?: InvestigationState | null;
}

/** What a list of tasks is narrowed by. */
@InputType({ description: "What a list of tasks of joint investigations is narrowed by (筛选)." })
export class InvestigationTaskFilter {
  @Field(() => TaskStateEnum, { nullable: true, description: "Only those in this state (状态)." })
  state?: TaskState | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "Only those that are open after their day, or only those that are not (是否逾期).",
  })
  isOverdue?: boolean | null;
}
