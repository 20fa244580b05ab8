/** The states of a webhook. */
export const webhookStates = ["ACTIVE", "PAUSED", "REMOVED"] as const;

/** A state of a webhook. */
export type WebhookState = (typeof webhookStates)[number];

/** Why a webhook is paused. */
export const pauseReasons = ["BY_HAND", "FAILING", "GONE", "EVENTS_EXPIRED"] as const;

/** Why a webhook is paused. */
export type PauseReason = (typeof pauseReasons)[number];

/** What may become of a try. */
export const deliveryOutcomes = [
  "DELIVERED",
  "REFUSED",
  "GONE",
  "REDIRECTED",
  "TIMED_OUT",
  "UNREACHABLE",
  "TLS_FAILED",
  "ANSWER_BROKEN",
  "ADDRESS_REFUSED",
] as const;

/** What became of a try. */
export type DeliveryOutcome = (typeof deliveryOutcomes)[number];

/** What may be done with a webhook. */
export const webhookActions = ["UPDATE", "PAUSE", "RESUME", "ROTATE_SECRET", "REPLAY", "PING", "REMOVE"] as const;

/** What may be done with a webhook. */
export type WebhookAction = (typeof webhookActions)[number];

/** What each action asks of the state: the commands refuse by it, and `permittedActions` lists by it. */
const statesOfAction: Readonly<Record<WebhookAction, readonly WebhookState[]>> = {
  UPDATE: ["ACTIVE", "PAUSED"],
  PAUSE: ["ACTIVE"],
  RESUME: ["PAUSED"],
  ROTATE_SECRET: ["ACTIVE", "PAUSED"],
  REPLAY: ["ACTIVE", "PAUSED"],
  PING: ["ACTIVE", "PAUSED"],
  REMOVE: ["ACTIVE", "PAUSED"],
};

/** Whether an action fits the state of a webhook. */
export function isPossible(action: WebhookAction, state: string): boolean {
  return (statesOfAction[action] as readonly string[]).includes(state);
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** The pauses after each failed try of an event, as Standard Webhooks suggests them; the last one is repeated. */
const backOff = [
  5 * second,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
] as const;

/** The longest pause between two tries, which a receiver may ask for, too, in milliseconds. */
const longestPause = 24 * hour;

// Of the pause at most so much is added by chance, so that what failed together does not come back together.
const jitter = 0.1;

/**
 * How long to wait after a failed try, in milliseconds.
 *
 * @param attempts how often the event was tried so far, from 1
 * @param chance a number from 0 to 1
 * @param asked the pause that the receiver asked for (Retry-After; RFC 9110, 10.2.3), in milliseconds; null where it did not
 */
export function pauseAfter(attempts: number, chance: number, asked: number | null): number {
  const pause = backOff[Math.min(attempts, backOff.length) - 1] ?? longestPause;
  return Math.round(Math.min(Math.max(pause * (1 + jitter * chance), asked ?? 0), longestPause * (1 + jitter)));
}

/** After how many milliseconds without a success a webhook is paused: five days. */
const givenUpAfter = 5 * 24 * hour;

/** For how many milliseconds what became of tries is kept: 30 days. */
export const deliveriesKept = 30 * 24 * hour;

/** How many webhooks a bureau may have that are not removed. */
export const mostWebhooks = 20;

/** How many hours the secret before may be in force beside a new one: a week. */
export const longestOverlap = 168;

/** How a webhook stands in its deliveries. */
export interface Progress {
  position: number;
  attempts: number;
  failingSince: Date | null;
}

/** A try of the next event, and what became of it. */
export interface TryMade {
  outcome: DeliveryOutcome;
  position: number;
  at: Date;
  /** The pause that the receiver asked for, in milliseconds. */
  retryAfter: number | null;
}

/** How a webhook goes on after a try. */
export interface Continuation extends Progress {
  nextTryAt: Date | null;
  /** Why it is paused by this try; null where it is not. */
  pausedFor: PauseReason | null;
}

/**
 * How a webhook goes on after a try: on to the next event after a success; else the same event again later, or a pause
 * where the receiver says that it is gone (410), or had no success for five days.
 */
export function afterTry(
  before: Progress,
  { at, outcome, position, retryAfter }: TryMade,
  chance: number,
): Continuation {
  if (outcome === "DELIVERED") {
    return { position, attempts: 0, failingSince: null, nextTryAt: null, pausedFor: null };
  }
  const attempts = before.attempts + 1;
  const failingSince = before.failingSince ?? at;
  const isGivenUp = at.getTime() - failingSince.getTime() >= givenUpAfter;
  const pausedFor = outcome === "GONE" ? "GONE" : isGivenUp ? "FAILING" : null;
  const next = new Date(at.getTime() + pauseAfter(attempts, chance, retryAfter));
  return { position: before.position, attempts, failingSince, nextTryAt: pausedFor === null ? next : null, pausedFor };
}
