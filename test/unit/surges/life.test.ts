import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Alert,
  act,
  alertStates,
  alertTransitions,
  alertVerbs,
  decide,
  type Evaluation,
  nextAlertState,
  type PersonVerb,
} from "../../../src/modules/surges/detection/index.js";

const begin = Date.parse("2026-03-20T08:00:00+08:00");
const hour = 3_600_000;
const at = (hours: number): Date => new Date(begin + hours * hour);

/** An evaluation of so many tickets: over from 8, quiet below 4. */
function seen(hours: number, count: number, counties: number | null = null): Evaluation {
  const figures = {
    ...{ windowHours: 48, since: at(hours - 48), count, expected: null, upper: 8, probability: null, counties },
  };
  const [isOver, isQuiet] = [count >= 8, count < 4];
  return { key: "", at: at(hours), isOver, isQuiet, figures, windows: [figures], tickets: [] };
}

/** Runs evaluations one after the other; answers the verbs in their order and the alert that is left. */
function run(evaluations: readonly Evaluation[], first: Alert | null = null) {
  let alert = first;
  const verbs: string[] = [];
  for (const evaluation of evaluations) {
    const decision = decide(alert, evaluation);
    verbs.push(...decision.steps.map(({ verb }) => verb));
    alert = decision.alert;
  }
  return { verbs, alert };
}

function opened(count = 8, counties: number | null = null): Alert {
  const { alert } = decide(null, seen(0, count, counties));
  if (alert === null) throw new Error("no alert was opened");
  return alert;
}

function acted(alert: Alert, verb: PersonVerb, hours: number, until: Date | null = null): Alert {
  const after = act(alert, verb, at(hours), until);
  if (after === null) throw new Error(`${verb} was refused`);
  return after;
}

describe("the table of an alert's life", () => {
  it("is what it is: a change of it is a change of the contract", () => {
    const lines = alertVerbs.map((verb) => {
      const { by } = alertTransitions[verb];
      const ways = alertStates.map((state) => `${state} -> ${nextAlertState(state, verb) ?? "-"}`);
      return `${verb} (${by.join(", ")}): ${ways.join("; ")}`;
    });
    expect(lines).toMatchInlineSnapshot(`
      [
        "OPEN (DETECTION): OPEN -> -; ACKNOWLEDGED -> -; SNOOZED -> -; CLOSED -> -",
        "GROW (DETECTION): OPEN -> OPEN; ACKNOWLEDGED -> ACKNOWLEDGED; SNOOZED -> -; CLOSED -> -",
        "ACKNOWLEDGE (PERSON): OPEN -> ACKNOWLEDGED; ACKNOWLEDGED -> -; SNOOZED -> ACKNOWLEDGED; CLOSED -> -",
        "SNOOZE (PERSON): OPEN -> SNOOZED; ACKNOWLEDGED -> SNOOZED; SNOOZED -> SNOOZED; CLOSED -> -",
        "WAKE (DETECTION): OPEN -> -; ACKNOWLEDGED -> -; SNOOZED -> OPEN; CLOSED -> -",
        "CLOSE (PERSON): OPEN -> CLOSED; ACKNOWLEDGED -> CLOSED; SNOOZED -> CLOSED; CLOSED -> -",
        "FADE (DETECTION): OPEN -> CLOSED; ACKNOWLEDGED -> CLOSED; SNOOZED -> CLOSED; CLOSED -> -",
        "REOPEN (DETECTION, PERSON): OPEN -> -; ACKNOWLEDGED -> -; SNOOZED -> -; CLOSED -> OPEN",
      ]
    `);
  });
});

