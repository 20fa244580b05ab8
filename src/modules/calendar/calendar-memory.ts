import { type RequestContext, readInScope } from "../../platform/context.js";
import { afterCommit, identityOf, type Transaction } from "../../platform/database.js";
import { createMemory } from "../../platform/loaders.js";
import type { WorkingCalendar } from "./arrangements.js";
import { type AnnouncedYearRow, findAnnouncedYears } from "./calendar.store.js";
import { type CalendarInForce, yearsInForce } from "./years.js";

/** How long a process goes on with the calendar that it knows, in milliseconds: so late may it learn of a year announced elsewhere. */
export const calendarLifetime = 2000;

const memory = createMemory<CalendarInForce>(1, calendarLifetime);
const key = "in force";

// What was built of the same rows last is the same object again, so that others may remember by it what they worked out.
const built = new WeakMap<object, { of: string; inForce: CalendarInForce }>();

function inForceOf(identity: object, rows: readonly AnnouncedYearRow[]): CalendarInForce {
  const of = JSON.stringify(rows);
  const last = built.get(identity);
  if (last?.of === of) return last.inForce;
  const inForce = yearsInForce(rows);
  built.set(identity, { of, inForce });
  return inForce;
}

async function remember(identity: object, read: () => Promise<readonly AnnouncedYearRow[]>): Promise<CalendarInForce> {
  const { generation } = memory.of(identity);
  const inForce = inForceOf(identity, await read());
  const remembered = memory.of(identity);
  // What was read before an announcement must not be kept after it.
  if (remembered.generation === generation) remembered.values.set(key, inForce);
  return inForce;
}

function rememberedYears(identity: object): CalendarInForce | undefined {
  return memory.of(identity).values.get(key);
}

/**
 * The calendar as it is remembered of a database; null where nobody asked in the last two seconds.
 *
 * @param identity what stands for the database
 */
export function rememberedCalendar(identity: object): WorkingCalendar | null {
  return rememberedYears(identity)?.calendar ?? null;
}

/**
 * The calendar in force, for work inside a transaction of several statements, whoever's it is. It costs a statement once in
 * two seconds.
 */
export async function currentCalendar(tx: Transaction): Promise<WorkingCalendar> {
  const identity = identityOf(tx);
  const remembered = rememberedYears(identity) ?? (await remember(identity, () => findAnnouncedYears(tx)));
  return remembered.calendar;
}

/** The calendar in force as it stands in the table at this moment, for work that must not miss an announcement. */
export async function readCalendar(tx: Transaction): Promise<WorkingCalendar> {
  return inForceOf(identityOf(tx), await findAnnouncedYears(tx)).calendar;
}

/** The years in force and their calendar, for reading outside a transaction: at once where they are remembered. */
export function inForceFor(context: RequestContext): CalendarInForce | Promise<CalendarInForce> {
  const { identity } = context.database;
  return rememberedYears(identity) ?? remember(identity, () => readInScope(context, findAnnouncedYears));
}

/** The calendar in force, for reading outside a transaction: at once where it is remembered. */
export function calendarOf(context: RequestContext): WorkingCalendar | Promise<WorkingCalendar> {
  const inForce = inForceFor(context);
  return inForce instanceof Promise ? inForce.then(({ calendar }) => calendar) : inForce.calendar;
}

/** To be called by whoever writes a year: this process reads the years anew when the announcement has committed. */
export function forgetCalendarAfter(tx: Transaction): void {
  afterCommit(tx, (database) => memory.forget(database));
}
