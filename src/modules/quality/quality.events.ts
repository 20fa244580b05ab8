/** The events of rules for entries: bureau, rule and effect, by codes. */
export const qualityEventTypes = { SET: "entryRule.set", REMOVED: "entryRule.removed" } as const;
