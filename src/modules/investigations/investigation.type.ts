import { Field, Int, ObjectType } from "type-graphql";
import { connectionTypes, Node } from "../../platform/relay.type.js";
import { DayScalar, InstantScalar } from "../../platform/scalars.js";
import { type TicketExtractPart, TicketExtractPartEnum } from "../tickets/index.js";
import { InvestigationStateEnum, PartnerKindEnum, TaskStateEnum } from "./investigation.enums.js";
import type { InvestigationState, PartnerKind, TaskState } from "./investigation.states.js";
import type { InvestigationRow } from "./investigation.store.js";
import type { TaskRow } from "./task.store.js";

/** A joint investigation. */
@ObjectType({
  description: "A joint investigation (协查): a lead bureau and partners look into tickets together.",
  implements: Node,
  simpleResolvers: true,
})
export class Investigation implements Node {
  id: string;

  @Field(() => InvestigationStateEnum, { description: "The state (状态)." })
  state: InvestigationState;

  @Field(() => InstantScalar, { description: "When it was opened (发起时间)." })
  openedAt: Date;

  @Field(() => InstantScalar, { nullable: true, description: "When it was closed (结束时间)." })
  closedAt: Date | null;

  @Field(() => Int, { description: "The version; a change names the version that it saw (版本)." })
  version: number;

  /** The row that nested fields are read from. */
  row: InvestigationRow;
}

/** A task of a joint investigation. */
@ObjectType({
  description:
    "A task of a joint investigation (协查任务): what a partner is asked, by when, and which parts of which ticket it sees until it has answered.",
  implements: Node,
  simpleResolvers: true,
})
export class InvestigationTask implements Node {
  id: string;

  @Field(() => PartnerKindEnum, { description: "What the partner is (协查单位类型)." })
  partnerKind: PartnerKind;

  @Field(() => [TicketExtractPartEnum], {
    description: "What the partner sees of the ticket while the task is open (摘录内容).",
  })
  parts: TicketExtractPart[];

  @Field(() => DayScalar, { description: "The last day for the answer (回复期限)." })
  dueOn: string;

  @Field(() => Boolean, { description: "Whether the answer is waited for and its day is past (是否逾期)." })
  isOverdue: boolean;

  @Field(() => TaskStateEnum, { description: "The state (状态)." })
  state: TaskState;

  @Field(() => InstantScalar, { description: "When it was given (下达时间)." })
  askedAt: Date;

  @Field(() => InstantScalar, { nullable: true, description: "When it was answered (回复时间)." })
  answeredAt: Date | null;

  @Field(() => InstantScalar, { nullable: true, description: "When it was closed or withdrawn (了结时间)." })
  closedAt: Date | null;

  @Field(() => Int, { description: "The version; a change names the version that it saw (版本)." })
  version: number;

  /** The row that nested fields are read from. */
  row: TaskRow;
}

/** What a step on a joint investigation answers. */
@ObjectType({ description: "What a step on a joint investigation answers (协查办理结果).", simpleResolvers: true })
export class InvestigationPayload {
  @Field(() => Investigation, { description: "The joint investigation after the step (协查)." })
  investigation: Investigation;
}

/** What giveInvestigationTask answers. */
@ObjectType({ description: "What giveInvestigationTask made (下达协查任务结果).", simpleResolvers: true })
export class GiveInvestigationTaskPayload {
  @Field(() => InvestigationTask, { description: "The new task (协查任务)." })
  task: InvestigationTask;

  @Field(() => Investigation, { description: "The joint investigation with its new version (协查)." })
  investigation: Investigation;
}

/** What a step on a task answers. */
@ObjectType({ description: "What a step on a task answers (协查任务办理结果).", simpleResolvers: true })
export class InvestigationTaskPayload {
  @Field(() => InvestigationTask, { description: "The task after the step (协查任务)." })
  task: InvestigationTask;
}

/** A page of joint investigations. */
export const { Connection: InvestigationConnection } = connectionTypes(
  () => Investigation,
  "Investigation",
  "joint investigations (协查)",
);

/** A page of tasks. */
export const { Connection: InvestigationTaskConnection } = connectionTypes(
  () => InvestigationTask,
  "InvestigationTask",
  "tasks of joint investigations (协查任务)",
);
