import { Field, Float, Int, ObjectType } from "type-graphql";
import { connectionTypes, Node } from "../../platform/relay.type.js";
import { InstantScalar } from "../../platform/scalars.js";
import { type TicketKind, TicketKindEnum } from "../dictionaries/index.js";
import { SurgeAlertStateEnum, SurgeAlertVerbEnum, SurgeEndingEnum } from "./alert.enums.js";
import type { AlertRow, EntryRow } from "./alert.store.js";
import type { SurgeAlertState, SurgeAlertVerb, SurgeEnding } from "./alert.words.js";

/** A surge. */
@ObjectType({
  description:
    "A surge (激增预警): one object from the hour in which it was noticed to its end. Its figures are those of the last look.",
  implements: Node,
  simpleResolvers: true,
})
export class SurgeAlert implements Node {
  id: string;

  @Field(() => SurgeAlertStateEnum, { description: "The state (状态)." })
  state: SurgeAlertState;

  @Field(() => Int, { description: "The version; a step names the version that it saw (版本)." })
  version: number;

  @Field(() => InstantScalar, { description: "When it was noticed (发现时间)." })
  openedAt: Date;

  @Field(() => InstantScalar, {
    description: "Since when its tickets came in (起算时间): the beginning of the window in which it was noticed.",
  })
  since: Date;

  @Field(() => InstantScalar, { description: "The beginning of the window of its figures (统计时间起)." })
  windowFrom: Date;

  @Field(() => InstantScalar, {
    description: "The end of that window: when the counts were looked at last (统计时间止).",
  })
  windowTo: Date;

  @Field(() => Int, { description: "How many tickets are in the window (件数)." })
  count: number;

  @Field(() => Int, {
    nullable: true,
    description: "In how many counties they are (涉及区县数); null where the rule does not look at places.",
  })
  counties: number | null;

  @Field(() => Float, {
    nullable: true,
    description: "How many were to be expected (预期件数); null of a threshold, and of an alert that was raised.",
  })
  expected: number | null;

  @Field(() => Float, {
    nullable: true,
    description: "From what count on it is a surge (预警线); null of an alert that was raised.",
  })
  upper: number | null;

  @Field(() => Int, { description: "The most tickets that were ever in the window (峰值)." })
  peak: number;

  @Field(() => InstantScalar, { description: "When that was (峰值时间)." })
  peakAt: Date;

  @Field(() => Int, {
    description: "Of an alert that was raised: how many places beneath show the same (涉及地区数); 0 of others.",
  })
  places: number;

  @Field(() => [TicketKindEnum], { description: "The kinds of ticket that are counted (类型); empty for all." })
  kinds: TicketKind[];

  @Field(() => [String], {
    description: "The words any of which stands in the text (关键词); empty where none is asked for.",
  })
  words: string[];

  @Field(() => InstantScalar, { nullable: true, description: "When somebody took note of it (确认时间)." })
  acknowledgedAt: Date | null;

  @Field(() => InstantScalar, {
    nullable: true,
    description: "Until when it is put off (暂缓至); null where it is not.",
  })
  snoozedUntil: Date | null;

  @Field(() => InstantScalar, { nullable: true, description: "When it was closed (关闭时间)." })
  closedAt: Date | null;

  @Field(() => SurgeEndingEnum, { nullable: true, description: "Why it was closed (关闭原因)." })
  closeReason: SurgeEnding | null;

  /** The row that nested fields are read from. */
  row: AlertRow;
}

/** A step of an alert. */
@ObjectType({ description: "A step of a surge alert (预警过程记录).", simpleResolvers: true })
export class SurgeAlertEntry {
  @Field(() => SurgeAlertVerbEnum, { description: "What was done (操作)." })
  verb: SurgeAlertVerb;

  @Field(() => InstantScalar, { description: "When (时间)." })
  at: Date;

  @Field(() => SurgeAlertStateEnum, { description: "The state after it (操作后状态)." })
  state: SurgeAlertState;

  @Field(() => Int, { description: "The version that it made (版本)." })
  version: number;

  @Field(() => Int, { description: "How many tickets were in the window (件数)." })
  count: number;

  @Field(() => Int, { nullable: true, description: "In how many counties (涉及区县数)." })
  counties: number | null;

  @Field(() => Float, { nullable: true, description: "How many were to be expected (预期件数)." })
  expected: number | null;

  @Field(() => Int, { description: "Of an alert that was raised: how many places showed the same (涉及地区数)." })
  places: number;

  @Field(() => InstantScalar, { nullable: true, description: "Until when it was put off (暂缓至)." })
  snoozedUntil: Date | null;

  @Field(() => SurgeEndingEnum, { nullable: true, description: "Why it was closed (关闭原因)." })
  reason: SurgeEnding | null;

  @Field(() => String, {
    nullable: true,
    description: "What somebody said of it (备注), with numbers that could lead to a person masked.",
  })
  remark: string | null;

  /** The row that nested fields are read from. */
  row: EntryRow;
}

/** A page of alerts. */
export const { Connection: SurgeAlertConnection } = connectionTypes(
  () => SurgeAlert,
  "SurgeAlert",
  "surge alerts (激增预警)",
);

/** What a step on an alert answers. */
@ObjectType({ description: "What a step on a surge alert answers (预警操作结果).", simpleResolvers: true })
export class SurgeAlertPayload {
  @Field(() => SurgeAlert, { description: "The alert after the step (激增预警)." })
  alert: SurgeAlert;
}
