import { setTimeout as pause } from "node:timers/promises";
import type { Doorbell } from "../../../platform/doorbell.js";
import { describeFault } from "../../../platform/fault.js";
import type { Seal } from "../../../platform/seal.js";
import { definePass, type Pass, type PassTools } from "../../jobs/index.js";
import type { Sender } from "../sending/sender.js";
import { createGate } from "./gate.js";
import { createRecorder } from "./recorder.js";
import { beginRound, isTroubled } from "./round.js";
import { type Turn, type TurnTools, takeTurn } from "./turn.js";

/** What webhooks are delivered with. */
export interface DeliveryOptions {
  seal: Seal;
  sender: Sender;
  /** Rings when the log has grown; where it is given a run goes on until it is stopped. */
  doorbell?: Doorbell;
  /** How many turns one process takes at the same time; 512 when it is not given. */
  mostTurns?: number;
  /** How many of them may be those of receivers that fail or are slow; half of them when it is not given. */
  mostTroubled?: number;
}

const usualTurns = 512;

// How often is looked for what is due, and for the end, while nobody rings.
const everyMilliseconds = 250;

// However often it rings, there is so much time between two rounds, in which more may come.
const restMilliseconds = 20;

// How many turns read the log at the same time, each with a connection.
const mostReading = 3;

/**
 * Delivers events to webhooks. Each has its own turns, which no other waits for; rounds find whose turn it is. Any number
 * of processes may do it at the same time: a webhook is in one turn at a time, which its row says.
 *
 * A run ends when nothing is under way any more, so that what is due has been tried; with a doorbell it goes on until it is
 * stopped. Turns under way are waited for then, each of them at most as long as one try takes.
 */
export function createDeliveryPass(options: DeliveryOptions): Pass {
  return definePass({
    name: "webhooks",
    everyMilliseconds,
    run: (tools) => runDelivery(tools, options),
  });
}

/** The turns under way in one run. */
type UnderWay = Map<Turn, Promise<void>>;

async function runDelivery(tools: PassTools, options: DeliveryOptions): Promise<void> {
  const { clock, database, isStopped } = tools;
  const turnTools: TurnTools = {
    ...{ clock, database, isStopped, sender: options.sender },
    recorder: createRecorder(database),
    reading: createGate(mostReading),
  };
  const underWay: UnderWay = new Map();
  const alarm = createAlarm(options.doorbell);
  try {
    while (!isStopped()) {
      // Turns that end while others are looked for leave room that this look did not know of.
      const wasBusy = underWay.size > 0;
      const begun = await findTurns(tools, options, underWay);
      for (const turn of begun) underWay.set(turn, run(turn, turnTools, tools, underWay, alarm.ring));
      if (!wasBusy && begun.length === 0 && options.doorbell === undefined) return;
      await alarm.wait();
    }
  } finally {
    alarm.silence();
    await Promise.all(underWay.values());
  }
}

function findTurns(
  { clock, database, province }: PassTools,
  { mostTurns = usualTurns, mostTroubled = Math.ceil(mostTurns / 2), seal }: DeliveryOptions,
  underWay: UnderWay,
): Promise<Turn[]> {
  const turns = [...underWay.keys()];
  const free = {
    all: mostTurns - turns.length,
    troubled: mostTroubled - turns.filter(({ row }) => isTroubled(row)).length,
  };
  if (free.all <= 0) return Promise.resolve([]);
  return database.asSystem("find whose webhooks' turn it is", (tx) =>
    beginRound(tx, { at: clock.now(), province, free, seal }),
  );
}

async function run(
  turn: Turn,
  turnTools: TurnTools,
  { log }: PassTools,
  underWay: UnderWay,
  ring: () => void,
): Promise<void> {
  try {
    await takeTurn(turn, turnTools);
  } catch (error) {
    // Its lease ends by itself, and the webhook goes on from what was recorded.
    log.error({ webhook: turn.row.id, ...describeFault(error) }, "a turn of a webhook failed");
  } finally {
    underWay.delete(turn);
    ring();
  }
}

/** What a run waits for: a ring of the doorbell, the end of a turn, or the time. */
function createAlarm(doorbell: Doorbell | undefined): { ring(): void; wait(): Promise<void>; silence(): void } {
  let isRung = false;
  let wake = (): void => {};
  const ring = (): void => {
    isRung = true;
    wake();
  };
  const silence = doorbell?.listen(ring) ?? (() => {});
  return {
    ring,
    silence,
    wait: async () => {
      if (!isRung) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, everyMilliseconds);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      await pause(restMilliseconds);
      isRung = false;
    },
  };
}
