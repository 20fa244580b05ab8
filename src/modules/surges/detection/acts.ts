import { type Alert, nextAlertState, type ToldFigures } from "./life.js";

/** What persons do with an alert. */
export type PersonVerb = "ACKNOWLEDGE" | "SNOOZE" | "CLOSE" | "REOPEN";

/**
 * What a person's act makes of an alert; null where its state does not allow the act, or an alert were snoozed until an
 * instant that has passed.
 *
 * @param snoozedUntil of SNOOZE: until when nothing is told of it
 * @param seen the figures that the person saw: growth is judged against them from now on; those told last where nothing is
 * given
 */
export function act(
  alert: Alert,
  verb: PersonVerb,
  at: Date,
  snoozedUntil: Date | null = null,
  seen: ToldFigures = alert.told,
): Alert | null {
  const state = nextAlertState(alert.state, verb);
  if (state === null) return null;
  const told = seen;
  switch (verb) {
    case "ACKNOWLEDGE":
      return { ...alert, state, told, snoozedUntil: null };
    case "SNOOZE":
      return snoozedUntil === null || snoozedUntil <= at ? null : { ...alert, state, told, snoozedUntil };
    case "CLOSE":
      // A quiet time of which it was closed counts: what comes after it is something new.
      return { ...alert, state, told, snoozedUntil: null, closedAt: at, closedBy: "PERSON" };
    case "REOPEN":
      return { ...alert, state, told, quietSince: null, closedAt: null, closedBy: null };
  }
}
