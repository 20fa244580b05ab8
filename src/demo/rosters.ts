import { assignShift, publishRoster, setShift } from "../modules/shifts/index.js";
import { chinaDay } from "../platform/clock.js";
import { toGlobalId } from "../platform/ids.js";
import type { Happening, Stage } from "./play.js";

const dayMilliseconds = 86_400_000;

/** How many days back and ahead the rosters reach, so that a new user finds tonight's and last night's. */
const reach = { back: 7, ahead: 14 } as const;

/** A shift that a bureau of the demo world defines. */
interface DemoShift {
  code: string;
  name: string;
  startTime: string;
  endTime: string;
  endsNextDay: boolean;
  breakMinutes: number;
  plannedHeads: number;
  weekdays: number[];
  onWorkingDays: boolean;
  onHolidays: boolean;
}

/** Who takes the shifts of a bureau: groups that take turns, each a shift further from day to day, or off. */
interface DemoRoster {
  /** The login of whoever makes it. */
  manager: string;
  /** The shifts that the bureau defines; none where it uses those that are shipped. */
  shifts: readonly DemoShift[];
  /** The codes of the shifts in the order in which a group takes them, and null for a day off. */
  turns: readonly (string | null)[];
  /** The groups, by their logins: as many as there are turns. */
  groups: readonly (readonly string[])[];
  /** Who leads a shift, by its code, in turns from day to day. */
  leaders: Readonly<Record<string, readonly string[]>>;
}

const everyDay = { weekdays: [1, 2, 3, 4, 5, 6, 7], onWorkingDays: true, onHolidays: true };

const shift = (code: string, name: string, hours: string, plannedHeads: number, breakMinutes = 30): DemoShift => {
  const [startTime = "", endTime = ""] = hours.split("-");
  return { code, name, startTime, endTime, endsNextDay: endTime <= startTime, breakMinutes, plannedHeads, ...everyDay };
};

const operators = (place: string, first: number, count: number): string[] =>
  Array.from({ length: count }, (_, position) => {
    const number = first + position;
    return number === 1 ? `${place}.operator` : `${place}.operator${number}`;
  });

/**
 * Chuzhou's four shifts, as it set them from the load by hour in January 2020 (滁州 12315 四班制); its plan asks for more
 * seats by day than its ten operators fill. Suzhou takes the shifts that are shipped, and Gusu, a district, has somebody on
 * duty at night and on days off (值班).
 */
const rosters: readonly DemoRoster[] = [
  {
    manager: "chuzhou.shiftmanager",
    shifts: [
      shift("EARLY", "早班", "08:00-14:00", 3),
      shift("PEAK", "高峰班", "10:00-18:00", 3, 60),
      shift("LATE", "晚班", "16:00-22:00", 3),
      shift("NIGHT", "夜班", "22:00-08:00", 2, 60),
    ],
    turns: ["EARLY", "PEAK", "LATE", "NIGHT", null],
    groups: [1, 3, 5, 7, 9].map((first) => operators("chuzhou", first, 2)),
    leaders: { PEAK: ["chuzhou.shiftmanager", "chuzhou.dispatcher"] },
  },
  {
    manager: "suzhou.shiftmanager",
    shifts: [],
    turns: ["DAY", "EVENING", "NIGHT", null],
    groups: [1, 2, 3, 4].map((first) => operators("suzhou", first, 1)),
    leaders: { DAY: ["suzhou.shiftmanager", "suzhou.dispatcher"] },
  },
  {
    manager: "gusu.head",
    shifts: [
      { ...shift("OFFICE", "行政班", "08:30-17:30", 0, 60), weekdays: [], onHolidays: false },
      { ...shift("DUTY_DAY", "日间值班", "08:30-17:30", 1, 60), weekdays: [6, 7], onWorkingDays: false },
      shift("DUTY_NIGHT", "夜间值班", "17:30-08:30", 1, 120),
    ],
    turns: ["DUTY_NIGHT", null, null, null],
    groups: ["gusu.handler", "gusu.operator", "gusu.dispatcher", "gusu.shiftmanager"].map((login) => [login]),
    leaders: { DUTY_NIGHT: ["gusu.supervisor", "gusu.analyst", "gusu.administrator"] },
  },
];

/** Whoever takes a shift on some of the days, in the order of the days. */
interface Taking {
  code: string;
  login: string;
  days: string[];
  isLeader: boolean;
}

function takingsOf({ groups, leaders, turns }: DemoRoster, days: readonly string[]): Taking[] {
  const seats = groups.flatMap((logins, group) =>
    turns.flatMap((code, turn) => {
      if (code === null) return [];
      const taken = days.filter((_, position) => (position + group) % turns.length === turn);
      return logins.map((login) => ({ code, login, days: taken, isLeader: false }));
    }),
  );
  const led = Object.entries(leaders).flatMap(([code, logins]) =>
    logins.map((login, place) => {
      const taken = days.filter((_, position) => position % logins.length === place);
      return { code, login, days: taken, isLeader: true };
    }),
  );
  return [...seats, ...led];
}

/** The shifts and rosters of the demo world, made by the real commands some days ago, and published. */
export function rosterHappenings(stage: Stage, now: Date): Happening[] {
  const at = new Date(now.getTime() - (reach.back + 1) * dayMilliseconds);
  const days = Array.from({ length: reach.back + reach.ahead + 1 }, (_, position) =>
    chinaDay(new Date(now.getTime() + (position - reach.back) * dayMilliseconds)),
  );
  return rosters.map((roster) => ({ at, login: roster.manager, happen: () => makeRoster(stage, roster, days) }));
}

async function makeRoster(stage: Stage, roster: DemoRoster, days: readonly string[]): Promise<void> {
  const context = () => stage.contextOf(roster.manager);
  for (const one of roster.shifts) await setShift(context(), one);
  for (const { code, days: taken, isLeader, login } of takingsOf(roster, days)) {
    const people = [toGlobalId("Person", stage.contextOf(login).actor?.person?.id ?? "")];
    await assignShift(context(), { shift: code, days: [...taken], people, isLeader });
  }
  await publishRoster(context(), { from: days[0] ?? "", to: days.at(-1) ?? "" });
}
