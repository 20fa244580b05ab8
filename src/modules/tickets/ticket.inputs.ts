import { Field, ID, InputType, Int } from "type-graphql";
import { YuanScalar } from "../../platform/scalars.js";
import { SettlementInput, withSigningText } from "./complaint.inputs.js";

const ticketIdText = "The ticket (工单).";
const versionText = "The version of the ticket that you saw (版本号); a change since then is a CONFLICT.";
const remarkText = "Your own words for the timeline (备注), at most 2,000 characters.";

/** A step that needs no more than the ticket. */
@InputType({ description: "A step on a ticket (办理)." })
export class TicketStepInput {
  @Field(() => ID, { description: ticketIdText })
  ticketId: string;

  @Field(() => Int, { description: versionText })
  version: number;

  @Field(() => String, { nullable: true, description: remarkText })
  remark?: string | null;
}

/** A step that must be explained. */
@InputType({ description: "A step on a ticket that must be explained (说明理由)." })
export class ExplainedStepInput {
  @Field(() => ID, { description: ticketIdText })
  ticketId: string;

  @Field(() => Int, { description: versionText })
  version: number;

  @Field(() => String, { description: "What is asked for, or why (说明), 2 to 2,000 characters." })
  explanation: string;
}

/** The beginning of a verification. */
@InputType({ description: "The beginning of a report's verification (核查; art. 35 of Order 121)." })
export class StartVerificationInput {
  @Field(() => ID, { description: ticketIdText })
  ticketId: string;

  @Field(() => Int, { description: versionText })
  version: number;

  @Field(() => Boolean, { defaultValue: false, description: withSigningText })
  withSigning?: boolean;

  @Field(() => String, { nullable: true, description: remarkText })
  remark?: string | null;
}

/** A case filed. */
@InputType({ description: "A case filed on a report (立案)." })
export class FileCaseInput {
  @Field(() => ID, { description: ticketIdText })
  ticketId: string;

  @Field(() => Int, { description: versionText })
  version: number;

  @Field(() => String, { description: "The number of the case (案号), at most 100 characters." })
  caseNumber: string;

  @Field(() => String, { nullable: true, description: remarkText })
  remark?: string | null;
}

/** A case not filed. */
@InputType({ description: "The decision not to file a case on a report (不予立案)." })
export class DeclineCaseInput {
  @Field(() => ID, { description: ticketIdText })
  ticketId: string;

  @Field(() => Int, { description: versionText })
  version: number;

  @Field(() => String, { description: "The reason, a code of NOT_FILED_REASON (不予立案原因)." })
  reason: string;

  @Field(() => String, { description: "The reason in words (说明), 2 to 2,000 characters." })
  explanation: string;
}

/** A repeated report. */
@InputType({ description: "Marks a report as repeating an earlier one (重复举报; art. 35 of Order 121)." })
export class MarkDuplicateInput {
  @Field(() => ID, { description: ticketIdText })
  ticketId: string;

  @Field(() => Int, { description: versionText })
  version: number;

  @Field(() => ID, { description: "The report that came first (原举报)." })
  originalId: string;

  @Field(() => String, { nullable: true, description: remarkText })
  remark?: string | null;
}

/** A referral. */
@InputType({ description: "A referral of a report to another body (移送)." })
export class ReferReportInput {
  @Field(() => ID, { description: ticketIdText })
  ticketId: string;

  @Field(() => Int, { description: versionText })
  version: number;

  @Field(() => String, { description: "To whom, a code of REFERRAL_TARGET (移送对象)." })
  target: string;

  @Field(() => String, { description: "Why (说明), 2 to 2,000 characters." })
  explanation: string;
}

/** A closing. */
@InputType({ description: "The closing of a decided ticket, with what is counted of it (办结)." })
export class CloseTicketInput {
  @Field(() => ID, { description: ticketIdText })
  ticketId: string;

  @Field(() => Int, { description: versionText })
  version: number;

  @Field(() => SettlementInput, {
    nullable: true,
    description:
      "The settlement of a complaint that is being mediated (调解成功), to be recorded first; left out where it was decided before.",
  })
  settlement?: SettlementInput | null;

  @Field(() => YuanScalar, {
    nullable: true,
    description: "What was recovered, in yuan (挽回经济损失); left out, it stays.",
  })
  recoveredLoss?: bigint | null;

  @Field(() => YuanScalar, { nullable: true, description: "The fine, in yuan (罚款); only where a case was filed." })
  fineAmount?: bigint | null;

  @Field(() => YuanScalar, {
    nullable: true,
    description: "The confiscation, in yuan (没收); only where a case was filed.",
  })
  confiscatedAmount?: bigint | null;

  @Field(() => String, { nullable: true, description: remarkText })
  remark?: string | null;
}

/** A word to the citizen. */
@InputType({ description: "A record that the citizen was told of the outcome (反馈)." })
export class GiveFeedbackInput {
  @Field(() => ID, { description: ticketIdText })
  ticketId: string;

  @Field(() => Int, { description: versionText })
  version: number;

  @Field(() => String, { description: "By what means, a code of FEEDBACK_METHOD (反馈方式)." })
  method: string;

  @Field(() => String, { description: "What the citizen was told (反馈内容), 2 to 2,000 characters." })
  explanation: string;
}

/** A reading of personal data. */
@InputType({ description: "A reading of a ticket's contact in clear, for a purpose that is logged (查看联系方式)." })
export class RevealContactInput {
  @Field(() => ID, { description: ticketIdText })
  ticketId: string;

  @Field(() => String, { description: "The purpose, a code of CONTACT_PURPOSE (查看目的)." })
  purpose: string;

  @Field(() => String, { nullable: true, description: "More words (说明); needed where the purpose says so." })
  reason?: string | null;
}
