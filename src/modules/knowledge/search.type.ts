import { Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { described, enumOf } from "../../platform/enums.js";
import type { FoundRow } from "./search.store.js";

/** Where a search found its words. */
export const FoundByEnum = enumOf(["HEAD", "BODY", "PINYIN"]);

registerEnumType(FoundByEnum, {
  name: "KnowledgeFoundBy",
  description: "Where a search found its words (命中位置).",
  valuesConfig: described({
    HEAD: "In title or keywords (标题或关键词).",
    BODY: "In the text (正文).",
    PINYIN: "By the pinyin of title or keywords (拼音).",
  }),
});

/** A part of a text. */
@ObjectType({
  description: "A part of a text (文本片段); what was searched for is marked, and nothing is marked up.",
  simpleResolvers: true,
})
export class FoundTextPart {
  @Field(() => String, { description: "The words of the part (文字)." })
  text: string;

  @Field(() => Boolean, { description: "Whether it is what was searched for (是否命中)." })
  isMatch: boolean;
}

/** What a search found. */
@ObjectType({ description: "An entry that a search of knowledge found (检索结果).", simpleResolvers: true })
export class KnowledgeFound {
  @Field(() => Boolean, { description: "Whether the text is in force on the day that was asked for (当日是否有效)." })
  isInForce: boolean;

  @Field(() => FoundByEnum, { description: "Where the words stand (命中位置)." })
  foundBy: FoundRow["foundBy"];

  @Field(() => Int, { description: "How well it fits (相关度): a number to compare within one answer." })
  score: number;

  /** The row that nested fields are read from, and what was searched for. */
  row: FoundRow;
  phrase: string;
  words: readonly string[];
}
