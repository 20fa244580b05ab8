import type { Database } from "../../platform/database.js";
import { countOpenSetAside, findQueueStates, type QueueState } from "./queue-state.store.js";

/** A queue as the metrics show it. */
export interface QueueFigures extends QueueState {
  /** Jobs that were set aside and not sent anew. */
  setAside: number;
}

/** The figures of all queues, for the metrics: counts alone, of the whole platform. */
export function readQueueFigures(database: Database): Promise<QueueFigures[]> {
  return database.asSystem("count the jobs of each queue", async (tx) => {
    const [states, setAside] = [await findQueueStates(tx), await countOpenSetAside(tx)];
    return withSetAside(states, setAside);
  });
}

/** Joins the states of queues with how many of their jobs were set aside; a queue that is gone may still have some. */
export function withSetAside(states: readonly QueueState[], setAside: ReadonlyMap<string, number>): QueueFigures[] {
  const known = new Set(states.map(({ name }) => name));
  const gone = [...setAside.keys()].filter((name) => !known.has(name));
  const none = { waiting: 0, active: 0, retrying: 0, oldestDueAt: null, secondsWaited: 0 };
  return [...states, ...gone.map((name) => ({ name, ...none }))].map((state) => ({
    ...state,
    setAside: setAside.get(state.name) ?? 0,
  }));
}
