import { ArgsType, Field, ID, InputType, Int } from "type-graphql";
import { DayScalar } from "../../platform/scalars.js";
import { KnowledgeKindEnum, KnowledgeStateEnum, KnowledgeViewEnum } from "./knowledge.enums.js";
import { type KnowledgeKind, type KnowledgeState, type KnowledgeView, knowledgeLimits } from "./knowledge.words.js";

const limits = knowledgeLimits;
const documentText = "The entry (知识条目).";
const versionText = "The version of the entry that you saw (版本号); a change since then is a CONFLICT.";

/** Where a direction points to. */
@InputType({ description: "Where a citizen is pointed whose matter is not ours (指引)." })
export class DirectionInput {
  @Field(() => String, {
    description:
      "The matter (事项), in capital letters, such as WATER_SUPPLY: the code of a shipped direction replaces that one in your region, another is your own.",
  })
  matter: string;

  @Field(() => String, {
    nullable: true,
    description:
      "The code of the division for which it holds, yours or one beneath (适用区划); yours where it is left out.",
  })
  division?: string | null;

  @Field(() => String, { description: `Whom to turn to (受理单位), at most ${limits.organisation} characters.` })
  organisation: string;

  @Field(() => String, {
    nullable: true,
    description: `The telephone number or numbers (电话), at most ${limits.telephone} characters.`,
  })
  telephone?: string | null;

  @Field(() => String, { nullable: true, description: `The hours (服务时间), at most ${limits.hours} characters.` })
  hours?: string | null;
}

/** What an entry says. */
@InputType({ description: "What an entry of knowledge says (知识内容)." })
export class KnowledgeContentInput {
  @Field(() => String, {
    description: `The title (标题), at most ${limits.title} characters: the name of a law, the question, the name of a template.`,
  })
  title: string;

  @Field(() => String, {
    description: `The text (正文), at most ${limits.body} characters: the article, the answer, the reply with its placeholders, what to tell the citizen.`,
  })
  body: string;

  @Field(() => [String], {
    nullable: true,
    description: `Words by which it is to be found (关键词), at most ${limits.keywords} of ${limits.keyword} characters.`,
  })
  keywords?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description: `Where the text comes from, such as the number of the order (文号、出处), at most ${limits.source} characters.`,
  })
  source?: string | null;

  @Field(() => [String], {
    nullable: true,
    description: `The issue classes that it serves, codes of ISSUE_CLASS (适用问题类别), at most ${limits.classes}.`,
  })
  issueClasses?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: `The topics that it serves, codes of TOPIC (适用主题), at most ${limits.classes}.`,
  })
  topics?: string[] | null;

  @Field(() => DayScalar, {
    nullable: true,
    description:
      "The first day on which the text is in force (施行日期); today, or that of the law, where it is left out.",
  })
  validFrom?: string | null;

  @Field(() => DayScalar, {
    nullable: true,
    description: "The first day on which the text is no longer in force (失效日期); left out while no end is known.",
  })
  validTo?: string | null;

  @Field(() => [ID], {
    nullable: true,
    description: `The articles, questions and other entries that it cites (引用条目), at most ${limits.references}. Those that a template names by placeholder are added.`,
  })
  references?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description: `What changed since the version before (修改说明), at most ${limits.changeNote} characters.`,
  })
  changeNote?: string | null;

  @Field(() => DirectionInput, { nullable: true, description: "Where it points to; needed for a DIRECTION (指引)." })
  direction?: DirectionInput | null;
}

/** An article that is drafted with its law. */
@InputType({ description: "An article that is drafted with its law (随法规起草的条文)." })
export class DraftedArticleInput {
  @Field(() => Int, { description: `The number of the article (条号), 1 to ${limits.articleNumber}.` })
  number: number;

  @Field(() => String, { description: `The text of the article (条文), at most ${limits.body} characters.` })
  body: string;
}

/** The input of draftKnowledge. */
@InputType({ description: "A new entry of knowledge (新建知识条目)." })
export class DraftKnowledgeInput {
  @Field(() => KnowledgeKindEnum, { description: "The kind (类型); it never changes." })
  kind: KnowledgeKind;

