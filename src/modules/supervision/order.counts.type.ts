import { Field, Int, ObjectType } from "type-graphql";
import { DayScalar } from "../../platform/scalars.js";

/** How orders went. */
@ObjectType({
  description:
    "How supervision orders went (督办统计). Each order is answered in time, answered late, ignored, still waiting, or withdrawn.",
  simpleResolvers: true,
})
export class SupervisionCount {
  @Field(() => Int, { description: "How many were issued in the period (下达数)." })
  issued: number;

  @Field(() => Int, { description: "Answered, and always by the day (按期回复数)." })
  answeredInTime: number;

  @Field(() => Int, { description: "Answered, and once after the day (逾期回复数)." })
  answeredLate: number;

  @Field(() => Int, { description: "Not answered, and the day is past (逾期未回复数)." })
  ignored: number;

  @Field(() => Int, { description: "Not answered, and the day is still to come (待回复数)." })
  waiting: number;

  @Field(() => Int, { description: "Closed without an answer (撤回数)." })
  withdrawn: number;

  @Field(() => Int, { description: "Those of the issued ones that rose to the bureau above (升级数)." })
  risen: number;

  @Field(() => Int, {
    description:
      "How many tickets they are about, each counted once (督办工单数): what is supervised in the supervision rate.",
  })
  tickets: number;
}

/** How the orders to one bureau went. */
@ObjectType({ description: "How the supervision orders to one bureau went (按单位督办统计).", simpleResolvers: true })
export class ReceiverSupervisionCount extends SupervisionCount {
  /** The code of the receiver; the field of the API is resolved from it. */
  receiverCode: string;
}

/** How the orders of a period went. */
@ObjectType({ description: "How the supervision orders of a period went (督办统计).", simpleResolvers: true })
export class SupervisionCounts {
  @Field(() => DayScalar, { description: "The first day that counts (起始日)." })
  from: string;

  @Field(() => DayScalar, { description: "The last day that counts (截止日)." })
  to: string;

  @Field(() => SupervisionCount, { description: "All together (合计)." })
  total: SupervisionCount;

  @Field(() => [ReceiverSupervisionCount], {
    description: "By the bureau that is to answer, most orders first, 100 at most (按被督办单位).",
  })
  byReceiver: ReceiverSupervisionCount[];
}
