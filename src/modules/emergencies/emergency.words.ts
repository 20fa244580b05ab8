/** The levels of an emergency (应急响应等级), the gravest first, as the national plans for emergencies grade them. */
export const emergencyLevels = ["I", "II", "III", "IV"] as const;

/** A level of an emergency. */
export type EmergencyLevel = (typeof emergencyLevels)[number];

/** The states of an emergency: its first day is still to come, it is in force, or it has ended. */
export const emergencyStates = ["ANNOUNCED", "IN_FORCE", "ENDED"] as const;

/** A state of an emergency. */
export type EmergencyState = (typeof emergencyStates)[number];

/** The parts of what somebody sees of the emergencies. */
export const emergencyViews = ["OWN", "ABOVE", "BENEATH"] as const;

/** A part of what somebody sees of the emergencies. */
export type EmergencyView = (typeof emergencyViews)[number];

/** What may be done with an emergency. */
export const emergencyActions = ["CHANGE", "END", "ACKNOWLEDGE"] as const;

/** Something that may be done with an emergency. */
export type EmergencyAction = (typeof emergencyActions)[number];

/** The greatest lengths of texts, in characters, and how far days may lie apart. */
export const emergencyLimits = {
  reason: 500,
  closingWords: 2000,
  /** How many days before or after today an emergency may begin. */
  daysAround: 30,
  /** How many days it may be planned for. */
  days: 366,
} as const;
