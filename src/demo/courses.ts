import type { TicketKind } from "../modules/tickets/index.js";
import type { StepName } from "./steps.js";

/** A span of hours, the least and the greatest. */
export type Hours = readonly [least: number, most: number];

/** A step of a course, and how many hours it comes after the one before. */
export type CourseStep = readonly [step: StepName, after: Hours];

/** What a ticket of the demo world goes through up to now. */
export interface Course {
  kind: TicketKind;
  /** After the registration. */
  steps: readonly CourseStep[];
  /** How many hours before now the last step was taken. */
  lastStep: Hours;
  /** Whether a consultation is answered by the registration itself. */
  isAnswered?: boolean;
  /** Mixed material: what the linked report goes through. */
  also?: readonly CourseStep[];
  /** Set for a report that repeats one which came some days before. */
  isRepeated?: boolean;
}

const submitted: readonly CourseStep[] = [["submit", [0.1, 1]]];
const dispatched: readonly CourseStep[] = [...submitted, ["dispatch", [0.3, 5]]];
const signed: readonly CourseStep[] = [...dispatched, ["sign", [2, 20]]];
const checking: readonly CourseStep[] = [...signed, ["startCheck", [1, 8]]];
const accepted: readonly CourseStep[] = [...checking, ["accept", [20, 90]]];
const mediating: readonly CourseStep[] = [...accepted, ["startMediation", [4, 48]]];
const settled: readonly CourseStep[] = [...mediating, ["settle", [24, 200]]];
const terminated: readonly CourseStep[] = [...mediating, ["terminate", [48, 240]]];
const refused: readonly CourseStep[] = [...checking, ["refuse", [12, 80]]];
const verifying: readonly CourseStep[] = [...signed, ["startVerification", [2, 24]]];
const filed: readonly CourseStep[] = [...verifying, ["fileCase", [48, 200]]];
const asked: readonly CourseStep[] = [["escalate", [0.1, 1]]];
const askedCounty: readonly CourseStep[] = [...asked, ["dispatch", [0.5, 6]]];

const told: CourseStep = ["giveFeedback", [1, 30]];
const closed: CourseStep = ["close", [1, 40]];
const archived: CourseStep = ["archive", [24, 90]];
const returnedOnce: readonly CourseStep[] = [
  ...submitted,
  ["dispatchElsewhere", [0.3, 4]],
  ["signElsewhere", [2, 16]],
  ["returnToCentre", [3, 24]],
];

const complaint = (steps: readonly CourseStep[], lastStep: Hours): Course => ({ kind: "COMPLAINT", steps, lastStep });
const report = (steps: readonly CourseStep[], lastStep: Hours): Course => ({ kind: "REPORT", steps, lastStep });
const consultation = (steps: readonly CourseStep[], lastStep: Hours): Course => ({
  kind: "CONSULTATION",
  steps,
  lastStep,
});

const day = 24;

/** Courses of tickets that the centre still holds. */
const atCentre = {
  registered: complaint([], [0.1, 4]),
  inReview: complaint(submitted, [0.1, 8]),
  reportInReview: report(submitted, [0.1, 12]),
  returnedToOperator: complaint([...submitted, ["returnToOperator", [0.3, 4]]], [0.5, 30]),
  completed: complaint(
    [...submitted, ["returnToOperator", [0.3, 4]], ["amend", [1, 20]], ["submit", [0.1, 0.5]]],
    [0.2, 8],
  ),
  reclassified: complaint([...submitted, ["reclassify", [0.2, 3]]], [0.2, 10]),
  forTracing: complaint([...submitted, ["trace", [0.5, 10]]], [5, 20 * day]),
  split: complaint([...submitted, ["split", [0.2, 3]]], [0.3, 12]),
  returnedByCounty: complaint(returnedOnce, [1, 40]),
  answered: { ...consultation([], [0.1, 58 * day]), isAnswered: true },
  asked: consultation([], [0.1, 3]),
  escalated: consultation(asked, [0.2, 20]),
} as const satisfies Record<string, Course>;

