import { registerEnumType } from "type-graphql";
import { described, enumOf } from "../../platform/enums.js";

/** The fields that may be corrected, each with its name in the input of an amendment. */
export const correctableFields = {
  ISSUE_CLASS: "issueClass",
  GOODS_CLASS: "goodsClass",
  TOPICS: "topics",
  CONTACT: "contact",
  RESPONDENT: "respondent",
  FACTS: "facts",
  REQUEST: "request",
  DISPUTED_AMOUNT: "disputedAmount",
} as const;

/** A field that may be corrected. */
export type CorrectableField = keyof typeof correctableFields;

/** The fields that may be corrected. */
export const CorrectableFieldEnum = enumOf(Object.keys(correctableFields) as CorrectableField[]);

registerEnumType(CorrectableFieldEnum, {
  name: "CorrectableField",
  description: "A field of an entry that may be corrected (可更正要素).",
  valuesConfig: described({
    ISSUE_CLASS: "The issue class (问题类别).",
    GOODS_CLASS: "The class of goods or services (商品服务类别).",
    TOPICS: "The topics (主题).",
    CONTACT: "How to reach the citizen (联系方式).",
    RESPONDENT: "Against whom (被投诉举报人).",
    FACTS: "The facts (事实).",
    REQUEST: "What is asked for (诉求).",
    DISPUTED_AMOUNT: "The amount in dispute (争议金额).",
  }),
});

/** The states of a request. */
const correctionStates = ["REQUESTED", "MADE", "REFUSED", "WITHDRAWN"] as const;

/** The state of a request. */
export type CorrectionState = (typeof correctionStates)[number];

/** The states of a request. */
export const CorrectionStateEnum = enumOf(correctionStates);

registerEnumType(CorrectionStateEnum, {
  name: "CorrectionState",
  description: "The state of a request for a correction (更正申请状态).",
  valuesConfig: described({
    REQUESTED: "Asked for (待更正).",
    MADE: "Corrected (已更正).",
    REFUSED: "The entry is right (不予更正).",
    WITHDRAWN: "Withdrawn (已撤回).",
  }),
});

/** Whose requests are listed. */
export const CorrectionViewEnum = enumOf(["FOR_US", "FROM_US"]);

/** Whose requests are listed. */
export type CorrectionView = keyof typeof CorrectionViewEnum;

registerEnumType(CorrectionViewEnum, {
  name: "CorrectionView",
  description: "Which requests for corrections are listed (视图).",
  valuesConfig: described({
    FOR_US: "Of tickets that your bureau registered (待我单位更正).",
    FROM_US: "Those that your bureau asked for (我单位申请).",
  }),
});
