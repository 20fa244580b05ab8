import { registerEnumType } from "type-graphql";
import { described, enumOf } from "../../platform/enums.js";

/** How a price desk has sorted a case. */
const caseStates = ["NEW", "KEY", "DONE"] as const;

/** How a price desk has sorted a case. */
export type CaseState = (typeof caseStates)[number];

/** How a price desk has sorted a case. */
export const CaseStateEnum = enumOf(caseStates);

registerEnumType(CaseStateEnum, {
  name: "PriceCaseState",
  description: "How a price desk has sorted a case (案件标记); the state of the ticket is another matter.",
  valuesConfig: described({
    NEW: "Nobody of the desk has looked at it, or it is to be looked at again (新).",
    KEY: "A key case, which the desk follows (重点).",
    DONE: "The desk is done with it (办结关注).",
  }),
});

/** What may be done with a case. */
export const caseActions = ["MARK", "COMMENT", "ASK", "SUPERVISE"] as const;

/** What may be done with a case. */
export type CaseAction = (typeof caseActions)[number];

/** What may be done with a case. */
export const CaseActionEnum = enumOf(caseActions);

registerEnumType(CaseActionEnum, {
  name: "PriceCaseAction",
  description: "What may be done with a price case (可执行动作). Handling it is none of them: the county does that.",
  valuesConfig: described({
    MARK: "Sort it (markPriceCase, 标记).",
    COMMENT: "Comment on it (commentPriceCase, 发表意见).",
    ASK: "Ask the bureau that handles it (askAboutPriceCase, 询问).",
    SUPERVISE: "Have your authority supervise the bureau that handles it (superviseFromDesk, 提请督办).",
  }),
});

/** The kinds of note. */
const noteKinds = ["COMMENT", "QUESTION", "ANSWER"] as const;

/** A kind of note. */
export type NoteKind = (typeof noteKinds)[number];

/** The kinds of note. */
export const NoteKindEnum = enumOf(noteKinds);

registerEnumType(NoteKindEnum, {
  name: "PriceNoteKind",
  description: "What was said of a price case (沟通类型).",
  valuesConfig: described({
    COMMENT: "The desk commented (意见).",
    QUESTION: "The desk asked the bureau that handles it (询问).",
    ANSWER: "That bureau answered (答复).",
  }),
});
