import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ANNOUNCED_CALENDAR } from "../../../src/modules/calendar/index.js";
import type { Freedom } from "../../../src/modules/shifts/assigning.js";
import type { AssignmentRow } from "../../../src/modules/shifts/assignment.store.js";
import { type CopiedTurn, choosePossible } from "../../../src/modules/shifts/roster-copy.js";
import { loadsOf } from "../../../src/modules/shifts/roster-load.js";
import { overlapOf, startOfDay, strainedTurns } from "../../../src/modules/shifts/shift.times.js";

const hour = 3_600_000;
const first = startOfDay("2026-11-16").getTime();

const plan = {
  ...{ code: "ANY", name: "班", startMinute: 0, lengthMinutes: 60, breakMinutes: 0, weekdays: [], plannedHeads: 0 },
  ...{ onWorkingDays: true, onHolidays: true },
};

const turns = fc
  .record({
    person: fc.constantFrom("one", "two", "three"),
    start: fc.integer({ min: 0, max: 7 * 24 }),
    length: fc.integer({ min: 1, max: 24 }),
  })
  .map(({ length, person, start }): CopiedTurn => {
    const startsAt = new Date(first + start * hour);
    const endsAt = new Date(startsAt.getTime() + length * hour);
    const day = new Date(startsAt.getTime() + 8 * hour).toISOString().slice(0, 10);
    const shift = { day, startsAt, endsAt, plan, isProvisional: false };
    return { person, day, startsAt, endsAt, breakMinutes: 0, field: "target", shift, isLeader: false };
  });

const freedomOf = (kept: readonly CopiedTurn[], isRefused: boolean): Freedom => ({
  holdings: new Map(
    ["one", "two"].map((person) => [person, [{ person, role: "OPERATOR", validFrom: "2026-01-01", validTo: null }]]),
  ),
  leave: [{ person: "two", firstDay: "2026-11-18", lastDay: "2026-11-18" }],
  turns: new Map([["one", kept.filter(({ person }) => person === "one").slice(0, 1)]]),
  rules: { leastRestMinutes: 480, mostWeekHours: 40, isRefused },
});

describe("a copied roster, whatever is copied", () => {
  it("puts nobody in two places, on leave or where he holds no role, and strains nobody where that is refused", () => {
    fc.assert(
      fc.property(
        fc.array(turns, { maxLength: 40 }),
        fc.array(turns, { maxLength: 6 }),
        fc.boolean(),
        (wanted, kept, isRefused) => {
          const freedom = freedomOf(kept, isRefused);
          const { skipped, turns: taken } = choosePossible(wanted, freedom);
          expect(taken.length + skipped.length).toBe(wanted.length);
          for (const person of ["one", "two", "three"]) {
            const before = freedom.turns.get(person) ?? [];
            const all = [...before, ...taken.filter((turn) => turn.person === person)];
            for (const [place, one] of all.entries()) {
              for (const other of all.slice(place + 1)) expect(overlapOf(one, other)).toBe(0);
            }
            const strained = [...strainedTurns(all, freedom.rules)];
            if (isRefused) expect(strained.every((turn) => before.includes(turn))).toBe(true);
          }
          expect(taken.some(({ person }) => person === "three")).toBe(false);
          expect(taken.some(({ day, person }) => person === "two" && day === "2026-11-18")).toBe(false);
        },
      ),
    );
  });

  it("leaves out only whom something stands against", () => {
    fc.assert(
      fc.property(turns, (turn) => {
        const { skipped } = choosePossible([turn], { ...freedomOf([], true), leave: [] });
        expect(skipped.length).toBe(turn.person === "three" ? 1 : 0);
      }),
    );
  });
});

describe("how much people have of a roster", () => {
  const assigned = (day: string, from: number, hours: number, more: Partial<AssignmentRow> = {}): AssignmentRow => {
    const startsAt = new Date(startOfDay(day).getTime() + from * hour);
    return {
      ...{ province: "340000", city: "341100", county: null, bureau: "341100-12315", id: "a", person: "one", day },
      ...{ shiftCode: "ANY", shiftName: "班", startsAt, endsAt: new Date(startsAt.getTime() + hours * hour) },
      ...{ breakMinutes: 60, isLeader: false, publishedAt: null, leave: null, madeAt: startsAt, madeBy: null },
      ...{ removedAt: null, removedBy: null, version: 1, ...more },
    };
  };

  it("counts hours without breaks, nights and holidays, and nothing that falls on leave", () => {
    const loads = loadsOf(
      [
        assigned("2026-10-01", 8, 8),
        assigned("2026-10-09", 20, 12),
        assigned("2026-10-12", 4, 8),
        assigned("2026-10-13", 8, 8, { leave: "some-leave" }),
        assigned("2026-10-09", 18, 6, { person: "two" }),
      ],
      ANNOUNCED_CALENDAR,
    );
    expect(loads).toEqual([
      { person: "one", shifts: 3, hours: 25, nightShifts: 2, holidayShifts: 1 },
      { person: "two", shifts: 1, hours: 5, nightShifts: 0, holidayShifts: 0 },
    ]);
  });
});
