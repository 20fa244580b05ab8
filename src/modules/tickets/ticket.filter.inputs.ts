import { Field, InputType, Int } from "type-graphql";
import { DayScalar, InstantScalar } from "../../platform/scalars.js";
import { type TicketKind, TicketKindEnum } from "../dictionaries/index.js";
import type { Locality } from "./ticket.advice.js";
import { LocalityEnum, TicketStateEnum } from "./ticket.enums.js";
import type { TicketState } from "./ticket.words.js";

/** What a list of tickets may be narrowed by. All conditions must hold. */
@InputType({ description: "What a list of tickets is narrowed by (筛选条件). All that is given must hold." })
export class TicketFilter {
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
    description: "The code of a division: the respondent is there or beneath it (属地区划).",
  })
  region?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The code of a bureau of your scope: it handles the ticket, or a bureau beneath it does (承办单位).",
  })
  bureau?: string | null;

  @Field(() => InstantScalar, { nullable: true, description: "Received at this instant or later (接收时间起)." })
  receivedFrom?: Date | null;

  @Field(() => InstantScalar, { nullable: true, description: "Received before this instant (接收时间止)." })
  receivedBefore?: Date | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      "True: only what is overdue (逾期). False: only what is not, because its limit is not past or none runs on it.",
  })
  overdue?: boolean | null;

  @Field(() => DayScalar, { nullable: true, description: "Due on this day or earlier (到期日止)." })
  dueUntil?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: "Overdue, or due within so many working days from today (临期), 0 to 60; 0 is what is due today.",
  })
  dueWithin?: number | null;

  @Field(() => [LocalityEnum], {
    nullable: true,
    description: "Any of these localities (属地), such as OUTSIDE_PROVINCE.",
  })
  localities?: Locality[] | null;

  @Field(() => Boolean, { nullable: true, description: "Whether it is on the list for joint tracing (协查名单)." })
  isForTracing?: boolean | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Words that stand in the facts, the request, or the respondent's name or address (全文检索), at most 50 characters. Several words are parted by spaces; all of them must occur, each as a part of the text and in any order.",
  })
  text?: string | null;
}
