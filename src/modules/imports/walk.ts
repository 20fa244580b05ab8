import type { Actor } from "../../platform/actor.js";
import type { Transaction } from "../../platform/database.js";
import type { Seal } from "../../platform/seal.js";
import { write } from "../../platform/writing.store.js";
import { defineQueue, type Job, type QueueDefinition, sendJob } from "../jobs/index.js";
import type { Moment } from "./import.change.js";
import { chunksAtOnce, lanes, walkingStates } from "./import.states.js";
import { type ImportRow, importUpdate } from "./import.store.js";

/** A step of a walk over the chunks of a file. */
export type ImportPayload = {
  readonly province: string;
  readonly bureau: string;
  readonly id: string;
  /** Which walk it belongs to: one of an earlier walk does nothing. */
  readonly round: number;
  /** PART: the next chunk that nobody works on; SETTLE: the end of the walk, where there is none left. */
  readonly step: "PART" | "SETTLE";
};

/** What a step of a walk is done with. */
export interface WalkStep {
  tx: Transaction;
  seal: Seal;
  row: ImportRow;
  actor: Actor;
  job: Moment;
}

/**
 * How the jobs of imports are tried. A step of all rows or none writes 20,000 tickets, which takes some seconds; one whose
 * process died is done again after two minutes.
 */
export const importQueueSettings = {
  name: "imports",
  retryLimit: 5,
  concurrency: lanes,
  expireAfter: 120,
  bureauOf: ({ bureau }: ImportPayload) => bureau,
} as const satisfies Omit<QueueDefinition<ImportPayload>, "work">;

/** The queue as those know it who send to it, and have no keys to open chunks with. */
const sending = defineQueue<ImportPayload>({
  ...importQueueSettings,
  work: async () => {
    throw new Error("whoever only sends to a queue does not work on it");
  },
});

/** Sends the next step of a walk. */
export function sendStep(tx: Transaction, actor: Actor | null, payload: ImportPayload): Promise<void> {
  return sendJob(tx, actor, sending, payload);
}

/** Whether a job belongs to the walk that is under way. */
export function isOfWalk({ round, state }: ImportRow, { payload }: Pick<Job<ImportPayload>, "payload">): boolean {
  return round === payload.round && (walkingStates as readonly string[]).includes(state);
}

/** Whether all chunks are written by one transaction: all rows or none, and few enough. */
export function isWrittenAtOnce({ chunks, mode, state }: ImportRow): boolean {
  return state === "RUNNING" && mode === "ALL_OR_NOTHING" && chunks <= chunksAtOnce;
}

/**
 * Begins a walk over the chunks of an import: it changes the import, and sends the jobs of the lanes in which the walk goes.
 *
 * @param actor whose transaction it is; null in one of the platform
 */
export async function beginWalk(
  tx: Transaction,
  actor: Actor | null,
  row: ImportRow,
  changes: Partial<ImportRow>,
): Promise<ImportRow> {
  const begun: ImportRow = { ...row, ...changes, round: row.round + 1, version: row.version + 1 };
  const { bureau, id, province, round, version } = begun;
  await write(tx, [importUpdate(row, { ...changes, round, version })]);
  const payload: ImportPayload = { province, bureau, id, round, step: "PART" };
  const count = isWrittenAtOnce(begun) ? 1 : Math.min(lanes, Math.max(begun.chunks, 1));
  for (let lane = 0; lane < count; lane += 1) await sendStep(tx, actor, payload);
  return begun;
}
