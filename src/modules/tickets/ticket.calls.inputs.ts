import { Field, ID, InputType, ObjectType } from "type-graphql";
import { Call } from "../calls/index.js";
import { Ticket } from "./ticket.type.js";

/** The input of linkCallTicket. */
@InputType({ description: "Which ticket came of which call (关联来电与工单)." })
export class LinkCallTicketInput {
  @Field(() => ID, {
    description:
      "The call (来电), one of your bureau, and of the ticket's province; the nation's own hotline links its calls to tickets of every province.",
  })
  callId: string;

  @Field(() => ID, { description: "The ticket (工单), which your bureau registered or handles." })
  ticketId: string;
}

/** The input of unlinkCallTicket. */
@InputType({ description: "Which ticket did not come of which call, as was noted (解除来电与工单的关联)." })
export class UnlinkCallTicketInput {
  @Field(() => ID, { description: "The call (来电), one of your bureau." })
  callId: string;

  @Field(() => ID, { description: "The ticket (工单), which your bureau registered or handles." })
  ticketId: string;

  @Field(() => String, {
    description: "Why (原因), in 2 to 2,000 characters; it stands in the ticket's timeline.",
  })
  reason: string;
}

/** What unlinkCallTicket answers. */
@ObjectType({
  description: "The ticket and the call that are linked no more (解除来电关联结果).",
  simpleResolvers: true,
})
export class UnlinkCallTicketPayload {
  @Field(() => Ticket, { description: "The ticket (工单)." })
  ticket: Ticket;

  @Field(() => Call, { description: "The call (来电)." })
  call: Call;
}

/** What linkCallTicket answers. */
@ObjectType({ description: "The ticket and the call that it came of (来电关联结果).", simpleResolvers: true })
export class LinkCallTicketPayload {
  @Field(() => Ticket, { description: "The ticket (工单)." })
  ticket: Ticket;

  @Field(() => Call, { description: "The call (来电)." })
  call: Call;
}

/** The input of revealCaller. */
@InputType({ description: "A reading of a caller's number in clear, for a purpose that is logged (查看主叫号码)." })
export class RevealCallerInput {
  @Field(() => ID, { description: "The call (来电)." })
  callId: string;

  @Field(() => String, { description: "The purpose, a code of CONTACT_PURPOSE (查看目的)." })
  purpose: string;

  @Field(() => String, { nullable: true, description: "More words (说明); needed where the purpose says so." })
  reason?: string | null;
}

/** What a reading of a caller's number answers. */
@ObjectType({
  description: "The caller's number in clear (查看主叫号码结果); the reading is in the audit.",
  simpleResolvers: true,
})
export class RevealCallerPayload {
  @Field(() => Call, { description: "The call (来电)." })
  call: Call;

  @Field(() => String, {
    nullable: true,
    description: "The number (主叫号码); null where the caller hid it.",
  })
  caller: string | null;
}
