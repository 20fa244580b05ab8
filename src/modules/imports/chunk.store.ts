import { and, asc, eq, getTableColumns, inArray, lt, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { importChunks } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import { insertionOf, updateOf, type Writing } from "../../platform/writing.store.js";
import type { ImportKey } from "./import.store.js";

/** A part of a file as it stands in its table. */
export type ChunkRow = typeof importChunks.$inferSelect;

const ofImport = ({ id, province }: ImportKey): SQL | undefined =>
  and(eq(importChunks.province, province), eq(importChunks.importId, id));

/** The writing of a part that was read. */
export function chunkInsertion(chunk: typeof importChunks.$inferInsert): Writing | null {
  return insertionOf(importChunks, [chunk]);
}

/** The writing of what a walk found in a part. */
export function chunkUpdate(
  { importId, number, province }: Pick<ChunkRow, "importId" | "number" | "province">,
  changes: Partial<ChunkRow>,
): Writing {
  return updateOf(importChunks, { province, importId, number }, changes);
}

/** The number of the last part that was written of a file; -1 where there is none. */
export async function lastChunk(tx: Transaction, key: ImportKey): Promise<number> {
  const [row] = await tx
    .select({ last: sql<number>`coalesce(max(${importChunks.number}), -1)::int` })
    .from(importChunks)
    .where(ofImport(key));
  return row?.last ?? -1;
}

/** The next parts to which a walk has not come, at most so many, locked; those that others have locked are left out. */
export function claimChunks(tx: Transaction, key: ImportKey, round: number, limit: number): Promise<ChunkRow[]> {
  return tx
    .select()
    .from(importChunks)
    .where(and(ofImport(key), lt(importChunks.round, round)))
    .orderBy(asc(importChunks.number))
    .limit(limit)
    .for("update", { skipLocked: true });
}

/** Reads the first part of a file; null where there is none. */
export async function findFirstChunk(tx: Transaction, key: ImportKey): Promise<ChunkRow | null> {
  const [row] = await tx
    .select()
    .from(importChunks)
    .where(and(ofImport(key), eq(importChunks.number, 0)));
  return row ?? null;
}

/** How far a walk has come, and what it found so far. */
export interface WalkSums {
  /** Parts to which it has not come. */
  left: number;
  rowsDone: number;
  good: number;
  bad: number;
  known: number;
  written: number;
  kept: number;
  problems: number;
}

const sum = (column: SQLWrapper): SQL<number> => sql<number>`coalesce(sum(${column}), 0)::int`;

/** Sums up what a walk found. */
export async function sumChunks(tx: Transaction, key: ImportKey, round: number): Promise<WalkSums> {
  const isDone = sql`${importChunks.round} = ${round}`;
  const [row] = await tx
    .select({
      left: sql<number>`count(*) FILTER (WHERE NOT ${isDone})::int`,
      rowsDone: sql<number>`coalesce(sum(${importChunks.rows}) FILTER (WHERE ${isDone}), 0)::int`,
      good: sum(importChunks.good),
      bad: sum(importChunks.bad),
      known: sum(importChunks.known),
      written: sum(importChunks.written),
      kept: sum(importChunks.kept),
      problems: sum(importChunks.problems),
    })
    .from(importChunks)
    .where(ofImport(key));
  return row ?? { left: 0, rowsDone: 0, good: 0, bad: 0, known: 0, written: 0, kept: 0, problems: 0 };
}

/** How many rows the walks of imports have done, by the id of the import. */
export async function rowsDoneOf(
  tx: Transaction,
  walks: readonly (ImportKey & { round: number })[],
): Promise<Map<string, number>> {
  if (walks.length === 0) return new Map();
  const rows = await tx
    .select({ id: importChunks.importId, round: importChunks.round, rows: sum(importChunks.rows) })
    .from(importChunks)
    .where(
      and(
        inArray(importChunks.province, [...new Set(walks.map(({ province }) => province))]),
        inArray(
          importChunks.importId,
          walks.map(({ id }) => id),
        ),
      ),
    )
    .groupBy(importChunks.importId, importChunks.round);
  return new Map(
    walks.map(({ id, round }) => [id, rows.find((row) => row.id === id && row.round === round)?.rows ?? 0]),
  );
}

/** How many problems there are of an import, by their codes. */
export async function sumReasons(tx: Transaction, { id, province }: ImportKey): Promise<Record<string, number>> {
  const rows = await tx.execute<{ code: string; count: number }>(sql`
    SELECT reason.key AS code, sum(reason.value::int)::int AS count
    FROM import_chunks, jsonb_each_text(reasons) AS reason
    WHERE province = ${province} AND import_id = ${id}::uuid GROUP BY reason.key ORDER BY reason.key`);
  return Object.fromEntries(rows.map(({ code, count }) => [code, count]));
}

/** Whether a walk has found a row that is not good. */
export async function hasBadRows(tx: Transaction, key: ImportKey, round: number): Promise<boolean> {
  const rows = await tx
    .select({ number: importChunks.number })
    .from(importChunks)
    .where(and(ofImport(key), eq(importChunks.round, round), sql`${importChunks.bad} > 0`))
    .limit(1);
  return rows.length > 0;
}

/** What the good rows of a file are told apart by, part by part. */
export function findMarks(tx: Transaction, key: ImportKey): Promise<{ number: number; marks: Buffer | null }[]> {
  return tx
    .select({ number: importChunks.number, marks: importChunks.marks })
    .from(importChunks)
    .where(ofImport(key))
    .orderBy(asc(importChunks.number));
}

/** Reads parts of a file by their numbers. */
export async function findChunksOf(
  tx: Transaction,
  key: ImportKey,
  numbers: readonly number[],
): Promise<Omit<ChunkRow, "sealed" | "marks">[]> {
  if (numbers.length === 0) return [];
  const { marks: _, sealed: __, ...columns } = getTableColumns(importChunks);
  return tx
    .select(columns)
    .from(importChunks)
    .where(and(ofImport(key), inArray(importChunks.number, [...numbers])));
}

/** Deletes parts of a file, at most so many. Answers how many there were. */
export async function deleteChunks(tx: Transaction, { id, province }: ImportKey, most: number): Promise<number> {
  const rows = await tx.execute(sql`
    DELETE FROM import_chunks WHERE (province, import_id, number) IN (
      SELECT province, import_id, number FROM import_chunks
      WHERE province = ${province} AND import_id = ${id}::uuid LIMIT ${most})
    RETURNING number`);
  return rows.length;
}
