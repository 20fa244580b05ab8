import { sql } from "drizzle-orm";
import { tickets } from "../../../schema/index.js";
import type { World } from "../../world.js";

/** Repeats a ticket of a province so often, each with an identifier of its own and a second between their receipts. */
export async function repeatTicket({ database }: World, number: string, times: number): Promise<void> {
  await database.asSystem("make many tickets for a test", async (tx) => {
    const columns = await tx.execute<{ name: string }>(sql`SELECT quote_ident(attname) AS name FROM pg_attribute
      WHERE attrelid = 'tickets'::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''`);
    const others: Record<string, string> = {
      id: "gen_random_uuid()",
      number: "number || '-' || repeated",
      received_at: "received_at - repeated * interval '1 second'",
    };
    const list = (values: string[]) => sql.raw(values.join(", "));
    await tx.execute(sql`INSERT INTO ${tickets} (${list(columns.map(({ name }) => name))})
      SELECT ${list(columns.map(({ name }) => others[name] ?? name))} FROM ${tickets}, generate_series(1, ${times}) AS repeated
      WHERE number = ${number}`);
  });
}
