import { chinaDay } from "../../../platform/clock.js";
import { type Cells, instantIn, missing, ownWordIn, wrong } from "./cells.js";
import type { ImportField } from "./fields.js";
import type { RowSettings } from "./row-settings.js";

/** When what happened to an old ticket. */
export interface TicketTimes {
  isFinished: boolean;
  receivedAt: Date;
  registeredAt: Date;
  dispatchedAt: Date | null;
  acceptedAt: Date | null;
  decidedAt: Date | null;
  closedAt: Date | null;
}

/** The day on which the hotline 12315 was opened. */
const beginning = new Date("1999-03-15T00:00:00+08:00");

/** The first day of the first order that the platform knows (Order 20): nothing rules what was open before. */
const firstOrder = new Date("2020-01-01T00:00:00+08:00");

/**
 * The instants of a row, and whether it is finished. Where only one of receipt and registration is known, it stands for
 * both. A day without a time that is the day of the registration counts as that instant, and not as an earlier one.
 *
 * @returns null where it is not known when it was registered; that is noted
 */
export function readTimes(cells: Cells, settings: RowSettings, hasOutcome: boolean): TicketTimes | null {
  const registered = instantOf(cells, "REGISTERED_AT", settings);
  const received = instantOf(cells, "RECEIVED_AT", settings);
  const registeredAt = registered ?? received;
  if (registeredAt === null) {
    missing(cells, "REGISTERED_AT");
    return null;
  }
  const receivedAt =
    received === null ? registeredAt : isSameDay(received, registeredAt) ? earlier(received, registeredAt) : received;
  if (receivedAt > registeredAt) wrong(cells, "REGISTERED_AT", "DATES_OUT_OF_ORDER");
  const later = (field: ImportField): Date | null => laterInstant(cells, field, settings, registeredAt);
  const decided = later("DECIDED_AT");
  const times = {
    dispatchedAt: later("DISPATCHED_AT"),
    acceptedAt: later("ACCEPTED_AT"),
    closedAt: later("CLOSED_AT"),
  };
  const state = ownWordIn(cells, "STATE");
  const isFinished =
    state === null ? times.closedAt !== null || (decided !== null && hasOutcome) : state === "FINISHED";
  const closedAt = isFinished ? (times.closedAt ?? decided) : null;
  if (isFinished && closedAt === null) missing(cells, "CLOSED_AT");
  if (!isFinished && times.closedAt !== null) wrong(cells, "STATE", "STATE_CONTRADICTS");
  if (!isFinished && receivedAt < firstOrder) wrong(cells, "REGISTERED_AT", "NO_ORDER");
  const decidedAt = isFinished ? (decided ?? closedAt) : null;
  return { ...times, isFinished, receivedAt, registeredAt, decidedAt, closedAt };
}

function instantOf(cells: Cells, field: ImportField, { now }: RowSettings): Date | null {
  const at = instantIn(cells, field);
  if (at === null) return null;
  if (at > now) wrong(cells, field, "IN_THE_FUTURE");
  else if (at < beginning) wrong(cells, field, "TOO_EARLY");
  return at;
}

function laterInstant(cells: Cells, field: ImportField, settings: RowSettings, registeredAt: Date): Date | null {
  const at = instantOf(cells, field, settings);
  if (at === null || at >= registeredAt) return at;
  if (!isSameDay(at, registeredAt)) wrong(cells, field, "DATES_OUT_OF_ORDER");
  return registeredAt;
}

const isSameDay = (one: Date, other: Date): boolean => chinaDay(one) === chinaDay(other);
const earlier = (one: Date, other: Date): Date => (one < other ? one : other);
