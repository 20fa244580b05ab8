import { isWorkday } from "chinese-days";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tickets } from "../../schema/index.js";
import { ANNOUNCED_CALENDAR } from "../../src/modules/calendar/index.js";
import { advance, type DeadlineRow, deadlineWritings, noBureauRules } from "../../src/modules/deadlines/index.js";
import { deadlineStepsPass } from "../../src/modules/supervision/deadline-steps.js";
import { deadlineFacts } from "../../src/modules/tickets/ticket.deadlines.js";
import type { TicketRow } from "../../src/modules/tickets/ticket.store.js";
import { newId } from "../../src/platform/ids.js";
import { insertionOf, write } from "../../src/platform/writing.store.js";
import { asSuperuser, type OwnDatabase, ownDatabase } from "../database.js";
import { jobTools } from "../jobs.js";
import { makeProvince, type Unit, type World } from "../world.js";

const dayMilliseconds = 86_400_000;
const noon = (day: string): Date => new Date(`${day}T12:00:00+08:00`);
const plusDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * dayMilliseconds).toISOString().slice(0, 10);

/** Counts working days one by one, by the oracle alone. */
function plusWorkingDays(day: string, count: number): string {
  let on = day;
  for (let left = count; left > 0; ) {
    on = plusDays(on, 1);
    if (isWorkday(on)) left -= 1;
  }
  return on;
}

/** The working day after which so many more lie up to a day, that day included. */
function minusWorkingDays(day: string, count: number): string {
  let on = day;
  for (let left = count; left > 0 || !isWorkday(on); on = plusDays(on, -1)) if (isWorkday(on)) left -= 1;
  return on;
}

/** A ticket of the test: when its bureau received it, and when its limit was met, if ever. */
interface Plan {
  id: string;
  kind: "COMPLAINT" | "REPORT";
  holder: Unit;
  received: string;
  /** The day on which the limit is met, before the scheduler runs. */
  met: string | null;
}

const holders = ["countyA1", "countyB2", "streetA1", "cityA", "province"] as const satisfies readonly Unit[];
const [firstDay, lastDay] = ["2026-08-20", "2026-12-01"];

const plans = fc.sample(
  fc.record({
    kind: fc.constantFrom("COMPLAINT" as const, "REPORT" as const),
    holder: fc.constantFrom(...holders),
    offset: fc.integer({ min: 0, max: 50 }),
    met: fc.option(fc.integer({ min: 1, max: 60 }), { nil: null, freq: 2 }),
  }),
  { numRuns: 2000, seed: 20_260_822 },
);

/** What must happen to a ticket, by counting alone: the day and what is done. */
function expectedOf({ kind, holder, received, met }: Plan): string[] {
  const due = plusWorkingDays(received, kind === "COMPLAINT" ? 7 : 15);
  const isBefore = (day: string): boolean => day <= lastDay && (met === null || day < met);
  const done: string[] = [];
  for (const left of [3, 1]) {
    const on = minusWorkingDays(due, left);
    if (on > received && isBefore(on)) done.push(`${on} WARNING ${left}`);
  }
  const after = plusDays(due, 1);
  if (isBefore(after)) done.push(`${after} REMINDER`);
  const city = plusDays(plusWorkingDays(due, 5), 1);
  if (isBefore(city) && holder !== "cityA" && holder !== "province") done.push(`${city} ORDER city`);
  const province = plusDays(plusWorkingDays(due, 15), 1);
  if (isBefore(province) && holder !== "province") done.push(`${province} ORDER province`);
  return done;
}

