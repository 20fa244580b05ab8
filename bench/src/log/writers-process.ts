import { setTimeout as pause } from "node:timers/promises";
import postgres, { type Sql } from "postgres";
import { createRandom } from "../load/random.js";
import { type Checked, checkLog, fates } from "./checking.js";

/** What the process of the writers is told to do. */
export type WritersOrder = { kind: "write"; url: string; events: number } | { kind: "check" };

/** How far they have come. */
export interface Written {
  events: number;
  transactions: number;
  takenBack: number;
  /** Transactions that were held open for a while. */
  heldOpen: number;
}

/** What the process answers. */
export type WritersAnswer =
  | { kind: "progress"; written: Written }
  | { kind: "written"; written: Written }
  | { kind: "checked"; checked: Checked };

/** The writers, the first of which hold their transactions open. */
const writers = 32;
const holders = 4;
const holdMilliseconds = { least: 200, most: 5000 };

/** The most rows of a transaction, and the share of transactions that are taken back. */
const mostRows = 20;
const takenBackShare = 0.05;

/** How many subjects there are; those of the holders are their own, or everybody would soon wait for them. */
export const subjects = { all: 5000, ofHolders: 100 } as const;

const random = createRandom(20_260_125);

const state = {
  sql: null as Sql | null,
  fates: new Uint8Array(0),
  next: 0,
  written: { events: 0, transactions: 0, takenBack: 0, heldOpen: 0 } as Written,
};

class TakenBack extends Error {}

// The number of each event is drawn when its subject is locked, as in the product, so that it can be told which came first.
function insert(sql: Sql, subject: number, first: number, rows: number) {
  return sql`
    WITH locked AS (UPDATE bench.subjects SET version = version + 1 WHERE id = ${subject} RETURNING subjects.*)
    INSERT INTO outbox_events
      (province, city, county, bureau, at, type, subject_type, subject_id, subject_version, witnesses, payload)
    SELECT province, city, county, bureau, clock_timestamp(), 'ticket.dispatched', 'Ticket', id::text, version, witnesses,
      jsonb_build_object('n', ${first}::int + k, 'from', 'REGISTERED', 'to', 'DISPATCHED')
    FROM locked CROSS JOIN generate_series(0, ${rows - 1}::int) AS k ORDER BY k`;
}

async function writeOnce(sql: Sql, isHolder: boolean): Promise<void> {
  const rows = 1 + Math.floor(random.next() * mostRows);
  const own = isHolder ? subjects.ofHolders : subjects.all - subjects.ofHolders;
  const subject = Math.floor(random.next() * own) + (isHolder ? 0 : subjects.ofHolders);
  const first = state.next;
  state.next += rows;
  const isTakenBack = random.next() < takenBackShare;
  const held = isHolder ? holdMilliseconds.least + random.next() * (holdMilliseconds.most - holdMilliseconds.least) : 0;
  if (!isHolder && !isTakenBack) {
    await insert(sql, subject, first, rows);
  } else {
    await sql
      .begin(async (tx) => {
        await insert(tx as unknown as Sql, subject, first, rows);
        await pause(held);
        if (isTakenBack) throw new TakenBack();
      })
      .catch((error) => {
        if (!(error instanceof TakenBack)) throw error;
      });
  }
  state.fates.fill(isTakenBack ? fates.takenBack : fates.committed, first, first + rows);
  state.written.transactions += 1;
  state.written.takenBack += isTakenBack ? 1 : 0;
  state.written.heldOpen += isHolder ? 1 : 0;
  state.written.events += isTakenBack ? 0 : rows;
}

async function write(url: string, events: number): Promise<Written> {
  const sql = postgres(url, { max: writers + 1, onnotice: () => {}, idle_timeout: 0, max_lifetime: null });
  state.sql = sql;
  // Those that are taken back have numbers too, and each writer may be in the middle of his last transaction.
  state.fates = new Uint8Array(Math.ceil(events * 1.5) + 2 * writers * mostRows);
  const reporting = setInterval(() => answer({ kind: "progress", written: state.written }), 250);
  const writer = async (_: unknown, number: number): Promise<void> => {
    while (state.written.events < events - 1) await writeOnce(sql, number < holders);
  };
  // One transaction is open from the first to the last: its event comes when everybody else's are in the log.
  await sql.begin(async (tx) => {
    const number = state.next;
    state.next += 1;
    await insert(tx as unknown as Sql, subjects.all, number, 1);
    await Promise.all(Array.from({ length: writers }, writer));
    state.fates[number] = fates.committed;
  });
  state.written.transactions += 1;
  state.written.heldOpen += 1;
  state.written.events += 1;
  clearInterval(reporting);
  return state.written;
}

const answer = (message: WritersAnswer): void => void process.send?.(message);

// A process of its own, so that the relay does not wait for the writers' JavaScript.
process.on("message", async (order: WritersOrder) => {
  if (order.kind === "write") {
    answer({ kind: "written", written: await write(order.url, order.events) });
  } else if (state.sql !== null) {
    answer({ kind: "checked", checked: await checkLog(state.sql, state.fates) });
    await state.sql.end({ timeout: 5 });
  }
});
