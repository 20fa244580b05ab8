import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres, { type Sql } from "postgres";

/** The tables that an import writes, in the order of their foreign keys. */
const written = [
  ...["tickets", "ticket_details", "ticket_contacts", "ticket_likeness", "timeline_entries", "ticket_facts"],
  "imported_tickets",
] as const;

/**
 * The hand-written limit: the same rows, as an import wrote them, by plain COPY into the same tables with the same indexes,
 * foreign keys and triggers, in two connections at a time, of which each takes half of the tickets in one transaction. It
 * reads no file, checks nothing, masks nothing and seals nothing.
 *
 * @returns seconds
 */
export async function measureCopy(adminUrl: string): Promise<number> {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => {}, idle_timeout: 0 });
  // The server, which may run as another user, writes and reads the files itself.
  const folder = await mkdtemp(join(tmpdir(), "lianxin-copy-"));
  await chmod(folder, 0o777);
  try {
    const [row] = await sql<{ middle: string }[]>`
      SELECT ticket_id::text AS middle FROM imported_tickets ORDER BY ticket_id
      OFFSET (SELECT count(*) / 2 FROM imported_tickets) LIMIT 1`;
    if (row === undefined) throw new Error("nothing was imported");
    const halves = [`< '${row.middle}'`, `>= '${row.middle}'`];
    const copies: CopiedTable[][] = [];
    for (const half of halves) copies.push(await takeOut(sql, half, folder));
    await sql`DELETE FROM tickets WHERE (province, id) IN (SELECT province, ticket_id FROM imported_tickets)`;
    await sql`DELETE FROM imported_tickets`;
    await sql`DELETE FROM statistic_deltas`;
    await sql.unsafe(`VACUUM ANALYZE ${written.join(", ")}, statistic_deltas`);
    const start = performance.now();
    await Promise.all(copies.map((tables) => putBack(adminUrl, tables)));
    return (performance.now() - start) / 1000;
  } finally {
    await rm(folder, { recursive: true, force: true });
    await sql.end({ timeout: 5 });
  }
}

/** Rows of one table in a file of the server. */
interface CopiedTable {
  into: string;
  file: string;
}

async function takeOut(sql: Sql, half: string, folder: string): Promise<CopiedTable[]> {
  const tables: CopiedTable[] = [];
  for (const name of written) {
    const columns = await sql<{ name: string }[]>`
      SELECT quote_ident(attname) AS name FROM pg_attribute
      WHERE attrelid = ${name}::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum`;
    const list = columns.map((column) => column.name).join(", ");
    const key = name === "tickets" ? "id" : "ticket_id";
    const imported = `(SELECT ticket_id FROM imported_tickets WHERE ticket_id ${half})`;
    const file = join(folder, `${name}-${half.startsWith("<") ? 0 : 1}`);
    await sql.unsafe(`COPY (SELECT ${list} FROM ${name} WHERE ${key} IN ${imported} ORDER BY ${key}) TO '${file}'`);
    tables.push({ into: `${name} (${list})`, file });
  }
  return tables;
}

async function putBack(adminUrl: string, tables: readonly CopiedTable[]): Promise<void> {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => {}, idle_timeout: 0 });
  try {
    await sql.unsafe("BEGIN");
    for (const { file, into } of tables) await sql.unsafe(`COPY ${into} FROM '${file}'`);
    await sql.unsafe("COMMIT");
  } finally {
    await sql.end({ timeout: 5 });
  }
}
