/** The events of reorganisations; their payload holds the kind, the day and the codes of the bureaus. */
export const reorganisationEventTypes = {
  PLANNED: "reorganisation.planned",
  APPLIED: "reorganisation.applied",
  CANCELLED: "reorganisation.cancelled",
} as const;
