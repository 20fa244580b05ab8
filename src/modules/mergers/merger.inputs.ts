import { Field, ID, InputType, Int } from "type-graphql";
import { type LinkKind, LinkKindEnum } from "./merger.enums.js";

/** A merger. */
@InputType({ description: "A merger of two tickets of one citizen on one matter (并案)." })
export class MergeTicketsInput {
  @Field(() => ID, { description: "The ticket that goes on (主工单)." })
  ticketId: string;

  @Field(() => Int, { description: "The version of it that you saw (版本号); a change since then is a CONFLICT." })
  version: number;

  @Field(() => ID, { description: "The ticket that is merged into it, and closed by that (并入工单)." })
  otherId: string;

  @Field(() => Int, { description: "The version of the other that you saw (并入工单版本号)." })
  otherVersion: number;

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      "Of reports: whether the other brought new facts, so that the limit of verification runs anew from the last receipt (补充新的事实; art. 35 of Order 121). Otherwise the earliest clock goes on.",
  })
  hasNewFacts: boolean;

  @Field(() => String, { description: "Why they are one matter (并案理由), 2 to 2,000 characters." })
  remark: string;
}

/** The end of a merger. */
@InputType({ description: "Takes apart what was merged (撤销并案)." })
export class UnmergeTicketInput {
  @Field(() => ID, { description: "The ticket that was merged into another (已并入的工单)." })
  ticketId: string;

  @Field(() => Int, { description: "The version of it that you saw (版本号); a change since then is a CONFLICT." })
  version: number;

  @Field(() => String, { description: "Why they are two matters after all (撤销理由), 2 to 2,000 characters." })
  remark: string;
}

/** A link. */
@InputType({ description: "Links two tickets that belong together, each of which goes on (关联工单)." })
export class LinkTicketsInput {
  @Field(() => ID, { description: "One ticket (工单)." })
  ticketId: string;

  @Field(() => ID, { description: "The other, of the same province (另一工单)." })
  otherId: string;

  @Field(() => LinkKindEnum, { description: "Why they belong together (关联类型)." })
  kind: LinkKind;

  @Field(() => String, { nullable: true, description: "Your own words (说明), at most 2,000 characters." })
  remark?: string | null;
}

/** The end of a link. */
@InputType({ description: "Takes a link away (解除关联)." })
export class UnlinkTicketsInput {
  @Field(() => ID, { description: "One ticket (工单)." })
  ticketId: string;

  @Field(() => ID, { description: "The other (另一工单)." })
  otherId: string;
}
