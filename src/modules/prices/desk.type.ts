import { Field, Int, ObjectType } from "type-graphql";
import { connectionTypes, Node } from "../../platform/relay.type.js";
import { DayScalar, InstantScalar } from "../../platform/scalars.js";
import type { DigestRow } from "./desk.store.js";
import { PriceCaseCounts } from "./triage.type.js";

/** How a price desk works. */
@ObjectType({ description: "How your price desk works (价格监督台设置).", simpleResolvers: true })
export class PriceDesk {
  @Field(() => Int, {
    nullable: true,
    description: "The hour of the day in China at which its digest is made (日报时间); null: none is.",
  })
  digestHour: number | null;

  @Field(() => InstantScalar, { nullable: true, description: "When the next digest is due (下次日报时间)." })
  digestAt: Date | null;

  @Field(() => [String], { description: "Words of its own, by which tickets are suggested to it (自设词)." })
  words: string[];

  @Field(() => Int, { description: "The version (版本); 0 where nobody has set anything." })
  version: number;
}

/** What setPriceDesk answers. */
@ObjectType({ description: "What setPriceDesk answers (设置结果).", simpleResolvers: true })
export class SetPriceDeskPayload {
  @Field(() => PriceDesk, { description: "How the desk works now (价格监督台设置)." })
  desk: PriceDesk;
}

/** A surge alert that a digest tells of. */
@ObjectType({ description: "A surge alert that a digest tells of (预警).", simpleResolvers: true })
export class PriceDigestAlert {
  @Field(() => InstantScalar, { description: "When it happened (时间)." })
  at: Date;

  @Field(() => String, { description: "What happened, such as surge.opened (事件类型)." })
  type: string;

  @Field(() => String, { description: "The identifier of the alert (预警标识), as the log of changes has it." })
  subjectId: string;
}

/** A daily digest. */
@ObjectType({
  description:
    "The daily digest of your price desk (价格监督日报): the cases that were received in the 24 hours until its hour, as they stood when it was made.",
  implements: Node,
  simpleResolvers: true,
})
export class PriceDigest implements Node {
  id: string;

  @Field(() => DayScalar, { description: "The day at whose hour it was due (日期)." })
  day: string;

  @Field(() => InstantScalar, { description: "From when it counts (起)." })
  since: Date;

  @Field(() => InstantScalar, { description: "Until when it counts (止)." })
  until: Date;

  @Field(() => InstantScalar, { description: "When it was made (生成时间)." })
  madeAt: Date;

  @Field(() => PriceCaseCounts, { description: "All cases of the day (合计)." })
  counts: PriceCaseCounts;

  @Field(() => PriceCaseCounts, { description: "All cases of the day before (前一日合计)." })
  before: PriceCaseCounts;

  @Field(() => [PriceDigestAlert], {
    description: "The surge alerts that your desk was told of since the digest before (预警).",
  })
  alerts: PriceDigestAlert[];

  /** The row that nested fields are read from. */
  row: DigestRow;
}

/** A page of digests. */
export const { Connection: PriceDigestConnection } = connectionTypes(
  () => PriceDigest,
  "PriceDigest",
  "daily digests (价格监督日报)",
);
