import { describe, expect, it } from "vitest";
import { demoBureaus, demoPeople } from "../../src/demo/index.js";
import { planTickets } from "../../src/demo/plan.js";

const nows = [
  "2026-05-01T00:00:30+08:00",
  "2026-11-22T05:58:00+08:00",
  "2027-01-03T12:00:00+08:00",
  "2028-02-29T23:59:59+08:00",
];

describe("the plan of the demo tickets", () => {
  it.each(nows)("lays every step after the one before, and none after now (%s)", (instant) => {
    const now = new Date(instant);
    for (const { key, registeredAt, steps, linkedSteps } of planTickets(now)) {
      for (const list of [steps, linkedSteps]) {
        const times = [registeredAt, ...list.map(({ at }) => at)].map((at) => at.getTime());
        expect(times, key).toEqual([...times].sort((one, other) => one - other));
        expect(new Set(times).size, key).toBe(times.length);
        expect(times.at(-1), key).toBeLessThanOrEqual(now.getTime());
      }
    }
  });

  it("is the same for the same instant", () => {
    const now = new Date("2026-11-22T05:58:00+08:00");
    expect(planTickets(now)).toEqual(planTickets(now));
  });

  it("gives every step to somebody of the demo world, and every ticket a key of its own", () => {
    const planned = planTickets(new Date("2026-11-22T05:58:00+08:00"));
    const logins = new Set(demoPeople.map(({ login }) => login));
    const named = planned.flatMap(({ operator, steps, linkedSteps }) => [
      operator,
      ...[...steps, ...linkedSteps].map(({ login }) => login),
    ]);
    expect(named.filter((login) => !logins.has(login))).toEqual([]);
    expect(new Set(planned.map(({ key }) => key)).size).toBe(planned.length);
  });
});

describe("the bureaus and people of the demo world", () => {
  it("have each a code, letters or a login that no other has", () => {
    const bureaus = demoBureaus();
    for (const values of [
      bureaus.map(({ code }) => code),
      bureaus.map(({ mark }) => mark),
      bureaus.map(({ name }) => name),
      demoPeople.map(({ login }) => login),
    ]) {
      expect(values.filter((value, position) => values.indexOf(value) !== position)).toEqual([]);
    }
  });

  it("have logins of lower-case words joined by dots", () => {
    expect(demoPeople.filter(({ login }) => !/^[a-z][a-z0-9]*(\.[a-z0-9]+)+$/.test(login))).toEqual([]);
  });

  it("hold every role at the levels of nation, province, city and county, the handlers of the nation excepted", () => {
    const levels = ["nation", "jiangsu", "suzhou", "gusu"];
    const count = (level: string) =>
      new Set(demoPeople.filter(({ login }) => login.startsWith(`${level}.`)).map(({ role }) => role)).size;
    // What the nation's hotline takes in is handled in the provinces.
    expect(levels.map(count)).toEqual([9, 10, 10, 10]);
  });
});
