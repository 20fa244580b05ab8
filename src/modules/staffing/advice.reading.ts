import { pathOf } from "../../platform/actor.js";
import { chinaDay } from "../../platform/clock.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import type { Transaction } from "../../platform/database.js";
import { calendarOf, dayAfter, dayNumberOf, type LocalDate, type WorkingCalendar } from "../calendar/index.js";
import { type EmergencyInForce, emergenciesInForce } from "../emergencies/index.js";
import { type BureauRow, placeOf } from "../jurisdictions/index.js";
import { bureauAsked, type SeatsOfDay, type ShiftOn, seatsByHalfHour, shiftsOn } from "../shifts/index.js";
import { type AdviceTerms, type AdvisedHalfHour, adviseDay } from "./advice.js";
import { type AdvisedShift, adviseShifts } from "./advice.shifts.js";
import { dayKindOf, type LookedBack, likeDaysOf } from "./like-days.js";
import { type Expectation, expectationOf } from "./load.js";
import { countSeats, hasCalls, readHalfHours } from "./load.store.js";
import { findStaffingRule } from "./rule.store.js";
import type { StaffingAdviceInput } from "./staffing.inputs.js";
import { checkAsked, type TermsAsked, termsOf } from "./staffing.terms.js";
import type { PresenceSource, StaffingDayKind, StaffingGap } from "./staffing.words.js";

/** What was found of a day, and what follows. */
export interface Advice {
  bureau: BureauRow;
  dayKind: StaffingDayKind;
  /** The kind of days that were looked for, and where. */
  likeKind: StaffingDayKind;
  back: LookedBack;
  asked: TermsAsked;
  terms: AdviceTerms;
  expectation: Expectation;
  gap: StaffingGap | null;
  presence: PresenceSource;
  /** Empty where there is a gap. */
  halfHours: readonly AdvisedHalfHour[];
  shifts: readonly AdvisedShift[];
  /** Whether shifts reach into a next day of which nothing is known. */
  isNextDayUnknown: boolean;
  isProvisional: boolean;
  emergency: EmergencyInForce | null;
}

/** How long ago a telephone system may have told of a seat for it to count as one that is there, in milliseconds: 30 days. */
const seatsSince = 2_592_000_000;

const beginningOf = (day: LocalDate): Date => new Date(`${day}T00:00:00+08:00`);

/**
 * Works staffing advice out, in one transaction.
 *
 * @throws NOT_FOUND for a bureau out of the caller's region, INVALID_INPUT
 */
export async function readAdvice(context: RequestContext, input: StaffingAdviceInput): Promise<Advice> {
  const now = context.clock.now();
  const today = chinaDay(now);
  checkAsked(input, today);
  const bureau = await bureauAsked(context, "staffing.read", input.bureau);
  const calendar = await calendarOf(context);
  return inScope(context, async (tx) => {
    const rule = await findStaffingRule(tx, bureau.code);
    const noon = new Date(beginningOf(input.day).getTime() + 43_200_000);
    const [emergency = null] = await emergenciesInForce(tx, actorOf(context), pathOf(placeOf(bureau)), noon);
    const asked = termsOf(input, rule);
    const terms: AdviceTerms = {
      target: { share: asked.target.percent / 100, seconds: asked.target.seconds },
      shrinkage: asked.shrinkagePercent / 100,
      afterCallSeconds: asked.afterCallSeconds,
      surgeFactor: input.surgeFactor,
      basis: input.basis,
      seats: rule?.seats ?? (await countSeats(tx, bureau.code, new Date(now.getTime() - seatsSince))),
      isAllSeats: input.isAllSeats ?? emergency?.isAllSeats ?? false,
    };
    return adviseOn({ tx, bureau, input, today, calendar, asked, terms, emergency });
  });
}

interface Asked {
  tx: Transaction;
  bureau: BureauRow;
  input: StaffingAdviceInput;
  today: LocalDate;
  calendar: WorkingCalendar;
  asked: TermsAsked;
  terms: AdviceTerms;
  emergency: EmergencyInForce | null;
}

async function adviseOn(of: Asked): Promise<Advice> {
  const { asked, bureau, calendar, emergency, input, terms, tx } = of;
  const { day } = input;
  const dayKind = dayKindOf(day, calendar);
  const likeKind = input.likeKind ?? dayKind;
  const { back, expectation } = await lookBack(of, day, likeKind);
  const isProvisional = dayNumberOf(day) > calendar.counts.announcedUntil;
  const found = { bureau, dayKind, likeKind, back, asked, terms, expectation, isProvisional, emergency };
  const there = await seatsByHalfHour(tx, bureau.code, day);
  const presence = sourceOf(there, terms);
  if (expectation.halfHours === null) {
    const gap = await gapOf(of, found);
    return { ...found, presence, gap, halfHours: [], shifts: [], isNextDayUnknown: false };
  }
  const halfHours = adviseDay(beginningOf(day), expectation.halfHours, there.seats, terms);
  const shifts = await shiftsOn(tx, bureau.code, day);
  const next = await adviseNextDay(of, shifts);
  const advised = adviseShifts(shifts, [...halfHours, ...(next ?? [])]);
  return { ...found, presence, gap: null, halfHours, shifts: advised, isNextDayUnknown: next === null };
}

async function gapOf({ bureau, tx }: Asked, { back, expectation }: Pick<Advice, "back" | "expectation">) {
  if (expectation.calls > 0) return "NO_TALKING_TIME";
  return (await hasCalls(tx, bureau.code, back.from, back.to)) ? "NO_LIKE_DAYS" : "NO_CALLS";
}

/** The half-hours of the day after, where a shift reaches into it: none where none does, null where nothing is known of it. */
async function adviseNextDay(of: Asked, shifts: readonly ShiftOn[]): Promise<readonly AdvisedHalfHour[] | null> {
  const { bureau, calendar, input, terms, tx } = of;
  const day = dayAfter(input.day);
  const beginning = beginningOf(day);
  if (shifts.every(({ endsAt }) => endsAt <= beginning)) return [];
  const { expectation } = await lookBack(of, day, input.likeKind ?? dayKindOf(day, calendar));
  if (expectation.halfHours === null) return null;
  return adviseDay(beginning, expectation.halfHours, (await seatsByHalfHour(tx, bureau.code, day)).seats, terms);
}

async function lookBack(
  { bureau, calendar, input, today, tx }: Asked,
  day: LocalDate,
  kind: StaffingDayKind,
): Promise<{ back: LookedBack; expectation: Expectation }> {
  const back = likeDaysOf(day, kind, input.weeks, today, calendar);
  return { back, expectation: expectationOf(await readHalfHours(tx, bureau.code, back.days)) };
}

function sourceOf({ source }: SeatsOfDay, { isAllSeats, seats }: AdviceTerms): PresenceSource {
  return isAllSeats && seats !== null ? "ALL_SEATS" : source;
}
