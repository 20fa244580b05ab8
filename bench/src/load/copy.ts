import { once } from "node:events";
import postgres from "postgres";

/** One value of a row, as COPY reads it. */
export type CopyValue = string | number | boolean | null | readonly string[] | Date;

/** The rows of one table, on their way into the database by COPY. */
export interface Copier {
  /** Adds a row; resolves when the database can take more. */
  add(values: readonly CopyValue[]): Promise<void> | undefined;
  /** Ends the COPY and commits it. */
  finish(): Promise<number>;
}

const chunkCharacters = 64 * 1024;

const escapes: Readonly<Record<string, string>> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };
const escaped = (text: string): string =>
  /[\\\t\n\r]/.test(text) ? text.replace(/[\\\t\n\r]/g, (sign) => escapes[sign] ?? sign) : text;

function textOf(value: CopyValue): string {
  if (value === null) return "\\N";
  if (typeof value === "string") return escaped(value);
  if (typeof value === "number") return String(value);
  if (typeof value === "boolean") return value ? "t" : "f";
  if (value instanceof Date) return value.toISOString();
  return escaped(`{${value.map((entry) => `"${entry.replace(/[\\"]/g, "\\$&")}"`).join(",")}}`);
}

/**
 * Opens a COPY into an emptied table, on a connection of its own. The rows are frozen: they are visible to all at once,
 * and no later vacuum has to write them again.
 */
export async function openCopy(url: string, table: string, columns: readonly string[]): Promise<Copier> {
  const client = postgres(url, { max: 1, onnotice: () => {}, idle_timeout: 0, max_lifetime: null });
  await client.unsafe("BEGIN");
  await client.unsafe(`TRUNCATE ${table} CASCADE`);
  const query = client.unsafe(`COPY ${table} (${columns.join(", ")}) FROM STDIN WITH (FREEZE)`);
  const stream = await query.writable();
  let chunk = "";
  let rows = 0;
  const flush = (): Promise<unknown> | undefined => {
    const full = stream.write(chunk);
    chunk = "";
    return full ? undefined : once(stream, "drain");
  };
  return {
    add: (values) => {
      let line = "";
      for (const [position, value] of values.entries()) line += (position === 0 ? "" : "\t") + textOf(value);
      chunk += `${line}\n`;
      rows += 1;
      return chunk.length < chunkCharacters ? undefined : (flush() as Promise<void> | undefined);
    },
    finish: async () => {
      if (chunk !== "") await flush();
      stream.end();
      await once(stream, "finish");
      await client.unsafe("COMMIT");
      await client.end({ timeout: 5 });
      return rows;
    },
  };
}
