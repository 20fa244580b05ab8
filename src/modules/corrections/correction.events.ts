/** The events of requests for corrections: ticket, bureaus and fields, by codes. */
export const correctionEventTypes = {
  REQUESTED: "correction.requested",
  MADE: "correction.made",
  REFUSED: "correction.refused",
  WITHDRAWN: "correction.withdrawn",
} as const;
