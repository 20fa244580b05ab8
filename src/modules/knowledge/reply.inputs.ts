import { Field, ID, InputType } from "type-graphql";

/** A value for a placeholder. */
@InputType({ description: "A value for a placeholder of a reply template (占位符取值)." })
export class ReplyValueInput {
  @Field(() => String, { description: "The name of the placeholder, such as contact.salutation (名称)." })
  name: string;

  @Field(() => String, { description: "What stands in its place (取值), at most 200 characters." })
  value: string;
}

/** What an answer relied on. */
@InputType({
  description:
    "What an answer to a citizen relied on (答复依据): it is kept with the ticket, articles in the version that was in force when it was received, others in that of now.",
})
export class AnswerSourcesInput {
  @Field(() => ID, { nullable: true, description: "The reply template that worded it (回复样本)." })
  template?: string | null;

  @Field(() => [ID], { nullable: true, description: "The articles that it cites (条文), at most 10." })
  articles?: string[] | null;

  @Field(() => [ID], { nullable: true, description: "The questions and answers that it follows (问答), at most 5." })
  questions?: string[] | null;
}
