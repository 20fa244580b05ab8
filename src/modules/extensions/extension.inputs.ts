import { ArgsType, Field, ID, InputType, Int } from "type-graphql";
import { ExtensionStateEnum, type ExtensionView, ExtensionViewEnum } from "./extension.enums.js";
import type { ExtensionState } from "./extension.workflow.js";

const requestText = "The request (延期申请).";
const versionText = "The version of the request that you saw (版本号); a change since then is a CONFLICT.";

/** What a list of requests is narrowed by. */
@InputType({
  description: "What a list of requests to extend is narrowed by (延期申请筛选条件). All that is given must hold.",
})
export class ExtensionRequestFilter {
  @Field(() => String, {
    nullable: true,
    description:
      "The code of the bureau that asked (申请单位), in your reach; your own where it is missing and no ticket is given.",
  })
  bureau?: string | null;

  @Field(() => ExtensionStateEnum, { nullable: true, description: "The state (状态)." })
  state?: ExtensionState | null;

  @Field(() => ID, { nullable: true, description: "The ticket (工单)." })
  ticket?: string | null;
}

/** The arguments of extensionRequests. */
@ArgsType()
export class ExtensionRequestsArguments {
  @Field(() => ExtensionViewEnum, { defaultValue: "TO_DECIDE", description: "Which part of them (视图)." })
  view: ExtensionView;

  @Field(() => ExtensionRequestFilter, { nullable: true, description: "What the list is narrowed by (筛选条件)." })
  filter?: ExtensionRequestFilter | null;

  @Field(() => Int, { nullable: true, description: "How many items the page holds, at most 100 (每页条数)." })
  first?: number | null;

  @Field(() => String, { nullable: true, description: "The cursor after which the page begins (起始游标)." })
  after?: string | null;
}

/** The input of requestExtension. */
@InputType({ description: "A request to extend the limit that runs on a ticket (申请延期)." })
export class RequestExtensionInput {
  @Field(() => ID, { description: "The ticket (工单)." })
  ticketId: string;

  @Field(() => Int, {
    description: "The version of the ticket that you saw (版本号); a change since then is a CONFLICT.",
  })
  version: number;

  @Field(() => String, { description: "A code of EXTENSION_REASON (延期理由)." })
  reason: string;

  @Field(() => String, { description: "The special circumstances in your own words (说明), 2 to 2,000 characters." })
  explanation: string;
}

/** The input of grantExtension. */
@InputType({ description: "The approval of a request to extend (批准延期)." })
export class GrantExtensionInput {
  @Field(() => ID, { description: requestText })
  requestId: string;

  @Field(() => Int, { description: versionText })
  version: number;

  @Field(() => String, { nullable: true, description: "Your own words (备注), at most 2,000 characters." })
  remark?: string | null;
}

/** The input of refuseExtension. */
@InputType({ description: "The refusal of a request to extend (不予延期)." })
export class RefuseExtensionInput {
  @Field(() => ID, { description: requestText })
  requestId: string;

  @Field(() => Int, { description: versionText })
  version: number;

  @Field(() => String, { description: "Why not (理由), 2 to 2,000 characters." })
  remark: string;
}

/** The input of withdrawExtension. */
@InputType({ description: "A request to extend that is withdrawn (撤回延期申请)." })
export class WithdrawExtensionInput {
  @Field(() => ID, { description: requestText })
  requestId: string;

  @Field(() => Int, { description: versionText })
  version: number;

  @Field(() => String, { nullable: true, description: "Your own words (备注), at most 2,000 characters." })
  remark?: string | null;
}
