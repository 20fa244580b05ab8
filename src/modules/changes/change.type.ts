import { Field, ID, Int, ObjectType } from "type-graphql";
import { Node, PageInfo } from "../../platform/relay.type.js";
import { InstantScalar } from "../../platform/scalars.js";
import { StatisticsAnswer } from "../statistics/index.js";
import { Ticket } from "../tickets/index.js";

/** A change as a subscription or the query `changes` tells it. */
@ObjectType({
  description:
    "Something that changed (变更), read again under what you may see when it is told. What you may not read is not told.",
  simpleResolvers: true,
})
export class Change {
  @Field(() => String, {
    description: "The place in the event log after this change (游标): pass it as `after` to go on from here.",
  })
  cursor: string;

  @Field(() => String, {
    description: 'What happened (事件类型), such as ticket.dispatched; "subject.outOfSight" where isOutOfSight.',
  })
  eventType: string;

  @Field(() => InstantScalar, { description: "When it happened (发生时间)." })
  at: Date;

  @Field(() => String, { description: "The type of what changed (对象类型), such as Ticket." })
  subjectType: string;

  @Field(() => ID, { description: "The global identifier of what changed (对象标识)." })
  subjectId: string;

  @Field(() => Int, {
    nullable: true,
    description: "The version that the change made (版本); null where it made none, and where isOutOfSight.",
  })
  version: number | null;

  @Field(() => Boolean, {
    description:
      "Whether the ticket was in your sight and is not any more (已移出可见范围): nothing else is told of it then.",
  })
  isOutOfSight: boolean;

  @Field(() => Boolean, {
    description:
      "Whether it is still what you subscribed to (是否仍符合条件): false tells to take it off a list on which it may be.",
  })
  stillMatches: boolean;

  @Field(() => Ticket, { nullable: true, description: "The ticket as it is now, where it is one (工单)." })
  ticket: Ticket | null;

  @Field(() => Node, { nullable: true, description: "What changed as it is now (变更对象); null where isOutOfSight." })
  node: object | null;
}

/** A change in a page. */
@ObjectType({ description: "One of the changes (变更) of a page.", simpleResolvers: true })
export class ChangeEdge {
  @Field(() => Change, { description: "The change (变更)." })
  node: Change;

  @Field(() => String, { description: "Its place in the event log (游标); pass it as `after`." })
  cursor: string;
}

/** A page of changes. */
@ObjectType({
  description: "A page of changes (变更), the oldest first. A page may be short, or empty, though more follow.",
  simpleResolvers: true,
})
export class ChangeConnection {
  @Field(() => [ChangeEdge], { description: "The changes with their cursors (变更及游标)." })
  edges: ChangeEdge[];

  @Field(() => [Change], { description: "The changes alone (变更)." })
  nodes: Change[];

  @Field(() => PageInfo, {
    description: "Where the page ends (分页信息). Its endCursor is there and moves on even where the page is empty.",
  })
  pageInfo: PageInfo;

  @Field(() => String, {
    description:
      "The end of the event log when the page was read (日志末尾游标). Take it, then read your lists, then ask or subscribe for what came after it: so nothing is missed.",
  })
  latestCursor: string;
}

/** An answer of the statistics that is told again when its numbers change. */
@ObjectType({ description: "The answer to a question, as it changes (统计变更).", simpleResolvers: true })
export class StatisticsChange {
  @Field(() => String, { description: "The place in the event log that the answer has reached at least (游标)." })
  cursor: string;

  @Field(() => StatisticsAnswer, { description: "The answer (统计结果)." })
  answer: StatisticsAnswer;
}
