import type postgres from "postgres";
import { expect } from "vitest";
import { ticketFacts, tickets as ticketTable } from "../../../../schema/index.js";
import { ANNOUNCED_CALENDAR } from "../../../../src/modules/calendar/index.js";
import { findDeadlines } from "../../../../src/modules/deadlines/deadline.store.js";
import { basesOf, rollups } from "../../../../src/modules/statistics/rollups/rollups.js";
import { factsOf } from "../../../../src/modules/tickets/ticket.facts.js";
import type { Life } from "./living.js";
import type { PlainTicket } from "./plain-tickets.js";

/** The facts that are kept are those that follow from the tickets now, with the place of then and what others noted. */
export async function expectFacts({ database }: Life, plain: readonly PlainTicket[]): Promise<void> {
  const { deadlines, facts, rows } = await database.asSystem("look at facts for a test", async (tx) => {
    const found = await tx.select().from(ticketTable);
    const kept = await tx.select().from(ticketFacts);
    return { rows: found, facts: kept, deadlines: await findDeadlines(tx, found) };
  });
  const kept = new Map(facts.map((fact) => [fact.ticketId, fact]));
  const known = new Map(plain.map((ticket) => [ticket.id, ticket]));
  expect([...kept.keys()].sort()).toEqual(rows.map(({ id }) => id).sort());
  for (const row of rows) {
    const [fact, ticket] = [kept.get(row.id), known.get(row.id)];
    if (fact === undefined || ticket === undefined) expect.fail("a ticket has no facts");
    const { cityThen, countyThen, grade, holderThen, isSupervised, ...derived } = fact;
    expect(derived).toEqual(factsOf(row, deadlines.get(row.id) ?? [], ANNOUNCED_CALENDAR));
    expect({ cityThen, countyThen, holderThen, isSupervised, grade }).toEqual({
      ...{ cityThen: ticket.before.city, countyThen: ticket.before.county, holderThen: ticket.before.bureau },
      ...{ isSupervised: ticket.isSupervised, grade: ticket.grade },
    });
  }
}

/** What of a fact or delta the sums are made of, as it stands in its table. */
interface SignedFact {
  sign: number;
  province: string;
  city: string | null;
  county: string | null;
  holder: string;
  kind: string;
  line: string;
  channel: string;
  issue_class: string;
  goods_class: string;
  topics: string[];
  state: string;
  registered_hour: number;
  registered_on: string;
  dispatched_on: string | null;
  accepted_on: string | null;
  closed_on: string | null;
  check_due_on: string | null;
  is_check_met: boolean | null;
  verification_due_on: string | null;
  is_verification_met: boolean | null;
  closing_due_on: string | null;
  is_closing_met: boolean | null;
  supervision_due_on: string | null;
  is_supervised: boolean;
  is_to_dispatch: boolean;
  outcome: string | null;
  is_turned_into_case: boolean;
  is_returned: boolean;
  grade: string | null;
  disputed_amount: string;
  recovered_loss: string;
  fine_amount: string;
  confiscated_amount: string;
}

/** The days of a fact with what is counted by each: by registration and closing all, by the others the tickets and what was met. */
function countedBy(fact: SignedFact): [basis: string, day: string | null, sums: Record<string, bigint>][] {
  const tickets = { tickets: 1n };
  const met = (isMet: boolean | null) => ({ ...tickets, met: isMet === true ? 1n : 0n });
  const all = allOf(fact);
  return [
    ["REGISTERED", fact.registered_on, all],
    ["CLOSED", fact.closed_on, all],
    ["DISPATCHED", fact.dispatched_on, tickets],
    ["ACCEPTED", fact.accepted_on, tickets],
    ["CHECK_DUE", fact.check_due_on, met(fact.is_check_met)],
    ["VERIFICATION_DUE", fact.verification_due_on, met(fact.is_verification_met)],
    ["CLOSING_DUE", fact.closing_due_on, met(fact.is_closing_met)],
    ["SUPERVISION_DUE", fact.supervision_due_on, met(fact.is_supervised)],
  ];
}

