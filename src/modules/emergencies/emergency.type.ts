import { Field, Int, ObjectType } from "type-graphql";
import { connectionTypes, Node } from "../../platform/relay.type.js";
import { DayScalar, InstantScalar } from "../../platform/scalars.js";
import type { SubordinateRow } from "./acknowledgement.store.js";
import { EmergencyLevelEnum, EmergencyStateEnum } from "./emergency.enums.js";
import type { AnnouncementRow, EmergencyRow } from "./emergency.store.js";
import type { EmergencyLevel, EmergencyState } from "./emergency.words.js";

/** An emergency. */
@ObjectType({
  description:
    "An emergency (应急状态) that an authority or its centre declared: in force for its region and all beneath it. New tickets there get its topic by default.",
  implements: Node,
  simpleResolvers: true,
})
export class Emergency implements Node {
  id: string;

  @Field(() => EmergencyLevelEnum, { description: "The level (等级)." })
  level: EmergencyLevel;

  @Field(() => EmergencyStateEnum, { description: "The state (状态)." })
  state: EmergencyState;

  @Field(() => DayScalar, { description: "The first day on which it is in force (起始日)." })
  from: string;

  @Field(() => DayScalar, {
    nullable: true,
    description: "The last day, as planned or as it came (截止日); null where the end is open.",
  })
  to: string | null;

  @Field(() => String, { description: "Why it was declared (原因)." })
  reason: string;

  @Field(() => String, {
    nullable: true,
    description: "The code of the topic that new tickets get (专题代码); null for none.",
  })
  topic: string | null;

  @Field(() => Boolean, { description: "Whether all seats are opened (全部坐席开放)." })
  isAllSeats: boolean;

  @Field(() => Boolean, { description: "Whether the hotline is manned around the clock (24小时值守)." })
  isAroundTheClock: boolean;

  @Field(() => Boolean, {
    description: "Whether a daily report is prepared after midnight of each day (每日报告).",
  })
  isReportedDaily: boolean;

  @Field(() => Int, {
    description: "Counts what was announced (公告序号): 1 for the declaration, one more for each change.",
  })
  announcement: number;

  @Field(() => InstantScalar, { description: "When it was declared (宣布时间)." })
  declaredAt: Date;

  @Field(() => InstantScalar, { nullable: true, description: "When it ended (结束时间); null while it is open." })
  endedAt: Date | null;

  @Field(() => String, { nullable: true, description: "What was said when it ended (结束语)." })
  closingWords: string | null;

  @Field(() => Int, { description: "The version; a change names the version that it saw (版本)." })
  version: number;

  /** The row that nested fields are read from. */
  row: EmergencyRow;
}

/** What was announced of an emergency. */
@ObjectType({
  description: "What was announced of an emergency (应急公告): its declaration, or a change.",
  simpleResolvers: true,
})
export class EmergencyAnnouncement {
  @Field(() => Int, { description: "Its number (公告序号)." })
  announcement: number;

  @Field(() => InstantScalar, { description: "When it was announced (公告时间)." })
  announcedAt: Date;

  @Field(() => EmergencyLevelEnum, { description: "The level from then on (等级)." })
  level: EmergencyLevel;

  @Field(() => DayScalar, { nullable: true, description: "The last day from then on (截止日); null for an open end." })
  to: string | null;

  @Field(() => Boolean, { description: "Whether all seats are opened from then on (全部坐席开放)." })
  isAllSeats: boolean;

  @Field(() => Boolean, { description: "Whether the hotline is manned around the clock from then on (24小时值守)." })
  isAroundTheClock: boolean;

  /** The rows that nested fields are read from. */
  row: AnnouncementRow;
  emergency: EmergencyRow;
}

/** A subordinate to which an emergency was announced. */
@ObjectType({
  description: "A subordinate to which an emergency was announced, and whether it took note (应急响应确认).",
  simpleResolvers: true,
})
export class EmergencyAcknowledgement {
  @Field(() => Boolean, { description: "Whether it took note of the latest announcement (是否已确认)." })
  isAcknowledged: boolean;

  @Field(() => Int, {
    nullable: true,
    description: "The latest announcement that it took note of (已确认公告序号); null for none.",
  })
  announcement: number | null;

  @Field(() => InstantScalar, { nullable: true, description: "When it took note (确认时间)." })
  acknowledgedAt: Date | null;

  /** The row that nested fields are read from. */
  row: SubordinateRow;
}

/** What a step on an emergency answers. */
@ObjectType({ description: "What a step on an emergency answers (应急状态操作结果).", simpleResolvers: true })
export class EmergencyPayload {
  @Field(() => Emergency, { description: "The emergency after the step (应急状态)." })
  emergency: Emergency;
}

/** A page of emergencies. */
export const { Connection: EmergencyConnection } = connectionTypes(
  () => Emergency,
  "Emergency",
  "emergencies (应急状态)",
);

/** A page of subordinates to which an emergency was announced. */
export const { Connection: EmergencyAcknowledgementConnection } = connectionTypes(
  () => EmergencyAcknowledgement,
  "EmergencyAcknowledgement",
  "subordinates that were told (应急响应确认)",
);
