import { Field, ID, InputType, Int } from "type-graphql";
import { ElevationStateEnum } from "./elevation.enums.js";
import type { ElevationState } from "./elevation.workflow.js";

const ticketIdText = "The ticket (工单).";
const ticketVersionText = "The version of the ticket that you saw (版本号); a change since then is a CONFLICT.";
const elevationIdText = "The request (提级申请).";
const elevationVersionText = "The version of the request that you saw (版本号); a change since then is a CONFLICT.";
const reasonText = "The reason, a code of ELEVATION_REASON (原因).";

/** A case taken up. */
@InputType({
  description: "A case that a superior takes up from a bureau beneath it (提级办理; art. 13 of Order 121).",
})
export class TakeUpTicketInput {
  @Field(() => ID, { description: ticketIdText })
  ticketId: string;

  @Field(() => Int, { description: ticketVersionText })
  version: number;

  @Field(() => String, { description: reasonText })
  reason: string;

  @Field(() => String, { nullable: true, description: "More words (说明); needed where the reason says so." })
  explanation?: string | null;
}

/** A request to take a case up. */
@InputType({ description: "A request that a superior take a case up (报请提级; art. 13 of Order 121)." })
export class RequestElevationInput {
  @Field(() => ID, { description: ticketIdText })
  ticketId: string;

  @Field(() => Int, { description: ticketVersionText })
  version: number;

  @Field(() => String, {
    nullable: true,
    description: "The code of an authority above yours (上级部门); the next one, where it is left out.",
  })
  superior?: string | null;

  @Field(() => String, { description: reasonText })
  reason: string;

  @Field(() => String, { description: "Why a superior should handle it (理由), 2 to 2,000 characters." })
  explanation: string;
}

/** A step on a request. */
@InputType({ description: "A step on a request to take a case up (提级申请办理)." })
export class ElevationStepInput {
  @Field(() => ID, { description: elevationIdText })
  elevationId: string;

  @Field(() => Int, { description: elevationVersionText })
  version: number;

  @Field(() => String, { nullable: true, description: "Your own words (备注), at most 2,000 characters." })
  remark?: string | null;
}

/** A refusal of a request. */
@InputType({ description: "Why a superior does not take a case up (不予提级)." })
export class RefuseElevationInput {
  @Field(() => ID, { description: elevationIdText })
  elevationId: string;

  @Field(() => Int, { description: elevationVersionText })
  version: number;

  @Field(() => String, { description: "Why not (理由), 2 to 2,000 characters." })
  explanation: string;
}

/** What the list of requests is narrowed by. */
@InputType({ description: "What the list of requests to take a case up is narrowed by (筛选)." })
export class ElevationFilter {
  @Field(() => ElevationStateEnum, { nullable: true, description: "Only those in this state (状态)." })
  state?: ElevationState | null;

  @Field(() => ID, { nullable: true, description: "Only those over this ticket (工单)." })
  ticket?: string | null;
}
