import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Frame,
  lowestAmong,
  narrow,
  type OfferedCall,
  spansOf,
  type Window,
} from "../../../src/modules/statistics/calls/lowest-window.js";

const hour = 3_600_000;
const day = 24 * hour;

/** Finds the lowest as the statistics do: hours first, then the calls where it can be. */
function find(calls: readonly OfferedCall[], frame: Frame): Window | null {
  const counted = new Map<number, { at: number; offered: number; answered: number }>();
  for (const [at, isAnswered] of calls) {
    const start = Math.floor(at / hour) * hour;
    const known = counted.get(start) ?? { at: start, offered: 0, answered: 0 };
    counted.set(start, { at: start, offered: known.offered + 1, answered: known.answered + Number(isAnswered) });
  }
  const { hours: promising, onTheHour } = narrow([...counted.values()], frame);
  const hours = promising.map(({ at }) => at);
  const spans = spansOf(hours);
  const read = calls.filter(([at]) => spans.some(({ from, until }) => at >= from && at < until));
  return lowestAmong(read, hours, frame, onTheHour);
}

const windowFrom = (calls: readonly OfferedCall[], from: number): Window => {
  const inside = calls.filter(([at]) => at >= from && at < from + day);
  return { from, offered: inside.length, answered: inside.filter(([, isAnswered]) => isAnswered).length };
};

/** Looks at every window whose calls differ from those of the window a millisecond before. */
function findPlainly(calls: readonly OfferedCall[], { from, until }: Frame): number | null {
  const changes = calls.flatMap(([at]) => [at, at + 1, at - day, at - day + 1]);
  const rates = [...changes, from, until - day]
    .filter((start) => start >= from && start + day <= until)
    .map((start) => windowFrom(calls, start))
    .filter(({ offered }) => offered > 0)
    .map(({ answered, offered }) => answered / offered);
  return rates.length === 0 ? null : Math.min(...rates);
}

const anyCall = fc.tuple(
  fc.oneof(
    fc.integer({ min: 0, max: 4 * day - 1 }),
    fc.integer({ min: 0, max: 95 }).map((at) => at * hour),
  ),
  fc.boolean(),
);
const anyCalls = fc.array(anyCall, { maxLength: 60 }).map((calls) => calls.sort(([one], [other]) => one - other));

describe("the lowest rate over any 24 hours", () => {
  it("is that of looking at every window there is, and is told with a window that has it", () => {
    fc.assert(
      fc.property(
        anyCalls,
        fc.integer({ min: 0, max: 30 }),
        fc.integer({ min: 0, max: 4 * day }),
        (calls, start, length) => {
          const frame = { from: start * hour, until: Math.min(start * hour + length, 4 * day) };
          const inFrame = calls.filter(([at]) => at >= frame.from && at < frame.until);
          const found = find(inFrame, frame);
          expect(found === null ? null : found.answered / found.offered).toBe(findPlainly(inFrame, frame));
          if (found !== null) {
            expect(found).toEqual(windowFrom(inFrame, found.from));
            expect(found.from).toBeGreaterThanOrEqual(frame.from);
            expect(found.from + day).toBeLessThanOrEqual(frame.until);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("is not there for less than 24 hours, nor where nobody called", () => {
    expect(find([[hour, false]], { from: 0, until: day - 1 })).toBeNull();
    expect(find([], { from: 0, until: 3 * day })).toBeNull();
  });

  it("counts a call at the beginning of the window, and none at its end", () => {
    const missed: OfferedCall = [day, false];
    expect(find([missed], { from: 0, until: day })).toBeNull();
    expect(find([missed], { from: 0, until: day + 1 })).toEqual({ from: 1, offered: 1, answered: 0 });
    expect(find([[0, false]], { from: 0, until: day })).toEqual({ from: 0, offered: 1, answered: 0 });
  });
});
