import { registerEnumType } from "type-graphql";
import { described, enumOf } from "../../platform/enums.js";
import {
  knowledgeActions,
  knowledgeKinds,
  knowledgeStates,
  knowledgeVersionStates,
  knowledgeViews,
  staleReasons,
} from "./knowledge.words.js";

/** The kinds. */
export const KnowledgeKindEnum = enumOf(knowledgeKinds);

registerEnumType(KnowledgeKindEnum, {
  name: "KnowledgeKind",
  description: "The kind of an entry of knowledge (知识类型).",
  valuesConfig: described({
    LAW: "A law, order or other text that has articles (法律法规规章).",
    LAW_ARTICLE: "An article of a law (条文).",
    QUESTION: "A question with its answer (问答).",
    REPLY_TEMPLATE: "How a reply to a citizen is worded, with placeholders (回复样本).",
    DIRECTION: "Where to point a citizen whose matter is not ours (指引; art. 44 of Order 121).",
  }),
});

/** The states of entries. */
export const KnowledgeStateEnum = enumOf(knowledgeStates);

registerEnumType(KnowledgeStateEnum, {
  name: "KnowledgeState",
  description: "The state of an entry of knowledge (知识状态).",
  valuesConfig: described({
    DRAFT: "Being written; nothing of it was published yet (草稿).",
    IN_REVIEW: "To be looked at by somebody else; nothing of it was published yet (待审核).",
    PUBLISHED: "A version of it is in use (已发布); another may be in preparation.",
    WITHDRAWN: "It is used no more (已撤回).",
    DISCARDED: "It was given up before anything of it was published (已作废).",
  }),
});

/** The states of versions. */
export const KnowledgeVersionStateEnum = enumOf(knowledgeVersionStates);

registerEnumType(KnowledgeVersionStateEnum, {
  name: "KnowledgeVersionState",
  description: "The state of a version of an entry (版本状态).",
  valuesConfig: described({
    DRAFT: "Being written (草稿).",
    IN_REVIEW: "To be looked at by somebody who did not write in it (待审核).",
    PUBLISHED: "In use (已发布).",
    SUPERSEDED: "A later version took its place (已被替代).",
    WITHDRAWN: "The last one in use before the entry was withdrawn (已撤回).",
    DISCARDED: "Given up before it was published (已作废).",
  }),
});

/** Whose entries a list shows. */
export const KnowledgeViewEnum = enumOf(knowledgeViews);

registerEnumType(KnowledgeViewEnum, {
  name: "KnowledgeView",
  description: "Whose entries a list shows (视图).",
  valuesConfig: described({
    FOR_US: "What your bureau may use: its own, and that of the bureaus above it (本单位可用).",
    OWN: "What your bureau owns (本单位所有).",
    BENEATH: "What bureaus beneath yours published (下级发布).",
  }),
});

/** What may be done with an entry. */
export const KnowledgeActionEnum = enumOf(knowledgeActions);

registerEnumType(KnowledgeActionEnum, {
  name: "KnowledgeAction",
  description: "What may be done with an entry of knowledge (可执行动作).",
  valuesConfig: described({
    REVISE: "Change the draft, or open one: reviseKnowledge (修订).",
    SUBMIT: "Give the draft to somebody else to look at: submitKnowledge (提交审核).",
    RETURN: "Send it back to its writer: returnKnowledge (退回).",
    PUBLISH: "Publish it: publishKnowledge (发布).",
    WITHDRAW: "Use it no more: withdrawKnowledge (撤回).",
    DISCARD: "Give the draft up: discardKnowledge (作废).",
    CHECK: "Say that it still fits what it cites: checkKnowledge (核对).",
  }),
});

/** Why a citation needs to be looked at again. */
export const StaleReasonEnum = enumOf(staleReasons);

registerEnumType(StaleReasonEnum, {
  name: "StaleReason",
  description: "Why a citation needs to be looked at again (待核对原因).",
  valuesConfig: described({
    CHANGED: "A later version of what is cited was published, and nobody has checked the text since (引用内容已更新).",
    WITHDRAWN: "What is cited was withdrawn (引用内容已撤回).",
    ENDED: "What is cited is no longer in force (引用内容已失效).",
  }),
});
