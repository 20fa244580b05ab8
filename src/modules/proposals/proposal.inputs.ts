import { ArgsType, Field, ID, InputType, Int } from "type-graphql";
import { DayScalar } from "../../platform/scalars.js";
import { ContactInput } from "../tickets/index.js";
import {
  type ProposalCountBy,
  ProposalCountByEnum,
  type ProposalDecision,
  ProposalDecisionEnum,
  type ProposalState,
  ProposalStateEnum,
  type ProposalView,
  ProposalViewEnum,
} from "./proposal.enums.js";

/** A suggestion to be taken down. */
@InputType({ description: "A suggestion of a citizen (意见建议)." })
export class RegisterProposalInput {
  @Field(() => String, {
    description:
      "The idempotency key (幂等键), 8 to 100 printable characters: the same key and input give the same suggestion again.",
  })
  idempotencyKey: string;

  @Field(() => String, { description: "A code of the dictionary CHANNEL (渠道), such as PHONE." })
  channel: string;

  @Field(() => String, { nullable: true, description: "What it is about, a code of ISSUE_CLASS (问题类别)." })
  issueClass?: string | null;

  @Field(() => String, { description: "What is suggested (建议内容), 2 to 5,000 characters." })
  words: string;

  @Field(() => ContactInput, {
    nullable: true,
    description: "How to reach the citizen, if he wants a reply (联系方式).",
  })
  contact?: ContactInput | null;
}

/** A suggestion to be reported. */
@InputType({ description: "Reports a suggestion to a superior (上报意见建议)." })
export class ReportProposalInput {
  @Field(() => ID, { description: "The suggestion (意见建议)." })
  proposalId: string;

  @Field(() => Int, { description: "The version that you saw (版本号); a change since then is a CONFLICT." })
  version: number;

  @Field(() => String, {
    nullable: true,
    description: "The code of the authority above that is to decide (上级单位); the next one where it is missing.",
  })
  bureau?: string | null;
}

/** A decision. */
@InputType({ description: "Decides upon a suggestion (处理意见建议)." })
export class DecideProposalInput {
  @Field(() => ID, { description: "The suggestion (意见建议)." })
  proposalId: string;

  @Field(() => Int, { description: "The version that you saw (版本号); a change since then is a CONFLICT." })
  version: number;

  @Field(() => ProposalDecisionEnum, { description: "What is decided (采纳情况)." })
  decision: ProposalDecision;

  @Field(() => String, { description: "The reply (答复), 2 to 2,000 characters." })
  reply: string;
}

/** Which suggestions are listed. */
@ArgsType()
export class ProposalsArguments {
  @Field(() => Int, { nullable: true, description: "How many, 1 to 100; 20 where it is left out (每页条数)." })
  first?: number | null;

  @Field(() => String, { nullable: true, description: "The endCursor of the page before (起始游标)." })
  after?: string | null;

  @Field(() => ProposalViewEnum, { defaultValue: "IN_REGION", description: "Which (视图)." })
  view: ProposalView;

  @Field(() => ProposalStateEnum, { nullable: true, description: "Only those in this state (状态)." })
  state?: ProposalState | null;
}

/** Which suggestions are counted. */
@ArgsType()
export class ProposalCountsArguments {
  @Field(() => DayScalar, { description: "The first day of receipt (起始日)." })
  from: string;

  @Field(() => DayScalar, { description: "The last day (截止日): 366 days at most." })
  to: string;

  @Field(() => ProposalCountByEnum, { defaultValue: "ISSUE_CLASS", description: "By what (统计维度)." })
  by: ProposalCountBy;
}
