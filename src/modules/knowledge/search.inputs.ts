import { ArgsType, Field, Int } from "type-graphql";
import { DayScalar } from "../../platform/scalars.js";
import { KnowledgeKindEnum } from "./knowledge.enums.js";
import type { KnowledgeKind } from "./knowledge.words.js";

/** What is searched for. */
@ArgsType()
export class SearchKnowledgeArguments {
  @Field(() => String, {
    description:
      "What is looked for (检索词), 1 to 50 characters: words with spaces between them, all of which must occur; a single character; an article's number (第23条, 121 23); a question, of which two words suffice where nothing holds them all; or pinyin, as initials (qtwly) or spelt out (tuikuan), of titles and keywords.",
  })
  text: string;

  @Field(() => [KnowledgeKindEnum], {
    nullable: true,
    description: "Only these kinds (类型); all where it is left out.",
  })
  kinds?: KnowledgeKind[] | null;

  @Field(() => DayScalar, {
    nullable: true,
    description:
      "The day of which the law is asked (适用日期), such as that of a ticket's receipt; today where it is left out. What is in force on it comes first.",
  })
  on?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Only what serves this issue class, a code of ISSUE_CLASS (问题类别), or all of them.",
  })
  issueClass?: string | null;

  @Field(() => Int, { defaultValue: 10, description: "How many at most, 1 to 50 (条数)." })
  first: number;
}
