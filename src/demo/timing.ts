import { chinaDay } from "../platform/clock.js";
import type { Course, CourseStep, Hours } from "./courses.js";
import type { Random } from "./random.js";
import type { StepName } from "./steps.js";

const hour = 3_600_000;
const day = 24 * hour;
const eastOfGreenwich = 8 * hour;
const opens = 8 * hour;
const closes = 21 * hour;

/** A step and its instant. */
export interface TimedStep {
  step: StepName;
  at: Date;
}

/** When a ticket was registered, and when each step was taken, up to now. */
export interface Timing {
  registeredAt: Date;
  steps: readonly TimedStep[];
  /** The steps of the linked report of mixed material. */
  linkedSteps: readonly TimedStep[];
}

const hoursIn = ([least, most]: Hours, random: Random): number => (least + (most - least) * random.fraction()) * hour;

/**
 * Lays out a course in time.
 *
 * @param start when the ticket was registered; null for a start from which the last step comes to lie as long before now
 *   as the course says
 */
export function layOut(course: Course, start: Date | null, now: Date, random: Random): Timing {
  const waits = waitsOf(course.steps, random);
  const linkedWaits = waitsOf(course.also ?? [], random);
  const length = Math.max(waits.at(-1)?.after ?? 0, linkedWaits.at(-1)?.after ?? 0);
  const registered = start?.getTime() ?? now.getTime() - hoursIn(course.lastStep, random) - length;
  const timed = (list: readonly Wait[]): TimedStep[] =>
    list.map(({ step, after }) => ({ step, at: byDay(registered + after, now) }));
  return { registeredAt: byDay(registered, now), steps: timed(waits), linkedSteps: timed(linkedWaits) };
}

interface Wait {
  step: StepName;
  /** Milliseconds after the registration. */
  after: number;
}

function waitsOf(list: readonly CourseStep[], random: Random): Wait[] {
  let after = 0;
  return list.map(([step, hours]) => {
    after += hoursIn(hours, random);
    return { step, after };
  });
}

// Bureaus work by day: every day but today is squeezed into its opening hours, so that order and days stay as they are.
function byDay(instant: number, now: Date): Date {
  if (chinaDay(new Date(instant)) === chinaDay(now)) return new Date(instant);
  const local = instant + eastOfGreenwich;
  const midnight = Math.floor(local / day) * day;
  return new Date(Math.floor(midnight + opens + ((local - midnight) * (closes - opens)) / day - eastOfGreenwich));
}
