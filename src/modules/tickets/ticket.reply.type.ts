import { Field, Int, ObjectType } from "type-graphql";
import { InstantScalar } from "../../platform/scalars.js";
import { type KnowledgeKind, KnowledgeKindEnum, type TicketCitationRow } from "../knowledge/index.js";

/** What an answer to a ticket relied on. */
@ObjectType({
  description: "What an answer to a ticket relied on (答复依据), in the version of that moment.",
  simpleResolvers: true,
})
export class TicketCitation {
  @Field(() => KnowledgeKindEnum, { description: "The kind of the entry (类型)." })
  kind: KnowledgeKind;

  @Field(() => String, { description: "The title that it had (当时标题)." })
  title: string;

  @Field(() => Int, { description: "The number of the version that was used (引用版本)." })
  versionNumber: number;

  @Field(() => Boolean, {
    description: "Whether the text was in force on the day that the ticket was received (接收当日是否有效).",
  })
  wasInForce: boolean;

  @Field(() => InstantScalar, { description: "When it was used (引用时间)." })
  citedAt: Date;

  /** The row that nested fields are read from. */
  row: TicketCitationRow;
}
