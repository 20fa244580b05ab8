import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fullBucket, refilled, taken, waitFor } from "../../../src/api/limits/bucket.js";
import { createRates } from "../../../src/api/limits/rates.js";
import type { Actor } from "../../../src/platform/actor.js";

const perMinute = 600;

describe("a bucket", () => {
  it("holds a minute's worth at first, and can be emptied at once", () => {
    const full = fullBucket(perMinute, 0);
    expect(waitFor(full, perMinute, 600)).toBe(0);
    expect(waitFor(taken(full, 600), perMinute, 1)).toBe(100);
  });

  it("fills up with time, and never beyond a minute's worth", () => {
    const empty = taken(fullBucket(perMinute, 0), 600);
    expect(refilled(empty, perMinute, 1000).level).toBe(10);
    expect(refilled(empty, perMinute, 60_000).level).toBe(600);
    expect(refilled(empty, perMinute, 3_600_000).level).toBe(600);
  });

  it("says how long a cost must wait for what is missing", () => {
    const low = taken(fullBucket(perMinute, 0), 590);
    expect(waitFor(low, perMinute, 10)).toBe(0);
    expect(waitFor(low, perMinute, 110)).toBe(10_000);
  });

  it("lets a cost above a minute's worth through when it is full, and is in debt afterwards", () => {
    const full = fullBucket(perMinute, 0);
    expect(waitFor(full, perMinute, 900)).toBe(0);
    expect(waitFor(taken(full, 900), perMinute, 10)).toBe(31_000);
  });

  it("never lets more through, in any time, than was in it and ran in", () => {
    const askings = fc.array(fc.record({ after: fc.nat(5000), cost: fc.integer({ min: 1, max: perMinute }) }));
    fc.assert(
      fc.property(askings, (asked) => {
        let bucket = fullBucket(perMinute, 0);
        let now = 0;
        let passed = 0;
        for (const { after, cost } of asked) {
          now += after;
          bucket = refilled(bucket, perMinute, now);
          if (waitFor(bucket, perMinute, cost) > 0) continue;
          bucket = taken(bucket, cost);
          passed += cost;
        }
        expect(passed).toBeLessThanOrEqual(perMinute + (now * perMinute) / 60_000 + 0.001);
      }),
    );
  });

  it("opens for a cost exactly when it said it would", () => {
    fc.assert(
      fc.property(fc.nat(600), fc.integer({ min: 1, max: 600 }), (used, cost) => {
        const bucket = taken(fullBucket(perMinute, 0), used);
        const wait = waitFor(bucket, perMinute, cost);
        expect(waitFor(refilled(bucket, perMinute, wait + 0.001), perMinute, cost)).toBe(0);
        if (wait > 1) expect(waitFor(refilled(bucket, perMinute, wait - 1), perMinute, cost)).toBeGreaterThan(0);
      }),
    );
  });
});

const actor = (person: string | null, bureau: string, client: string | null = null) =>
  ({
    person: person === null ? null : { id: person },
    client: client === null ? null : { id: client },
    bureau: { bureau },
  }) as unknown as Actor;

describe("the rates of callers", () => {
  it("take from the person and from the bureau, and tell the lesser remainder", () => {
    const rates = createRates({ clientRate: 100, bureauRate: 150 });
    expect(rates.take(actor("li", "b"), 80, 0)).toEqual({ retryAfter: 0, remaining: 20 });
    expect(rates.take(actor("wang", "b"), 60, 0)).toEqual({ retryAfter: 0, remaining: 10 });
  });

  it("refuse one who has used up his own, and take nothing from his bureau then", () => {
    const rates = createRates({ clientRate: 100, bureauRate: 150 });
    rates.take(actor("li", "b"), 100, 0);
    expect(rates.take(actor("li", "b"), 30, 0)).toEqual({ retryAfter: 18, remaining: 0 });
    expect(rates.take(actor("wang", "b"), 50, 0)).toEqual({ retryAfter: 0, remaining: 0 });
  });

  it("refuse everybody of a bureau that has used up its own, and nobody of another", () => {
    const rates = createRates({ clientRate: 100, bureauRate: 150 });
    for (const person of ["li", "wang", "zhao"]) rates.take(actor(person, "b"), 50, 0);
    expect(rates.take(actor("qian", "b"), 10, 0)).toEqual({ retryAfter: 4, remaining: 0 });
    expect(rates.take(actor("sun", "c"), 10, 0)).toEqual({ retryAfter: 0, remaining: 90 });
  });

  it("count a program without a person as itself, and one for a person as the person", () => {
    const rates = createRates({ clientRate: 100, bureauRate: 0 });
    rates.take(actor(null, "b", "front end"), 100, 0);
    expect(rates.take(actor(null, "b", "front end"), 1, 0).retryAfter).toBe(1);
    expect(rates.take(actor("li", "b", "front end"), 100, 0).retryAfter).toBe(0);
    expect(rates.take(actor("li", "b"), 1, 0).retryAfter).toBe(1);
  });

  it("let through again after the seconds that they told", () => {
    const rates = createRates({ clientRate: 100, bureauRate: 0 });
    rates.take(actor("li", "b"), 100, 0);
    expect(rates.take(actor("li", "b"), 50, 1).retryAfter).toBe(30);
    expect(rates.take(actor("li", "b"), 50, 30_001).retryAfter).toBe(0);
  });

  it("of nought are no limit, and nothing remains to be told", () => {
    const rates = createRates({ clientRate: 0, bureauRate: 0 });
    expect(rates.take(actor("li", "b"), 1e12, 0)).toEqual({ retryAfter: 0, remaining: null });
  });
});
