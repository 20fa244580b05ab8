import { ArgsType, Field, ID, InputType, Int } from "type-graphql";
import { EntryAmendment } from "../tickets/index.js";
import {
  type CorrectableField,
  CorrectableFieldEnum,
  type CorrectionState,
  CorrectionStateEnum,
  type CorrectionView,
  CorrectionViewEnum,
} from "./correction.enums.js";

const versionText = "The version of the request that you saw (版本号); a change since then is a CONFLICT.";

/** A request. */
@InputType({ description: "Asks the bureau that registered a ticket to correct the entry (申请更正)." })
export class RequestCorrectionInput {
  @Field(() => ID, { description: "The ticket (工单), which your bureau holds." })
  ticketId: string;

  @Field(() => [CorrectableFieldEnum], { description: "What is to be corrected (待更正要素)." })
  fields: CorrectableField[];

  @Field(() => String, { description: "What is wrong (理由), 2 to 2,000 characters." })
  reason: string;
}

/** A correction. */
@InputType({
  description:
    "A correction that was asked for (更正). What is left out stays as it is; only what was asked for may be given.",
})
export class MakeCorrectionInput extends EntryAmendment {
  @Field(() => ID, { description: "The request (更正申请)." })
  correctionId: string;

  @Field(() => Int, { description: versionText })
  version: number;
}

/** A refusal. */
@InputType({ description: "Refuses a correction, because the entry is right (不予更正)." })
export class RefuseCorrectionInput {
  @Field(() => ID, { description: "The request (更正申请)." })
  correctionId: string;

  @Field(() => Int, { description: versionText })
  version: number;

  @Field(() => String, { description: "Why (理由), 2 to 2,000 characters." })
  reason: string;
}

/** A withdrawal. */
@InputType({ description: "Withdraws a request for a correction (撤回更正申请)." })
export class WithdrawCorrectionInput {
  @Field(() => ID, { description: "The request (更正申请)." })
  correctionId: string;

  @Field(() => Int, { description: versionText })
  version: number;
}

/** Which requests are listed. */
@ArgsType()
export class CorrectionsArguments {
  @Field(() => Int, { nullable: true, description: "How many, 1 to 100; 20 where it is left out (每页条数)." })
  first?: number | null;

  @Field(() => String, { nullable: true, description: "The endCursor of the page before (起始游标)." })
  after?: string | null;

  @Field(() => CorrectionViewEnum, { defaultValue: "FOR_US", description: "Which (视图)." })
  view: CorrectionView;

  @Field(() => CorrectionStateEnum, { nullable: true, description: "Only those in this state (状态)." })
  state?: CorrectionState | null;
}
