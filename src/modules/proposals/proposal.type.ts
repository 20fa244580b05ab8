import { Field, Int, ObjectType } from "type-graphql";
import { connectionTypes, Node } from "../../platform/relay.type.js";
import { InstantScalar } from "../../platform/scalars.js";
import { type ProposalState, ProposalStateEnum } from "./proposal.enums.js";
import type { ProposalRow } from "./proposal.store.js";

/** The name of the type, in global identifiers and in the audit. */
export const proposalType = "Proposal";

/** A suggestion. */
@ObjectType({
  description: "A suggestion of a citizen (意见建议): no matter of his own, and no limit of law runs on it.",
  implements: Node,
  simpleResolvers: true,
})
export class Proposal implements Node {
  id: string;

  @Field(() => Int, { description: "The version; a change names the version that it saw (版本号)." })
  version: number;

  @Field(() => ProposalStateEnum, { description: "The state (状态)." })
  state: ProposalState;

  @Field(() => InstantScalar, { description: "When it was taken down (接收时间)." })
  receivedAt: Date;

  @Field(() => InstantScalar, { nullable: true, description: "When it was reported last (上报时间)." })
  reportedAt: Date | null;

  @Field(() => InstantScalar, { nullable: true, description: "When it was decided (处理时间)." })
  decidedAt: Date | null;

  @Field(() => String, { nullable: true, description: "The masked name of the citizen (姓名, 脱敏)." })
  contactName: string | null;

  @Field(() => String, { nullable: true, description: "The masked telephone number (电话, 脱敏)." })
  contactPhone: string | null;

  @Field(() => String, { description: "What is suggested, with personal data masked (建议内容, 脱敏)." })
  words: string;

  @Field(() => String, { nullable: true, description: "The reply, with personal data masked (答复, 脱敏)." })
  reply: string | null;

  /** The row that nested fields are read from. */
  row: ProposalRow;
}

/** What a change of a suggestion answers. */
@ObjectType({ description: "What a change of a suggestion answers (处理结果).", simpleResolvers: true })
export class ProposalPayload {
  @Field(() => Proposal, { description: "The suggestion after it (意见建议)." })
  proposal: Proposal;
}

/** How many suggestions there are of a value. */
@ObjectType({ description: "How many suggestions there are of a value (意见建议统计).", simpleResolvers: true })
export class ProposalCount {
  @Field(() => String, {
    nullable: true,
    description: "The code of the class, bureau or state (代码); null where there is none.",
  })
  code: string | null;

  @Field(() => Int, { description: "All (件数)." })
  received: number;

  @Field(() => Int, { description: "Reported upward (上报)." })
  reported: number;

  @Field(() => Int, { description: "Adopted (采纳)." })
  adopted: number;

  @Field(() => Int, { description: "Decided (办理)." })
  decided: number;
}

/** A page of suggestions. */
export const { Connection: ProposalConnection } = connectionTypes(() => Proposal, "Proposal", "suggestions (意见建议)");