  @Field(() => String, {
    nullable: true,
    description:
      "For a LAW, the code by which it is cited (法规代码), such as 121; no bureau above or beneath may have it. It never changes.",
  })
  code?: string | null;

  @Field(() => [DraftedArticleInput], {
    nullable: true,
    description: `For a LAW, its articles (条文), at most ${limits.articles} at once: they are submitted and published with it.`,
  })
  articles?: DraftedArticleInput[] | null;

  @Field(() => ID, {
    nullable: true,
    description: "For a LAW_ARTICLE, the law of your bureau that it stands in (所属法规).",
  })
  lawId?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: `For a LAW_ARTICLE, its number (条号), 1 to ${limits.articleNumber}.`,
  })
  articleNumber?: number | null;

  @Field(() => KnowledgeContentInput, { description: "What it says (内容)." })
  content: KnowledgeContentInput;
}

/** The input of reviseKnowledge. */
@InputType({ description: "What an entry is to say from its next version on (修订知识条目)." })
export class ReviseKnowledgeInput {
  @Field(() => ID, { description: documentText })
  documentId: string;

  @Field(() => Int, { description: versionText })
  version: number;

  @Field(() => KnowledgeContentInput, { description: "All that it says (内容): what is left out is no more." })
  content: KnowledgeContentInput;
}

/** The input of a step on an entry. */
@InputType({ description: "A step on an entry of knowledge (办理知识条目)." })
export class KnowledgeStepInput {
  @Field(() => ID, { description: documentText })
  documentId: string;

  @Field(() => Int, { description: versionText })
  version: number;
}

/** The input of a step that must be explained. */
@InputType({ description: "A step on an entry of knowledge that must be explained (说明理由)." })
export class ExplainedKnowledgeStepInput {
  @Field(() => ID, { description: documentText })
  documentId: string;

  @Field(() => Int, { description: versionText })
  version: number;

  @Field(() => String, { description: `Why (理由), 2 to ${limits.reason} characters.` })
  reason: string;
}

/** What a list of entries is narrowed by. */
@InputType({
  description: "What a list of entries of knowledge is narrowed by (筛选条件). All that is given must hold.",
})
export class KnowledgeFilter {
  @Field(() => [KnowledgeKindEnum], { nullable: true, description: "Any of these kinds (类型)." })
  kinds?: KnowledgeKind[] | null;

  @Field(() => [KnowledgeStateEnum], {
    nullable: true,
    description: "Any of these states (状态); PUBLISHED alone where it is left out.",
  })
  states?: KnowledgeState[] | null;

  @Field(() => String, { nullable: true, description: "The code of the bureau that owns it (所属单位)." })
  bureau?: string | null;

  @Field(() => ID, { nullable: true, description: "The law whose articles they are (所属法规)." })
  lawId?: string | null;

  @Field(() => DayScalar, { nullable: true, description: "A day on which the text is in force (有效日)." })
  inForceOn?: string | null;

  @Field(() => String, { nullable: true, description: "The code of an issue class that it serves (问题类别)." })
  issueClass?: string | null;

  @Field(() => String, { nullable: true, description: "The code of a topic that it serves (主题)." })
  topic?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "True: only those that cite what has changed, was withdrawn or has ended since (待核对).",
  })
  toBeChecked?: boolean | null;
}

/** The arguments of knowledgeDocuments. */
@ArgsType()
export class KnowledgeDocumentsArguments {
  @Field(() => KnowledgeViewEnum, { defaultValue: "FOR_US", description: "Whose entries (视图)." })
  view: KnowledgeView;

  @Field(() => KnowledgeFilter, { nullable: true, description: "What the list is narrowed by (筛选条件)." })
  filter?: KnowledgeFilter | null;

  @Field(() => Int, { nullable: true, description: "How many items the page holds, at most 100 (每页条数)." })
  first?: number | null;

  @Field(() => String, { nullable: true, description: "The cursor after which the page begins (起始游标)." })
  after?: string | null;
}
