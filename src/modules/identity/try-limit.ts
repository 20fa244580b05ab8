import { LRUCache } from "lru-cache";

/** How many failed tries a key may have, and how long it pauses after more. */
export interface TryLimits {
  /** Failed tries without a pause; the size of the bucket. */
  free: number;
  /** Milliseconds after which one failure is forgotten; the bucket fills at this rate. */
  forgetMilliseconds: number;
  /** Milliseconds of the first pause. Each further failure doubles it, up to the longest. */
  firstPause: number;
  longestPause: number;
  /** How many keys are remembered; the least recently used go first. */
  most: number;
}

/** Counts the failed tries of keys, such as addresses. */
export interface TryLimit {
  /**
   * How many milliseconds a key must wait before its next try; 0 when it need not.
   *
   * @param free how many failures are free this time; those of the limits when it is not given
   */
  pauseOf(key: string, now: number, free?: number): number;
  /** Whether a key has used up its free failures. */
  isBeyond(key: string, now: number): boolean;
  /**
   * Notes that a try has begun. What is called in the end says whether it failed; a second call changes nothing.
   *
   * @param free as in `pauseOf`: pauses grow with each failure beyond
   */
  begin(key: string, now: number, free?: number): (outcome: TryOutcome, now: number) => void;
}

/** How a try ended: it failed, or nothing is known of it, or it succeeded and what failed before is forgotten. */
export type TryOutcome = "failed" | "uncounted" | "forgiven";

interface Tries {
  /** Failures that are not yet forgotten. */
  failures: number;
  /** Up to when the forgetting has been reckoned. */
  countedAt: number;
  /** Tries that have begun and not ended: each may be one more failure. */
  underWay: number;
  pausedUntil: number;
}

// A key that has no free failure left tries one thing at a time; whoever comes meanwhile asks again after a second.
const pauseBehindAnother = 1000;

/** Makes a count of failed tries, in memory. */
export function createTryLimit(limits: TryLimits): TryLimit {
  const kept = new LRUCache<string, Tries>({ max: limits.most });
  const find = (key: string, now: number): Tries => {
    const tries = kept.get(key) ?? { failures: 0, countedAt: now, underWay: 0, pausedUntil: 0 };
    forget(tries, limits, now);
    return tries;
  };
  return {
    pauseOf: (key, now, free = limits.free) => {
      const { failures, underWay, pausedUntil } = find(key, now);
      if (failures + underWay < free) return 0;
      return Math.max(pausedUntil - now, underWay > 0 ? pauseBehindAnother : 0, 0);
    },
    isBeyond: (key, now) => find(key, now).failures >= limits.free,
    begin: (key, now, free = limits.free) => {
      const tries = find(key, now);
      tries.underWay += 1;
      kept.set(key, tries);
      let hasEnded = false;
      return (outcome, endedAt) => {
        if (hasEnded) return;
        hasEnded = true;
        tries.underWay -= 1;
        if (outcome === "forgiven") Object.assign(tries, { failures: 0, pausedUntil: 0 });
        if (outcome === "failed") countFailure(tries, { ...limits, free }, endedAt);
      };
    },
  };
}

function forget(tries: Tries, { forgetMilliseconds }: TryLimits, now: number): void {
  const passed = now - tries.countedAt;
  const forgotten = Math.max(0, Math.floor(passed / forgetMilliseconds));
  tries.failures = Math.max(0, tries.failures - forgotten);
  tries.countedAt += forgotten * forgetMilliseconds;
  if (tries.failures === 0) tries.countedAt = now;
  if (passed >= 0) return;
  // A clock that was set back must not keep a pause for longer than it was meant.
  tries.pausedUntil += passed;
  tries.countedAt = now;
}

function countFailure(tries: Tries, limits: TryLimits, now: number): void {
  forget(tries, limits, now);
  tries.failures += 1;
  const doublings = Math.min(Math.max(tries.failures - limits.free, 0), 30);
  tries.pausedUntil = now + Math.min(limits.firstPause * 2 ** doublings, limits.longestPause);
}
