import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AdviceTerms, adviseDay } from "../../../src/modules/staffing/advice.js";
import { adviseShifts } from "../../../src/modules/staffing/advice.shifts.js";
import { expectationOf } from "../../../src/modules/staffing/load.js";

const beginning = new Date("2026-11-16T00:00:00+08:00");
const terms: AdviceTerms = {
  ...{ target: { share: 0.8, seconds: 20 }, shrinkage: 0, afterCallSeconds: 30, surgeFactor: 1 },
  ...{ basis: "BUSY_DAY", seats: null, isAllSeats: false },
};
const expected = (mean: number, busy = mean, talkingSeconds = 210) => ({ mean, busy, talkingSeconds });
const advise = (calls: ReturnType<typeof expected>, present: number, more: Partial<AdviceTerms> = {}) => {
  const [one] = adviseDay(beginning, [calls], [present], { ...terms, ...more });
  return one ?? expect.fail("no half-hour was advised");
};

const calls = fc.record({
  mean: fc.oneof(fc.constant(0), fc.double({ min: 0.01, max: 400, noNaN: true })),
  busy: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 500 })),
  talkingSeconds: fc.integer({ min: 1, max: 1200 }),
});
const people = fc.oneof(fc.constant(0), fc.constant(1), fc.double({ min: 0, max: 300, noNaN: true }));
const anyTerms = fc.record({
  target: fc.record({
    share: fc.double({ min: 0.01, max: 0.99, noNaN: true }),
    seconds: fc.integer({ min: 1, max: 600 }),
  }),
  shrinkage: fc.integer({ min: 0, max: 80 }).map((percent) => percent / 100),
  afterCallSeconds: fc.integer({ min: 0, max: 600 }),
  surgeFactor: fc.double({ min: 1, max: 20, noNaN: true }),
  basis: fc.constantFrom("BUSY_DAY" as const, "MEAN" as const),
  seats: fc.option(fc.integer({ min: 1, max: 500 })),
  isAllSeats: fc.boolean(),
});

describe("a half-hour, whatever comes and whoever is there", () => {
  it("is short exactly where the target is missed, and as many more as are missing meet it", () => {
    fc.assert(
      fc.property(calls, people, anyTerms, (came, present, asked) => {
        const one = advise(came, present, asked);
        expect(one.shortfall === 0).toBe(one.serviceLevel >= asked.target.share - 1e-9);
        const then = advise(came, one.agentsPresent + one.shortfall, { ...asked, isAllSeats: false });
        expect(then.serviceLevel).toBeGreaterThanOrEqual(asked.target.share - 1e-9);
        expect(then.shortfall).toBe(0);
      }),
      { numRuns: 400 },
    );
  });

  it("lacks all whom the roster needs where nobody is there", () => {
    fc.assert(
      fc.property(calls, anyTerms, (came, asked) => {
        const one = advise(came, 0, { ...asked, isAllSeats: false });
        expect(one.shortfall).toBe(one.agentsToRoster);
      }),
    );
  });

  it("gives shares from 0 to 1, and no fewer calls in time with one more", () => {
    fc.assert(
      fc.property(calls, people, anyTerms, (came, present, asked) => {
        const one = advise(came, present, asked);
        for (const share of [one.serviceLevel, one.serviceLevelWithOneMore, one.serviceLevelWithAllSeats ?? 0]) {
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(1);
        }
        expect(one.callsInTimeWithOneMore).toBeGreaterThanOrEqual(-1e-9);
        expect(one.agentsToRoster).toBeGreaterThanOrEqual(one.agentsNeeded);
        expect(one.isOverloaded && one.serviceLevel === 1).toBe(false);
      }),
    );
  });

  it("plans for no fewer calls than come on average, and needs somebody wherever a call may come", () => {
    fc.assert(
      fc.property(calls, anyTerms, (came, asked) => {
        const one = advise(came, 0, asked);
        expect(one.plannedCalls).toBeGreaterThanOrEqual(came.mean * asked.surgeFactor - 1e-9);
        if (came.mean > 0) expect(one.agentsNeeded).toBeGreaterThan(0);
      }),
    );
  });
});

