import type { Exchange } from "../../../src/api/context.js";
import type { LiveDoor, LiveParameters, LiveSink, LiveSubscription } from "../../../src/api/live/live.js";
import type { Actor } from "../../../src/platform/actor.js";
import { invalidInput, unavailable } from "../../../src/platform/errors.js";

/** A subscription that was opened through the fake door. */
export interface FakeSubscription {
  readonly exchange: Exchange;
  readonly parameters: LiveParameters;
  readonly after: string | null;
  readonly sink: LiveSink;
  readonly renewals: Actor[];
  isStarted: boolean;
  stops: number;
}

/** What stands for the schema where the protocols themselves are tested. */
export interface FakeDoor extends LiveDoor {
  readonly subscriptions: FakeSubscription[];
  /** The parameters of all operations, in their order. */
  readonly asked: LiveParameters[];
  /** Tells every subscription that has started and not ended. */
  tell(data: object, cursor?: string | null): void;
  /** Settles when the subscription of that number, counted from one, has started. */
  started(count: number): Promise<void>;
  /** Lets go of the operations that wait. */
  release(): void;
}

/** The document that a fake subscription is asked for by. */
export const ticks = "subscription Ticks($after: String) { ticks(after: $after) }";

/**
 * Makes a door that knows documents by their texts: `ticks`; `{ hello }`, which is answered; `{ wrong }`, which is refused;
 * `{ fault }` and `{ away }`, which fail; and `{ wait }` and `subscription { wait }`, which wait until they are let go.
 */
export function createFakeDoor(): FakeDoor {
  const subscriptions: FakeSubscription[] = [];
  const asked: LiveParameters[] = [];
  const waiting: (() => void)[] = [];
  const watchers = new Set<() => void>();
  const changed = () => {
    for (const watcher of [...watchers]) watcher();
  };
  const until = (isSo: () => boolean) =>
    new Promise<void>((resolve) => {
      const watcher = () => {
        if (!isSo()) return;
        watchers.delete(watcher);
        resolve();
      };
      watchers.add(watcher);
      watcher();
    });
  const live = (exchange: Exchange, parameters: LiveParameters, sink: LiveSink, after: string | null) => {
    const one: FakeSubscription = {
      ...{ exchange, parameters, after, sink, renewals: [], isStarted: false, stops: 0 },
    };
    subscriptions.push(one);
    const subscription: LiveSubscription = {
      start: () => {
        one.isStarted = true;
        changed();
      },
      stop: () => {
        one.stops += 1;
        changed();
      },
      renew: (actor) => {
        one.renewals.push(actor);
        changed();
      },
    };
    return { kind: "live" as const, subscription };
  };
  return {
    subscriptions,
    asked,
    open: async (exchange, parameters, sink, after) => {
      asked.push(parameters);
      const { query } = parameters;
      if (query === "{ fault }") throw new Error("a fault of ours");
      if (query === "{ away }") throw unavailable();
      if (query === "{ wrong }") {
        const { code, text } = invalidInput("query", { zh: "错误的查询", en: "A wrong query" });
        return { kind: "refused", errors: [{ message: text[exchange.locale], extensions: { code } }] };
      }
      if (String(query).includes("{ wait }")) await new Promise<void>((resolve) => waiting.push(resolve));
      return String(query).startsWith("subscription")
        ? live(exchange, parameters, sink, after)
        : { kind: "answered", payload: JSON.stringify({ data: { hello: exchange.actor?.person?.name } }) };
    },
    tell: (data, cursor = null) => {
      const payload = JSON.stringify({ data });
      for (const { isStarted, sink, stops } of subscriptions) if (isStarted && stops === 0) sink.next(payload, cursor);
    },
    started: (count) => until(() => subscriptions[count - 1]?.isStarted === true),
    release: () => {
      for (const letGo of waiting.splice(0)) letGo();
    },
    stop: async () => {},
  };
}
