import { describe, expect, it } from "vitest";
import { spread } from "../../src/demo/figures-calls.js";
import { figureCities } from "../../src/demo/figures-cities.js";
import { figureParts, planFigures, shareOfDay } from "../../src/demo/figures-plan.js";
import { demoPeople } from "../../src/demo/index.js";
import { chinaDay } from "../../src/platform/clock.js";

describe("dealing a number out over days", () => {
  it.each([
    [7, [1, 1, 1], [3, 2, 2]],
    [10, [1, 3], [3, 7]],
    [0, [5, 5], [0, 0]],
    [3, [0, 1], [0, 3]],
  ])("gives %d over %j as %j", (total, weights, expected) => {
    expect(spread(total, weights)).toEqual(expected);
  });
});

describe("laying a fraction out over the parts of a day", () => {
  it.each([
    [0, [1, 1], 0],
    [0.25, [1, 1], 0.25],
    [0.5, [3, 1], 1 / 3],
    [0.9, [3, 1], 0.8],
    [0, [0, 1], 0.5],
  ])("puts %d of %j at %d", (fraction, weights, expected) => {
    expect(shareOfDay(weights, fraction)).toBeCloseTo(expected, 12);
  });
});

describe("the plan of the published figures", () => {
  const planned = figureCities.flatMap((city) =>
    figureParts.map((part) => {
      const portions = part === "figures" ? city.portions : city.ordinary;
      return { name: `${part} of ${city.code}`, portions, tickets: planFigures(city, part), city, part };
    }),
  );
  const all = planned.flatMap(({ tickets }) => tickets);

  it("is the same each time", () => {
    for (const { city, name, part, tickets } of planned.slice(2)) {
      expect(planFigures(city, part), name).toEqual(tickets);
    }
  });

  it("registers each ticket on its day, one after the other", () => {
    for (const { name, portions, tickets } of planned) {
      const expected = new Map<string, number>();
      for (const { counts, from } of portions) {
        for (const [position, count] of counts.entries()) {
          const day = new Date(Date.parse(from) + position * 86_400_000).toISOString().slice(0, 10);
          expected.set(day, (expected.get(day) ?? 0) + count);
        }
      }
      const counted = new Map<string, number>();
      for (const { registeredAt } of tickets) {
        const day = chinaDay(registeredAt);
        counted.set(day, (counted.get(day) ?? 0) + 1);
      }
      expect(Object.fromEntries(counted), name).toEqual(
        Object.fromEntries([...expected].filter(([, count]) => count > 0)),
      );
      const times = tickets.map(({ registeredAt }) => registeredAt.getTime());
      expect(times, name).toEqual([...times].sort((one, other) => one - other));
    }
  });

  it("takes every step after the one before", () => {
    const disordered = all.filter(({ registeredAt, steps }) => {
      const times = [registeredAt, ...steps.map(({ at }) => at)].map((at) => at.getTime());
      return times.some((time, position) => position > 0 && time <= (times[position - 1] ?? 0));
    });
    expect(disordered.map(({ key }) => key)).toEqual([]);
  });

  it("gives every step to somebody of the demo world, and every ticket a key of its own", () => {
    const logins = new Set(demoPeople.map(({ login }) => login));
    const named = new Set(all.flatMap(({ operator, steps }) => [operator, ...steps.map(({ login }) => login)]));
    expect([...named].filter((login) => !logins.has(login))).toEqual([]);
    expect(new Set(all.map(({ key }) => key)).size).toBe(all.length);
  });
});
