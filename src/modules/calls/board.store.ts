import { sql } from "drizzle-orm";
import { calls } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";

/** From when on calls are looked at for a board. */
export interface BoardTimes {
  /** A call that came in before, and waits, has lapsed; so has one that is talked with. */
  waitingSince: Date;
  talkingSince: Date;
  /** The beginning of the day in China, and of the last half hour. */
  today: Date;
  recent: Date;
}

/** The calls of a bureau as its board counts them. */
export interface BoardCounts {
  waiting: number;
  /** When the call came in that waits longest. */
  longestWaitSince: Date | null;
  talking: number;
  offeredToday: number;
  answeredToday: number;
  abandonedToday: number;
  offeredRecently: number;
  answeredRecently: number;
  abandonedRecently: number;
}

// Two readings of two indexes: the few calls that last, and those of a day.
const underWay = (bureau: string, { talkingSince, waitingSince }: BoardTimes) => {
  const waits = sql`outcome = 'WAITING' AND offered_at > ${waitingSince.toISOString()}::timestamptz`;
  return sql`
    SELECT count(*) FILTER (WHERE ${waits})::int AS waiting, min(offered_at) FILTER (WHERE ${waits}) AS first,
      count(*) FILTER (WHERE outcome = 'TALKING' AND offered_at > ${talkingSince.toISOString()}::timestamptz)::int
        AS talking
    FROM ${calls}
    WHERE bureau = ${bureau} AND outcome IN ('WAITING', 'TALKING')
      AND offered_at > least(${waitingSince.toISOString()}::timestamptz, ${talkingSince.toISOString()}::timestamptz)`;
};

const cameIn = (bureau: string, { recent, today }: BoardTimes) => {
  const [isRecent, isToday] = [recent, today].map((from) => sql`offered_at >= ${from.toISOString()}::timestamptz`);
  return sql`
    SELECT count(*) FILTER (WHERE ${isToday})::int AS offered_today,
      count(answered_at) FILTER (WHERE ${isToday})::int AS answered_today,
      count(*) FILTER (WHERE ${isToday} AND outcome = 'ABANDONED')::int AS abandoned_today,
      count(*) FILTER (WHERE ${isRecent})::int AS offered_recently,
      count(answered_at) FILTER (WHERE ${isRecent})::int AS answered_recently,
      count(*) FILTER (WHERE ${isRecent} AND outcome = 'ABANDONED')::int AS abandoned_recently
    FROM ${calls}
    WHERE bureau = ${bureau} AND outcome <> 'VOID'
      AND offered_at >= least(${recent.toISOString()}::timestamptz, ${today.toISOString()}::timestamptz)`;
};

interface CountedRow extends Record<string, unknown> {
  waiting: number;
  first: string | null;
  talking: number;
  offered_today: number;
  answered_today: number;
  abandoned_today: number;
  offered_recently: number;
  answered_recently: number;
  abandoned_recently: number;
}

/** Counts the calls of a bureau for its board. */
export async function countBoard(tx: Transaction, bureau: string, times: BoardTimes): Promise<BoardCounts> {
  const [row] = await tx.execute<CountedRow>(sql`
    SELECT under_way.*, came_in.* FROM (${underWay(bureau, times)}) AS under_way,
      (${cameIn(bureau, times)}) AS came_in`);
  if (row === undefined) throw new Error("the counts of a board are always there");
  return {
    waiting: row.waiting,
    longestWaitSince: row.first === null ? null : new Date(row.first),
    talking: row.talking,
    offeredToday: row.offered_today,
    answeredToday: row.answered_today,
    abandonedToday: row.abandoned_today,
    offeredRecently: row.offered_recently,
    answeredRecently: row.answered_recently,
    abandonedRecently: row.abandoned_recently,
  };
}
