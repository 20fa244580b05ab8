import { ArgsType, Field, ID, InputType, Int } from "type-graphql";
import { DayScalar } from "../../platform/scalars.js";
import { type Regime, RegimeEnum, type TicketKind, TicketKindEnum } from "../dictionaries/index.js";
import { DayUnitEnum, LimitEnum } from "./deadline.enums.js";
import type { DayUnit, Limit } from "./limit.js";

/** Which limits are asked for. */
@ArgsType()
export class LimitsArguments {
  @Field(() => TicketKindEnum, { nullable: true, description: "Only those of this kind of ticket (工单类型)." })
  ticketKind?: TicketKind | null;

  @Field(() => RegimeEnum, {
    nullable: true,
    description:
      "Of the orders' limits, those of this order (适用办法); of the order in force on the day where it is missing.",
  })
  regime?: Regime | null;

  @Field(() => DayScalar, { nullable: true, description: "In force on this day (日期); today where it is missing." })
  on?: string | null;
}

const bureauDescription =
  "The code of the bureau that it is for, and for all beneath it (单位); your own where it is missing. A centre stands for its authority.";

/** The input of setBureauLimit. */
@InputType({ description: "A limit of a bureau (自定期限)." })
export class SetBureauLimitInput {
  @Field(() => String, { nullable: true, description: bureauDescription })
  bureau?: string | null;

  @Field(() => LimitEnum, { description: "Which limit (期限种类)." })
  limit: Limit;

  @Field(() => TicketKindEnum, { description: "The kind of ticket that it runs on (工单类型)." })
  ticketKind: TicketKind;

  @Field(() => Int, {
    description:
      "How many days (天数): no more than the statute's, and than what a bureau above has set; 1 to 365 where neither is.",
  })
  days: number;

  @Field(() => DayUnitEnum, { description: "Of which kind (期限单位): that of the statute, where there is one." })
  unit: DayUnit;

  @Field(() => String, { description: "The document by which it is set (设定依据), at most 200 characters." })
  basis: string;

  @Field(() => DayScalar, {
    nullable: true,
    description:
      "The first day in force (启用日期), today or later; today where it is missing. It counts for what begins from then on.",
  })
  validFrom?: string | null;
}

/** The input of endBureauLimit. */
@InputType({ description: "The end of a limit of a bureau (停用自定期限). Deadlines that began by it keep it." })
export class EndBureauLimitInput {
  @Field(() => ID, { description: "The limit (自定期限)." })
  id: string;

  @Field(() => DayScalar, {
    nullable: true,
    description:
      "The first day on which it is no longer in force (停用日期), today or later; today where it is missing. One that has not begun by then never does.",
  })
  validTo?: string | null;
}

/** The input of setWarnings. */
@InputType({ description: "How early a bureau and those beneath it are warned (预警设置)." })
export class SetWarningsInput {
  @Field(() => String, { nullable: true, description: bureauDescription })
  bureau?: string | null;

  @Field(() => [Int], {
    description: "How many working days before a limit is over (预警天数): one to five different numbers from 1 to 30.",
  })
  daysBefore: number[];
}
