import { describe, expect, it } from "vitest";
import { createShortMemory } from "../../src/modules/identity/short-memory.js";
import { settableClock } from "../../src/platform/clock.js";

const start = new Date("2026-05-01T00:00:00Z");
const later = (milliseconds: number): Date => new Date(start.getTime() + milliseconds);

const counter = () => {
  let readings = 0;
  return async (): Promise<number> => {
    readings += 1;
    return readings;
  };
};

describe("a short memory", () => {
  it("reads again when the time is over, and not before", async () => {
    const clock = settableClock(start);
    const memory = createShortMemory<number>(clock, 2000, 10);
    const load = counter();
    expect(await memory.read("a", load)).toBe(1);
    clock.set(later(1999));
    expect(await memory.read("a", load)).toBe(1);
    clock.set(later(2000));
    expect(await memory.read("a", load)).toBe(2);
  });

  it("reads again when the clock was set back by more than its time", async () => {
    const clock = settableClock(start);
    const memory = createShortMemory<number>(clock, 2000, 10);
    const load = counter();
    await memory.read("a", load);
    clock.set(later(-3_600_000));
    expect(await memory.read("a", load)).toBe(2);
  });

  it("keeps nothing for no time", async () => {
    const memory = createShortMemory<number>(settableClock(start), 0, 10);
    const load = counter();
    expect([await memory.read("a", load), await memory.read("a", load)]).toEqual([1, 2]);
  });

  it("does not remember a reading that failed", async () => {
    const memory = createShortMemory<number>(settableClock(start), 2000, 10);
    await expect(memory.read("a", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await memory.read("a", counter())).toBe(1);
  });

  it("forgets the least recently used key when there are too many", async () => {
    const memory = createShortMemory<number>(settableClock(start), 2000, 2);
    const load = counter();
    for (const key of ["a", "b", "c"]) await memory.read(key, load);
    expect(await memory.read("a", load)).toBe(4);
  });
});
