/** The events of shifts and rosters. Their payload holds codes, days and counts, never who it is. */
export const shiftEventTypes = {
  SHIFT_SET: "shift.set",
  SHIFT_ENDED: "shift.ended",
  RULES_SET: "roster.rulesSet",
  ASSIGNED: "roster.assigned",
  UNASSIGNED: "roster.unassigned",
  COPIED: "roster.copied",
  PUBLISHED: "roster.published",
} as const;

/** The events of swaps. */
export const swapEventTypes = {
  ASK: "shiftSwap.asked",
  AGREE: "shiftSwap.agreed",
  APPROVE: "shiftSwap.approved",
  REFUSE: "shiftSwap.refused",
  WITHDRAW: "shiftSwap.withdrawn",
} as const;

/** The events of leave. */
export const leaveEventTypes = {
  ASK: "leave.asked",
  APPROVE: "leave.approved",
  REFUSE: "leave.refused",
  WITHDRAW: "leave.withdrawn",
} as const;

/** The events of duty notices; whoever dispatched the ticket is told of them too. */
export const noticeEventTypes = {
  MAKE: "dutyNotice.made",
  ACKNOWLEDGE: "dutyNotice.acknowledged",
  ESCALATE: "dutyNotice.escalated",
  END: "dutyNotice.ended",
} as const;
