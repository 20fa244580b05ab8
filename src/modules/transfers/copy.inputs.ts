import { Field, ID, InputType, Int } from "type-graphql";
import { type TicketExtractPart, TicketExtractPartEnum } from "../tickets/index.js";
import type { CopyState } from "./copy.states.js";
import { CopyStateEnum } from "./copy.type.js";

/** A copy of a ticket. */
@InputType({ description: "A copy of a ticket to another bureau of the province (抄送)." })
export class SendCopyInput {
  @Field(() => ID, { description: "The ticket, of your bureau or the region that it acts for (工单)." })
  ticketId: string;

  @Field(() => String, {
    description: "The code of the bureau or department of the same province that gets it (抄送单位).",
  })
  bureau: string;

  @Field(() => [TicketExtractPartEnum], {
    description:
      "Which parts of the ticket it shows, at least one (抄送内容). The citizen is in none of them; more than these is not shown.",
  })
  parts: TicketExtractPart[];

  @Field(() => String, {
    nullable: true,
    description:
      "Your own words (备注), at most 2,000 characters. Needed where FACTS or REQUEST of a report are shown: what the receiver has to do with the matter (art. 37 of Order 121).",
  })
  remark?: string | null;
}

/** A step on a copy. */
@InputType({ description: "A step on a copy (抄送办理)." })
export class CopyStepInput {
  @Field(() => ID, { description: "The copy (抄送)." })
  copyId: string;

  @Field(() => Int, {
    description: "The version of the copy that you saw (版本号); a change since then is a CONFLICT.",
  })
  version: number;
}

/** What the list of copies is narrowed by. */
@InputType({ description: "What the list of copies is narrowed by (筛选)." })
export class CopyFilter {
  @Field(() => CopyStateEnum, { nullable: true, description: "Only those in this state (状态)." })
  state?: CopyState | null;

  @Field(() => ID, { nullable: true, description: "Only those of this ticket (工单)." })
  ticket?: string | null;
}