/** Courses of tickets that a bureau is working on. */
const underWay = {
  dispatched: complaint(dispatched, [0.2, 20]),
  // Long enough for any holiday to lie within: the limits of 7 and 15 working days have passed for certain.
  dispatchedOverdue: complaint(dispatched, [22 * day, 40 * day]),
  reportDispatched: report(dispatched, [0.2, 40]),
  signed: complaint(signed, [1, 48]),
  checking: complaint(checking, [2, 60]),
  checkingOverdue: complaint(checking, [22 * day, 36 * day]),
  awaitingMaterials: complaint([...checking, ["requestMaterials", [1, 20]]], [10, 90]),
  accepted: complaint(accepted, [5, 72]),
  mediating: complaint(mediating, [24, 15 * day]),
  suspended: complaint([...mediating, ["suspendMediation", [4, 60]]], [5, 70]),
  testing: complaint([...mediating, ["startTesting", [10, 90]]], [24, 200]),
  settled: complaint(settled, [2, 30]),
  terminated: complaint(terminated, [2, 60]),
  refused: complaint(refused, [2, 40]),
  sentOn: complaint([...returnedOnce, ["dispatch", [1, 10]]], [1, 30]),
  verifying: report(verifying, [2, 9 * day]),
  verifyingOverdue: report(verifying, [36 * day, 48 * day]),
  caseFiled: report(filed, [4, 10 * day]),
  notFiled: report([...verifying, ["declineCase", [24, 150]]], [4, 6 * day]),
  referred: report([...verifying, ["refer", [12, 90]]], [4, 40]),
  repeated: { ...report([...verifying, ["markDuplicate", [5, 40]]], [2, 40]), isRepeated: true },
  consultationDispatched: consultation(askedCounty, [0.3, 20]),
  consultationSigned: consultation([...askedCounty, ["sign", [1, 10]]], [0.5, 30]),
  mixed: { ...complaint(checking, [2, 60]), also: verifying },
} as const satisfies Record<string, Course>;

/** Courses of tickets on which everything is decided. */
const decided = {
  settledArchived: complaint([...settled, closed, told, archived], [1, 30 * day]),
  settledClosed: complaint([...settled, told, closed], [1, 20 * day]),
  testedClosed: complaint(
    [
      ...signed,
      ["startCheck", [1, 8]],
      ["requestMaterials", [1, 10]],
      ["receiveMaterials", [10, 50]],
      ["accept", [2, 30]],
      ["startMediation", [4, 48]],
      ["startTesting", [10, 40]],
      ["finishTesting", [50, 150]],
      ["settle", [10, 90]],
      closed,
    ],
    [1, 20 * day],
  ),
  resumedClosed: complaint(
    [...mediating, ["suspendMediation", [4, 40]], ["resumeMediation", [20, 60]], ["settle", [10, 90]], closed],
    [1, 20 * day],
  ),
  terminatedArchived: complaint([...terminated, told, closed, archived], [1, 25 * day]),
  refusedArchived: complaint([...refused, told, closed, archived], [1, 40 * day]),
  caseArchived: report([...filed, ["closeWithFine", [100, 400]], archived], [1, 12 * day]),
  declinedClosed: report([...verifying, ["declineCase", [24, 150]], told, closed], [1, 30 * day]),
  referredClosed: report([...verifying, ["refer", [12, 90]], closed], [1, 30 * day]),
  repeatedClosed: { ...report([...verifying, ["markDuplicate", [5, 40]], closed], [1, 20 * day]), isRepeated: true },
  consultationArchived: consultation([...askedCounty, ["sign", [1, 10]], ["reply", [1, 20]], archived], [1, 40 * day]),
} as const satisfies Record<string, Course>;

/** Every course of the demo world, by name. */
export const courses = { ...atCentre, ...underWay, ...decided } as const;

/** The name of a course. */
export type CourseName = keyof typeof courses;

/** The names of the courses of tickets that a bureau is working on. */
export const openCourses = Object.keys(underWay) as CourseName[];

/** The names of the courses of tickets on which everything is decided. */
export const decidedCourses = Object.keys(decided) as CourseName[];
