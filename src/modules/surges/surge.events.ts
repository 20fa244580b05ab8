/**
 * The events of surges. Their payload holds codes and counts: what the alert is about, its figures and state; never words of
 * a rule, nor of a person.
 */
export const surgeEventTypes = {
  OPEN: "surge.opened",
  GROW: "surge.grown",
  ACKNOWLEDGE: "surge.acknowledged",
  SNOOZE: "surge.snoozed",
  WAKE: "surge.woken",
  CLOSE: "surge.closed",
  FADE: "surge.closed",
  REOPEN: "surge.reopened",
  RAISE: "surge.raised",
  JOIN: "surge.joined",
} as const;

/** The events of the rules of surges; their payload says what kind of rule it is. */
export const surgeRuleEventTypes = {
  CREATED: "surgeRule.created",
  CHANGED: "surgeRule.changed",
  SWITCHED_ON: "surgeRule.switchedOn",
  SWITCHED_OFF: "surgeRule.switchedOff",
  REMOVED: "surgeRule.removed",
  RAISING_SET: "surgeRaising.set",
} as const;
