import type { ISql } from "postgres";

/** What was taken off a table before it was loaded, as the statements that put it back. */
export interface Taken {
  indexes: string[];
  foreignKeys: string[];
}

interface ConstraintRow {
  table: string;
  name: string;
  type: string;
  definition: string;
}

/** Takes indexes, keys and foreign keys, those of other tables to them included, off tables: building them at the end takes a fraction of keeping them row by row. */
export async function takeIndexes(sql: ISql, tables: readonly string[]): Promise<Taken> {
  const constraints = await sql<ConstraintRow[]>`
    SELECT conrelid::regclass::text AS "table", conname AS name, contype AS type, pg_get_constraintdef(oid) AS definition
    FROM pg_constraint
    WHERE conrelid::regclass::text = ANY(${[...tables]}) AND contype IN ('p', 'u', 'f')
      OR confrelid::regclass::text = ANY(${[...tables]}) AND contype = 'f'
    ORDER BY contype = 'f' DESC, conname`;
  for (const { table, name } of constraints) await sql.unsafe(`ALTER TABLE ${table} DROP CONSTRAINT "${name}"`);
  const indexes = await sql<{ name: string; definition: string }[]>`
    SELECT indexname AS name, indexdef AS definition FROM pg_indexes
    WHERE schemaname = 'public' AND tablename = ANY(${[...tables]}) ORDER BY indexname`;
  for (const { name } of indexes) await sql.unsafe(`DROP INDEX "${name}"`);
  const added = ({ table, name, definition }: ConstraintRow) =>
    `ALTER TABLE ${table} ADD CONSTRAINT "${name}" ${definition}`;
  return {
    indexes: [
      ...constraints.filter(({ type }) => type !== "f").map(added),
      ...indexes.map(({ definition }) => definition),
    ],
    foreignKeys: constraints.filter(({ type }) => type === "f").map(added),
  };
}

/** Puts back what was taken, in an order in which keys are there before they are referred to. */
export async function putBack(sql: ISql, taken: Taken, log: (line: string) => void): Promise<void> {
  for (const statement of [...taken.indexes, ...taken.foreignKeys]) {
    const before = performance.now();
    await sql.unsafe(statement);
    const seconds = (performance.now() - before) / 1000;
    if (seconds > 5) log(`  ${seconds.toFixed(0)} s: ${statement.slice(0, 110)}`);
  }
}
