import type { ActingBureau } from "../../../platform/actor.js";
import { monotonicMilliseconds } from "../../../platform/clock.js";
import { asSystemWithin, type Transaction } from "../../../platform/database.js";
import { logBounds, readLogInScope } from "../../events/index.js";
import type { JobTools } from "../../jobs/index.js";
import type { Line, Sender, Sent } from "../sending/sender.js";
import type { NewDelivery } from "../webhook.deliveries.store.js";
import { headersOf, type Message, messageOf, type ToldEvent } from "../webhook.message.js";
import { afterTry, type Continuation } from "../webhook.states.js";
import type { WebhookRow } from "../webhook.store.js";
import type { Recorder, StepMade } from "./recorder.js";
import { tellNow } from "./telling.js";

/** A webhook whose turn it is. */
export interface Turn {
  row: WebhookRow;
  lease: string;
  /** The bureau in whose sight the events are. */
  bureau: ActingBureau;
  /** The secrets in force, the newest first. */
  secrets: readonly string[];
}

/** What turns share. */
export interface TurnTools extends Pick<JobTools, "clock" | "database" | "isStopped"> {
  sender: Sender;
  recorder: Recorder;
  /** Lets few read the log at the same time, so that the API has connections left. */
  reading<Result>(work: () => Promise<Result>): Promise<Result>;
}

/** How many events are read at once. */
const batchSize = 50;

/** After how many milliseconds a turn makes way for others. */
const turnMilliseconds = 5000;

/** A try that takes longer than so many milliseconds is that of a slow receiver, of whom not all may be busy at once. */
export const slowMilliseconds = 1000;

/** For how many milliseconds a turn is not given up for dead: much longer than one try takes, with its record. */
export const leaseMilliseconds = 40_000;

/**
 * One turn of a webhook: its events in their order, one after the other over one connection, each recorded before the next
 * is sent. It ends where nothing is left, a try failed, the receiver is slow, the time is over, or somebody else changed
 * the webhook. A process that dies in the middle leaves a lease that ends; what it did not record is sent once more.
 */
export async function takeTurn(turn: Turn, tools: TurnTools): Promise<void> {
  const line = tools.sender.open(turn.row.url);
  try {
    await deliverAll(turn, line, tools);
  } finally {
    line.close();
  }
}

/** A turn as it goes: how the webhook stands in it. */
interface Standing {
  turn: Turn;
  row: WebhookRow;
}

async function deliverAll(turn: Turn, line: Line, tools: TurnTools): Promise<void> {
  const endAt = monotonicMilliseconds() + turnMilliseconds;
  let standing: Standing | null = { turn, row: turn.row };
  while (standing !== null) {
    const { events, isPast, reached } = await readNext(standing, tools);
    if (isPast) {
      await tools.recorder.record(pauseStep(standing, tools.clock.now()));
      return;
    }
    for (const told of events) {
      const isLast: boolean = tools.isStopped() || monotonicMilliseconds() > endAt;
      standing = isLast ? await end(standing, tools) : await deliver(standing, told, line, tools);
      if (standing === null) return;
    }
    standing = { turn, row: { ...standing.row, position: Math.max(standing.row.position, reached.position) } };
    if (reached.isEnd) standing = await end(standing, tools);
  }
}

interface NextEvents {
  events: readonly ToldEvent[];
  /** Whether events after the position are not kept any more. */
  isPast: boolean;
  /** How far the log was looked through, and whether that is to its end. */
  reached: { position: number; isEnd: boolean };
}

async function readNext({ row, turn }: Standing, { database, reading }: TurnTools): Promise<NextEvents> {
  const { bureau } = turn;
  const actor = { person: null, client: null, bureau, roles: [] };
  // SECURITY: read in the role and the scope of the webhook's bureau, whoever made it.
  const read = async (tx: Transaction): Promise<NextEvents> => {
    const reason = "how far the event log goes";
    const { latest, oldest } = await asSystemWithin(tx, actor, reason, () => logBounds(tx));
    const found = await readLogInScope(tx, bureau, { after: row.position, until: latest, limit: batchSize });
    const isEnd = found.length < batchSize;
    return {
      events: await tellNow(tx, bureau, row, found),
      isPast: row.position < oldest - 1,
      reached: { position: isEnd ? latest : (found.at(-1)?.position ?? latest), isEnd },
    };
  };
  return reading(() => database.asActor(actor, read));
}

/** Delivers one event; null where the turn is over with it. */
async function deliver(standing: Standing, told: ToldEvent, line: Line, tools: TurnTools): Promise<Standing | null> {
  const { row, turn } = standing;
  const message = messageOf(row, told);
  const at = tools.clock.now();
  const sent = await line.send(headersOf(message, turn.secrets, at), message.body);
  const made = { ...sent, at, position: told.event.position };
  const next = afterTry(row, made, Math.random());
  const goesOn = sent.outcome === "DELIVERED" && sent.milliseconds <= slowMilliseconds;
  const step = stepOf(standing, next, { at: tools.clock.now(), goesOn });
  const recorded = await tools.recorder.record({
    step: { ...step, outcome: sent.outcome, milliseconds: sent.milliseconds },
    delivery: deliveryOf(row, { message, sent, at, attempt: row.attempts + 1, nextTryAt: next.nextTryAt }),
  });
  return recorded === null || !goesOn ? null : { turn, row: recorded };
}

/** What is noted of a try. */
export interface TryNoted {
  message: Message;
  sent: Sent;
  at: Date;
  attempt: number;
  nextTryAt: Date | null;
}

/** The row of a try. */
export function deliveryOf(
  { id, province }: WebhookRow,
  { at, attempt, message, nextTryAt, sent }: TryNoted,
): NewDelivery {
  return {
    ...{ province, webhookId: id },
    ...{ messageId: message.id, eventType: message.type, position: message.position },
    ...{ attempt, at, milliseconds: sent.milliseconds, outcome: sent.outcome, statusCode: sent.statusCode, nextTryAt },
  };
}

async function end(standing: Standing, { clock, recorder }: TurnTools): Promise<null> {
  const { attempts, failingSince, nextTryAt, position } = standing.row;
  const unchanged = { position, attempts, failingSince, nextTryAt, pausedFor: null };
  const step = stepOf(standing, unchanged, { at: clock.now(), goesOn: false });
  await recorder.record({ step, delivery: null });
  return null;
}

function pauseStep(standing: Standing, at: Date): StepMade {
  const { attempts, failingSince, position } = standing.row;
  const paused = { position, attempts, failingSince, nextTryAt: null, pausedFor: "EVENTS_EXPIRED" } as const;
  return { step: stepOf(standing, paused, { at, goesOn: false }), delivery: null };
}

function stepOf(
  { row, turn }: Standing,
  { attempts, failingSince, nextTryAt, pausedFor, position }: Continuation,
  { at, goesOn }: { at: Date; goesOn: boolean },
): StepMade["step"] {
  return {
    ...{ province: row.province, id: row.id, lease: turn.lease, version: row.version },
    ...{ position, attempts, failingSince, nextTryAt, pauseReason: pausedFor, at },
    ...{ outcome: null, milliseconds: null },
    leasedUntil: goesOn ? new Date(at.getTime() + leaseMilliseconds) : null,
  };
}
