/**
 * The events of the module. Declarations, changes and ends are told at the authority whose emergency it is and to every
 * authority beneath it, acknowledgements where the one stands that took note. Their payload is codes and days.
 */
export const emergencyEventTypes = {
  DECLARED: "emergency.declared",
  CHANGED: "emergency.changed",
  ACKNOWLEDGED: "emergency.acknowledged",
  ENDED: "emergency.ended",
} as const;
