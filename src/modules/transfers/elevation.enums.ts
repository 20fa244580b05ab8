import { registerEnumType } from "type-graphql";
import { enumOf } from "../../platform/enums.js";
import { type ElevationAction, type ElevationState, elevationActions, elevationStates } from "./elevation.workflow.js";

/** The states of a request to take a case up. */
export const ElevationStateEnum = enumOf(elevationStates);

registerEnumType(ElevationStateEnum, {
  name: "ElevationState",
  description: "The state of a request to take a case up (提级申请状态).",
  valuesConfig: {
    PENDING: { description: "The superior has not decided yet (待决定)." },
    TAKEN_UP: { description: "The superior took the case up (已提级)." },
    REFUSED: { description: "The superior did not take it up (不予提级)." },
    WITHDRAWN: { description: "Withdrawn, or nothing was left of it because the ticket moved on (已撤回)." },
  } satisfies Record<ElevationState, { description: string }>,
});

/** What is done with requests. */
export const ElevationActionEnum = enumOf(elevationActions);

registerEnumType(ElevationActionEnum, {
  name: "ElevationAction",
  description: "What may be done with a request to take a case up (可执行动作).",
  valuesConfig: {
    APPROVE: { description: "The superior takes the case up (同意提级): approveElevation." },
    REFUSE: { description: "The superior does not take it up (不予提级): refuseElevation." },
    WITHDRAW: { description: "The bureau that asked withdraws (撤回): withdrawElevation." },
  } satisfies Record<ElevationAction, { description: string }>,
});

/** The views of the list of requests. */
export const elevationViews = ["ASKED_BY_US", "ASKED_OF_US", "IN_REGION"] as const;

/** A view of the list of requests. */
export type ElevationView = (typeof elevationViews)[number];

/** The views of the list of requests. */
export const ElevationViewEnum = enumOf(elevationViews);

registerEnumType(ElevationViewEnum, {
  name: "ElevationView",
  description: "Which part of the requests that you see (视图).",
  valuesConfig: {
    ASKED_BY_US: { description: "Those that your bureau made (本单位报请)." },
    ASKED_OF_US: { description: "Those made to your bureau (报请本单位)." },
    IN_REGION: { description: "All of your bureau and beneath (本辖区)." },
  } satisfies Record<ElevationView, { description: string }>,
});
