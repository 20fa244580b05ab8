import { setTimeout as pause } from "node:timers/promises";
import postgres, { type Sql } from "postgres";
import { openClient } from "../client.js";
import { type RunningProduct, type StartOptions, startOurs } from "../contestants/ours.js";
import { complaintAt } from "../lifecycle/calls.js";
import { manySockets } from "../lifecycle/watchers.js";
import { clockedLog, loadBase } from "../load/base.js";
import { recreate } from "../load/load.js";
import { loginOf } from "../load/people.js";
import type { Product } from "../product.js";
import type { BenchServer } from "../server.js";

/** Who subscribes: people of a county, of its city, of its province and of the nation, who all see its tickets. */
export const bureaus = ["320508", "320500", "320000", "100000"] as const;

const [county] = bureaus;

/** How many people of each of these bureaus there are. */
const peopleOfEach = 25;

/** A database of the benches of subscriptions, with the product running on it. */
export interface World {
  ours: RunningProduct;
  /** Passes the row policies, as the platform does. */
  sql: Sql;
  /** The tokens of the people of the bureaus, the bureaus in turn. */
  tokens: readonly string[];
  stop(): Promise<void>;
}

/** Makes an empty database with the tree and the people, anew: nothing of earlier runs is in its log. */
export async function makeDatabase(product: Product, server: BenchServer, name: string): Promise<string> {
  const url = server.adminUrl(name);
  await recreate(server, name);
  await loadBase(product, url, clockedLog(name));
  return url;
}

/** Makes a database with people who subscribe and so many tickets of their county, and starts the product on it. */
export async function openWorld(
  product: Product,
  server: BenchServer,
  { start, tickets }: { start: StartOptions; tickets: number },
): Promise<World> {
  const name = "lianxin_bench_live";
  const url = await makeDatabase(product, server, name);
  const logins = await seedSubscribers(product, url);
  const more = { ...manySockets, ...start.more };
  const ours = await startOurs(product, server.loginUrlOf(name), { ...start, more });
  const sql = postgres(url, { max: 8, onnotice: () => {}, idle_timeout: 0, max_lifetime: null });
  const stop = async (): Promise<void> => {
    await ours.stop();
    await sql.end({ timeout: 5 });
  };
  try {
    const tokens = await ours.tokensOf([...logins, loginOf(county, "OPERATOR")]);
    const tokenOf = (login: string): string => tokens.get(login) ?? "";
    await registerTickets(ours.url, tokenOf(loginOf(county, "OPERATOR")), tickets);
    await prepareEvents(sql, tickets);
    return { ours, sql, tokens: logins.map(tokenOf), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function seedSubscribers(product: Product, url: string): Promise<string[]> {
  const database = product.openDatabase({ url, poolSize: 2, statementTimeout: 60_000 });
  try {
    return await database.asSystem("seed the subscribers of a bench", async (tx) => {
      const found = await product.findBureaus(tx, [...bureaus]);
      const seeds = Array.from({ length: peopleOfEach }, (_, number) =>
        bureaus.flatMap((code) =>
          found
            .filter((bureau) => bureau.code === code)
            .map((bureau) => ({
              login: `bench.live.${code}.${number}`,
              name: `${code}-${number}`,
              bureau: product.placeOf(bureau),
              roles: ["SUPERVISOR" as const],
            })),
        ),
      ).flat();
      await product.seedPeople(tx, seeds, new Date(Date.now() - 86_400_000));
      return seeds.map(({ login }) => login);
    });
  } finally {
    await database.close(1);
  }
}

async function registerTickets(url: string, token: string, count: number): Promise<void> {
  const lanes = 8;
  const client = openClient(url, lanes);
  const query = "mutation Register($input: RegisterTicketInput!) { registerTicket(input: $input) { ticket { id } } }";
  const lane = async (first: number): Promise<void> => {
    for (let serial = first; serial < count; serial += lanes) {
      const reply = await client.post(
        token,
        JSON.stringify({ query, variables: { input: complaintAt({ county, serial }) } }),
      );
      if (!reply.body.includes('"id"'))
        throw new Error(`a ticket could not be registered: ${reply.body.slice(0, 500)}`);
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(lanes, count) }, (_, first) => lane(first)));
  } finally {
    client.close();
  }
}

/** Keeps what the relay made of the registrations, from which events are written again and again. */
async function prepareEvents(sql: Sql, tickets: number): Promise<void> {
  await sql.unsafe("CREATE SCHEMA IF NOT EXISTS bench");
  for (let tries = 0; tries < 200; tries += 1) {
    const [row] = await sql<{ logged: number }[]>`
      SELECT count(*)::int AS logged FROM event_log WHERE type = 'ticket.registered'`;
    if ((row?.logged ?? 0) >= tickets) {
      await sql`CREATE TABLE bench.events AS SELECT row_number() OVER (ORDER BY position)::int AS n, event_log.*
        FROM event_log WHERE type = 'ticket.registered'`;
      return;
    }
    await pause(50);
  }
  throw new Error("the relay did not move the events of the registrations");
}

/** Commits so many events about the tickets of the county, as one change would, with the instant that is given. */
export async function writeEvents(sql: Sql, count: number, at = new Date()): Promise<void> {
  const first = Math.floor(Math.random() * 100_000);
  await sql`
    INSERT INTO outbox_events
      (province, city, county, bureau, at, type, subject_type, subject_id, subject_version, line, payload)
    SELECT province, city, county, bureau, ${at}, type, subject_type, subject_id, subject_version, line, payload
    FROM generate_series(${first}::int, ${first + count - 1}::int) AS written (n)
    JOIN bench.events ON events.n = 1 + written.n % (SELECT count(*)::int FROM bench.events)
    ORDER BY written.n`;
}

/** Commits so many events about tickets of other provinces, in one transaction: nobody who subscribes below sees them. */
export async function writeEventsElsewhere(sql: Sql, count: number): Promise<void> {
  await sql`
    INSERT INTO outbox_events
      (province, city, county, bureau, at, type, subject_type, subject_id, subject_version, payload)
    SELECT '440000', '440100', '440106', '440106', clock_timestamp(), 'ticket.registered', 'Ticket', 'elsewhere/' || n, 1, '{}'
    FROM generate_series(1, ${count}::int) AS n`;
}