describe("an alert", () => {
  it("opens when the condition holds, and not before", () => {
    expect(run([seen(0, 3), seen(1, 7)])).toEqual({ verbs: [], alert: null });
    expect(decide(null, seen(2, 9)).alert).toEqual({
      ...{ state: "OPEN", openedAt: at(2), told: { count: 9, counties: null }, quietSince: null },
      ...{ snoozedUntil: null, closedAt: null, closedBy: null },
    });
  });

  it("is told once of a surge that stays as it is, looked at every five minutes for two days", () => {
    const looks = Array.from({ length: 576 }, (_, place) => seen(place / 12, 8 + (place % 3)));
    expect(run(looks).verbs).toEqual(["OPEN"]);
  });

  it("is told of growth only when the count has doubled", () => {
    expect(run([8, 9, 12, 15, 16, 20, 31, 32, 40, 63, 64].map((count, place) => seen(place, count))).verbs).toEqual([
      ...["OPEN", "GROW", "GROW", "GROW"],
    ]);
  });

  it("is told when it has spread to twice as many counties", () => {
    expect(run([seen(0, 8, 3), seen(1, 9, 5), seen(2, 10, 6)]).verbs).toEqual(["OPEN", "GROW"]);
  });

  it("does not end in a quiet night, but after a whole quiet day", () => {
    const night = [...[0, 1, 2].map((hours) => seen(hours, 10)), ...[3, 8, 14, 20].map((hours) => seen(hours, 1))];
    expect(run([...night, seen(25, 9)]).verbs).toEqual(["OPEN"]);
    const { verbs, alert } = run([...night, seen(26.9, 0), seen(27, 0)]);
    expect(verbs).toEqual(["OPEN", "FADE"]);
    expect(alert).toMatchObject({ state: "CLOSED", closedAt: at(27), closedBy: "DETECTION" });
  });

  it("is kept by a count that is neither over nor quiet", () => {
    const looks = Array.from({ length: 100 }, (_, place) => seen(1 + place, 5));
    expect(run([seen(0, 9), ...looks]).verbs).toEqual(["OPEN"]);
  });

  it("is reopened by what comes within three days of its end, and a new one is opened by what comes later", () => {
    const { alert } = run([seen(0, 9), seen(1, 0), seen(25, 0)]);
    expect(run([seen(26, 8)], alert).verbs).toEqual(["REOPEN"]);
    expect(run([seen(26, 8)], alert).alert).toMatchObject({ state: "OPEN", openedAt: at(0), closedAt: null });
    const later = run([seen(98, 8)], alert);
    expect(later.verbs).toEqual(["OPEN"]);
    expect(later.alert?.openedAt).toEqual(at(98));
  });

  it("that a person closed stays closed while the surge goes on", () => {
    const closed = acted(opened(10), "CLOSE", 1);
    expect(
      run(
        [1.1, 5, 20, 60, 100].map((hours) => seen(hours, 12)),
        closed,
      ).verbs,
    ).toEqual([]);
  });

  it("that a person closed comes back when the surge has doubled, or was over and comes again", () => {
    const closed = acted(opened(10), "CLOSE", 1);
    expect(run([seen(2, 20)], closed).verbs).toEqual(["REOPEN"]);
    expect(run([seen(2, 0), seen(9, 8)], closed).verbs).toEqual(["REOPEN"]);
  });

  it("judges growth against what the person saw who closed it", () => {
    const closed = act(opened(10), "CLOSE", at(1), null, { count: 19, counties: null });
    expect(run([seen(2, 37)], closed).verbs).toEqual([]);
    expect(run([seen(2, 38)], closed).verbs).toEqual(["REOPEN"]);
  });

  it("says nothing while it is snoozed, and wakes when the time is over and the surge is not", () => {
    const snoozed = acted(opened(10), "SNOOZE", 1, at(12));
    expect(run([seen(2, 50), seen(11.9, 90)], snoozed).verbs).toEqual([]);
    expect(run([seen(2, 50), seen(12, 90), seen(13, 100)], snoozed).verbs).toEqual(["WAKE"]);
  });

  it("that is snoozed fades without waking when all is quiet", () => {
    const snoozed = acted(opened(10), "SNOOZE", 1, at(12));
    const { verbs, alert } = run([seen(2, 0), seen(12, 0), seen(26, 0)], snoozed);
    expect(verbs).toEqual(["FADE"]);
    expect(alert).toMatchObject({ state: "CLOSED", snoozedUntil: null });
  });

  it("that is acknowledged is told of growth and stays acknowledged", () => {
    const { verbs, alert } = run([seen(2, 30)], acted(opened(10), "ACKNOWLEDGE", 1));
    expect([verbs, alert?.state]).toEqual([["GROW"], "ACKNOWLEDGED"]);
  });

  it("is not snoozed until an instant that has passed, nor without one", () => {
    expect(act(opened(), "SNOOZE", at(1), at(1))).toBeNull();
    expect(act(opened(), "SNOOZE", at(1))).toBeNull();
  });

  it("is the very same object where an evaluation changes nothing", () => {
    const alert = opened(10);
    expect(decide(alert, seen(1, 11)).alert).toBe(alert);
  });
});

describe("whatever is counted and whatever persons do, an alert", () => {
  const looks = fc.array(
    fc.record({
      hours: fc.integer({ min: 1, max: 40 }),
      count: fc.nat(60),
      verb: fc.option(fc.constantFrom<PersonVerb>("ACKNOWLEDGE", "SNOOZE", "CLOSE", "REOPEN"), { freq: 4 }),
    }),
    { maxLength: 60 },
  );

  it("only takes steps that its table allows, one at a time, and is closed before another is opened", () => {
    fc.assert(
      fc.property(looks, (given) => {
        let [alert, now]: [Alert | null, number] = [null, 0];
        for (const { hours, count, verb } of given) {
          now += hours;
          const before: Alert | null = alert;
          const decision: ReturnType<typeof decide> = decide(before, seen(now, count));
          expect(decision.steps.length).toBeLessThanOrEqual(1);
          const [step] = decision.steps;
          if (step?.verb === "OPEN") expect(before === null || before.state === "CLOSED").toBe(true);
          else if (step !== undefined && before !== null) {
            expect(decision.alert?.state).toBe(nextAlertState(before.state, step.verb));
          }
          alert = decision.alert;
          if (alert !== null) {
            expect([alert.closedAt === null, alert.closedBy === null]).toEqual(Array(2).fill(alert.state !== "CLOSED"));
            expect(alert.snoozedUntil === null || alert.state === "SNOOZED").toBe(true);
          }
          if (alert !== null && verb !== null) alert = act(alert, verb, at(now), at(now + 20)) ?? alert;
        }
      }),
    );
  });

  it("is told of growth at most as often as its count has doubled", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 8, max: 5000 }), { minLength: 1, maxLength: 200 }), (counts) => {
        const { verbs } = run(counts.map((count, place) => seen(place, count)));
        expect(verbs.length - 1).toBeLessThanOrEqual(Math.log2(Math.max(...counts) / (counts[0] ?? 1)));
      }),
    );
  });
});
