import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { CrowdOrder, Expected, Tally } from "./crowd-process.js";
import { nextMessage } from "./speaking.js";
import type { Subscription } from "./subscriber.js";

/** Whom a crowd is to listen to. */
export interface Audience {
  url: string;
  tokens: readonly string[];
  asked: Subscription;
}

/** Many subscribers in a process of their own. */
export interface Crowd {
  /** Opens so many subscriptions more, and counts anew; settles when all have been asked for. */
  open(audience: Audience, count: number, expected?: Partial<Expected>): Promise<void>;
  /** Begins to count anew. */
  expect(expected: Partial<Expected>): Promise<void>;
  /** Settles when everybody was told what was expected, or so many seconds are over. */
  settle(seconds: number): Promise<Tally>;
  /** Closes all subscriptions; others may be opened then. */
  close(): Promise<void>;
  stop(): void;
}

const usual: Expected = { each: null, sampleEvery: 1, keepsCursors: false };

/** Starts the process of a crowd. */
export function startCrowd(): Crowd {
  const child = fork(fileURLToPath(new URL("crowd-process.js", import.meta.url)));
  const ask = async (order: CrowdOrder): Promise<Tally | null> => {
    child.send(order);
    const { tally } = (await nextMessage(child)) as { tally: Tally | null };
    return tally;
  };
  return {
    open: async ({ asked, tokens, url }, count, expected) => {
      await ask({ kind: "open", asked, count, tokens, url, ...usual, ...expected });
    },
    expect: async (expected) => {
      await ask({ kind: "expect", ...usual, ...expected });
    },
    settle: async (seconds) => {
      const tally = await ask({ kind: "settle", milliseconds: seconds * 1000 });
      if (tally === null) throw new Error("the crowd counted nothing");
      return tally;
    },
    close: async () => {
      await ask({ kind: "close" });
    },
    stop: () => void child.kill(),
  };
}

/**
 * Makes sure that everybody listens: no protocol says when a subscription has begun, so something is published until all
 * have been told something.
 *
 * @throws an error with what went wrong where somebody never is
 */
export async function untilAllListen(crowd: Crowd, publish: () => Promise<void>): Promise<void> {
  await crowd.expect({ each: 1 });
  for (let tries = 0; tries < 30; tries += 1) {
    await publish();
    const { complete, ends, subscribers } = await crowd.settle(2);
    if (ends.length > 0) throw new Error(`subscriptions ended: ${ends.slice(0, 3).join("; ")}`);
    if (complete < subscribers) continue;
    await untilQuiet(crowd);
    return;
  }
  throw new Error("some subscribers were never told anything");
}

/** What was published more than once may still be on its way. */
async function untilQuiet(crowd: Crowd): Promise<void> {
  for (let before = -1; ; ) {
    await crowd.expect({});
    const { deliveries } = await crowd.settle(1.5);
    if (deliveries === 0 && before === 0) return;
    before = deliveries;
  }
}
