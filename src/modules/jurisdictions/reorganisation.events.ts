/** The events of reorganisations; their payload holds the kind, the day and the codes of the bureaus. */
export const reorganisationEventTypes = {
  PLANNED: "reorganisation.planned",
  APPLIED: "reorganisation.applied",
  CANCELLED: "reorganisation.cancelled",
} as const;

/** The event of a founding; its payload holds the kind, the level and the codes of the superior and the divisions. */
export const bureauFoundedEventType = "bureau.founded";
