/** What somebody may still ask for: it fills up with time, and every request takes from it. */
export interface Bucket {
  /** What was in it at that time; below nought where a single request took more than the whole. */
  readonly level: number;
  /** Milliseconds of a clock that never goes back. */
  readonly at: number;
}

/** A bucket that is full. */
export function fullBucket(perMinute: number, now: number): Bucket {
  return { level: perMinute, at: now };
}

/** The bucket at a later time. It never holds more than a minute's worth: that is the greatest burst. */
export function refilled({ level, at }: Bucket, perMinute: number, now: number): Bucket {
  return { level: Math.min(perMinute, level + (Math.max(now - at, 0) * perMinute) / 60_000), at: Math.max(now, at) };
}

/** How much must be in a bucket so that a cost may be taken: one above a minute's worth waits until it is full. */
function needed(perMinute: number, cost: number): number {
  return Math.min(cost, perMinute);
}

/**
 * The milliseconds until a cost may be taken; 0 where it may be now.
 *
 * @param bucket as it is now, refilled
 */
export function waitFor(bucket: Bucket, perMinute: number, cost: number): number {
  return Math.max(0, ((needed(perMinute, cost) - bucket.level) * 60_000) / perMinute);
}

/** The bucket after a cost was taken from it. */
export function taken({ level, at }: Bucket, cost: number): Bucket {
  return { level: level - cost, at };
}
