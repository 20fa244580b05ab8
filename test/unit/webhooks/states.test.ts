import { describe, expect, it } from "vitest";
import { afterTry, pauseAfter } from "../../../src/modules/webhooks/webhook.states.js";

const hour = 3_600_000;

describe("the pause after a failed try", () => {
  it("is that of Standard Webhooks, and a day from then on", () => {
    const pauses = Array.from({ length: 11 }, (_, index) => pauseAfter(index + 1, 0, null) / 1000);
    expect(pauses).toEqual([5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400, 86_400, 86_400]);
  });

  it("has a tenth added by chance at most, and what the receiver asks for where that is longer", () => {
    expect(pauseAfter(4, 1, null)).toBe(7_920_000);
    expect(pauseAfter(4, 0, hour)).toBe(2 * hour);
    expect(pauseAfter(4, 0, 3 * hour)).toBe(3 * hour);
    expect(pauseAfter(1, 0, 1000 * hour)).toBe(95_040_000);
  });
});

describe("a webhook after a try", () => {
  const at = new Date("2026-03-02T02:00:00Z");
  const before = { position: 7, attempts: 2, failingSince: new Date(at.getTime() - hour) };
  const made = { at, position: 8, retryAfter: null };

  it("goes on to the next event after a success, with nothing of the failures left", () => {
    expect(afterTry(before, { ...made, outcome: "DELIVERED" }, 0)).toEqual({
      ...{ position: 8, attempts: 0, failingSince: null, nextTryAt: null, pausedFor: null },
    });
  });

  it("stays where it is after a failure, and remembers the first", () => {
    expect(afterTry(before, { ...made, outcome: "TIMED_OUT" }, 0)).toEqual({
      ...{ position: 7, attempts: 3, failingSince: before.failingSince, pausedFor: null },
      nextTryAt: new Date(at.getTime() + hour / 2),
    });
    const fresh = { ...before, attempts: 0, failingSince: null };
    expect(afterTry(fresh, { ...made, outcome: "REFUSED" }, 0).failingSince).toEqual(at);
  });

  it("is paused when the first failure is five days old, and not before", () => {
    const since = (hours: number) => ({ ...before, failingSince: new Date(at.getTime() - hours * hour) });
    expect(afterTry(since(119), { ...made, outcome: "REFUSED" }, 0).pausedFor).toBeNull();
    expect(afterTry(since(120), { ...made, outcome: "REFUSED" }, 0)).toMatchObject({
      pausedFor: "FAILING",
      nextTryAt: null,
    });
  });
});
