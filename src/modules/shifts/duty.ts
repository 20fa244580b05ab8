import { chinaDay } from "../../platform/clock.js";
import type { Transaction } from "../../platform/database.js";
import type { WorkingCalendar } from "../calendar/index.js";
import { isValidOn } from "../jurisdictions/index.js";
import { type AssignmentRow, findAssignments, findHoldings, type Holding } from "./assignment.store.js";
import { groupedBy } from "./grouped.js";
import { isThere } from "./roster.js";
import { readPlans, shiftsOfDay } from "./shift.plans.js";
import type { ShiftRow } from "./shift.store.js";
import { dayFrom, type Span } from "./shift.times.js";
import { type DutySource, type NoticeStage, officeCode } from "./shift.words.js";

/** Who is on duty at a bureau at an instant, by the published roster. */
export interface Duty {
  bureau: string;
  at: Date;
  /** By whom the bureau is reached. */
  source: DutySource;
  /** Those on shift, without leaders and without those on leave. */
  people: readonly AssignmentRow[];
  /** Who leads the shifts of the instant (带班领导). */
  leaders: readonly AssignmentRow[];
  /** The ids of its heads, who are asked where nobody is on duty. */
  heads: readonly string[];
  /**
   * Whether its office is open: the instant lies within the hours of 行政班, and its roster puts somebody there, or nobody at
   * all, since offices are seldom on a roster.
   */
  isOfficeOpen: boolean;
}

const covers = ({ endsAt, startsAt }: Span, at: Date): boolean => startsAt <= at && at < endsAt;

/**
 * Who is on duty at bureaus at an instant, and who is asked where nobody is: whoever leads the shift, then the head. What the row
 * policies hide counts as nothing.
 */
export async function onDutyAt(tx: Transaction, bureaus: readonly string[], at: Date): Promise<Map<string, Duty>> {
  if (bureaus.length === 0) return new Map();
  const today = chinaDay(at);
  const { calendar, versions } = await readPlans(tx, bureaus);
  // A shift lasts a day at most.
  const found = await findAssignments(tx, bureaus, dayFrom(today, -1), today);
  const turns = groupedBy(
    found.filter(({ publishedAt }) => publishedAt !== null),
    ({ bureau }) => bureau,
  );
  const heads = groupedBy(await findHoldings(tx, bureaus, "HEAD"), ({ bureau }) => bureau);
  return new Map(
    bureaus.map((bureau) => {
      const matter = {
        turns: turns.get(bureau) ?? [],
        heads: heads.get(bureau) ?? [],
        versions: versions.get(bureau) ?? [],
      };
      return [bureau, dutyOf(bureau, at, matter, calendar)];
    }),
  );
}

/** What is on duty at one bureau is worked out from. */
interface DutyMatter {
  turns: readonly AssignmentRow[];
  heads: readonly Holding[];
  versions: readonly ShiftRow[];
}

function dutyOf(bureau: string, at: Date, { heads, turns, versions }: DutyMatter, calendar: WorkingCalendar): Duty {
  const now = turns.filter((turn) => isThere(turn) && covers(turn, at));
  const people = now.filter(({ isLeader }) => !isLeader);
  const leaders = now.filter(({ isLeader }) => isLeader);
  const today = chinaDay(at);
  const held = [...new Set(heads.filter((one) => isValidOn(one, today)).map(({ person }) => person))];
  const sources: [DutySource, number][] = [
    ["ON_DUTY", people.length],
    ["LEADER", leaders.length],
    ["HEAD", held.length],
  ];
  return {
    ...{ bureau, at, people, leaders, heads: held },
    source: sources.find(([, count]) => count > 0)?.[0] ?? "NOBODY",
    isOfficeOpen: isOfficeOpenAt(at, turns, versions, calendar),
  };
}

function isOfficeOpenAt(
  at: Date,
  turns: readonly AssignmentRow[],
  versions: readonly ShiftRow[],
  calendar: WorkingCalendar,
): boolean {
  const today = chinaDay(at);
  const office = [dayFrom(today, -1), today]
    .flatMap((day) => shiftsOfDay(versions, day, calendar))
    .find((shift) => shift.plan.code === officeCode && covers(shift, at));
  if (office === undefined) return false;
  const onIt = turns.filter(({ day, shiftCode }) => shiftCode === officeCode && day === office.day);
  return onIt.length === 0 || onIt.some((turn) => isThere(turn) && covers(turn, at));
}

/** The ids of whoever is asked at a stage of a duty notice; the bureau that dispatched has none. Pure. */
export function askedAt({ heads, leaders, people }: Duty, stage: NoticeStage): readonly string[] {
  if (stage === "ON_DUTY") return people.map(({ person }) => person);
  if (stage === "LEADER") return leaders.map(({ person }) => person);
  return stage === "HEAD" ? heads : [];
}
