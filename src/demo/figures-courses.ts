import type { Course, CourseStep, Hours } from "./courses.js";

/** What a ticket of a published figure goes through, from its registration on. */
export interface FigureCourse extends Course {
  /** Set for a report whose reporter does not give his name: nobody is told of the result (art. 31 of Order 20). */
  isAnonymous?: boolean;
  /** Set where everything is done on the day of the registration, which comes before the early afternoon. */
  isOfOneDay?: boolean;
}

// Nothing counts from the last step: each course has its start.
const lastStep: Hours = [0, 0];

const dispatched: CourseStep = ["dispatch", [0.3, 5]];
const accepted: readonly CourseStep[] = [dispatched, ["acceptAtOnce", [4, 60]]];
const verifying: readonly CourseStep[] = [dispatched, ["verifyAtOnce", [4, 40]]];
const declined: readonly CourseStep[] = [...verifying, ["declineCase", [40, 160]]];
const told: CourseStep = ["giveFeedback", [1, 24]];
const closed: CourseStep = ["close", [1, 30]];

const dispatchedSoon: CourseStep = ["dispatch", [0.2, 1]];
const declinedSoon: readonly CourseStep[] = [
  dispatchedSoon,
  ["verifyAtOnce", [0.3, 1.5]],
  ["declineCase", [1, 5]],
  ["close", [0.2, 2]],
];

/**
 * The courses. Hours are those of the layout, which are squeezed into the opening hours of a day; those of one day come
 * to eleven at most. What is left open is a consultation that was passed on: no limit of law runs on it, so that nothing
 * of long ago is overdue today.
 */
export const figureCourses = {
  answered: { kind: "CONSULTATION", isAnswered: true, steps: [], lastStep },
  passedOn: { kind: "CONSULTATION", steps: [["escalate", [0.1, 1]], dispatched], lastStep },
  settled: { kind: "COMPLAINT", steps: [...accepted, ["settleAtOnce", [24, 200]]], lastStep },
  terminated: {
    kind: "COMPLAINT",
    steps: [...accepted, ["terminate", [48, 200]], told, closed],
    lastStep,
  },
  // The order of the city comes three weeks after the registration; see figures-supervision.ts.
  supervised: {
    kind: "COMPLAINT",
    steps: [dispatched, ["acceptAtOnce", [34 * 24, 36 * 24]], ["settleAtOnce", [24, 120]]],
    lastStep,
  },
  declined: { kind: "REPORT", isAnonymous: true, steps: [...declined, closed], lastStep },
  toldOfDecision: { kind: "REPORT", steps: [...declined, told, closed], lastStep },
  fined: {
    kind: "REPORT",
    isAnonymous: true,
    steps: [...verifying, ["fileCase", [48, 160]], ["closeWithFine", [100, 300]]],
    lastStep,
  },
  settledSameDay: {
    kind: "COMPLAINT",
    isOfOneDay: true,
    steps: [dispatchedSoon, ["acceptAtOnce", [0.5, 2.5]], ["settleAtOnce", [1, 7]]],
    lastStep,
  },
  declinedSameDay: { kind: "REPORT", isAnonymous: true, isOfOneDay: true, steps: declinedSoon, lastStep },
} as const satisfies Record<string, FigureCourse>;

/** The name of a course of a published figure. */
export type FigureCourseName = keyof typeof figureCourses;
