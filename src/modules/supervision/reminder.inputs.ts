import { Field, ID, InputType } from "type-graphql";

/** The input of remindTicket. */
@InputType({ description: "A reminder of a ticket (催办参数)." })
export class RemindTicketInput {
  @Field(() => ID, { description: "The ticket (工单)." })
  ticketId: string;

  @Field(() => String, { nullable: true, description: "What is to be hurried (催办意见), at most 2000 characters." })
  remark?: string | null;
}
