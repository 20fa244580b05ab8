import { LRUCache } from "lru-cache";
import type { Actor } from "../../platform/actor.js";
import type { RequestLimits } from "../../platform/request-limits.js";
import { type Bucket, fullBucket, refilled, taken, waitFor } from "./bucket.js";

/** Whether a cost was taken, and what the caller has left. */
export interface Taking {
  /** The whole seconds after which to try again; 0: it was taken. */
  retryAfter: number;
  /** What is left of the rate, of the person's or program's or of the bureau's, whichever is less; null: no limit. */
  remaining: number | null;
}

/** The rates of those who call one process: what each has used up is not told to other processes. */
export interface Rates {
  /**
   * Takes the cost of a request from what its caller and his bureau may ask for, or takes nothing.
   *
   * @param now milliseconds of a clock that never goes back
   */
  take(actor: Actor, cost: number, now: number): Taking;
}

// Those who have not come for longest are forgotten, which fills their bucket: a minute does the same.
const mostRemembered = 50_000;

/** Makes the rates of one API. A person counts as one, whatever program acts for him; a program alone counts as itself. */
export function createRates({ clientRate, bureauRate }: Pick<RequestLimits, "clientRate" | "bureauRate">): Rates {
  const clients = new LRUCache<string, Bucket>({ max: mostRemembered });
  const bureaus = new LRUCache<string, Bucket>({ max: mostRemembered });
  return {
    take: (actor, cost, now) => {
      const used = [
        { kept: clients, rate: clientRate, key: actor.person?.id ?? actor.client?.id ?? "" },
        { kept: bureaus, rate: bureauRate, key: actor.bureau.bureau },
      ]
        .filter(({ rate }) => rate > 0)
        .map(({ kept, rate, key }) => {
          const bucket = refilled(kept.get(key) ?? fullBucket(rate, now), rate, now);
          return { kept, rate, key, bucket, wait: waitFor(bucket, rate, cost) };
        });
      const wait = Math.max(0, ...used.map((one) => one.wait));
      const after = used.map(({ kept, key, bucket }) => {
        const left = wait > 0 ? bucket : taken(bucket, cost);
        kept.set(key, left);
        return Math.max(0, Math.floor(left.level));
      });
      return { retryAfter: Math.ceil(wait / 1000), remaining: after.length === 0 ? null : Math.min(...after) };
    },
  };
}