describe("a half-hour", () => {
  it("of a night in which a call comes on one day of ten needs one agent, though four of five such nights are silent", () => {
    expect(advise(expected(0.1, 0), 0)).toMatchObject({ plannedCalls: 0.1, agentsNeeded: 1, shortfall: 1 });
  });

  it("without any call needs nobody, and all that come are answered in time", () => {
    const silent = advise(expected(0), 0);
    expect(silent).toMatchObject({ agentsNeeded: 0, shortfall: 0, serviceLevel: 1, isOverloaded: false });
  });

  it("is not short of part of a person with whom the target is met already", () => {
    // Nine of ten are on the line: 5.6 people are 5.04 agents, and five are needed.
    const one = advise(expected(20), 5.6, { shrinkage: 0.1 });
    expect(one).toMatchObject({ agentsNeeded: 5, agentsToRoster: 6, shortfall: 0 });
    expect(one.serviceLevel).toBeGreaterThan(0.8);
  });

  it("with exactly as many agents as load is overloaded, and its queue grows", () => {
    const one = advise(expected(30, 30, 210), 4);
    expect(one).toMatchObject({ load: 4, serviceLevel: 0, meanWait: null, isOverloaded: true });
  });
});

describe("a shift", () => {
  const shift = {
    ...{ code: "DAY", name: "白班", plannedHeads: 0, heads: 0, isProvisional: false, breakMinutes: 60 },
    ...{ startsAt: beginning, endsAt: new Date(beginning.getTime() + 8 * 3_600_000) },
  };
  const half = (position: number) => new Date(beginning.getTime() + position * 1_800_000);

  it("lacks more people than seats, because each of them has breaks", () => {
    const day = adviseDay(beginning, [expected(100), expected(0)], [0, 0], terms);
    const [advised] = adviseShifts([shift], day);
    const [needed = 0] = day.map(({ shortfall }) => shortfall);
    // Seven of eight hours are worked.
    expect(advised?.missing).toBe(Math.ceil((needed * 8) / 7));
    const present = (advised?.missing ?? 0) * (7 / 8);
    expect(advise(expected(100), present).serviceLevel).toBeGreaterThanOrEqual(0.8);
    expect(advised).toMatchObject({ shortHalfHours: 1, worst: { startsAt: half(0) } });
  });

  it("of which no half-hour is known is not short", () => {
    const later = { ...shift, startsAt: half(48), endsAt: half(60) };
    expect(adviseShifts([later], adviseDay(beginning, [expected(100)], [0], terms))).toMatchObject([
      { missing: 0, shortHalfHours: 0, worst: null, serviceLevel: 1 },
    ]);
  });
});

describe("what like days tell", () => {
  const row = { day: "2026-11-13", halfHour: 20, offered: 12, answered: 0, talkingSeconds: 0 };

  it("has no handling time where no call was answered, and so no half-hours", () => {
    expect(expectationOf([row])).toEqual({ days: 1, calls: 12, isTalkingKnown: false, halfHours: null });
  });

  it("is nothing at all where no like day had a call", () => {
    expect(expectationOf([])).toEqual({ days: 0, calls: 0, isTalkingKnown: false, halfHours: null });
  });

  it("takes the talking time of the day for half-hours without history, in which nothing is expected", () => {
    const talked = expectationOf([row, { ...row, halfHour: 21, answered: 30, talkingSeconds: 6000 }]);
    expect(talked.halfHours).toHaveLength(48);
    expect(talked.halfHours?.[3]).toEqual({ mean: 0, busy: 0, talkingSeconds: 200 });
    expect(talked.halfHours?.[20]).toEqual({ mean: 12, busy: 12, talkingSeconds: 200 });
  });
});
