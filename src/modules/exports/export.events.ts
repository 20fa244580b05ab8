/** The events of exports; their payload holds codes and counts. */
export const exportEventTypes = {
  REQUESTED: "export.requested",
  DONE: "export.done",
  FAILED: "export.failed",
  CANCELLED: "export.cancelled",
  LINKED: "export.linked",
  EXPIRED: "export.expired",
} as const;
