/**
 * The events of the module. What is submitted is told where the receiver stands, what is received where the preparing
 * bureau does, everything else at the bureau's own place. Their payload is codes and days.
 */
export const reportEventTypes = {
  PREPARED: "report.prepared",
  SUBMIT: "report.submitted",
  DISCARD: "report.discarded",
  RECEIVE: "report.received",
  TEMPLATE_SET: "reportTemplate.set",
  TEMPLATE_ENDED: "reportTemplate.ended",
} as const;
