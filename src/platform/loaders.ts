import DataLoader from "dataloader";
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
