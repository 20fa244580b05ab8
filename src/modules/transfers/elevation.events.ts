/** The events of requests to take a case up; their payload holds states and codes of bureaus. */
export const elevationEventTypes = {
  ASKED: "elevation.asked",
  APPROVE: "elevation.approved",
  REFUSE: "elevation.refused",
  WITHDRAW: "elevation.withdrawn",
} as const;

/** An event of a request. */
export type ElevationEvent = keyof typeof elevationEventTypes;
