import { ArgsType, Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { connectionTypes, Node } from "../../platform/relay.type.js";
import { InstantScalar } from "../../platform/scalars.js";
import type { NoticeRow } from "./notice.store.js";
import { NoticeCauseEnum, NoticeStageEnum, NoticeStateEnum, NoticeViewEnum } from "./shift.enums.js";
import type { NoticeCause, NoticeStage, NoticeState, NoticeView } from "./shift.words.js";

/** A duty notice. */
@ObjectType({
  description:
    "That a ticket or a supervision order came to a bureau that had not asked for it, while its office was closed (值班通知): told to whoever is on duty there, then to whoever leads the shift, then to the head, and in the end to the bureau that sent it.",
  implements: Node,
  simpleResolvers: true,
})
export class DutyNotice implements Node {
  id: string;

  @Field(() => NoticeCauseEnum, { description: "How it came (来件方式)." })
  cause: NoticeCause;

  @Field(() => NoticeStateEnum, { description: "The state (状态)." })
  state: NoticeState;

  @Field(() => NoticeStageEnum, { description: "Whose turn it is to act (通知环节)." })
  stage: NoticeStage;

  @Field(() => InstantScalar, { description: "When it was made (通知时间)." })
  madeAt: Date;

  @Field(() => InstantScalar, { nullable: true, description: "When it goes on to the next stage (下一环节时间)." })
  dueAt: Date | null;

  @Field(() => InstantScalar, { nullable: true, description: "When somebody acknowledged it (确认时间)." })
  acknowledgedAt: Date | null;

  @Field(() => InstantScalar, { nullable: true, description: "When it was over without that (失效时间)." })
  endedAt: Date | null;

  @Field(() => Int, { description: "The version; a step names the version that it saw (版本号)." })
  version: number;

  row: NoticeRow;
}

/** A page of notices. */
export const { Connection: DutyNoticeConnection } = connectionTypes(
  () => DutyNotice,
  "DutyNotice",
  "duty notices (值班通知)",
);

/** What acknowledgeDutyNotice answers. */
@ObjectType({ description: "What acknowledgeDutyNotice answers (确认值班通知结果).", simpleResolvers: true })
export class DutyNoticePayload {
  @Field(() => DutyNotice, { description: "The notice after the step (值班通知)." })
  notice: DutyNotice;
}

/** The input of acknowledgeDutyNotice. */
@InputType({ description: "A duty notice that you acknowledge (确认值班通知)." })
export class AcknowledgeDutyNoticeInput {
  @Field(() => ID, { description: "The notice (值班通知)." })
  noticeId: string;

  @Field(() => Int, { description: "The version that you saw (版本号)." })
  version: number;
}

/** The arguments of dutyNotices. */
@ArgsType()
export class DutyNoticesArguments {
  @Field(() => NoticeViewEnum, { defaultValue: "MINE", description: "Which (列表范围)." })
  view: NoticeView;

  @Field(() => [NoticeStateEnum], { nullable: true, description: "In any of these states (状态)." })
  states?: NoticeState[] | null;

  @Field(() => Int, { nullable: true, description: "The size of the page (每页条数), 20 when left out, at most 100." })
  first?: number | null;

  @Field(() => String, { nullable: true, description: "The endCursor of the page before (游标)." })
  after?: string | null;
}
