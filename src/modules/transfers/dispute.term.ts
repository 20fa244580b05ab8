import { chinaDay } from "../../platform/clock.js";
import { addWorkingDays, type WorkingCalendar } from "../calendar/index.js";

/** How many working days the bureaus may negotiate (协商; art. 33 of Order 121, art. 30 of Order 20). */
export const negotiationDays = 7;

const millisecondsOfDay = 86_400_000;

/** The day after a day, YYYY-MM-DD. */
export function dayAfter(day: string): string {
  return new Date(Date.parse(day) + millisecondsOfDay).toISOString().slice(0, 10);
}

/**
 * Until which day bureaus negotiate that began to dispute at an instant, and on which day the dispute goes to their common
 * superior by itself. The first day is not counted (art. 45 of Order 121).
 */
export function negotiationFrom(at: Date, calendar: WorkingCalendar): { negotiateUntil: string; refersOn: string } {
  const { due } = addWorkingDays(chinaDay(at), negotiationDays, calendar);
  return { negotiateUntil: due, refersOn: dayAfter(due) };
}

/**
 * On which day the platform looks at a referred dispute again: not to do anything for the superior, but to end the dispute
 * where the ticket has moved on.
 */
export function nextLook(at: Date): string {
  return dayAfter(chinaDay(at));
}