function allOf(fact: SignedFact): Record<string, bigint> {
  const one = (holds: boolean): bigint => (holds ? 1n : 0n);
  const isClosed = fact.closed_on !== null;
  const ofClosed = (amount: string): bigint => (isClosed ? BigInt(amount) : 0n);
  return {
    tickets: 1n,
    to_dispatch: one(fact.is_to_dispatch),
    dispatched: one(fact.dispatched_on !== null),
    accepted: one(fact.accepted_on !== null),
    closed: one(isClosed),
    accepted_and_closed: one(isClosed && fact.accepted_on !== null),
    settled: one(isClosed && fact.outcome === "SETTLED"),
    terminated: one(isClosed && fact.outcome === "TERMINATED"),
    refused: one(isClosed && fact.outcome === "REFUSED"),
    filed: one(isClosed && fact.outcome === "CASE_FILED"),
    turned_into_case: one(fact.is_turned_into_case),
    returned: one(fact.is_returned),
    graded: one(fact.grade !== null),
    satisfied: one(fact.grade === "VERY_SATISFIED" || fact.grade === "SATISFIED"),
    disputed_amount: BigInt(fact.disputed_amount),
    recovered_loss: ofClosed(fact.recovered_loss),
    fine_amount: ofClosed(fact.fine_amount),
    confiscated_amount: ofClosed(fact.confiscated_amount),
  };
}

function attributeOf(fact: SignedFact, attribute: string | undefined): readonly string[] {
  switch (attribute) {
    case undefined:
      return [""];
    case "CHANNEL":
      return [fact.channel];
    case "ISSUE_CLASS":
      return [fact.issue_class];
    case "GOODS_CLASS":
      return [fact.goods_class];
    case "TOPIC":
      return fact.topics.length === 0 ? [""] : fact.topics;
    case "STATE":
      return [fact.state];
    case "HOUR":
      return [String(fact.registered_hour).padStart(2, "0")];
    default:
      throw new Error(`no rollup has ${attribute}`);
  }
}

const placesOf = (level: string, { city, county, holder, province }: SignedFact): (string | null)[] =>
  ({
    NATION: ["100000", "100000", null, null, null],
    PROVINCE: [province, province, null, null, null],
    CITY: [city ?? province, province, city, null, null],
    BUREAU: [holder, province, city, county, holder],
  })[level] ?? [];

/** Sums by cell and counter; what is zero is not there. */
type Sums = Map<string, bigint>;

function add(sums: Sums, key: string, amount: bigint): void {
  const sum = (sums.get(key) ?? 0n) + amount;
  if (sum === 0n) sums.delete(key);
  else sums.set(key, sum);
}

function addFact(sums: Sums, fact: SignedFact): void {
  for (const rollup of rollups) {
    const kept = basesOf(rollup);
    const [first, second] = rollup.attributes;
    for (const [basis, day, counted] of countedBy(fact)) {
      if (day === null || kept?.some((one) => one === basis) === false) continue;
      const bucket = rollup.grain === "DAY" ? day : `${day.slice(0, 7)}-01`;
      const [place, ...columns] = placesOf(rollup.level, fact);
      for (const one of attributeOf(fact, first)) {
        for (const other of attributeOf(fact, second)) {
          const cell = [rollup.number, place, basis, bucket, fact.kind, fact.line, one, other, ...columns];
          for (const [name, amount] of Object.entries(counted)) {
            add(sums, JSON.stringify([...cell, name]), BigInt(fact.sign) * amount);
          }
        }
      }
    }
  }
}

const days = [
  ...["registered_on", "dispatched_on", "accepted_on", "closed_on"],
  ...["check_due_on", "verification_due_on", "closing_due_on", "supervision_due_on"],
];

const counterColumns = [
  ...["tickets", "to_dispatch", "dispatched", "accepted", "closed", "accepted_and_closed", "settled", "terminated"],
  ...["refused", "filed", "turned_into_case", "returned", "graded", "satisfied", "met"],
  ...["disputed_amount", "recovered_loss", "fine_amount", "confiscated_amount"],
];

const asTexts = days.map((column) => `${column}::text`).join(", ");

/** At every moment the cells and what is not folded into them are the sums of the facts. */
export async function expectCells(sql: postgres.Sql): Promise<void> {
  const [facts, deltas, cells] = await sql.begin("ISOLATION LEVEL REPEATABLE READ", async (tx) => [
    await tx.unsafe<SignedFact[]>(`SELECT *, ${asTexts}, 1 AS sign FROM ticket_facts`),
    await tx.unsafe<SignedFact[]>(`SELECT *, ${asTexts} FROM statistic_deltas`),
    await tx.unsafe<Record<string, unknown>[]>("SELECT *, bucket::text FROM statistic_cells"),
  ]);
  const expected: Sums = new Map();
  for (const fact of facts) addFact(expected, fact);
  const kept: Sums = new Map();
  for (const delta of deltas) addFact(kept, delta);
  for (const cell of cells) {
    const names = ["rollup", "place", "basis", "bucket", "kind", "line", "first", "second"];
    const key = [...names, "province", "city", "county", "bureau"].map((name) => cell[name]);
    for (const name of counterColumns) {
      if (cell[name] !== null) add(kept, JSON.stringify([...key, name]), BigInt(String(cell[name])));
    }
  }
  expect([...kept].sort()).toEqual([...expected].sort());
}
