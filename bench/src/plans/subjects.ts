import type { Sql } from "postgres";
import type { openClient } from "../client.js";
import { benchActors, type Level, levels } from "../page/actors.js";
import type { Product } from "../product.js";
import { findingMatters } from "./escalations.js";
import { findingHotline } from "./hotline.js";
import type { Subjects } from "./operations.js";

type Client = ReturnType<typeof openClient>;

/** The login of the person at a region's authority who holds all roles that read. */
export const everyone = (region: string): string => `bench.${region}.reader`;

/** Seeds a person at each level who holds all roles that read. */
export async function seedReaders(product: Product, url: string): Promise<void> {
  const database = product.openDatabase({ url, poolSize: 2, statementTimeout: 60_000 });
  try {
    await database.asSystem("load the readers of a bench", async (tx) => {
      const bureaus = await product.findBureaus(
        tx,
        levels.map((level) => benchActors[level].region),
      );
      const roles = [
        ...(["SUPERVISOR", "HANDLER", "OPERATOR", "DISPATCHER", "ADMINISTRATOR", "AUDITOR"] as const),
        ...(["HEAD", "ANALYST", "SHIFT_MANAGER"] as const),
      ];
      const seeds = bureaus.map((bureau) => ({
        login: everyone(bureau.code),
        name: `${bureau.code}综合岗`,
        bureau: product.placeOf(bureau),
        roles,
      }));
      await product.seedPeople(tx, seeds, new Date("2025-01-01T00:00:00Z"));
    });
  } finally {
    await database.close(5);
  }
}

async function findLatest<List>(
  client: Client,
  token: string,
  documents: readonly { list: List; document: string }[],
): Promise<ReadonlyMap<List, string>> {
  const latest = new Map<List, string>();
  for (const { list, document } of documents) {
    const { body } = await client.post(token, JSON.stringify({ query: document }));
    const id = /"id":"([^"]+)"/.exec(body)?.[1];
    if (id !== undefined) latest.set(list, id);
  }
  return latest;
}

/** What the operations of a level are asked about. */
export async function subjectsOf(
  product: Product,
  sql: Sql,
  client: Client,
  token: string,
  level: Level,
): Promise<Subjects> {
  const { region } = benchActors[level];
  const rows = await sql<{ province: string; id: string; number: string }[]>`
    SELECT province, id, number FROM tickets WHERE county = ${benchActors.county.region} ORDER BY received_at DESC LIMIT 20`;
  const [busy] = await sql<{ province: string; id: string }[]>`
    SELECT supervised.province, ticket_id AS id FROM supervised_tickets supervised
    JOIN supervision_orders ordered ON ordered.province = supervised.province AND ordered.id = order_id
    WHERE receiver_county = ${benchActors.county.region} ORDER BY ordered.id DESC LIMIT 1`;
  const tickets = rows.map(({ province, id }) => product.toGlobalId("Ticket", province, id));
  const number = rows[0]?.number ?? "";
  return {
    level,
    region,
    ticket: tickets[0] ?? "",
    busyTicket: busy === undefined ? "" : product.toGlobalId("Ticket", busy.province, busy.id),
    tickets,
    number,
    county: benchActors.county.region,
    login: everyone(region),
    matters: await findLatest(client, token, findingMatters),
    hotline: await findLatest(client, token, findingHotline),
  };
}
