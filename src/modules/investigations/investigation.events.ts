/**
 * The events of the module: those of a joint investigation go to where its lead stands, those of a task to the side that
 * must know: what was given, withdrawn or closed to the partner, what was answered to the lead. Their payload is codes.
 */
export const investigationEventTypes = {
  OPEN: "investigation.opened",
  ADD_TICKETS: "investigation.ticketsAdded",
  CLOSE: "investigation.closed",
} as const;

/** The events of tasks. */
export const taskEventTypes = {
  GIVE: "investigationTask.given",
  ANSWER: "investigationTask.answered",
  NOTE_ANSWER: "investigationTask.answered",
  CLOSE: "investigationTask.closed",
  WITHDRAW: "investigationTask.withdrawn",
  REMIND: "investigationTask.reminded",
} as const;
