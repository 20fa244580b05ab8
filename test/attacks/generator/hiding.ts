import type postgres from "postgres";
import { confidedTo, type Subjects } from "../../access/subjects.js";
import type { World } from "../../world.js";

/** What nobody of the first province may come upon: the other's texts, the names of its people, and every contact. */
export function hiddenTexts(other: World, foreign: readonly Subjects[], own: readonly Subjects[]): string[] {
  return [
    ...foreign.flatMap(({ marker, login }) => [marker, login, `${marker.slice(1).toLowerCase()}.example.cn`]),
    ...foreign.map(({ marker }) => `ONLY_${marker.slice(1)}`),
    ...namesOf(other),
    `${other.mark}市监投`,
    ...[...foreign, ...own].flatMap(({ marker }) => Object.values<string>({ ...confidedTo(marker.slice(1)) })),
  ];
}

/** The beginnings of the names and of the logins of all people of a province. */
export function namesOf(world: World): string[] {
  const units = Object.keys(world.code).filter((unit) => unit !== "nation");
  return [...units.map((unit) => `${world.mark}${unit}.`), `${world.code.province}.`.toLowerCase()];
}

/** The codes of each dictionary that a province may use. */
export async function wordsOf(sql: postgres.Sql, own: string): Promise<Map<string, string[]>> {
  const rows = await sql<{ dictionary: string; code: string }[]>`
    SELECT dictionary, code FROM dictionary_entries WHERE province IN ('100000', ${own}) ORDER BY position, code`;
  const words = new Map<string, string[]>();
  for (const { dictionary, code } of rows) words.set(dictionary, [...(words.get(dictionary) ?? []), code]);
  return words;
}

/** The identifiers of all rows of a province, and its code, which stands in the identifiers of tickets and of the audit. */
export async function foreignParts(sql: postgres.Sql, province: string): Promise<Set<string>> {
  const tables = ["people", "role_holdings", "api_clients", "outside_issuers", "dictionary_entries", "reorganisations"];
  const rows = await sql.unsafe<{ id: string }[]>(
    tables.map((table) => `SELECT id::text FROM ${table} WHERE province = $1`).join(" UNION ALL "),
    [province],
  );
  return new Set([province, ...rows.map(({ id }) => id)]);
}
