import { type Clock, chinaDay } from "../../../platform/clock.js";
import type { Database, Transaction } from "../../../platform/database.js";
import { newRequestId } from "../../../platform/ids.js";
import { findBureausOfProvince, tryLockProvince } from "../history.store.js";
import { findAppliedSince, type ReorganisationRow, takeDueReorganisation } from "../reorganisations.store.js";
import { applyReorganisation, resettle } from "./apply-reorganisation.js";
import { recordReorganisation } from "./record-reorganisation.js";

/** What one run did. */
export interface DueRun {
  /** The ids of the reorganisations that this run applied. */
  applied: readonly string[];
}

// Longer than any transaction or remembered actor lasts that may still write what it knew of the old tree.
const stragglerMilliseconds = 10 * 60_000;

/** The ids that one run came upon, and those of them that it applied. */
interface Progress {
  tried: string[];
  applied: string[];
}

/** Applies the next reorganisation that is due; answers whether there was one. */
async function applyNext(database: Database, clock: Clock, { applied, tried }: Progress): Promise<boolean> {
  const at = clock.now();
  const done = await database.asSystem("apply a due reorganisation", async (tx) => {
    const row = await takeDueReorganisation(tx, chinaDay(at), tried);
    if (row === null) return null;
    tried.push(row.id);
    // An administrator or another process is at work in the province. Whoever waits for him here holds a row that he may
    // want, so the next run tries again.
    if (!(await tryLockProvince(tx, row.province))) return row;
    const after = await applyReorganisation(tx, row, at);
    const { province, city, county, bureau } = row;
    const change = { at, requestId: newRequestId() };
    await recordReorganisation(tx, { place: { province, city, county, bureau } }, after, ["APPLIED"], change);
    return after;
  });
  if (done?.state === "APPLIED") applied.push(done.id);
  return done !== null;
}

async function gatherStragglers(tx: Transaction, reorganisation: ReorganisationRow, at: Date): Promise<void> {
  if (!(await tryLockProvince(tx, reorganisation.province))) return;
  await resettle(tx, reorganisation, await findBureausOfProvince(tx, reorganisation.province), at);
}

/**
 * Applies the reorganisations whose day has come, each in a transaction of its own. Several processes may run it at the
 * same time, and running it again changes nothing. For ten minutes after a reorganisation it also gathers what was
 * written by transactions that had begun under the old tree.
 *
 * @throws the first failure, after all the others were tried
 */
export async function applyDueReorganisations(database: Database, clock: Clock): Promise<DueRun> {
  const progress: Progress = { tried: [], applied: [] };
  const failures: unknown[] = [];
  for (let isMore = true; isMore; ) {
    const before = progress.tried.length;
    try {
      isMore = await applyNext(database, clock, progress);
    } catch (error) {
      // One that fails does not hold up the others; a database that cannot be reached does.
      if (progress.tried.length === before) throw error;
      failures.push(error);
    }
  }
  const since = new Date(clock.now().getTime() - stragglerMilliseconds);
  const recent = await database.asSystem("find recent reorganisations", (tx) => findAppliedSince(tx, since));
  for (const row of recent) {
    await database.asSystem("gather what followed an old tree", (tx) => gatherStragglers(tx, row, clock.now()));
  }
  if (failures.length > 0) throw failures[0];
  return { applied: progress.applied };
}
