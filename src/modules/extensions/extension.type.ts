import { Field, Int, ObjectType } from "type-graphql";
import { connectionTypes, Node } from "../../platform/relay.type.js";
import { DayScalar, InstantScalar } from "../../platform/scalars.js";
import { type Limit, LimitEnum } from "../deadlines/index.js";
import { ExtensionStateEnum } from "./extension.enums.js";
import type { ExtensionRow } from "./extension.store.js";
import type { ExtensionState } from "./extension.workflow.js";

/** A request to extend a limit. */
@ObjectType({
  description:
    "A request to extend a limit (延期申请; art. 27 and 35 of Order 121): the handler asks with a reason before the limit is over, the head of the same bureau decides, once.",
  implements: Node,
  simpleResolvers: true,
})
export class ExtensionRequest implements Node {
  id: string;

  @Field(() => ExtensionStateEnum, {
    description: "The state (状态). One that was not decided is LAPSED as soon as its limit is over.",
  })
  state: ExtensionState;

  @Field(() => LimitEnum, { description: "The limit that is to be extended (期限)." })
  limit: Limit;

  @Field(() => Int, { description: "By how many days of its own unit (申请延长天数)." })
  days: number;

  @Field(() => InstantScalar, { description: "When it was asked for (申请时间)." })
  askedAt: Date;

  @Field(() => DayScalar, { description: "The last day of the limit when it was asked for (原到期日)." })
  dueBefore: string;

  @Field(() => DayScalar, {
    nullable: true,
    description: "The last day after the extension (延长后到期日); null where it was not granted.",
  })
  dueAfter: string | null;

  @Field(() => InstantScalar, {
    nullable: true,
    description: "When it was decided or withdrawn, or its end was written down (决定时间).",
  })
  decidedAt: Date | null;

  @Field(() => Int, { description: "The version (版本号); a change names the one that it saw." })
  version: number;

  /** The row that nested fields are read from. */
  row: ExtensionRow;
}

/** A page of requests. */
export const { Connection: ExtensionRequestConnection } = connectionTypes(
  () => ExtensionRequest,
  "ExtensionRequest",
  "requests to extend limits (延期申请)",
);

/** What requestExtension answers. */
@ObjectType({ description: "What requestExtension asked for (申请延期结果).", simpleResolvers: true })
export class RequestExtensionPayload {
  @Field(() => ExtensionRequest, { description: "The request (延期申请)." })
  extensionRequest: ExtensionRequest;
}

/** What grantExtension answers. */
@ObjectType({ description: "What grantExtension granted (批准延期结果).", simpleResolvers: true })
export class GrantExtensionPayload {
  @Field(() => ExtensionRequest, { description: "The request, granted (延期申请)." })
  extensionRequest: ExtensionRequest;
}

/** What refuseExtension answers. */
@ObjectType({ description: "What refuseExtension refused (不予延期结果).", simpleResolvers: true })
export class RefuseExtensionPayload {
  @Field(() => ExtensionRequest, { description: "The request, refused (延期申请)." })
  extensionRequest: ExtensionRequest;
}

/** What withdrawExtension answers. */
@ObjectType({ description: "What withdrawExtension withdrew (撤回延期申请结果).", simpleResolvers: true })
export class WithdrawExtensionPayload {
  @Field(() => ExtensionRequest, { description: "The request, withdrawn (延期申请)." })
  extensionRequest: ExtensionRequest;
}
