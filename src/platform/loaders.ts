import DataLoader from "dataloader";
import { monotonicMilliseconds } from "./clock.js";
import type { RequestContext } from "./context.js";

/** A function that loads one object by key; keys asked for in one tick are read together. */
export type Loader<Value> = (context: RequestContext, key: string) => Promise<Value | null>;

/**
 * Declares a loader. Keys are text; a missing or invisible object is null.
 *
 * @param batch reads all the keys at once, under the request's scope, and answers a map
 */
export function defineLoader<Value>(
  batch: (context: RequestContext, keys: readonly string[]) => Promise<ReadonlyMap<string, Value>>,
): Loader<Value> {
  const name = Symbol("loader");
  return (context, key) => {
    let loader = context.loaders.get(name) as DataLoader<string, Value | null> | undefined;
    if (loader === undefined) {
      loader = new DataLoader<string, Value | null>(
        async (keys) => {
          const found = await batch(context, keys);
          return keys.map((wanted) => found.get(wanted) ?? null);
        },
        { maxBatchSize: 1000 },
      );
      context.loaders.set(name, loader as DataLoader<string, unknown>);
    }
    return loader.load(key);
  };
}

/** An object, at once where it is known already; null where there is none. */
export type Loaded<Value> = Promise<Value | null> | Value | null;

/** A loader of what is remembered across requests. */
export type RememberedLoader<Value> = (context: RequestContext, key: string) => Loaded<Value>;

/** What is remembered of one database, for a short time. */
interface Remembered<Value> {
  values: Map<string, Value>;
  /** When the oldest of the values came, in milliseconds of the monotonic clock. */
  since: number;
  /** How often everything was forgotten because it changed. */
  generation: number;
}

/** What is remembered of each database. */
export interface Memory<Value> {
  /** What is remembered of a database, and not too old. */
  of(database: object): Remembered<Value>;
  /** Forgets everything of a database, also what is being read right now. */
  forget(database: object): void;
}

/**
 * Makes a memory of public reference data, the same for everybody. Whoever changes it in this process forgets it when the
 * change has committed; other processes follow when the time is over.
 *
 * @param most how many values are kept for each database
 * @param milliseconds how old a value may be
 */
export function createMemory<Value extends object>(most: number, milliseconds: number): Memory<Value> {
  const memories = new WeakMap<object, Remembered<Value>>();
  const of = (database: object): Remembered<Value> => {
    const now = monotonicMilliseconds();
    let memory = memories.get(database);
    if (memory === undefined) {
      memory = { values: new Map(), since: now, generation: 0 };
      memories.set(database, memory);
    }
    if (now - memory.since > milliseconds || memory.values.size > most) {
      memory.values = new Map();
      memory.since = now;
    }
    return memory;
  };
  return {
    of,
    forget: (database) => {
      const memory = of(database);
      memory.values = new Map();
      memory.generation += 1;
    },
  };
}

/**
 * Declares a loader of public reference data that is remembered across requests.
 *
 * SECURITY: only for what everybody signed in may see, and for objects that nobody changes.
 */
export function defineRememberedLoader<Value extends object>(
  memory: Memory<Value>,
  batch: (context: RequestContext, keys: readonly string[]) => Promise<ReadonlyMap<string, Value>>,
): RememberedLoader<Value> {
  const load = defineLoader<Value>(async (context, keys) => {
    const { generation } = memory.of(context.database.identity);
    const found = await batch(context, keys);
    const remembered = memory.of(context.database.identity);
    // What was read before a change must not be kept after it.
    if (remembered.generation === generation) for (const [key, value] of found) remembered.values.set(key, value);
    return found;
  });
  return (context, key) => memory.of(context.database.identity).values.get(key) ?? load(context, key);
}
