import { authorize, nationPlace } from "../../../access/index.js";
import type { Actor } from "../../../platform/actor.js";
import { chinaDay } from "../../../platform/clock.js";
import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import { asSystemWithin, type Transaction } from "../../../platform/database.js";
import { toGlobalId } from "../../../platform/ids.js";
import { record } from "../../../platform/record.js";
import { type Announcement, checkAnnouncement } from "../announcement-checks.js";
import { calendarEventTypes } from "../calendar.events.js";
import type { AnnounceYearInput } from "../calendar.inputs.js";
import { findAnnouncedYears, lockCalendar, saveAnnouncedYear } from "../calendar.store.js";
import { type AnnounceYearPayload, calendarYearType, toCalendarYear } from "../calendar.type.js";
import { forgetCalendarAfter } from "../calendar-memory.js";
import type { LocalDate } from "../local-date.js";
import { type YearArrangement, yearsInForce } from "../years.js";

/** What was announced, for whoever counts with the calendar. */
export interface Announced {
  readonly year: number;
  /** The first day that may count in another way than before. */
  readonly firstChanged: LocalDate;
  readonly at: Date;
}

/**
 * What follows from an announcement, in its own transaction. The calendar does not know what is counted with it, so whoever
 * offers the mutation says what is to be counted again.
 */
export type Follow = (tx: Transaction, actor: Actor, announced: Announced) => Promise<void>;

/**
 * Announces the year that follows the horizon, or corrects one from today on.
 *
 * @param follow is done where a day counts in another way than before
 * @throws FORBIDDEN to everyone but an administrator of the nation; INVALID_INPUT with everything that is wrong
 */
export async function announceYear(
  context: RequestContext,
  input: AnnounceYearInput,
  follow: Follow,
): Promise<AnnounceYearPayload> {
  const at = context.clock.now();
  const announcement = readInput(input);
  const year = await inScope(context, async (tx) => {
    const actor = actorOf(context);

    authorize(actor, "calendar.announce", nationPlace);

    await lockCalendar(tx);
    const { years } = yearsInForce(await findAnnouncedYears(tx));
    const firstChanged = checkAnnouncement(announcement, years, chinaDay(at));

    const { isCorrection, ...arranged } = announcement;
    const written: YearArrangement = { ...arranged, announcedAt: at };
    // SECURITY: nobody but the platform writes the calendar; that the nation's administrator may was asked above.
    await asSystemWithin(tx, actor, "the calendar is the same for the whole country", () =>
      saveAnnouncedYear(tx, {
        ...written,
        makeUpDays: [...written.makeUpDays],
        notice: announcement.notice,
        announcedAt: at,
        announcedBy: actor.person?.id ?? null,
      }),
    );

    await recordAnnouncement(tx, context, at, announcement);
    forgetCalendarAfter(tx);
    if (firstChanged !== null) await follow(tx, actor, { year: announcement.year, firstChanged, at });
    return written;
  });
  return { year: toCalendarYear(year) };
}

function readInput(input: AnnounceYearInput): Announcement {
  const { year, holidays, makeUpDays, notice } = input;
  return {
    year,
    holidays: holidays.map(({ name, first, last }) => ({ name, first, last })),
    makeUpDays,
    notice,
    isCorrection: input.isCorrection ?? false,
  };
}

// The whole arrangement stands in the audit: what was in force before a correction is read there.
async function recordAnnouncement(
  tx: Transaction,
  context: RequestContext,
  at: Date,
  { holidays, isCorrection, makeUpDays, notice, year }: Announcement,
): Promise<void> {
  await record(tx, actorOf(context), {
    action: "calendar.announce",
    at,
    requestId: context.requestId,
    subject: { type: calendarYearType, id: toGlobalId(calendarYearType, String(year)), place: nationPlace },
    detail: { year, notice, isCorrection, holidays: holidays.map((one) => ({ ...one })), makeUpDays },
    events: [{ type: calendarEventTypes.ANNOUNCED, payload: { year, isCorrection } }],
  });
}
