import { Field, ID, InputType, Int } from "type-graphql";
import type { ReferralAnswer, ReferralState } from "./referral.states.js";
import { ReferralAnswerEnum, ReferralStateEnum } from "./referral.type.js";

/** A referral to the police or another body. */
@InputType({
  description:
    "A referral to the police or another body (移送; art. 42 of Order 121), beside the handling of the ticket.",
})
export class ReferOutInput {
  @Field(() => ID, { description: "The complaint or report, which your bureau holds (工单)." })
  ticketId: string;

  @Field(() => String, { description: "The body, a code of REFERRAL_TARGET (移送对象)." })
  target: string;

  @Field(() => String, { description: "On which ground, a code of REFERRAL_GROUND (移送情形)." })
  ground: string;

  @Field(() => String, { description: "What was found (移送说明), 2 to 2,000 characters." })
  explanation: string;

  @Field(() => String, {
    nullable: true,
    description: "The number of the document that it goes with (移送文书文号), at most 100 characters.",
  })
  documentNumber?: string | null;
}

/** What a body answered. */
@InputType({ description: "What a body answered to a referral (移送回复)." })
export class NoteReferralReplyInput {
  @Field(() => ID, { description: "The referral (移送)." })
  referralId: string;

  @Field(() => Int, {
    description: "The version of the referral that you saw (版本号); a change since then is a CONFLICT.",
  })
  version: number;

  @Field(() => ReferralAnswerEnum, { description: "Whether it took the matter (回复结果)." })
  state: ReferralAnswer;

  @Field(() => String, { description: "In which words (回复内容), 2 to 2,000 characters." })
  reply: string;
}

/** What the list of referrals is narrowed by. */
@InputType({ description: "What the list of referrals is narrowed by (筛选)." })
export class ReferralFilter {
  @Field(() => ReferralStateEnum, { nullable: true, description: "Only those in this state (状态)." })
  state?: ReferralState | null;

  @Field(() => ID, { nullable: true, description: "Only those of this ticket (工单)." })
  ticket?: string | null;
}
