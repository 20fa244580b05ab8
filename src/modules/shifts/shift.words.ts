/** What may be wrong with a shift of a roster (排班提示). */
export const rosterWarnings = ["NO_LEADER", "BELOW_PLAN", "GAP", "REST"] as const;

/** What may be wrong with a shift of a roster. */
export type RosterWarning = (typeof rosterWarnings)[number];

/** What was changed of a published roster. */
export const rosterVerbs = ["ASSIGNED", "UNASSIGNED", "SWAPPED", "ON_LEAVE", "BACK_FROM_LEAVE"] as const;

/** A change of a published roster. */
export type RosterVerb = (typeof rosterVerbs)[number];

/** Why an assignment was not copied to another day. */
export const copyObstacles = ["NOT_ON", "ALREADY_ON", "LED_ALREADY", "NO_ROLE", "NOT_FREE", "STRAINED"] as const;

/** Why an assignment was not copied to another day. */
export type CopyObstacle = (typeof copyObstacles)[number];

/** Why somebody cannot take a shift of another. */
export const swapObstacles = ["NO_ROLE", "NOT_FREE", "STRAINED"] as const;

/** Why somebody cannot take a shift of another. */
export type SwapObstacle = (typeof swapObstacles)[number];

/** The states of a swap: asked, agreed by the other, approved by the shift manager; or refused, or withdrawn. */
export const swapStates = ["ASKED", "AGREED", "APPROVED", "REFUSED", "WITHDRAWN"] as const;

/** A state of a swap. */
export type SwapState = (typeof swapStates)[number];

/** The states of leave. */
export const leaveStates = ["ASKED", "APPROVED", "REFUSED", "WITHDRAWN"] as const;

/** A state of leave. */
export type LeaveState = (typeof leaveStates)[number];

/** The kinds of leave. */
export const leaveKinds = ["ANNUAL", "SICK", "PERSONAL", "OFFICIAL", "OTHER"] as const;

/** A kind of leave. */
export type LeaveKind = (typeof leaveKinds)[number];

/** Whose swaps or leave are listed. */
export const requestViews = ["MINE", "BUREAU"] as const;

/** Whose swaps or leave are listed. */
export type RequestView = (typeof requestViews)[number];

/** By whom a bureau is reached: those on shift; else whoever leads the shift; else its head; or by nobody. */
export const dutySources = ["ON_DUTY", "LEADER", "HEAD", "NOBODY"] as const;

/** By whom a bureau is reached. */
export type DutySource = (typeof dutySources)[number];

/** The states of a duty notice. */
export const noticeStates = ["OPEN", "ACKNOWLEDGED", "OVER"] as const;

/** A state of a duty notice. */
export type NoticeState = (typeof noticeStates)[number];

/** Whose turn it is to act upon a duty notice, in this order. */
export const noticeStages = ["ON_DUTY", "LEADER", "HEAD", "SENDER"] as const;

/** Whose turn it is to act upon a duty notice. */
export type NoticeStage = (typeof noticeStages)[number];

/** How something came to a bureau that did not ask for it. */
export const noticeCauses = [
  "DISPATCHED",
  "DESIGNATED",
  "RETURNED",
  "REFERRED",
  "HANDED_OVER",
  "REOPENED",
  "SUPERVISED",
] as const;

/** How something came to a bureau that did not ask for it. */
export type NoticeCause = (typeof noticeCauses)[number];

/** Which duty notices are listed. */
export const noticeViews = ["MINE", "BUREAU", "SENT"] as const;

/** Which duty notices are listed. */
export type NoticeView = (typeof noticeViews)[number];

/** The code of the shift in whose hours an office is open (行政班). */
export const officeCode = "OFFICE";

/** How much may be asked for at once. */
export const limits = {
  /** Shifts of a bureau that are in force on one day. */
  shifts: 24,
  /** Characters of the name of a shift. */
  name: 40,
  /** Seats of a shift. */
  heads: 500,
  /** Days of a roster that are read, made or published at once. */
  rosterDays: 62,
  /** People who are assigned at once. */
  people: 50,
  /** Colleagues who are looked at for a swap; a bureau has some hundreds. */
  colleagues: 1000,
  /** Days before and after a shift within which colleagues' shifts are looked at that could be taken in return. */
  returnDays: 7,
  /** Assignments that are made or taken off at once. */
  assignments: 1000,
  /** How many days before today a roster may still be made, for who truly was there. */
  daysBack: 62,
  /** How many days after today. */
  daysAhead: 366,
  /** Days of one leave. */
  leaveDays: 366,
  /** Characters of a remark or a reason. */
  remark: 200,
} as const;

/** What a bureau asks of its rosters where it set nothing; rest and hours are only warned of. */
export const usualRules = {
  leastRestMinutes: 480,
  mostWeekHours: 60,
  isRefused: false,
  acknowledgeMinutes: 15,
} as const;
