import type { Database, Transaction } from "../../../platform/database.js";
import { newRequestId } from "../../../platform/ids.js";
import { write } from "../../../platform/writing.store.js";
import { pausedRecordings } from "../webhook.change.js";
import { deliveryInsertion, type NewDelivery } from "../webhook.deliveries.store.js";
import type { WebhookRow } from "../webhook.store.js";
import { endTurns, type TurnStep, takeSteps } from "../webhook.turns.store.js";

/** A step of a turn, and what became of a try; null where nothing was tried. */
export interface StepMade {
  step: TurnStep;
  delivery: NewDelivery | null;
}

/** Takes down what turns do. */
export interface Recorder {
  /**
   * Takes a step down, and waits until it is committed.
   *
   * @returns the webhook as it is then; null where it was paused by the step, or the turn is over because somebody changed
   *   the webhook or had given the turn up for dead
   */
  record(step: StepMade): Promise<WebhookRow | null>;
}

interface Waiting {
  made: StepMade;
  resolve(row: WebhookRow | null): void;
  reject(error: unknown): void;
}

/**
 * Makes a recorder. Steps that come while a transaction is under way are all taken down by the next one: so however many
 * webhooks are busy, they need one connection, and the fuller it is the less each of them costs.
 */
export function createRecorder(database: Database): Recorder {
  let waiting: Waiting[] = [];
  let isBusy = false;
  const flush = async (): Promise<void> => {
    if (isBusy) return;
    isBusy = true;
    while (waiting.length > 0) {
      const taken = waiting;
      waiting = [];
      await settle(database, taken);
    }
    isBusy = false;
  };
  return {
    record: (made) =>
      new Promise((resolve, reject) => {
        waiting.push({ made, resolve, reject });
        void flush();
      }),
  };
}

async function settle(database: Database, taken: readonly Waiting[]): Promise<void> {
  try {
    const made = taken.map((one) => one.made);
    const rows = await database.asSystem("record deliveries of webhooks", (tx) => takeDown(tx, made));
    const byId = new Map(rows.map((row) => [row.id, row]));
    for (const { made: one, resolve } of taken) {
      const row = byId.get(one.step.id);
      resolve(row?.state === "ACTIVE" ? row : null);
    }
  } catch (error) {
    for (const { reject } of taken) reject(error);
  }
}

async function takeDown(tx: Transaction, made: readonly StepMade[]): Promise<WebhookRow[]> {
  const steps = made.map(({ step }) => step);
  const rows = await takeSteps(tx, steps);
  const taken = new Set(rows.map(({ id }) => id));
  const refused = steps.filter(({ id }) => !taken.has(id));
  const [first] = refused;
  if (first !== undefined) {
    await endTurns(
      tx,
      refused.map(({ lease }) => lease),
      first.at,
    );
  }
  const requestId = newRequestId();
  const paused = rows.filter(({ state }) => state === "PAUSED");
  await write(tx, [
    deliveryInsertion(made.flatMap(({ delivery }) => delivery ?? [])),
    ...paused.flatMap((row) => [...pausedRecordings(row, requestId)]),
  ]);
  return rows;
}
