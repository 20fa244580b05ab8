import { LRUCache } from "lru-cache";
import type { Clock } from "../../platform/clock.js";

/** Remembers what was read for a short time; those who ask for the same key at the same time share one reading. */
export interface ShortMemory<Value> {
  /** The value of a key: the remembered one when it is fresh, else a new reading. */
  read(key: string, load: () => Promise<Value>): Promise<Value>;
}

/**
 * Makes a short memory. Age counts from the start of a reading, so a value is never older than the time given, and a
 * clock that is set back makes it stale at once instead of keeping it.
 *
 * @param milliseconds how long a value is kept; 0 keeps nothing
 * @param most how many keys are kept; the least recently used go first
 */
export function createShortMemory<Value>(clock: Clock, milliseconds: number, most: number): ShortMemory<Value> {
  const kept = new LRUCache<string, { readAt: number; value: Promise<Value> }>({ max: most });
  return {
    read: (key, load) => {
      const now = clock.now().getTime();
      const known = kept.get(key);
      if (known !== undefined && Math.abs(now - known.readAt) < milliseconds) return known.value;
      const entry = { readAt: now, value: load() };
      kept.set(key, entry);
      // A failed reading is not remembered; whoever waits for it learns of the failure by the same promise.
      entry.value.catch(() => {
        if (kept.peek(key) === entry) kept.delete(key);
      });
      return entry.value;
    },
  };
}
