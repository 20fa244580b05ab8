import { randomUUID } from "node:crypto";
import { eq, inArray } from "drizzle-orm";
import { ticketFacts, tickets } from "../../../schema/index.js";
import { ANNOUNCED_CALENDAR } from "../../../src/modules/calendar/index.js";
import { findBureaus } from "../../../src/modules/jurisdictions/index.js";
import { foldDeltas } from "../../../src/modules/statistics/index.js";
import { factsOf } from "../../../src/modules/tickets/ticket.facts.js";
import type { Unit, World } from "../../world.js";

/** A ticket of a test: what it is said to be, and the rest as most are. */
export type Added = Partial<typeof tickets.$inferInsert> & {
  /** The bureau that holds it. */
  unit?: Unit;
  /** The day on which it was registered, and the hour. */
  on?: string;
  hour?: number;
  /** How many of them there are. */
  times?: number;
  grade?: string;
};

/** An hour of a day in China. */
export const inChina = (day: string, hour = 10): Date =>
  new Date(`${day}T${String(hour).padStart(2, "0")}:30:00+08:00`);

/**
 * Puts tickets with their facts into the tables, as if all had happened to them that is said, so that a test has any days
 * and any number of them at once. Answers their identifiers.
 */
export async function addTickets(world: World, added: readonly Added[]): Promise<string[]> {
  const all = added.flatMap((one) => Array.from({ length: one.times ?? 1 }, () => one));
  return world.database.asSystem("add tickets for a test", async (tx) => {
    const bureaus = await findBureaus(tx, Object.values(world.code));
    const rows = all.map(({ grade: _, hour, on, times: __, unit = "countyA1", ...more }) => {
      const holder = bureaus.find(({ code }) => code === world.code[unit]);
      const intake = bureaus.find(({ code }) => code === world.code.cityACentre);
      if (holder === undefined || intake === undefined) throw new Error(`there is no bureau ${unit}`);
      const [id, at] = [randomUUID(), inChina(on ?? "2026-03-05", hour)];
      return {
        ...{ province: holder.province, id, number: id, kind: "COMPLAINT", state: "SIGNED", regime: "ORDER_121" },
        ...{ holder: holder.code, city: holder.city, county: holder.county },
        ...{ intakeBureau: intake.code, intakeCity: intake.city, intakeCounty: intake.county },
        ...{ channel: "PHONE", issueClass: "PRICE", line: "PRICE", locality: "WITHIN_REACH" },
        ...{ receivedAt: at, registeredAt: at },
        ...more,
      };
    });
    await tx.insert(tickets).values(rows);
    const ids = rows.map(({ id }) => id);
    const kept = await tx.select().from(tickets).where(inArray(tickets.id, ids));
    const facts = kept.map((row) => {
      const grade = all[ids.indexOf(row.id)]?.grade ?? null;
      const then = { cityThen: row.city, countyThen: row.county, holderThen: row.holder };
      return { ...factsOf(row, [], ANNOUNCED_CALENDAR), ...then, grade };
    });
    await tx.insert(ticketFacts).values(facts);
    return ids;
  });
}

/** Says of the facts of tickets what their deadlines would. */
export async function setFacts(
  world: World,
  ids: readonly string[],
  changes: Partial<typeof ticketFacts.$inferInsert>,
): Promise<void> {
  await world.database.asSystem("change facts for a test", async (tx) => {
    for (const id of ids) await tx.update(ticketFacts).set(changes).where(eq(ticketFacts.ticketId, id));
  });
}

/** Folds all that waits, of other tests too. */
export async function foldAll(world: World): Promise<void> {
  await world.database.asSystem("fold for a test", (tx) => foldDeltas(tx, 1_000_000));
}

/** A spring of the city A: eleven tickets in March, four in February and three in the March before. */
export const springTickets: readonly Added[] = [
  {
    kind: "CONSULTATION",
    unit: "cityACentre",
    on: "2026-03-02",
    hour: 9,
    issueClass: "QUALITY",
    line: null,
    times: 5,
  },
  { on: "2026-03-02", hour: 23, topics: ["MASKS"], respondentName: "平安大药房", times: 3 },
  {
    on: "2026-03-09",
    topics: ["EPIDEMIC", "MASKS"],
    respondentName: "红星超市",
    closedAt: inChina("2026-04-01"),
    times: 2,
  },
  { on: "2026-03-31", hour: 0, unit: "countyA2", closedAt: inChina("2026-03-31", 12), times: 1 },
  { kind: "CONSULTATION", on: "2026-02-28", unit: "cityA", closedAt: inChina("2026-03-01"), times: 4 },
  { kind: "CONSULTATION", on: "2025-03-31", unit: "cityA", times: 3 },
];
