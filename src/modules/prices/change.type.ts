import { ArgsType, Field, ID, ObjectType } from "type-graphql";
import { InstantScalar } from "../../platform/scalars.js";
import { Ticket } from "../tickets/index.js";
import { type CaseChangeKind, CaseChangeKindEnum } from "./change.enums.js";

/** A change of a price case. */
@ObjectType({
  description: "A change of a price case (价格案件变更); the ticket is read as it is when the change is told.",
  simpleResolvers: true,
})
export class PriceCaseChange {
  @Field(() => String, {
    description:
      "Where to go on after it (游标): pass it as `after`. That of a live change serves `changes` and every other subscription too; that of a case of the backfill leads through the rest of the backfill, and serves this subscription alone.",
  })
  cursor: string;

  @Field(() => CaseChangeKindEnum, { description: "What happened (变更类型)." })
  kind: CaseChangeKind;

  @Field(() => InstantScalar, {
    description: "When it happened; of a case of the backfill, when it was received (时间).",
  })
  at: Date;

  @Field(() => String, {
    nullable: true,
    description: "The event behind it, such as ticket.dispatched (事件类型); null for the backfill.",
  })
  eventType: string | null;

  @Field(() => ID, { description: "The identifier of the ticket (工单标识)." })
  ticketId: string;

  @Field(() => Ticket, { nullable: true, description: "The ticket; null where you do not see it any more (工单)." })
  ticket: Ticket | null;

  @Field(() => Boolean, { description: "Whether the ticket has left your sight (是否已移出可见范围)." })
  isOutOfSight: boolean;
}

/** The arguments of priceCaseChanges. */
@ArgsType()
export class PriceCaseChangesArguments {
  @Field(() => String, {
    nullable: true,
    description:
      "The cursor of the last change that came (起始游标): nothing after it is left out, and nothing told twice. From now on where it is left out.",
  })
  after?: string | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      "Whether to begin with all open cases, the latest receipt first (先推送在办存量); only without `after`. What happens meanwhile is told after them.",
  })
  backfill: boolean;
}
