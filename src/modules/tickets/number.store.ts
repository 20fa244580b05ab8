import { sql } from "drizzle-orm";
import type { Transaction } from "../../platform/database.js";
import { together } from "../../platform/together.js";
import type { TicketKind } from "./ticket.words.js";

/** The series that a number is taken from. */
export interface NumberSeries {
  bureau: string;
  /** The year of registration in China. */
  year: number;
  kind: TicketKind;
}

const laidOutAtOnce = 200;

/**
 * Takes the lowest number of a series that nobody else is taking. The number is used when the transaction commits, and
 * free again when it does not: no gap, and nobody waits for another's commit.
 *
 * @returns null when none is laid out; lay some out in a transaction of its own, then begin again
 */
export async function takeNumber(tx: Transaction, series: NumberSeries): Promise<number | null> {
  const rows = await tx.execute<{ number: number }>(sql`
    DELETE FROM number_slots
    WHERE bureau = ${series.bureau} AND year = ${series.year} AND kind = ${series.kind} AND number = (
      SELECT number FROM number_slots
      WHERE bureau = ${series.bureau} AND year = ${series.year} AND kind = ${series.kind}
      ORDER BY number LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING number`);
  return rows[0]?.number ?? null;
}

/**
 * Lays out the next numbers of a series, unless one is there that nobody is taking. Two that do so at once take turns, so
 * the second finds what the first laid out. Its statements are sent at once: whoever waits for his turn waits not long.
 */
export async function layOutNumbers(tx: Transaction, { bureau, year, kind }: NumberSeries): Promise<void> {
  const ofSeries = sql`bureau = ${bureau} AND year = ${year} AND kind = ${kind}`;
  await together([
    tx.execute(sql`
      INSERT INTO number_series (bureau, year, kind, next) VALUES (${bureau}, ${year}, ${kind}, 1)
      ON CONFLICT (bureau, year, kind) DO NOTHING`),
    tx.execute(sql`SELECT next FROM number_series WHERE ${ofSeries} FOR UPDATE`),
    // Begun after the turn has come, so it sees what those before laid out.
    tx.execute(sql`
      WITH free AS (
        SELECT number FROM number_slots WHERE ${ofSeries} LIMIT 1 FOR UPDATE SKIP LOCKED
      ), counted AS (
        UPDATE number_series SET next = next + ${laidOutAtOnce} WHERE ${ofSeries} AND NOT EXISTS (SELECT FROM free)
        RETURNING next
      )
      INSERT INTO number_slots (bureau, year, kind, number)
      SELECT ${bureau}, ${year}, ${kind}, generate_series(next - ${laidOutAtOnce}, next - 1) FROM counted`),
  ]);
}

const kindCharacters: Record<TicketKind, string> = { CONSULTATION: "咨", COMPLAINT: "投", REPORT: "举" };

/** A number in the trade's form (文号), such as 苏市监投〔2026〕第123号. */
export function formatNumber(mark: string, series: NumberSeries, number: number): string {
  return `${mark}${kindCharacters[series.kind]}〔${series.year}〕第${number}号`;
}
