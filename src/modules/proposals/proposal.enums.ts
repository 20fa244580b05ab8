import { registerEnumType } from "type-graphql";
import { described, enumOf } from "../../platform/enums.js";

/** The states of a suggestion. */
const proposalStates = ["RECEIVED", "REPORTED", "ADOPTED", "NOTED"] as const;

/** The state of a suggestion. */
export type ProposalState = (typeof proposalStates)[number];

/** The states of a suggestion. */
export const ProposalStateEnum = enumOf(proposalStates);

registerEnumType(ProposalStateEnum, {
  name: "ProposalState",
  description: "The state of a suggestion (意见建议状态).",
  valuesConfig: described({
    RECEIVED: "Taken down (已接收).",
    REPORTED: "Reported to a superior, which decides (已上报).",
    ADOPTED: "Adopted (已采纳).",
    NOTED: "Noted and not adopted (留作参考).",
  }),
});

/** What is decided upon a suggestion. */
export const ProposalDecisionEnum = enumOf(["ADOPTED", "NOTED"]);

/** What is decided upon a suggestion. */
export type ProposalDecision = keyof typeof ProposalDecisionEnum;

registerEnumType(ProposalDecisionEnum, {
  name: "ProposalDecision",
  description: "What is decided upon a suggestion (采纳情况).",
  valuesConfig: described({ ADOPTED: "Adopted (采纳).", NOTED: "Noted and not adopted (留作参考)." }),
});

/** Whose suggestions are listed. */
export const ProposalViewEnum = enumOf(["IN_REGION", "OURS", "FOR_US_TO_DECIDE"]);

/** Whose suggestions are listed. */
export type ProposalView = keyof typeof ProposalViewEnum;

registerEnumType(ProposalViewEnum, {
  name: "ProposalView",
  description: "Which suggestions are listed (视图).",
  valuesConfig: described({
    IN_REGION: "All that you see (本辖区).",
    OURS: "Those that your bureau took down (本单位接收).",
    FOR_US_TO_DECIDE: "Those that your bureau decides and has not yet (待我单位处理).",
  }),
});

/** What suggestions are counted by. */
export const ProposalCountByEnum = enumOf(["ISSUE_CLASS", "BUREAU", "STATE"]);

/** What suggestions are counted by. */
export type ProposalCountBy = keyof typeof ProposalCountByEnum;

registerEnumType(ProposalCountByEnum, {
  name: "ProposalCountBy",
  description: "What suggestions are counted by (统计维度).",
  valuesConfig: described({
    ISSUE_CLASS: "By issue class (问题类别).",
    BUREAU: "By the bureau that took them down (接收单位).",
    STATE: "By state (状态).",
  }),
});
