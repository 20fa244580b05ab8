import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  agentsNeeded,
  erlangB,
  erlangC,
  loadOf,
  meanWait,
  serviceLevel,
  serviceWith,
  withShrinkage,
} from "../../../src/modules/staffing/erlang.js";

const hundred = { callsPerHour: 100, handlingSeconds: 240 };
const many = { callsPerHour: 250, handlingSeconds: 240 };
const usual = { share: 0.8, seconds: 20 };
const standard = { share: 0.95, seconds: 15 };

describe("Erlang's formulas", () => {
  it("give the probability of waiting that tables give", () => {
    expect(erlangC(10, 14)).toBeCloseTo(0.174131933595, 12);
    expect(erlangC(200, 210)).toBeCloseTo(0.375614824, 9);
    expect(erlangB(10, 10)).toBeCloseTo(0.214582, 6);
  });

  it("need 10 agents for 100 calls an hour of 240 seconds, 80 % within 20 seconds", () => {
    const load = loadOf(hundred);
    expect(agentsNeeded(hundred, usual)).toBe(10);
    expect(serviceLevel(load, 10, 20, 240)).toBeCloseTo(0.86776, 5);
    expect(meanWait(load, 10, 240)).toBeCloseTo(12.57, 2);
    expect(serviceLevel(load, 9, 20, 240)).toBeLessThan(0.8);
  });

  it("need 21 for 250 calls an hour, and 24 by the standard", () => {
    expect(agentsNeeded(many, usual)).toBe(21);
    expect(agentsNeeded(many, standard)).toBe(24);
  });

  it("say that nobody waits where nothing comes, and all wait where there are no more agents than load", () => {
    expect(agentsNeeded({ callsPerHour: 0, handlingSeconds: 240 }, standard)).toBe(0);
    expect([serviceLevel(0, 0, 15, 240), meanWait(0, 0, 240), erlangC(0, 3)]).toEqual([1, 0, 0]);
    expect([serviceLevel(5, 5, 15, 240), meanWait(5, 5, 240), erlangC(5, 4)]).toEqual([0, null, 1]);
  });

  it("stay sound at loads beyond any hotline", () => {
    const load = 20_000;
    const waiting = erlangC(load, 20_200);
    expect(waiting).toBeGreaterThan(0);
    expect(waiting).toBeLessThan(1);
    const huge = { callsPerHour: 300_000, handlingSeconds: 240 };
    const needed = agentsNeeded(huge, standard);
    expect(needed).toBeGreaterThan(loadOf(huge));
    expect(needed).toBeLessThan(loadOf(huge) * 1.02);
  });

  it("roster more people than sit at the telephones", () => {
    expect(withShrinkage(9, 0.1)).toBe(10);
    expect(withShrinkage(7, 0.3)).toBe(10);
    expect(withShrinkage(8, 0)).toBe(8);
    expect(withShrinkage(0, 0.3)).toBe(0);
  });

  it("count an agent who is there half the time as one more for half the time", () => {
    const [nine, ten] = [9, 10].map((agents) => serviceWith(hundred, agents, usual).serviceLevel);
    expect(serviceWith(hundred, 9.5, usual).serviceLevel).toBeCloseTo(((nine ?? 0) + (ten ?? 0)) / 2, 12);
    expect(serviceWith(hundred, 6.6, usual)).toMatchObject({ isOverloaded: true, meanWait: null });
    expect(serviceWith(hundred, 6.7, usual)).toMatchObject({ isOverloaded: false, meanWait: null });
  });
});

const loads = fc.double({ min: 0.01, max: 400, noNaN: true });
const traffics = fc.record({
  callsPerHour: fc.double({ min: 0.1, max: 4000, noNaN: true }),
  handlingSeconds: fc.integer({ min: 10, max: 1200 }),
});
const targets = fc.record({
  share: fc.double({ min: 0.5, max: 0.99, noNaN: true }),
  seconds: fc.integer({ min: 1, max: 120 }),
});

describe("Erlang's formulas, whatever the traffic", () => {
  it("give probabilities, and fewer wait the more agents there are", () => {
    fc.assert(
      fc.property(loads, fc.integer({ min: 1, max: 500 }), (load, agents) => {
        const [one, more] = [erlangC(load, agents), erlangC(load, agents + 1)];
        expect(one).toBeGreaterThanOrEqual(0);
        expect(one).toBeLessThanOrEqual(1);
        expect(more).toBeLessThanOrEqual(one);
        expect(erlangB(load, agents)).toBeLessThanOrEqual(one + 1e-12);
      }),
    );
  });

  it("answer more in time the more agents there are, and fewer the more load there is", () => {
    fc.assert(
      fc.property(loads, fc.integer({ min: 1, max: 500 }), targets, (load, agents, { seconds }) => {
        const level = serviceLevel(load, agents, seconds, 240);
        expect(level).toBeGreaterThanOrEqual(0);
        expect(level).toBeLessThanOrEqual(1);
        expect(serviceLevel(load, agents + 1, seconds, 240)).toBeGreaterThanOrEqual(level - 1e-12);
        expect(serviceLevel(load * 1.1, agents, seconds, 240)).toBeLessThanOrEqual(level + 1e-12);
      }),
    );
  });

  it("need the fewest agents that meet the target, and more for more calls", () => {
    fc.assert(
      fc.property(traffics, targets, (traffic, target) => {
        const needed = agentsNeeded(traffic, target);
        const level = (agents: number) => serviceWith(traffic, agents, target).serviceLevel;
        expect(level(needed)).toBeGreaterThanOrEqual(target.share - 1e-12);
        expect(level(needed - 1)).toBeLessThan(target.share);
        const more = { ...traffic, callsPerHour: traffic.callsPerHour * 1.5 };
        expect(agentsNeeded(more, target)).toBeGreaterThanOrEqual(needed);
      }),
      { numRuns: 300 },
    );
  });

  it("agree with the sum of Erlang's series", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.1, max: 30, noNaN: true }), fc.integer({ min: 1, max: 40 }), (load, agents) => {
        fc.pre(agents > load);
        let term = 1;
        let sum = 1;
        for (let number = 1; number < agents; number += 1) {
          term *= load / number;
          sum += term;
        }
        const last = ((term * load) / agents) * (agents / (agents - load));
        expect(erlangC(load, agents)).toBeCloseTo(last / (sum + last), 9);
      }),
    );
  });
});
