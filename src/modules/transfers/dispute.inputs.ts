import { Field, ID, InputType, Int } from "type-graphql";
import { DisputeStateEnum } from "./dispute.enums.js";
import type { DisputeState } from "./dispute.workflow.js";

const disputeIdText = "The dispute (管辖争议).";
const disputeVersionText = "The version of the dispute that you saw (版本号); a change since then is a CONFLICT.";

/** A dispute over who is competent. */
@InputType({ description: "A dispute over who is competent for a ticket (提出管辖争议; art. 33 of Order 121)." })
export class RaiseDisputeInput {
  @Field(() => ID, { description: "The ticket, which your bureau holds (工单)." })
  ticketId: string;

  @Field(() => Int, {
    description: "The version of the ticket that you saw (版本号); a change since then is a CONFLICT.",
  })
  version: number;

  @Field(() => String, {
    description:
      "The code of the authority that is competent (拟移交单位): of your province, neither above nor beneath yours.",
  })
  proposedBureau: string;

  @Field(() => String, { description: "The reason, a code of RETURN_REASON such as NOT_OUR_DUTY (原因)." })
  reason: string;

  @Field(() => String, { description: "Why the other bureau is competent (理由), 2 to 2,000 characters." })
  explanation: string;
}

/** A step on a dispute. */
@InputType({ description: "A step on a dispute (管辖争议办理)." })
export class DisputeStepInput {
  @Field(() => ID, { description: disputeIdText })
  disputeId: string;

  @Field(() => Int, { description: disputeVersionText })
  version: number;

  @Field(() => String, { nullable: true, description: "Your own words (备注), at most 2,000 characters." })
  remark?: string | null;
}

/** The answer of the bureau that was named. */
@InputType({ description: "Why the bureau that was named is not competent either (异议)." })
export class ContestDisputeInput {
  @Field(() => ID, { description: disputeIdText })
  disputeId: string;

  @Field(() => Int, { description: disputeVersionText })
  version: number;

  @Field(() => String, { description: "Why not (异议理由), 2 to 2,000 characters." })
  answer: string;
}

/** The designation by the common superior. */
@InputType({
  description: "The designation of who handles a ticket (指定处理机关; art. 33 of Order 121): final, with reasons.",
})
export class DesignateInput {
  @Field(() => ID, { description: disputeIdText })
  disputeId: string;

  @Field(() => Int, { description: disputeVersionText })
  version: number;

  @Field(() => String, {
    description: "The code of the authority that is to handle it (被指定单位): your own or one beneath it.",
  })
  bureau: string;

  @Field(() => String, { description: "The reasons (指定理由), 2 to 2,000 characters." })
  grounds: string;
}

/** What the list of disputes is narrowed by. */
@InputType({ description: "What the list of disputes is narrowed by (筛选)." })
export class DisputeFilter {
  @Field(() => DisputeStateEnum, { nullable: true, description: "Only those in this state (状态)." })
  state?: DisputeState | null;

  @Field(() => ID, { nullable: true, description: "Only those over this ticket (工单)." })
  ticket?: string | null;
}
