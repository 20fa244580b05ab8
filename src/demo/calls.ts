import { recordCalls } from "../modules/calls/index.js";
import { chinaDay } from "../platform/clock.js";
import type { Happening, Stage } from "./play.js";
import { type Random, seededRandom } from "./random.js";

/** A record of a call, as a telephone system sends it. */
type CallRecord = Parameters<typeof recordCalls>[1]["calls"][number];

const dayMilliseconds = 86_400_000;

/** How many days back the calls reach: four weeks of like days, which staffing advice goes by. */
const daysBack = 28;

/** How many calls a centre is offered in each hour of a day, on average: a quiet night, peaks before noon, after it and in the evening. */
const loadByHour = [3, 2, 1, 1, 1, 2, 4, 8, 22, 34, 36, 24, 14, 18, 28, 30, 22, 16, 14, 18, 16, 10, 6, 4];

/** A centre of the demo world whose telephone system tells of its calls. */
interface DemoLines {
  /** The login of whoever sends the records. */
  sender: string;
  /** By how much its load is above the usual one. */
  factor: number;
  seed: number;
}

const lines: readonly DemoLines[] = [
  { sender: "chuzhou.shiftmanager", factor: 0.35, seed: 341100 },
  { sender: "suzhou.shiftmanager", factor: 1, seed: 320500 },
];

/** The calls of the last four weeks at Chuzhou and Suzhou, recorded day by day as a telephone system does. */
export function callHappenings(stage: Stage, now: Date): Happening[] {
  return lines.flatMap(({ factor, seed, sender }) => {
    const random = seededRandom(seed);
    return Array.from({ length: daysBack }, (_, position) => {
      const day = new Date(now.getTime() - (daysBack - position) * dayMilliseconds);
      const calls = callsOf(random, chinaDay(day), factor);
      const at = new Date(`${chinaDay(new Date(day.getTime() + dayMilliseconds))}T00:30:00+08:00`);
      return {
        at: at < now ? at : now,
        login: sender,
        happen: async () => {
          await recordCalls(stage.contextOf(sender), { source: "demo-telephone", calls });
        },
      };
    });
  });
}

function callsOf(random: Random, day: string, factor: number): CallRecord[] {
  const midnight = new Date(`${day}T00:00:00+08:00`).getTime();
  return loadByHour.flatMap((usual, hour) => {
    const count = Math.round(usual * factor * (0.75 + random.fraction() / 2));
    return Array.from({ length: count }, (_, place) => {
      const offered = midnight + hour * 3_600_000 + random.between(0, 3_599) * 1000;
      return callAt(random, `${day}-${hour}-${place}`, offered, usual);
    });
  });
}

// The busier the hour, the more callers wait long, or hang up before anybody answers.
function callAt(random: Random, callId: string, offered: number, load: number): CallRecord {
  const isGivenUp = random.fraction() < load / 500;
  const waiting = isGivenUp ? random.between(20, 90) : random.between(1, 6 + Math.round(load / 2));
  const talking = isGivenUp ? 0 : random.between(60, 420);
  const answered = offered + waiting * 1000;
  const common = {
    ...{
      callId,
      revision: 1,
      offeredAt: new Date(offered),
      caller: `139${String(random.between(0, 99_999_999)).padStart(8, "0")}`,
    },
    queue: random.pick(["咨询", "投诉举报"]),
  };
  if (isGivenUp) return { ...common, outcome: "ABANDONED", endedAt: new Date(answered) };
  const operatorNumber = String(5000 + random.between(1, 10));
  const ended = new Date(answered + talking * 1000);
  return { ...common, operatorNumber, outcome: "ANSWERED", answeredAt: new Date(answered), endedAt: ended };
}
