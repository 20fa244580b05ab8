import { registerEnumType } from "type-graphql";
import type { ExtensionAction, ExtensionState } from "./extension.workflow.js";

/** The states of a request. */
export const ExtensionStateEnum = {
  PENDING: "PENDING",
  GRANTED: "GRANTED",
  REFUSED: "REFUSED",
  WITHDRAWN: "WITHDRAWN",
  LAPSED: "LAPSED",
} as const satisfies Record<ExtensionState, ExtensionState>;

registerEnumType(ExtensionStateEnum, {
  name: "ExtensionState",
  description: "The state of a request to extend a limit (延期申请状态).",
  valuesConfig: {
    PENDING: { description: "Waiting for the head of the bureau (待批准)." },
    GRANTED: { description: "Granted: the limit is longer (已批准)." },
    REFUSED: { description: "Refused (不予批准)." },
    WITHDRAWN: { description: "Withdrawn by the bureau that asked (已撤回)." },
    LAPSED: {
      description:
        "Not decided before the limit was over, the ticket was decided or it left the bureau (已失效): silence is no approval.",
    },
  },
});

/** The actions. */
export const ExtensionActionEnum = {
  GRANT: "GRANT",
  REFUSE: "REFUSE",
  WITHDRAW: "WITHDRAW",
} as const satisfies Record<ExtensionAction, ExtensionAction>;

registerEnumType(ExtensionActionEnum, {
  name: "ExtensionAction",
  description: "What may be done with a request to extend a limit (延期申请可执行动作).",
  valuesConfig: {
    GRANT: { description: "Grant it: grantExtension (批准)." },
    REFUSE: { description: "Refuse it: refuseExtension (不予批准)." },
    WITHDRAW: { description: "Withdraw it: withdrawExtension (撤回)." },
  },
});

/** The parts of a list of requests. */
export const ExtensionViewEnum = { TO_DECIDE: "TO_DECIDE", OURS: "OURS" } as const;

/** A part of a list of requests. */
export type ExtensionView = keyof typeof ExtensionViewEnum;

registerEnumType(ExtensionViewEnum, {
  name: "ExtensionView",
  description: "Which requests of a bureau are listed (延期申请视图).",
  valuesConfig: {
    TO_DECIDE: { description: "Those that wait for the head, the oldest first (待批准)." },
    OURS: { description: "All, the newest first (本单位申请)." },
  },
});
