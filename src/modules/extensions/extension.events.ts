/** The events of the module; their payload is the ticket, the limit and the days, and the reason by its code. */
export const extensionEventTypes = {
  REQUESTED: "extension.requested",
  GRANTED: "extension.granted",
  REFUSED: "extension.refused",
  WITHDRAWN: "extension.withdrawn",
  LAPSED: "extension.lapsed",
} as const;
