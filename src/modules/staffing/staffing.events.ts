/** The events of the module, told at the bureau whose rule it is. Their payload is numbers. */
export const staffingEventTypes = { RULE_SET: "staffingRule.set" } as const;