describe("the steps of deadlines, over months of the calendar", () => {
  let own: OwnDatabase;
  let world: World;
  let made: Plan[];

  const place = (unit: Unit) => {
    const { code } = world;
    const city = unit === "province" ? null : unit.includes("B") ? code.cityB : code.cityA;
    const county = unit === "streetA1" ? code.countyA1 : unit.startsWith("county") ? code[unit] : null;
    return { province: code.province, city, county, holder: code[unit] };
  };

  const ticketOf = ({ id, kind, holder, received }: Plan): TicketRow =>
    ({
      ...place(holder),
      ...{ id, kind, number: id, state: "DISPATCHED", version: 1, regime: "ORDER_121" },
      ...{ intakeCity: world.code.cityA, intakeCounty: null, intakeBureau: world.code.cityACentre, channel: "PHONE" },
      ...{ issueClass: "PRICE", line: "PRICE", locality: "WITHIN_REACH", topics: [], isAnonymous: false },
      ...{ receivedAt: noon(received), registeredAt: noon(received), competentReceivedAt: noon(received) },
      ...{ dispatchedAt: noon(received), returns: 0 },
      ...{ acceptedAt: null, decidedAt: null, feedbackAt: null, reopenedAt: null, leadFrom: null },
    }) as unknown as TicketRow;

  const deadlinesOf = (plan: Plan): readonly DeadlineRow[] =>
    advance([], deadlineFacts(ticketOf(plan), noon(plan.received)), noBureauRules, ANNOUNCED_CALENDAR);

  const receive = (day: string) =>
    own.database.asSystem("receive the tickets of a day", async (tx) => {
      const today = made.filter(({ received }) => received === day);
      if (today.length === 0) return;
      await write(tx, [insertionOf(tickets, today.map(ticketOf))]);
      await write(
        tx,
        deadlineWritings(
          today.map((plan) => ({
            ticket: { province: world.code.province, id: plan.id },
            before: [],
            after: deadlinesOf(plan),
          })),
        ),
      );
    });

  const meet = (day: string) =>
    asSuperuser(own.adminUrl, (sql) => {
      const ids = made.filter(({ met, received }) => met === day && received <= day).map(({ id }) => id);
      return sql`UPDATE ticket_deadlines SET state = 'MET', next_step = NULL, next_step_on = 'infinity'
        WHERE ticket_id = ANY(${ids})`;
    });

  const happened = () =>
    asSuperuser(
      own.adminUrl,
      (sql) => sql<{ ticket: string; what: string }[]>`
        SELECT ticket_id AS ticket, to_char(at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') || ' ' || kind ||
          CASE kind WHEN 'WARNING' THEN ' ' || (detail->>'days') ELSE '' END AS what
        FROM ticket_notices WHERE kind IN ('WARNING', 'REMINDER')
        UNION ALL
        SELECT t.ticket_id, to_char(o.issued_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') || ' ORDER ' ||
          CASE o.issuer WHEN ${world.code.province} THEN 'province' ELSE 'city' END
        FROM supervision_orders o JOIN supervised_tickets t ON t.province = o.province AND t.order_id = o.id
        WHERE o.origin = 'AUTOMATIC'`,
    );

  beforeAll(async () => {
    own = await ownDatabase();
    world = await makeProvince({ database: own.database });
    made = plans.map(({ kind, holder, offset, met }) => {
      const received = plusDays(firstDay, offset);
      return { id: newId(noon(received)), kind, holder, received, met: met === null ? null : plusDays(received, met) };
    });
  });

  afterAll(() => own.drop());

  it("are what counting day by day says, each once, also when two schedulers run", async () => {
    for (let day = firstDay; day <= lastDay; day = plusDays(day, 1)) {
      await meet(day);
      const tools = jobTools(own.database, { now: () => noon(day) });
      // Two at once: a row is handled by one of them.
      const runs = await Promise.all([deadlineStepsPass.run(tools), deadlineStepsPass.run(tools)]);
      expect(runs.map(({ parked }) => parked)).toEqual([0, 0]);
      await receive(day);
    }
    const found = new Map<string, string[]>();
    for (const { ticket, what } of await happened()) found.set(ticket, [...(found.get(ticket) ?? []), what]);
    const wrong = made.flatMap((plan) => {
      const actual = (found.get(plan.id) ?? []).sort();
      const expected = expectedOf(plan).sort();
      return actual.join() === expected.join() ? [] : [{ plan, actual, expected }];
    });
    expect(wrong.slice(0, 3)).toEqual([]);
    const [counted] = await asSuperuser(
      own.adminUrl,
      (sql) => sql`SELECT (SELECT count(*)::int FROM ticket_notices WHERE kind IN ('WARNING', 'REMINDER')) AS noticed,
        (SELECT count(*)::int FROM audit_entries WHERE action = 'ticket.platform') AS entries,
        (SELECT count(*)::int FROM told_events WHERE type IN ('deadline.warned', 'deadline.expired')) AS events`,
    );
    expect(counted).toEqual({ noticed: counted?.noticed, entries: counted?.noticed, events: counted?.noticed });
    expect(counted?.noticed).toBeGreaterThan(1000);
  }, 120_000);
});
