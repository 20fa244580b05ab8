import { randomUUID } from "node:crypto";
import { ticketDeadlines, tickets } from "../../../schema/index.js";
import { ANNOUNCED_CALENDAR } from "../../../src/modules/calendar/index.js";
import {
  advance,
  type DeadlineFacts,
  type DeadlineRow,
  noBureauRules,
  running,
} from "../../../src/modules/deadlines/index.js";
import type { Database } from "../../../src/platform/database.js";
import { insertionOf, write } from "../../../src/platform/writing.store.js";
import type { Unit, World } from "../../world.js";
import type { YearInput } from "./announcing.js";

/** A ticket across the horizon, and its deadlines as they stand before the year is announced. */
export interface HorizonTicket {
  id: string;
  facts: DeadlineFacts;
  rows: readonly DeadlineRow[];
}

/** The clocks of the law: which state of which kind of ticket runs one, and from when. */
const running121 = [
  { kind: "COMPLAINT", state: "SIGNED", since: "competentReceivedAt" },
  { kind: "COMPLAINT", state: "MEDIATING", since: "acceptedAt" },
  { kind: "COMPLAINT", state: "TESTING", since: "acceptedAt" },
  { kind: "COMPLAINT", state: "TERMINATED", since: "decidedAt" },
  { kind: "REPORT", state: "VERIFYING", since: "competentReceivedAt" },
  { kind: "COMPLAINT", state: "ARCHIVED", since: "competentReceivedAt" },
] as const;

const dayMilliseconds = 86_400_000;
const holders: readonly Unit[] = ["countyA1", "countyA2", "zoneA", "countyB1", "countyB2"];

function factsOf(world: World, number: number, firstDay: string): DeadlineFacts & { unit: Unit } {
  const { kind, since, state } = running121[number % running121.length] ?? running121[0];
  const unit = holders[number % holders.length] ?? "countyA1";
  // Spread over seventy days, at any hour.
  const at = new Date(
    Date.parse(`${firstDay}T01:00:00Z`) + (number % 70) * dayMilliseconds + (number % 24) * 3_600_000,
  );
  const times = { dispatchedAt: at, competentReceivedAt: at, acceptedAt: null, decidedAt: null, feedbackAt: null };
  const isOver = state === "ARCHIVED";
  return {
    ...{ kind, state, regime: "ORDER_121", isAnonymous: false, registeredAt: new Date(at.getTime() - dayMilliseconds) },
    ...times,
    ...(since === "decidedAt" ? { acceptedAt: at } : {}),
    [since]: at,
    ...(isOver ? { decidedAt: at, acceptedAt: at, feedbackAt: at } : {}),
    ...{ reopenedAt: null, leadFrom: null, holder: world.code[unit], path: [], at, unit },
  };
}

/** Puts tickets into the tables whose clocks began on each of seventy days, as the steps of the law leave them. */
export async function insertHorizonTickets(
  database: Database,
  world: World,
  count: number,
  firstDay = "2026-11-08",
): Promise<HorizonTicket[]> {
  const made = Array.from({ length: count }, (_, number) => {
    const { unit, ...facts } = factsOf(world, number, firstDay);
    const rows = advance([], facts, noBureauRules, ANNOUNCED_CALENDAR);
    return { id: randomUUID(), facts, rows, unit };
  });
  const { province } = world.code;
  await database.asSystem("add tickets for a test", async (tx) => {
    const ticketRows = made.map(({ id, facts, rows, unit }) => {
      const { leadFrom: _, path: __, at, ...columns } = facts;
      const due = running(rows);
      return {
        ...columns,
        ...{ province, id, number: id, channel: "PHONE", issueClass: "PRICE", locality: "WITHIN_REACH", version: 1 },
        ...{ city: unit.startsWith("countyB") ? world.code.cityB : world.code.cityA, county: facts.holder },
        ...{ intakeBureau: facts.holder, receivedAt: at, topics: [], isForTracing: false, returns: 0 },
        ...{ dueOn: due?.dueOn ?? "infinity", dueLimit: due?.limit ?? null },
      };
    });
    await write(tx, [insertionOf(tickets, ticketRows)]);
    const deadlines = made.flatMap(({ id, rows }) => rows.map((row) => ({ ...row, province, ticketId: id })));
    await write(tx, [insertionOf(ticketDeadlines, deadlines)]);
  });
  return made;
}

/** The days of 2026 and 2027 by hand: what the arrangements say, and plain weeks besides. */
function worksOn(day: string, year: YearInput): boolean {
  if (year.makeUpDays.includes(day)) return true;
  if (isOff(day, year)) return false;
  const weekday = new Date(Date.parse(day)).getUTCDay();
  return weekday >= 1 && weekday <= 5;
}

const isOff = (day: string, { holidays }: YearInput): boolean =>
  holidays.some(({ first, last }) => first <= day && day <= last);

const dayAfter = (day: string): string => new Date(Date.parse(day) + dayMilliseconds).toISOString().slice(0, 10);

/**
 * The last day of a deadline, counted day by day as a clerk does.
 *
 * @param start the day from which it is counted, after the last holiday of 2026
 */
export function dueByHand(start: string, days: number, unit: "WORKING" | "NATURAL", year: YearInput): string {
  let day = start;
  if (unit === "NATURAL") {
    for (let left = days; left > 0; left -= 1) day = dayAfter(day);
    while (isOff(day, year)) day = dayAfter(day);
    return day;
  }
  for (let left = days; left > 0; ) {
    day = dayAfter(day);
    if (worksOn(day, year)) left -= 1;
  }
  return day;
}
