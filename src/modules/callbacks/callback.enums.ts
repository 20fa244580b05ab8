import { registerEnumType } from "type-graphql";
import type { CallbackAction, CallbackGrade, CallbackState } from "./callback.workflow.js";

/** The states of a callback. */
export const CallbackStateEnum = {
  PLANNED: "PLANNED",
  DONE: "DONE",
  UNREACHED: "UNREACHED",
} as const satisfies Record<CallbackState, CallbackState>;

registerEnumType(CallbackStateEnum, {
  name: "CallbackState",
  description: "The state of a callback (回访状态).",
  valuesConfig: {
    PLANNED: { description: "To be called (待回访)." },
    DONE: { description: "Called, with a grade (已回访)." },
    UNREACHED: { description: "Given up after the last try (未能接通)." },
  },
});

/** The grades. */
export const CallbackGradeEnum = {
  VERY_SATISFIED: "VERY_SATISFIED",
  SATISFIED: "SATISFIED",
  NEUTRAL: "NEUTRAL",
  DISSATISFIED: "DISSATISFIED",
} as const satisfies Record<CallbackGrade, CallbackGrade>;

registerEnumType(CallbackGradeEnum, {
  name: "CallbackGrade",
  description: "How satisfied the citizen is (满意度).",
  valuesConfig: {
    VERY_SATISFIED: { description: "Very satisfied (非常满意)." },
    SATISFIED: { description: "Satisfied (满意)." },
    NEUTRAL: { description: "Neutral (一般)." },
    DISSATISFIED: { description: "Dissatisfied (不满意)." },
  },
});

/** The actions. */
export const CallbackActionEnum = {
  RECORD: "RECORD",
  RECORD_UNREACHED: "RECORD_UNREACHED",
} as const satisfies Record<CallbackAction, CallbackAction>;

registerEnumType(CallbackActionEnum, {
  name: "CallbackAction",
  description: "What may be done with a callback (回访可执行动作).",
  valuesConfig: {
    RECORD: { description: "Note the grade: recordCallback (记录回访结果)." },
    RECORD_UNREACHED: { description: "Note a try that reached nobody: recordUnreached (记录未接通)." },
  },
});

/** The parts of a list of callbacks. */
export const CallbackViewEnum = { TO_CALL: "TO_CALL", OURS: "OURS" } as const;

/** A part of a list of callbacks. */
export type CallbackView = keyof typeof CallbackViewEnum;

registerEnumType(CallbackViewEnum, {
  name: "CallbackView",
  description: "Which callbacks of a bureau are listed (回访视图).",
  valuesConfig: {
    TO_CALL: { description: "Those to be called, what is due first (待回访)." },
    OURS: { description: "All, the newest first (本单位回访)." },
  },
});
