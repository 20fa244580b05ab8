import { Field, ID, InputType, Int } from "type-graphql";

/** How the citizen was told of a handing over. */
@InputType({
  description: "How the citizen was told that the ticket is handed over (告知当事人; art. 34 of Order 121).",
})
export class HandoverToldInput {
  @Field(() => String, { description: "By what means, a code of FEEDBACK_METHOD (告知方式)." })
  method: string;

  @Field(() => String, { description: "In which words (告知内容), 2 to 2,000 characters." })
  explanation: string;
}

/** A handing over to another province. */
@InputType({ description: "A handing over to another province (跨省移交)." })
export class HandOverTicketInput {
  @Field(() => ID, { description: "The ticket, which your bureau holds (工单)." })
  ticketId: string;

  @Field(() => Int, {
    description: "The version of the ticket that you saw (版本号); a change since then is a CONFLICT.",
  })
  version: number;

  @Field(() => String, {
    description:
      "The code of the authority that is competent (接收单位): of another province, which never had the matter before.",
  })
  bureau: string;

  @Field(() => String, {
    description: "Why there, a code of HANDOVER_REASON of the nation, which both provinces know (移交原因).",
  })
  reason: string;

  @Field(() => String, {
    description:
      "What the other province needs to know (移交说明), 2 to 2,000 characters; masked for readers like the facts.",
  })
  explanation: string;

  @Field(() => HandoverToldInput, {
    nullable: true,
    description:
      "How the citizen was told (告知当事人); it may be missing only where the ticket has no contact, so that nobody can be told.",
  })
  told?: HandoverToldInput | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The class in the other province, a code of ISSUE_CLASS that it has (问题类别); needed where the class of the ticket is your own province's alone. Goods and topics that it does not have are left out.",
  })
  issueClass?: string | null;
}
