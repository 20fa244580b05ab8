/** The events of the module; their payload is the limit, the kind of ticket and the bureau, or the bureau alone. */
export const deadlineEventTypes = {
  SET: "bureauLimit.set",
  ENDED: "bureauLimit.ended",
  WARNINGS_SET: "warningSettings.set",
} as const;
