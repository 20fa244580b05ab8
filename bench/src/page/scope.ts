import type { Level } from "./actors.js";

/**
 * The parts of an actor's scope, each a condition that one index answers in the order of a page: where a ticket is
 * handled, where it came in, who handed it on. No ticket is in two of them.
 *
 * @param code the code of the region, or the place for it in a statement
 */
export function scopeOf(level: Level, code: string): readonly string[] {
  switch (level) {
    case "nation":
      return ["true"];
    case "province":
      return [`province = ${code}`];
    case "city":
    case "county":
      return [
        `${level} = ${code}`,
        `intake_${level}_away = ${code}`,
        `previous_${level}_away = ${code} AND intake_${level}_away IS DISTINCT FROM ${code}`,
      ];
  }
}

/** The query of a page: at most so many rows of each part of the scope by its index, and the first of them all. */
export function pageQuery(level: Level, code: string, columns: string, rows: number | string): string {
  const branches = scopeOf(level, code).map(
    (condition) => `SELECT ${columns} FROM tickets WHERE ${condition} ORDER BY received_at DESC, id DESC LIMIT ${rows}`,
  );
  const [only = "", ...others] = branches;
  if (others.length === 0) return only;
  return `SELECT * FROM (${branches.map((branch) => `(${branch})`).join(" UNION ALL ")}) AS parts
    ORDER BY received_at DESC, id DESC LIMIT ${rows}`;
}
