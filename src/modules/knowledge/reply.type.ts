import { Field, Int, ObjectType } from "type-graphql";
import { KnowledgeDocument } from "./knowledge.type.js";

/** A placeholder. */
@ObjectType({ description: "A placeholder of reply templates (占位符).", simpleResolvers: true })
export class ReplyPlaceholderEntry {
  @Field(() => String, { description: "Its name, which stands between { and } (名称)." })
  name: string;

  @Field(() => String, { description: "What stands in its place, in your language (含义)." })
  meaning: string;
}

/** An article that a reply names. */
@ObjectType({ description: "An article that a reply names (答复引用的条文).", simpleResolvers: true })
export class RepliedArticle {
  @Field(() => KnowledgeDocument, { description: "The article (条文)." })
  document: KnowledgeDocument;

  @Field(() => Int, { description: "The version that was in force on that day, else the one in use now (版本号)." })
  versionNumber: number;

  @Field(() => String, {
    description: "Its place in words (条文名称), such as 《市场监督管理投诉举报处理办法》第十五条.",
  })
  label: string;

  @Field(() => Boolean, {
    description: "Whether it is in force on the day that the ticket was received, else today (当日是否有效).",
  })
  isInForce: boolean;
}

/** A reply made from a template. */
@ObjectType({ description: "A reply made from a template (回复草稿): nothing is sent or kept.", simpleResolvers: true })
export class ReplyDraft {
  @Field(() => KnowledgeDocument, { description: "The template (回复样本)." })
  template: KnowledgeDocument;

  @Field(() => Int, { description: "The version of the template that was used (版本号)." })
  versionNumber: number;

  @Field(() => String, { description: "The text; what has no value is a visible blank (正文)." })
  text: string;

  @Field(() => [ReplyPlaceholderEntry], { description: "The placeholders without a value (待填项)." })
  missing: ReplyPlaceholderEntry[];

  @Field(() => [RepliedArticle], {
    description: "The articles that it names (引用条文): send them as sources of the answer.",
  })
  articles: RepliedArticle[];
}
