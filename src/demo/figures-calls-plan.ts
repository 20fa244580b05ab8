import { dayAfter } from "../modules/calendar/index.js";
import { recordCalls } from "../modules/calls/index.js";
import { centreOf } from "./demo-bureaus.js";
import { loginAt } from "./demo-people.js";
import { type CallPortion, callsOfCities } from "./figures-calls.js";
import { shareOfDay } from "./figures-plan.js";
import type { Happening, Stage } from "./play.js";
import { type Random, seededRandom } from "./random.js";

/** The telephone system that tells of the calls of the figures. */
export const figureSource = "figures";

type CallInput = Parameters<typeof recordCalls>[1]["calls"][number];

/** The calls of a day. */
export interface PlannedCalls {
  day: string;
  calls: readonly CallInput[];
}

const dayLong = 86_400_000;
const second = 1000;

/** Plans the calls of a city that show what its centre told of, day by day: the same ones each time. */
export function planCalls(city: string): PlannedCalls[] {
  const random = seededRandom(Number(city) + 2);
  const days = (callsOfCities[city] ?? []).flatMap(daysOf);
  const befores = days.map((_, at) => days.slice(0, at).reduce((sum, { offered }) => sum + offered, 0));
  return days.map((one, at) => ({
    day: one.day,
    calls: planDay(one, random).map((call, place) => ({
      ...call,
      callId: `${city}-${(befores[at] ?? 0) + place + 1}`,
    })),
  }));
}

interface Day extends Pick<CallPortion, "hours" | "longest"> {
  day: string;
  offered: number;
  missed: number;
  operators: number;
}

function daysOf({ from, hours, longest, missed, offered, operators }: CallPortion): Day[] {
  let day = from;
  return offered.map((calls, position) => {
    const portion = longest === undefined ? { hours } : { hours, longest };
    const one = { ...portion, day, offered: calls, missed: missed[position] ?? 0, operators: operators[position] ?? 1 };
    day = dayAfter(day);
    return one;
  });
}

function planDay(
  { day, hours, longest, missed, offered, operators }: Day,
  random: Random,
): Omit<CallInput, "callId">[] {
  const start = Date.parse(`${day}T00:00:00+08:00`);
  const missedBefore = (place: number): number => Math.floor((place * missed) / offered);
  return Array.from({ length: offered }, (_, place) => {
    const at = start + dayLong * shareOfDay(hours, (place + random.fraction()) / offered);
    const offeredAt = new Date(Math.floor(at / second) * second);
    const call = { revision: 1, offeredAt, queue: queueOf(random), caller: callerOf(random) };
    // What is missed lies evenly among the others, so that no hour stands out.
    const isMissed = missedBefore(place + 1) > missedBefore(place);
    if (isMissed) return { ...call, outcome: "ABANDONED", endedAt: later(offeredAt, random.between(20, 90)) };
    const isLongest = longest?.day === day && place === Math.floor(offered / 2);
    const talked = isLongest ? longest.seconds : talkOf(random);
    const answeredAt = later(offeredAt, waitOf(random));
    const operatorNumber = String(8001 + ((place - missedBefore(place)) % operators));
    return { ...call, outcome: "ANSWERED", answeredAt, endedAt: later(answeredAt, talked), operatorNumber };
  });
}

const later = (instant: Date, seconds: number): Date => new Date(instant.getTime() + seconds * second);

const queueOf = (random: Random): string => (random.fraction() < 0.7 ? "咨询" : "投诉举报");

const callerOf = (random: Random): string => `1380000${String(random.between(0, 9999)).padStart(4, "0")}`;

/** Nine in ten are answered within 15 seconds. */
const waitOf = (random: Random): number => (random.fraction() < 0.9 ? random.between(2, 15) : random.between(16, 60));

/** Most talk for a few minutes, some for twenty; none for as long as the longest call. */
const talkOf = (random: Random): number =>
  45 + Math.floor(random.fraction() ** 2 * 600 + random.fraction() ** 12 * 900);

/** What the telephone system of a city tells: each night the calls of the day. */
export function callHappenings(stage: Stage, city: string): Happening[] {
  const login = loginAt(centreOf(city), "SHIFT_MANAGER") ?? "";
  return planCalls(city).map(({ calls, day }) => ({
    at: new Date(`${dayAfter(day)}T01:00:00+08:00`),
    login,
    happen: async () => {
      await recordCalls(stage.contextOf(login), { source: figureSource, calls: [...calls] });
    },
  }));
}
