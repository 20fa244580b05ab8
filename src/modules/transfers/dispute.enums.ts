import { registerEnumType } from "type-graphql";
import { enumOf } from "../../platform/enums.js";
import {
  type DisputeAction,
  type DisputeOrigin,
  type DisputeState,
  disputeActions,
  disputeOrigins,
  disputeStates,
} from "./dispute.workflow.js";

/** The states of a dispute. */
export const DisputeStateEnum = enumOf(disputeStates);

registerEnumType(DisputeStateEnum, {
  name: "DisputeState",
  description: "The state of a dispute over competence (管辖争议状态).",
  valuesConfig: {
    NEGOTIATING: { description: "The bureaus negotiate, for 7 working days at most (协商中)." },
    CONTESTED: { description: "The bureau that was named contests; they may still agree (有异议)." },
    REFERRED: { description: "It is with the common superior, which designates (已报请指定)." },
    AGREED: { description: "The bureau that was named took the ticket (协商一致)." },
    DESIGNATED: { description: "The common superior designated who handles it: final (已指定)." },
    WITHDRAWN: { description: "Withdrawn, or nothing was left of it because the ticket moved on (已撤回)." },
  } satisfies Record<DisputeState, { description: string }>,
});

/** How disputes come about. */
export const DisputeOriginEnum = enumOf(disputeOrigins);

registerEnumType(DisputeOriginEnum, {
  name: "DisputeOrigin",
  description: "How a dispute came about (争议来源).",
  valuesConfig: {
    RAISED: { description: "A bureau that holds the ticket raised it (单位提出)." },
    THIRD_RETURN: { description: "The ticket was returned for the third time (第三次退回)." },
  } satisfies Record<DisputeOrigin, { description: string }>,
});

/** What is done with disputes. */
export const DisputeActionEnum = enumOf(disputeActions);

registerEnumType(DisputeActionEnum, {
  name: "DisputeAction",
  description: "What may be done with a dispute (可执行动作).",
  valuesConfig: {
    ACCEPT: { description: "The bureau that was named takes the ticket (接受移交): acceptDispute." },
    CONTEST: { description: "The bureau that was named contests (提出异议): contestDispute." },
    REFER: { description: "A party takes it to the superior at once (报请指定): referDispute." },
    WITHDRAW: { description: "The bureau that raised it withdraws it (撤回): withdrawDispute." },
    DESIGNATE: { description: "The superior designates who handles it (指定处理机关): designate." },
  } satisfies Record<DisputeAction, { description: string }>,
});

/** The views of the list of disputes. */
export const disputeViews = ["RAISED_BY_US", "NAMING_US", "FOR_US_TO_DESIGNATE", "IN_REGION"] as const;

/** A view of the list of disputes. */
export type DisputeView = (typeof disputeViews)[number];

/** The views of the list of disputes. */
export const DisputeViewEnum = enumOf(disputeViews);

registerEnumType(DisputeViewEnum, {
  name: "DisputeView",
  description: "Which part of the disputes that you see (视图).",
  valuesConfig: {
    RAISED_BY_US: { description: "Those that your bureau raised (本单位提出)." },
    NAMING_US: { description: "Those that name your bureau as competent (指向本单位)." },
    FOR_US_TO_DESIGNATE: { description: "Those that were referred to your bureau and wait for it (待本单位指定)." },
    IN_REGION: { description: "All of your bureau and beneath (本辖区)." },
  } satisfies Record<DisputeView, { description: string }>,
});
