import { Field, ID, InputType, Int } from "type-graphql";
import { YuanScalar } from "../../platform/scalars.js";
import { type RemedyRoute, RemedyRouteEnum } from "./ticket.enums.js";

const ticketIdText = "The ticket (工单).";
const versionText = "The version of the ticket that you saw (版本号); a change since then is a CONFLICT.";
const remarkText = "Your own words for the timeline (备注), at most 2,000 characters.";

/** What `withSigning` means, wherever a step can be taken together with the signature before it. */
export const withSigningText =
  "Whether to sign for it first, in the same call (一并签收): for a ticket in state DISPATCHED. The signature is a step of its own, with its right, version, timeline entry, audit entry and event; where one step is refused, none is taken.";

/** An acceptance. */
@InputType({ description: "The acceptance of a complaint (受理; art. 15 of Order 121)." })
export class AcceptComplaintInput {
  @Field(() => ID, { description: ticketIdText })
  ticketId: string;

  @Field(() => Int, { description: versionText })
  version: number;

  @Field(() => Boolean, { defaultValue: false, description: withSigningText })
  withSigning?: boolean;

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      "Whether to begin the check first, in the same call (一并初查): for a complaint in state SIGNED, or signed for by `withSigning`. A step of its own, as the signature is.",
  })
  withCheck?: boolean;

  @Field(() => String, { nullable: true, description: remarkText })
  remark?: string | null;
}

/** A refusal. */
@InputType({ description: "A refusal of a complaint (不予受理; art. 15 and 16 of Order 121)." })
export class RefuseComplaintInput {
  @Field(() => ID, { description: ticketIdText })
  ticketId: string;

  @Field(() => Int, { description: versionText })
  version: number;

  @Field(() => String, { description: "The ground, a code of REFUSAL_GROUND (不予受理情形) of the ticket's order." })
  ground: string;

  @Field(() => String, { description: "The reason that the complainant is told (理由), 2 to 2,000 characters." })
  explanation: string;

  @Field(() => [RemedyRouteEnum], {
    description: "The other routes that the complainant is told (其他途径), at least one.",
  })
  otherRoutes: RemedyRoute[];
}

/** The end of a mediation without agreement. */
@InputType({ description: "The end of a mediation without agreement (终止调解; art. 23 of Order 121)." })
export class TerminateMediationInput {
  @Field(() => ID, { description: ticketIdText })
  ticketId: string;

  @Field(() => Int, { description: versionText })
  version: number;

  @Field(() => String, { description: "The ground, a code of TERMINATION_GROUND (终止情形) of the ticket's order." })
  ground: string;

  @Field(() => String, { description: "The reason that both sides are told (理由), 2 to 2,000 characters." })
  explanation: string;
}

/** A settlement. */
@InputType({ description: "A settlement (调解成功)." })
export class SettleComplaintInput {
  @Field(() => ID, { description: ticketIdText })
  ticketId: string;

  @Field(() => Int, { description: versionText })
  version: number;

  @Field(() => String, { description: "How it was settled, a code of SETTLEMENT_METHOD (解决方式)." })
  method: string;

  @Field(() => YuanScalar, { description: "What was recovered for the consumer, in yuan (挽回经济损失)." })
  recoveredLoss: bigint;

  @Field(() => String, { nullable: true, description: remarkText })
  remark?: string | null;
}

/** A report opened on a lead that was found in a complaint. */
@InputType({
  description: "A report on a lead that was found in a complaint (诉转案; art. 27 of Order 121).",
})
export class TurnIntoCaseInput {
  @Field(() => ID, { description: "The complaint (投诉工单)." })
  ticketId: string;

  @Field(() => Int, { description: versionText })
  version: number;

  @Field(() => String, {
    nullable: true,
    description:
      "What breach of the law was found (线索事实), 2 to 5,000 characters; the facts of the complaint, where it is left out. The complainant is masked in it for good.",
  })
  facts?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The class of the report, a code of ISSUE_CLASS for reports (问题类别); that of the complaint, where it is left out.",
  })
  issueClass?: string | null;
}

/** A settlement that is recorded with the closing. */
@InputType({
  description:
    "A settlement that is recorded in the call that closes the complaint (一并调解成功). It is a step of its own, with its right, version, timeline entry, audit entry and event; where one step is refused, none is taken.",
})
export class SettlementInput {
  @Field(() => Boolean, {
    defaultValue: false,
    description:
      "Whether to begin the mediation first, in the same call (一并开始调解), both sides having agreed to it: for a complaint in state ACCEPTED. A step of its own, too.",
  })
  withMediation?: boolean;

  @Field(() => String, { description: "How it was settled, a code of SETTLEMENT_METHOD (解决方式)." })
  method: string;

  @Field(() => YuanScalar, { description: "What was recovered for the consumer, in yuan (挽回经济损失)." })
  recoveredLoss: bigint;

  @Field(() => String, { nullable: true, description: remarkText })
  remark?: string | null;
}
