/** Targets that are known by name: the standard's (GB/T 33358-2016), and what telephone centres use everywhere. */
export const staffingTargets = ["STANDARD_95_IN_15S", "EIGHTY_IN_20S"] as const;

/** A target that is known by name. */
export type StaffingTarget = (typeof staffingTargets)[number];

/** What a target asks: so many of a hundred calls answered within so many seconds. */
export interface TargetNumbers {
  percent: number;
  seconds: number;
}

/** What the targets ask that are known by name. */
export const namedTargets: Readonly<Record<StaffingTarget, TargetNumbers>> = {
  STANDARD_95_IN_15S: { percent: 95, seconds: 15 },
  EIGHTY_IN_20S: { percent: 80, seconds: 20 },
};

/** What a day is to those who call. A day of a weekend that is worked in exchange (调休上班) is a working day. */
export const staffingDayKinds = ["WORKING", "WEEKEND", "HOLIDAY"] as const;

/** A kind of day. */
export type StaffingDayKind = (typeof staffingDayKinds)[number];

/** What is planned by: the mean of the like days, or a busy one among them. */
export const staffingBases = ["BUSY_DAY", "MEAN"] as const;

/** What is planned by. */
export type StaffingBasis = (typeof staffingBases)[number];

/** The percentile of like days that a busy day is: four of five days bring no more. */
export const busyPercentile = 80;

/** Where the agents come from that advice counts with. */
export const presenceSources = ["ROSTER", "PLAN", "ALL_SEATS", "NONE"] as const;

/** Where the agents come from. */
export type PresenceSource = (typeof presenceSources)[number];

/** Why there is no advice. */
export const staffingGaps = ["NO_CALLS", "NO_LIKE_DAYS", "NO_TALKING_TIME"] as const;

/** Why there is no advice. */
export type StaffingGap = (typeof staffingGaps)[number];

/** What advice warns of. */
export const staffingWarnings = [
  "SHORT",
  "OVERLOADED",
  "SEATS_TOO_FEW",
  "SEATS_UNKNOWN",
  "NO_ROSTER",
  "BY_PLAN",
  "FEW_LIKE_DAYS",
  "NEXT_DAY_UNKNOWN",
  "PROVISIONAL_DAY",
] as const;

/** Something that advice warns of. */
export type StaffingWarning = (typeof staffingWarnings)[number];

/** By what a bureau works its staffing out, where it has set nothing: the standard's target (GB/T 33358-2016). */
export const usualStaffing = {
  targetPercent: 95,
  targetSeconds: 15,
  afterCallSeconds: 30,
  shrinkagePercent: 10,
  seats: null,
} as const;

/** The bounds of what may be set and asked. */
export const staffingLimits = {
  percent: { least: 1, most: 99 },
  seconds: { least: 1, most: 600 },
  afterCallSeconds: { least: 0, most: 1800 },
  shrinkagePercent: { least: 0, most: 80 },
  seats: { least: 1, most: 5000 },
  surgeFactor: { least: 1, most: 20 },
  weeks: { least: 1, most: 26 },
  /** How many days from today advice may be asked for, before and after. */
  days: 366,
} as const;

/** How many weeks back like days are looked for, where nobody says otherwise. */
export const usualWeeks = 8;

/** With fewer like days than this, advice warns. */
export const fewLikeDays = 3;
