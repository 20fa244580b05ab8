import type { Clock } from "../../../platform/clock.js";
import type { Database, Transaction } from "../../../platform/database.js";
import { genesisOf, linkHash, toChainEntry } from "../audit.chain.js";
import {
  beginning,
  type Candidate,
  findEarlierAfter,
  findHeads,
  findSealing,
  findSettledAfter,
  insertLinks,
  insertSealing,
  type NewLink,
  readServerState,
  type Sealing,
  type SealingPlace,
  type ServerState,
  tryLockSealing,
  updateSealing,
} from "../audit.sealing.store.js";

/** How sealing is done. */
export interface SealingOptions {
  /** The most entries that one transaction looks at; 1,000 when it is not given. */
  batchSize?: number;
  /** Asked between two transactions: whether to leave the rest to the next run. */
  isStopped?: () => boolean;
}

const usualBatch = 1000;

/**
 * Seals the entries whose transactions are over: each gets the next link of its province's chain, in the order of the
 * transactions. Several processes may run it at the same time: one seals, the others leave it to that one. It takes no
 * lock that a writer of entries would wait for; an entry waits until all transactions are over that began before its own.
 *
 * @returns how many entries this run has sealed
 */
export async function sealAudit(database: Database, clock: Clock, options: SealingOptions = {}): Promise<number> {
  const { batchSize = usualBatch, isStopped = () => false } = options;
  let sealed = 0;
  for (let isMore = true; isMore && !isStopped(); ) {
    const done = await database.asSystem("seal the audit", (tx) => sealBatch(tx, clock.now(), batchSize));
    sealed += done.sealed;
    isMore = done.isMore;
  }
  return sealed;
}

async function sealBatch(tx: Transaction, at: Date, most: number): Promise<{ sealed: number; isMore: boolean }> {
  if (!(await tryLockSealing(tx))) return { sealed: 0, isMore: false };
  const state = await readServerState(tx);
  const sealing = await currentSealing(tx, state, at);
  // In this order, since transactions may end between the two: an entry never stands in both.
  const settled = await findSettledAfter(tx, sealing.reached, most);
  const earlier = await findEarlierAfter(tx, laterOf(sealing.earlier, state), most);
  if (earlier.length + settled.length === 0) return { sealed: 0, isMore: false };
  const entries = [...earlier, ...settled].filter(({ isSealed }) => !isSealed);
  await insertLinks(tx, await linksFor(tx, entries, at), at);
  await updateSealing(tx, {
    ...sealing,
    earlier: placeAfter(earlier) ?? sealing.earlier,
    reached: placeAfter(settled) ?? sealing.reached,
  });
  return { sealed: entries.length, isMore: Math.max(earlier.length, settled.length) === most };
}

async function currentSealing(tx: Transaction, state: ServerState, at: Date): Promise<Sealing> {
  const newest = await findSealing(tx);
  if (newest !== null && !isNewLife(newest, state)) return newest;
  const begun = {
    life: (newest?.life ?? 0) + 1,
    server: state.server,
    // Transactions are numbered anew, perhaps from lower numbers: entries are looked at from the first one on, once.
    reached: beginning,
    // What the earlier life left unsealed stands behind the place that it had reached.
    earlier: newest?.reached ?? beginning,
  };
  await insertSealing(tx, begun, at);
  return begun;
}

/**
 * Whether the numbers of transactions do not go on from where sealing had come to: the database was restored on another
 * server, or this one was set back.
 */
function isNewLife({ server, reached }: Sealing, state: ServerState): boolean {
  return server !== state.server || BigInt(reached.transaction) >= BigInt(state.next);
}

// Entries of an earlier life that the numbers of this server have come up to are found among the settled ones. To begin
// behind them costs nothing; to filter them out would cost a look at each.
function laterOf(place: SealingPlace, { next }: ServerState): SealingPlace {
  return BigInt(place.transaction) >= BigInt(next) ? place : { transaction: next, entry: beginning.entry };
}

async function linksFor(tx: Transaction, candidates: readonly Candidate[], at: Date): Promise<NewLink[]> {
  const provinces = [...new Set(candidates.map(({ entry }) => entry.province))];
  const heads = new Map((await findHeads(tx, provinces)).map(({ province, ...head }) => [province, head]));
  const sealedAt = at.toISOString();
  return candidates.map(({ entry }) => {
    const { province } = entry;
    const before = heads.get(province) ?? { position: 0, hash: genesisOf(province) };
    const position = before.position + 1;
    const hash = linkHash(before.hash, { position, sealedAt, entry: toChainEntry(entry) });
    heads.set(province, { position, hash });
    return { province, position, entry: entry.id, hash };
  });
}

function placeAfter(candidates: readonly Candidate[]): SealingPlace | null {
  const last = candidates.at(-1);
  return last === undefined ? null : { transaction: last.entry.transaction, entry: last.entry.id };
}
