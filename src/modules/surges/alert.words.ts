import type { AlertVerb } from "./detection/index.js";

/** The states of an alert. */
export const surgeAlertStates = ["OPEN", "ACKNOWLEDGED", "SNOOZED", "CLOSED"] as const;

/** A state of an alert. */
export type SurgeAlertState = (typeof surgeAlertStates)[number];

/** What a person does with an alert. */
export const surgeAlertActions = ["ACKNOWLEDGE", "SNOOZE", "CLOSE", "REOPEN"] as const;

/** What a person does with an alert. */
export type SurgeAlertAction = (typeof surgeAlertActions)[number];

/** The steps of an alert, as its history tells them. */
export const surgeAlertVerbs = [
  "OPEN",
  "GROW",
  "ACKNOWLEDGE",
  "SNOOZE",
  "WAKE",
  "CLOSE",
  "FADE",
  "REOPEN",
  "RAISE",
  "JOIN",
] as const satisfies readonly (AlertVerb | "RAISE" | "JOIN")[];

/** A step of an alert: those of its life, RAISE where the superior was told of it, and JOIN where it tells of one place more. */
export type SurgeAlertVerb = (typeof surgeAlertVerbs)[number];

/** Why a person closes an alert. */
export const surgeCloseReasons = ["HANDLED", "FALSE_ALARM", "EXPECTED", "OTHER"] as const;

/** Why a person closes an alert. */
export type SurgeCloseReason = (typeof surgeCloseReasons)[number];

/** Why an alert was closed, the reasons of the platform included. */
export const surgeEndings = [...surgeCloseReasons, "QUIET", "RULE_CHANGED"] as const;

/** Why an alert was closed: QUIET: it was over; RULE_CHANGED: its rule was changed, switched off or taken away. */
export type SurgeEnding = (typeof surgeEndings)[number];

/** The longest remark, in characters. */
export const longestSurgeRemark = 500;

/** For how many hours an alert may be snoozed. */
export const longestSnooze = 24 * 14;
