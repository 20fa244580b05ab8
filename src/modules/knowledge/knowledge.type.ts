import { Field, Int, ObjectType } from "type-graphql";
import { connectionTypes, Node } from "../../platform/relay.type.js";
import { DayScalar, InstantScalar } from "../../platform/scalars.js";
import { type DifferenceKind, DifferenceKindEnum } from "./difference.words.js";
import { KnowledgeKindEnum, KnowledgeStateEnum, StaleReasonEnum } from "./knowledge.enums.js";
import type { DocumentRow, VersionRow } from "./knowledge.store.js";
import type { KnowledgeKind, KnowledgeState, KnowledgeVersionState, StaleReason } from "./knowledge.words.js";

/** The name of the GraphQL type, as it stands in global identifiers and in the audit. */
export const knowledgeDocumentType = "KnowledgeDocument";

/** Where a direction points to. */
@ObjectType({ description: "Where a citizen is pointed whose matter is not ours (指引).", simpleResolvers: true })
export class KnowledgeDirection {
  @Field(() => String, { description: "The matter (事项), such as WATER_SUPPLY." })
  matter: string;

  @Field(() => String, { description: "Whom to turn to (受理单位)." })
  organisation: string;

  @Field(() => String, { nullable: true, description: "The telephone number or numbers (电话)." })
  telephone: string | null;

  @Field(() => String, { nullable: true, description: "The hours (服务时间)." })
  hours: string | null;

  /** The code of the division; the field of the API is resolved from it. */
  divisionCode: string | null;
}

/** A version of an entry. */
@ObjectType({
  description: "A version of an entry of knowledge (知识版本); what was published never changes.",
  simpleResolvers: true,
})
export class KnowledgeVersion {
  @Field(() => Int, { description: "Its number, from 1 (版本号)." })
  number: number;

  @Field(() => String, { description: "The title (标题)." })
  title: string;

  @Field(() => String, { description: "The text (正文)." })
  body: string;

  @Field(() => [String], { description: "Words by which it is to be found (关键词)." })
  keywords: string[];

  @Field(() => String, { nullable: true, description: "Where the text comes from (文号、出处)." })
  source: string | null;

  @Field(() => [String], { description: "The codes of the issue classes that it serves (适用问题类别)." })
  issueClasses: string[];

  @Field(() => [String], { description: "The codes of the topics that it serves (适用主题)." })
  topics: string[];

  @Field(() => DayScalar, { description: "The first day on which the text is in force (施行日期)." })
  validFrom: string;

  @Field(() => DayScalar, {
    nullable: true,
    description: "The first day on which the text is no longer in force (失效日期); null while no end is known.",
  })
  validTo: string | null;

  @Field(() => KnowledgeDirection, { nullable: true, description: "For a direction, where it points to (指引)." })
  direction: KnowledgeDirection | null;

  @Field(() => String, { nullable: true, description: "What changed since the version before (修改说明)." })
  changeNote: string | null;

  @Field(() => InstantScalar, { description: "When it was last written in (编写时间)." })
  writtenAt: Date;

  @Field(() => InstantScalar, { nullable: true, description: "When it was given to somebody to look at (提交时间)." })
  submittedAt: Date | null;

  @Field(() => InstantScalar, { nullable: true, description: "When it was published (发布时间)." })
  publishedAt: Date | null;

  @Field(() => String, { nullable: true, description: "Why it was sent back to its writer (退回理由)." })
  returnReason: string | null;

  @Field(() => Boolean, { description: "Whether it came with a release of the platform (随平台发布)." })
  isShipped: boolean;

  /** The row that nested fields are read from. */
  row: VersionRow;
}

/** An entry. */
@ObjectType({
  description:
    "An entry of knowledge (知识条目): a law, an article, a question with its answer, a reply template or a direction. What a bureau publishes is used there and beneath.",
  implements: Node,
  simpleResolvers: true,
})
export class KnowledgeDocument implements Node {
  id: string;

  @Field(() => KnowledgeKindEnum, { description: "The kind (类型)." })
  kind: KnowledgeKind;

  @Field(() => String, { nullable: true, description: "For a law, the code by which it is cited (法规代码)." })
  code: string | null;

  @Field(() => Int, { nullable: true, description: "For an article, its number (条号)." })
  articleNumber: number | null;

  @Field(() => String, {
    nullable: true,
    description: "For an article, its number in words (条号), such as 第二十三条.",
  })
  articleLabel: string | null;

  @Field(() => KnowledgeStateEnum, { description: "The state (状态)." })
  state: KnowledgeState;

  @Field(() => Int, { description: "The version; a change names the version that it saw (版本)." })
  version: number;

  @Field(() => InstantScalar, { description: "When it was last changed (变更时间)." })
  changedAt: Date;

  @Field(() => InstantScalar, { nullable: true, description: "When it was withdrawn (撤回时间)." })
  withdrawnAt: Date | null;

  @Field(() => String, { nullable: true, description: "Why it was withdrawn (撤回理由)." })
  withdrawalReason: string | null;

  /** The row that nested fields are read from. */
  row: DocumentRow;
}

/** What a version cites. */
@ObjectType({ description: "What a version of an entry cites (引用).", simpleResolvers: true })
export class KnowledgeCitation {
  @Field(() => KnowledgeDocument, { description: "What is cited (被引用条目)." })
  document: KnowledgeDocument;

  @Field(() => Int, { description: "The version that the writer had before him (引用版本)." })
  versionNumber: number;

  @Field(() => StaleReasonEnum, {
    nullable: true,
    description: "Why the citation needs to be looked at again (待核对原因); null where it need not.",
  })
  staleReason: StaleReason | null;
}

/** A piece of a text in a difference. */
@ObjectType({
  description: "A piece of a text in a difference between two versions (变动内容).",
  simpleResolvers: true,
})
export class KnowledgeDifferencePiece {
  @Field(() => DifferenceKindEnum, { description: "What became of it (变动)." })
  kind: DifferenceKind;

  @Field(() => String, { description: "The piece (内容)." })
  text: string;
}

/** The difference between two versions. */
@ObjectType({ description: "The difference between two versions of an entry (版本对比).", simpleResolvers: true })
export class KnowledgeDifference {
  @Field(() => KnowledgeVersion, { description: "The earlier version (原版本)." })
  before: KnowledgeVersion;

  @Field(() => KnowledgeVersion, { description: "The later version (新版本)." })
  after: KnowledgeVersion;

  @Field(() => [String], { description: "The names of the fields that differ (变动字段), such as title and validTo." })
  changedFields: string[];

  @Field(() => [KnowledgeDifferencePiece], { description: "The text, sentence by sentence (正文对比)." })
  body: KnowledgeDifferencePiece[];
}

/** What a change of an entry answers. */
@ObjectType({
  description: "What a change of an entry of knowledge answers (知识条目操作结果).",
  simpleResolvers: true,
})
export class KnowledgePayload {
  @Field(() => KnowledgeDocument, { description: "The entry after the change (知识条目)." })
  document: KnowledgeDocument;
}

/** A page of entries. */
export const { Connection: KnowledgeDocumentConnection } = connectionTypes(
  () => KnowledgeDocument,
  "KnowledgeDocument",
  "entries of knowledge (知识条目)",
);

/** The state of a version as the API tells it. */
export function versionStateOf(row: VersionRow, document: DocumentRow): KnowledgeVersionState {
  if (row.state !== "PUBLISHED") return row.state as KnowledgeVersionState;
  if (row.number === document.published) return "PUBLISHED";
  return row.number === document.lastPublished ? "WITHDRAWN" : "SUPERSEDED";
}
