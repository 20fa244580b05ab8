import type { Sql } from "postgres";

/** What became of a number that a writer gave to an event. */
export const fates = { unknown: 0, committed: 1, takenBack: 2, logged: 3 } as const;

/** What is wrong with the log; all nought where nothing is. */
export interface Checked {
  events: number;
  lost: number;
  doubled: number;
  /** Events of transactions that were taken back, or that nobody wrote. */
  foreign: number;
  /** Positions that do not follow the one before. */
  gaps: number;
  /** Events that stand before an earlier one of the same subject. */
  outOfOrder: number;
}

interface LoggedRow {
  position: string;
  subject_id: string;
  subject_version: number;
  n: number;
}

/** Reads the whole log and compares it with what the writers know. The fates are marked. */
export async function checkLog(sql: Sql, written: Uint8Array): Promise<Checked> {
  const found: Checked = { events: 0, lost: 0, doubled: 0, foreign: 0, gaps: 0, outOfOrder: 0 };
  const last = new Map<string, { version: number; n: number }>();
  let position = 0;
  const rows = sql<LoggedRow[]>`
    SELECT position, subject_id, subject_version, (payload->>'n')::int AS n FROM event_log ORDER BY position`;
  for await (const part of rows.cursor(10_000)) {
    for (const row of part) {
      found.events += 1;
      if (Number(row.position) !== position + 1) found.gaps += 1;
      position = Number(row.position);
      const fate = written[row.n] ?? fates.unknown;
      if (fate === fates.logged) found.doubled += 1;
      else if (fate !== fates.committed) found.foreign += 1;
      written[row.n] = fates.logged;
      const before = last.get(row.subject_id);
      const version = row.subject_version;
      const follows =
        before === undefined || version > before.version || (version === before.version && row.n > before.n);
      if (!follows) found.outOfOrder += 1;
      last.set(row.subject_id, { version, n: row.n });
    }
  }
  found.lost = written.reduce((sum, fate) => sum + (fate === fates.committed ? 1 : 0), 0);
  return found;
}
