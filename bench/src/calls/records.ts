import { createRandom, type Random } from "../load/random.js";

/** A record of a call, as a telephone system tells it. */
export interface CallRecord {
  callId: string;
  revision: number;
  outcome: "WAITING" | "ANSWERED" | "ABANDONED" | "TRANSFERRED" | "VOID";
  offeredAt: string;
  answeredAt: string | null;
  endedAt: string | null;
  queue: string;
  operatorNumber: string | null;
  caller: string | null;
}

/** How many records there are in a batch. */
export const batchSize = 500;

/** How many days the calls lie behind, at most and at least. */
const [firstDay, lastDay] = [20, 2];

/** Of 500 records so many tell of calls that were told of before: a late end, a correction, an old one again. */
const repeatsInBatch = 100;

const queues = ["咨询", "投诉", "举报", "价格"] as const;

/** A telephone system that tells of its calls, batch by batch, always the same for the same seed. */
export interface Exchange {
  /** The next batch, of each call once; and how many of its calls are new and count as offered. */
  next(): { calls: CallRecord[]; fresh: number };
  /** Of each call the record with the greatest revision that it has told. */
  readonly latest: ReadonlyMap<string, CallRecord>;
}

/**
 * Makes a telephone system. A call that was taken back is told so from the first, so that the number of calls never falls.
 *
 * @param now the present instant, in milliseconds
 */
export function createExchange(name: string, seed: number, now: number): Exchange {
  const random = createRandom(seed);
  const latest = new Map<string, CallRecord>();
  const told: string[] = [];
  const first = (): CallRecord => {
    const offered = now - lastDay * 86_400_000 - random.next() * (firstDay - lastDay) * 86_400_000;
    return ended(random, `${name}-${told.length}`, offered, 1 + random.below(3));
  };
  return {
    latest,
    next: () => {
      const batch = new Map<string, CallRecord>();
      while (told.length > 0 && batch.size < repeatsInBatch) {
        const before = latest.get(random.pick(told));
        if (before !== undefined) batch.set(before.callId, again(random, before));
      }
      let fresh = 0;
      while (batch.size < batchSize) {
        const record = first();
        told.push(record.callId);
        batch.set(record.callId, record);
        if (record.outcome !== "VOID") fresh += 1;
      }
      for (const record of batch.values()) {
        if (record.revision > (latest.get(record.callId)?.revision ?? -1)) latest.set(record.callId, record);
      }
      return { calls: [...batch.values()], fresh };
    },
  };
}

function ended(random: Random, callId: string, offered: number, revision: number): CallRecord {
  const at = (seconds: number) => new Date(offered + seconds * 1000).toISOString();
  const [waited, talked] = [Math.floor(random.wait(12)), 20 + Math.floor(random.wait(200))];
  const share = random.next();
  const common = {
    ...{ callId, revision, offeredAt: at(0), queue: random.pick(queues) },
    caller: random.chance(0.05) ? null : `1${30 + random.below(70)}${String(random.below(1e8)).padStart(8, "0")}`,
  };
  const operatorNumber = String(5001 + random.below(60));
  const whole = { answeredAt: at(waited), endedAt: at(waited + talked), operatorNumber };
  if (share < 0.9) return { ...common, ...whole, outcome: "ANSWERED" };
  if (share < 0.92) return { ...common, ...whole, outcome: "TRANSFERRED" };
  if (share < 0.93) return { ...common, ...whole, outcome: "VOID" };
  return { ...common, outcome: "ABANDONED", answeredAt: null, endedAt: at(waited), operatorNumber: null };
}

// A third comes again as it was, a third late, with a lesser revision, and a third is a correction. What was taken back stays so.
function again(random: Random, before: CallRecord): CallRecord {
  const share = random.below(3);
  if (share === 0 || before.outcome === "VOID") return before;
  if (share === 1) {
    const { answeredAt: _, endedAt: __, ...rest } = before;
    return { ...rest, revision: 0, outcome: "WAITING", answeredAt: null, endedAt: null, operatorNumber: null };
  }
  const offered = Date.parse(before.offeredAt) + (random.chance(0.2) ? 3_600_000 : 0);
  const changed = ended(random, before.callId, offered, before.revision + 1);
  return changed.outcome === "VOID" ? before : changed;
}
